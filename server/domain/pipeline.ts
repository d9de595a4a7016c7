/**
 * The pipeline: which fact may come next. Pure: everything it needs is passed in, and it answers with facts or throws
 * a Refusal. The form asks `gateOf` before the person tries; the server asks the same function when he does.
 */
import { checkAmounts } from "./check-amounts";
import { requireReasonForClosed } from "./closed-figures";
import { isBehind, MILESTONE_NAME, MILESTONES, type Milestone, rankOf } from "./milestones";
import { requireReasonForOdd } from "./odd-plans";
import { type Day, isDay, type StatMonth, statMonthFor } from "./periods";
import type { Basics, BasicsField, BasicsPatch, Fact } from "./project-facts";
import type { ProjectState } from "./project-state";
import { type Problem, Refusal, refuseAt } from "./refusals";
import {
  DETAIL_FIELDS,
  EVIDENCE_KINDS,
  type EvidenceKind,
  type Gate,
  type GateDetailField,
  type GateProjectField,
  PROJECT_FIELDS,
  type Rules,
} from "./rules";

export interface DecisionContext {
  rules: Rules;
  today: Day;
  firstOpenMonth: StatMonth;
  /** True when the actor may give this level of approval on this project. */
  mayApprove: (level: Gate["approval"]) => boolean;
  actorId: number;
}

export interface Submission {
  milestone: Milestone;
  occurredOn: Day;
  patch: BasicsPatch;
  details: Record<string, unknown>;
  /** Why the dates run against the usual order, or why an odd amount is right. */
  reason: string;
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "";

export type Requirement =
  | { kind: "milestone"; milestone: Milestone; label: string; met: boolean }
  | { kind: "field"; field: GateProjectField; label: string; type: string; met: boolean }
  | { kind: "detail"; field: GateDetailField; label: string; type: string; met: boolean }
  | { kind: "evidence"; anyOf: EvidenceKind[]; label: string; met: boolean }
  | { kind: "contact"; label: string; met: boolean };

/** What a gate asks of the milestone and the record knows already: the head's conclusion, which nobody writes for him. */
export const settledDetails = ({ judgement }: Pick<ProjectState, "judgement">): { verdict?: string } =>
  judgement?.verdict === "follow" ? { verdict: judgement.reason } : {};

/** Everything the gate asks for, with what is already there. */
export function gateOf(
  state: Pick<ProjectState, "basics" | "milestones" | "evidence" | "contacts" | "judgement">,
  milestone: Milestone,
  rules: Rules,
  given: { patch?: BasicsPatch; details?: Record<string, unknown> } = {},
): Requirement[] {
  const gate = rules.gates[milestone];
  const basics: Basics = { ...state.basics, ...given.patch };
  const details: Record<string, unknown> = { ...given.details, ...settledDetails(state) };
  return [
    ...gate.after.map(
      (m): Requirement => ({
        kind: "milestone",
        milestone: m,
        label: MILESTONE_NAME[m],
        met: state.milestones[m]?.status === "approved",
      }),
    ),
    ...gate.fields.map(
      (f): Requirement => ({
        kind: "field",
        field: f,
        ...PROJECT_FIELDS[f],
        met: !isBlank(basics[f as BasicsField]),
      }),
    ),
    ...gate.details.map(
      (f): Requirement => ({ kind: "detail", field: f, ...DETAIL_FIELDS[f], met: !isBlank(details[f]) }),
    ),
    ...gate.evidence
      .filter((anyOf) => hasPapers(anyOf, basics))
      .map(
        (anyOf): Requirement => ({
          kind: "evidence",
          anyOf,
          label: anyOf.map((e) => EVIDENCE_KINDS[e]).join(" 或 "),
          met: anyOf.some((e) => (state.evidence[e] ?? 0) > 0),
        }),
      ),
    ...(gate.contact
      ? [{ kind: "contact" as const, label: "至少一次拜访、来访或会谈记录", met: state.contacts > 0 }]
      : []),
  ];
}

/** A project that needs no land has no papers of it to show. */
const hasPapers = (anyOf: readonly EvidenceKind[], basics: Basics): boolean =>
  basics.landMode !== "无需用地" || anyOf.some((kind) => kind !== "land-papers");

const problemOf = (r: Requirement): Problem => {
  switch (r.kind) {
    case "milestone":
      return { field: `milestone.${r.milestone}`, message: `须先完成${r.label}` };
    case "evidence":
      return { field: `evidence.${r.anyOf[0]}`, message: `请上传${r.label}` };
    case "contact":
      return { field: "contact", message: `请先登记${r.label}` };
    default:
      return { field: r.field, message: `请填写${r.label}` };
  }
};

/**
 * The milestones a person could submit next: not approved, not pending, everything before them approved. The next forward
 * ones stand first; those that an imported project went past without come after them.
 */
export function nextMilestones(state: ProjectState, rules: Rules): Milestone[] {
  if (state.off) return [];
  const open = MILESTONES.filter(
    (m) =>
      m !== "lead" &&
      state.milestones[m]?.status !== "approved" &&
      rules.gates[m].after.every((a) => state.milestones[a]?.status === "approved") &&
      !(m === "framework" && state.milestones.contract?.status === "approved"),
  );
  const behind = open.filter((m) => isBehind(m, state.stage));
  return [...open.filter((m) => !behind.includes(m)), ...behind];
}

function checkDates(state: ProjectState, submission: Submission, today: Day, gate: Gate): void {
  const { occurredOn, milestone, reason } = submission;
  if (!isDay(occurredOn)) throw refuseAt("bad-day", "occurredOn", "请填写真实存在的日期");
  if (occurredOn > today) throw refuseAt("future-day", "occurredOn");
  if (occurredOn < "1990-01-01") throw refuseAt("bad-day", "occurredOn", "日期过早，请核对年份");
  const early = gate.after.concat(rankOf(milestone) >= rankOf("start") ? ["contract"] : []).find((m) => {
    const done = state.milestones[m];
    return done?.status === "approved" && occurredOn < done.occurredOn && m !== "lead";
  });
  if (early && !reason.trim()) {
    const message = `${MILESTONE_NAME[milestone]}日期早于${MILESTONE_NAME[early]}日期，请说明原因`;
    throw new Refusal("needs-reason", { message, problems: [{ field: "reason", message }] });
  }
}

/** Reports that a milestone was reached. With approval "none", or by someone who may approve others', it takes effect at once. */
export function submitMilestone(
  state: ProjectState,
  submission: Submission,
  context: DecisionContext,
): Fact[] {
  const { milestone } = submission;
  if (state.off) throw new Refusal("off-line");
  if (state.course.pooledOn !== null)
    throw new Refusal("bad-state", { message: "线索在公海，请先认领或指派承办人" });
  const present = state.milestones[milestone];
  if (present?.status === "approved") throw new Refusal("already-done");
  if (present?.status === "submitted") throw new Refusal("already-pending");
  const gate = context.rules.gates[milestone];
  checkDates(state, submission, context.today, gate);
  checkAmounts(submission.patch, submission.details, state.basics, context.rules, submission.reason);
  requireReasonForOdd(state, submission.patch, submission.reason, submission);
  requireReasonForClosed(state, submission.patch, context.firstOpenMonth, submission.reason);
  const missing = gateOf(state, milestone, context.rules, submission).filter((r) => !r.met);
  if (missing.length > 0) {
    throw new Refusal("gate-incomplete", {
      message: `进入${MILESTONE_NAME[milestone]}还差 ${missing.length} 项：${missing.map((r) => r.label).join("、")}`,
      problems: missing.map(problemOf),
    });
  }
  const { occurredOn, patch, reason } = submission;
  const details = gate.details.includes("verdict")
    ? { ...submission.details, ...settledDetails(state) }
    : submission.details;
  const what = { milestone, occurredOn, patch, details };
  const submitted: Fact = { type: "MilestoneSubmitted", v: 1, ...what, reason };
  return gate.approval === "none" ? [submitted, approval(what, context)] : [submitted];
}

function approval(
  of: Pick<Submission, "milestone" | "occurredOn" | "patch" | "details">,
  context: Pick<DecisionContext, "firstOpenMonth">,
): Fact {
  return {
    type: "MilestoneApproved",
    v: 1,
    milestone: of.milestone,
    occurredOn: of.occurredOn,
    statMonth: statMonthFor(of.occurredOn, context.firstOpenMonth),
    patch: of.patch,
    details: of.details,
    imported: false,
  };
}

/** Second pair of eyes: the person who reported a milestone does not approve it. */
export function approveMilestone(
  state: ProjectState,
  milestone: Milestone,
  context: DecisionContext,
): Fact[] {
  const pending = state.milestones[milestone];
  if (state.off) throw new Refusal("off-line");
  if (pending?.status !== "submitted") throw new Refusal("nothing-pending");
  if (!context.mayApprove(context.rules.gates[milestone].approval)) throw new Refusal("not-permitted");
  if (pending.recordedById === context.actorId) throw new Refusal("own-submission");
  const missing = gateOf(state, milestone, context.rules, pending).filter((r) => !r.met);
  if (missing.length > 0) throw new Refusal("gate-incomplete", { problems: missing.map(problemOf) });
  return [approval({ milestone, ...pending }, context)];
}

export function returnMilestone(
  state: ProjectState,
  milestone: Milestone,
  reason: string,
  context: DecisionContext,
): Fact[] {
  if (state.milestones[milestone]?.status !== "submitted") throw new Refusal("nothing-pending");
  if (!context.mayApprove(context.rules.gates[milestone].approval)) throw new Refusal("not-permitted");
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请填写退回原因");
  return [{ type: "MilestoneReturned", v: 1, milestone, reason: reason.trim() }];
}

export interface Leaving {
  to: "held" | "ended" | "lost";
  on: Day;
  reasonCode: string;
  reason: string;
  reviewOn: Day | null;
}

/** 搁置, 终止 or 流失. Signed projects end, unsigned ones are lost; past months are unchanged either way. */
export function leaveMainLine(state: ProjectState, leaving: Leaving, today: Day): Fact[] {
  if (state.off) throw new Refusal("bad-state", { message: "项目已不在主线上" });
  if (!isDay(leaving.on)) throw refuseAt("bad-day", "on");
  if (leaving.on > today) throw refuseAt("future-day", "on");
  if (!leaving.reason.trim()) throw refuseAt("needs-reason", "reason");
  const signed = state.milestones.contract?.status === "approved";
  if (leaving.to === "lost" && signed) throw refuseAt("bad-state", "to", "已签约项目应登记为终止");
  if (leaving.to === "ended" && !signed) throw refuseAt("bad-state", "to", "未签约项目应登记为流失");
  if (leaving.to === "held" && leaving.reviewOn !== null && leaving.reviewOn <= today) {
    throw refuseAt("bad-day", "reviewOn", "复核日期应晚于今天");
  }
  return [{ type: "LeftMainLine", v: 1, ...leaving, reason: leaving.reason.trim() }];
}

export function returnToMainLine(state: ProjectState, on: Day, reason: string, today: Day): Fact[] {
  if (state.off?.state !== "held") throw new Refusal("bad-state", { message: "只有搁置的项目可以恢复" });
  if (on > today) throw refuseAt("future-day", "on");
  if (!reason.trim()) throw refuseAt("needs-reason", "reason");
  return [{ type: "ReturnedToMainLine", v: 1, on, reason: reason.trim() }];
}

/** Edits what a project is. Only what differs becomes a fact; no difference, no fact. */
export function editBasics(state: ProjectState, patch: BasicsPatch, rules: Rules, reason: string): Fact[] {
  if (state.off?.state === "withdrawn") throw new Refusal("not-found");
  if (patch.name !== undefined && !patch.name.trim()) throw refuseAt("bad-input", "name", "请填写项目名称");
  if (patch.sensitivity === "sensitive" && state.course.pooledOn !== null)
    throw refuseAt("bad-state", "sensitivity", "公海中的线索不能设为敏感，请先认领或指派承办人");
  checkAmounts(patch, {}, state.basics, rules, reason);
  requireReasonForOdd(state, patch, reason);
  const fields = (Object.keys(patch) as BasicsField[]).filter(
    (f) => patch[f] !== undefined && patch[f] !== state.basics[f],
  );
  if (fields.length === 0) return [];
  const pick = (from: BasicsPatch) => Object.fromEntries(fields.map((f) => [f, from[f]])) as BasicsPatch;
  return [
    { type: "BasicsEdited", v: 1, before: pick(state.basics), after: pick(patch), reason: reason.trim() },
  ];
}
