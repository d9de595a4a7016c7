/** The course of a lead before it is signed: what it was owed and got, who holds it, when it fell to the open pool. Pure. */
import { isAttribution } from "./attribution-facts";
import { type Day, dayOf } from "./periods";
import type { Fact } from "./project-facts";

export type NoticeReason = "silent" | "expired";

export interface LeadCourse {
  /** First answer to the enterprise or contact with it. */
  respondedOn: Day | null;
  judgedOn: Day | null;
  fedBackOn: Day | null;
  /** From when the present holder's protection runs. */
  protectedFrom: Day;
  /** Set by the one extension; null when it was not extended. */
  extendedUntil: Day | null;
  /** A notice that stands: given on, for which reason, and when the lead falls to the pool. */
  noticedOn: Day | null;
  noticeReason: NoticeReason | null;
  lapsesOn: Day | null;
  /** In the open pool since; null while somebody holds it. */
  pooledOn: Day | null;
  /** When it first fell to the pool: from then on the first reporter's credit runs out. */
  lapsedOn: Day | null;
}

export const COURSE_TYPES = {
  respondedOn: "date",
  judgedOn: "date",
  fedBackOn: "date",
  protectedFrom: "date",
  extendedUntil: "date",
  noticedOn: "date",
  noticeReason: "text",
  lapsesOn: "date",
  pooledOn: "date",
  lapsedOn: "date",
} as const satisfies Record<keyof LeadCourse, "date" | "text">;
export const COURSE_FIELDS = Object.keys(COURSE_TYPES) as (keyof LeadCourse)[];

export const courseFrom = (firstReportedAt: string): LeadCourse => ({
  respondedOn: null,
  judgedOn: null,
  fedBackOn: null,
  protectedFrom: firstReportedAt ? dayOf(new Date(firstReportedAt)) : "1970-01-01",
  extendedUntil: null,
  noticedOn: null,
  noticeReason: null,
  lapsesOn: null,
  pooledOn: null,
  lapsedOn: null,
});

/** Changes to what is written of a lead. */
const EDITS: ReadonlySet<Fact["type"]> = new Set(["BasicsEdited", "TagsSet", "TeamSet", "InvestorsSet"]);
/** What the system or the rules do to a lead, that two records become one, a paper that goes. */
const QUIET: ReadonlySet<Fact["type"]> = new Set([
  "EvidenceRemoved",
  "LapseNoticed",
  "LapsedToPool",
  "ProtectionExtended",
  "Absorbed",
  "Parted",
  "MergedInto",
  "SplitOff",
  "InvestorRelinked",
]);

/** By whom and how a fact came about. */
export interface Deed {
  /** Whoever is in charge of the project did it. */
  byOwner: boolean;
  /** It came with an operation over many projects: a bulk edit, a hand over, a workbook, an undo. */
  operation: boolean;
  /** Nobody held the lead before. */
  pooled: boolean;
}

/**
 * What keeps a lead from going stale (跟进时限, 久无进展, the light): that somebody works on it. Follow-ups, milestones and
 * 研判, papers and rows of the ledgers count, by whoever does them; so does that somebody takes the lead on, from the pool
 * or by an approved transfer. Of changes to what is written only those count that whoever is in charge made to this one
 * lead: a street set for two hundred leads at once, an undo, a colleague's correction or a hand over say nothing of any
 * of them. Nor does what rules and merges do to a lead, or a quarrel about whose it is.
 */
export const isProgress = (fact: Fact, { byOwner, operation, pooled }: Deed): boolean => {
  if (fact.type === "BasicsEdited" && pooled && fact.after.ownerId) return true;
  if (EDITS.has(fact.type)) return byOwner && !operation;
  if (fact.type === "EvidenceAttached") return fact.subjectKind !== "dispute";
  if (isAttribution(fact)) return fact.type === "TransferDecided" && fact.approved;
  return !QUIET.has(fact.type);
};

const noNotice = { noticedOn: null, noticeReason: null, lapsesOn: null };
const earlier = (a: Day | null, b: Day): Day => (a !== null && a < b ? a : b);

/** Somebody holds it from this day on, under a protection of his own. */
const heldFrom = (course: LeadCourse, on: Day): LeadCourse => ({
  ...course,
  ...noNotice,
  pooledOn: null,
  protectedFrom: on,
  extendedUntil: null,
});

/** One fact further. `moved`: the day of the last progress has become later with it. */
export function courseAfter(course: LeadCourse, fact: Fact, on: Day, moved: boolean): LeadCourse {
  const spoken = moved && course.noticeReason === "silent" ? { ...course, ...noNotice } : course;
  switch (fact.type) {
    case "FollowUpLogged":
      if (fact.kind === "note") return spoken;
      if (fact.kind === "feedback") return { ...spoken, fedBackOn: earlier(course.fedBackOn, fact.on) };
      return { ...spoken, respondedOn: earlier(course.respondedOn, fact.on) };
    case "LeadJudged":
      return { ...spoken, judgedOn: on };
    case "MilestoneApproved":
      return fact.milestone === "lead" ? spoken : { ...spoken, ...noNotice };
    case "LeftMainLine":
      return { ...spoken, ...noNotice };
    case "LapseNoticed":
      return { ...course, noticedOn: on, noticeReason: fact.reason, lapsesOn: fact.lapsesOn };
    case "DisputeRaised":
      // Nothing lapses while it runs, and afterwards a notice gives its full time again.
      return { ...course, ...noNotice };
    case "ProtectionExtended":
      return { ...course, ...noNotice, extendedUntil: fact.until };
    case "LapsedToPool":
      return { ...course, ...noNotice, pooledOn: on, lapsedOn: course.lapsedOn ?? on };
    case "ClaimedFromPool":
      return heldFrom(course, on);
    case "TransferDecided":
      return fact.approved ? heldFrom(course, on) : course;
    case "BasicsEdited":
      return course.pooledOn !== null && fact.after.ownerId ? heldFrom(course, on) : spoken;
    default:
      return spoken;
  }
}
