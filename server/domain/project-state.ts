/**
 * What a project is now: the fold of its facts. Pure; the same code runs on the server after every write and in the
 * property test that compares the fold with the tables.
 */
import type { Fen } from "./amounts";
import { followUpPatch } from "./follow-ups";
import { courseAfter, courseFrom, isProgress, type LeadCourse } from "./lead-course";
import type { MergeSide } from "./merge-facts";
import { applyMerge, emptied, withEntry, withMilestones } from "./merge-state";
import type { Milestone, OffState } from "./milestones";
import { type Day, monthOfDay } from "./periods";
import type { Basics, BasicsPatch, Fact } from "./project-facts";

export interface MilestoneState {
  status: "submitted" | "approved" | "returned" | "withdrawn";
  occurredOn: Day;
  statMonth: number | null;
  patch: BasicsPatch;
  details: Record<string, unknown>;
  imported: boolean;
  recordedById: number;
}

export interface ProjectState {
  /** 0 until the first fact is stored. */
  id: number;
  number: string;
  version: number;
  basics: Basics;
  reporterName: string;
  reportingUnitId: number | null;
  firstReportedAt: string;
  milestones: Partial<Record<Milestone, MilestoneState>>;
  off: { state: OffState; since: Day; reason: string; reviewOn: Day | null } | null;
  stage: Milestone;
  stageSince: Day;
  /** Evidence attached so far, by requirement. */
  evidence: Record<string, number>;
  /** Real contacts logged (visit, reception, meeting). */
  contacts: number;
  lastProgressOn: Day;
  course: LeadCourse;
  /** 研判 as the head of the section gave it; null while nobody has judged. */
  judgement: { verdict: "follow" | "drop"; reason: string; on: Day; byId: number } | null;
  memberIds: number[];
  /** Projects that were merged into this one, by id. */
  absorbed: MergeSide[];
  /** The project into which this one was merged; then it is withdrawn. */
  mergedIntoId: number | null;
  /** Sums of approved ledger rows, in fen. */
  frameworkFen: Fen | null;
  contractFen: Fen | null;
  arrivedFen: Fen;
  investedFen: Fen;
}

/** A stored fact with the frame that the record adds. */
export interface RecordedFact {
  fact: Fact;
  occurredOn: Day;
  actorId: number;
  /** Recorded as part of an operation over many projects. */
  operation?: boolean;
}

export const emptyProject = (id: number): Omit<ProjectState, "basics"> & { basics: Basics | null } => ({
  id,
  number: "",
  version: 0,
  basics: null,
  reporterName: "",
  reportingUnitId: null,
  firstReportedAt: "",
  milestones: {},
  off: null,
  stage: "lead",
  stageSince: "1970-01-01",
  evidence: {},
  contacts: 0,
  lastProgressOn: "1970-01-01",
  course: courseFrom(""),
  judgement: null,
  memberIds: [],
  absorbed: [],
  mergedIntoId: null,
  frameworkFen: null,
  contractFen: null,
  arrivedFen: 0,
  investedFen: 0,
});

function withMilestone(state: ProjectState, kind: Milestone, milestone: MilestoneState): ProjectState {
  return withMilestones(state, { ...state.milestones, [kind]: milestone });
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** One fact further. Never throws: what happened, happened. */
export function apply(state: ProjectState | null, id: number, recorded: RecordedFact): ProjectState {
  const { fact, occurredOn, actorId, operation = false } = recorded;
  if (fact.type === "LeadCaptured") {
    return {
      ...emptyProject(id),
      number: fact.number,
      version: 1,
      basics: fact.basics,
      reporterName: fact.reporterName,
      reportingUnitId: fact.reportingUnitId,
      firstReportedAt: fact.firstReportedAt,
      milestones: {
        lead: {
          status: "approved",
          occurredOn,
          statMonth: monthOfDay(occurredOn),
          patch: {},
          details: {},
          imported: fact.imported,
          recordedById: actorId,
        },
      },
      stageSince: occurredOn,
      lastProgressOn: occurredOn,
      course: courseFrom(fact.firstReportedAt),
    };
  }
  if (!state) throw new Error(`project ${id}: history does not begin with LeadCaptured`);
  const { ownerId } = state.basics;
  const deed = { byOwner: actorId === ownerId, operation, pooled: state.course.pooledOn !== null };
  const moves = isProgress(fact, deed);
  const lastProgressOn = moves ? later(state.lastProgressOn, occurredOn) : state.lastProgressOn;
  const next = {
    ...state,
    version: state.version + 1,
    lastProgressOn,
    course: courseAfter(state.course, fact, occurredOn, lastProgressOn > state.lastProgressOn),
  };
  if (fact.type === "LeadJudged") {
    const { verdict, reason } = fact;
    return { ...next, judgement: { verdict, reason, on: occurredOn, byId: actorId } };
  }
  return advance(next, fact, actorId);
}

/** A kind of which nothing is left is absent, as if it had never been there. */
function withOneLess(evidence: ProjectState["evidence"], requirement: string): ProjectState["evidence"] {
  const { [requirement]: had = 0, ...others } = evidence;
  return had > 1 ? { ...others, [requirement]: had - 1 } : others;
}

function advance(
  next: ProjectState,
  fact: Exclude<Fact, { type: "LeadCaptured" | "LeadJudged" }>,
  actorId: number,
): ProjectState {
  switch (fact.type) {
    case "BasicsEdited":
      return { ...next, basics: { ...next.basics, ...fact.after } };
    case "MilestoneSubmitted":
      return withMilestone(next, fact.milestone, {
        status: "submitted",
        occurredOn: fact.occurredOn,
        statMonth: null,
        patch: fact.patch,
        details: fact.details,
        imported: false,
        recordedById: actorId,
      });
    case "MilestoneApproved": {
      const approved = { ...next, basics: { ...next.basics, ...fact.patch } };
      return withMilestone(approved, fact.milestone, {
        status: "approved",
        occurredOn: fact.occurredOn,
        statMonth: fact.statMonth,
        patch: {},
        details: fact.details,
        imported: fact.imported,
        recordedById: next.milestones[fact.milestone]?.recordedById ?? actorId,
      });
    }
    case "MilestoneReturned":
    case "MilestoneWithdrawn": {
      const pending = next.milestones[fact.milestone];
      const status = fact.type === "MilestoneReturned" ? "returned" : "withdrawn";
      return pending ? withMilestone(next, fact.milestone, { ...pending, status }) : next;
    }
    case "LeftMainLine":
      return {
        ...next,
        off: { state: fact.to, since: fact.on, reason: fact.reason, reviewOn: fact.reviewOn },
      };
    case "ReturnedToMainLine":
      return { ...next, off: null };
    case "FollowUpLogged": {
      const contact = fact.kind === "visit" || fact.kind === "reception" || fact.kind === "meeting";
      const basics = { ...next.basics, ...followUpPatch(fact) };
      return { ...next, basics, contacts: next.contacts + (contact ? 1 : 0) };
    }
    case "EvidenceAttached":
      return {
        ...next,
        evidence: { ...next.evidence, [fact.requirement]: (next.evidence[fact.requirement] ?? 0) + 1 },
      };
    case "EvidenceRemoved":
      return { ...next, evidence: withOneLess(next.evidence, fact.requirement) };
    case "TeamSet":
      return { ...next, memberIds: fact.members.flatMap((m) => (m.accountId === null ? [] : [m.accountId])) };
    case "EntryApproved":
      return withEntry(next, fact.ledger, fact.row);
    case "ImportUndone":
      return emptied(next, fact.reason);
    case "Absorbed":
    case "Parted":
    case "MergedInto":
    case "SplitOff":
      return applyMerge(next, fact);
    case "InvestorRelinked":
      return { ...next, basics: { ...next.basics, ...fact.after } };
    case "LapsedToPool":
      return { ...next, basics: { ...next.basics, ownerId: null, ownerUnitId: null } };
    case "ClaimedFromPool": {
      const { ownerId, ownerUnitId } = fact;
      return { ...next, basics: { ...next.basics, ownerId, ownerUnitId } };
    }
    case "TransferDecided": {
      const { ownerId, ownerUnitId } = fact;
      return fact.approved ? { ...next, basics: { ...next.basics, ownerId, ownerUnitId } } : next;
    }
    case "LapseNoticed":
    case "ProtectionExtended":
    case "TagsSet":
    case "InvestorsSet":
    case "EntryDrafted":
    case "EntrySubmitted":
    case "EntryReturned":
    case "EntryWithdrawn":
    case "EntryDiscarded":
    case "DisputeRaised":
    case "DisputeEvidenceClosed":
    case "DisputeMediated":
    case "DisputeConsented":
    case "DisputeRuled":
    case "DisputeAppealed":
    case "DisputeWithdrawn":
    case "TransferProposed":
    case "TransferAnswered":
    case "TransferWithdrawn":
      return next;
  }
}

/** Folds a whole history. */
export function fold(id: number, history: readonly RecordedFact[]): ProjectState {
  const state = history.reduce<ProjectState | null>((s, f) => apply(s, id, f), null);
  if (!state) throw new Error(`project ${id} has no history`);
  return state;
}
