/**
 * 首报异议: two units claim the first report of one project. Both bring evidence, the section head mediates, otherwise the
 * director rules; a ruling may be appealed against once. Pure: the state is the fold of the dispute's own facts.
 */
import type { DisputeFact, Share, Side } from "./attribution-facts";
import { acceptShares } from "./attribution-shares";
import { deadlineFrom } from "./deadlines";
import { DISPUTE_STEPS, type Dispute, type DisputeStep, OPEN_STEPS, standOn } from "./dispute-state";
import type { Day } from "./periods";
import type { ProjectState } from "./project-state";
import { Refusal, refuseAt } from "./refusals";
import type { Rules } from "./rules";

type Ruled = Pick<Rules, "duties" | "calendar" | "attribution">;

export interface Challenge {
  disputeId: number;
  ownProjectId: number | null;
  challenger: { id: number; unitId: number | null };
  statement: string;
}

type Contested = Pick<ProjectState, "reportingUnitId" | "firstReportedAt" | "off">;

/** `disputes` are those that the project has had; `own` is the challenger's own project, when he has one. */
export function raiseDispute(
  project: Contested,
  own: Pick<ProjectState, "firstReportedAt"> | null,
  disputes: readonly Dispute[],
  { disputeId, ownProjectId, challenger, statement }: Challenge,
  rules: Ruled,
  today: Day,
): DisputeFact[] {
  if (challenger.unitId === null)
    throw new Refusal("not-permitted", { message: "您的账号没有所属单位，不能提出首报异议" });
  if (project.reportingUnitId === null)
    throw new Refusal("bad-state", { message: "对方项目没有登记首报单位，请由局领导直接指派" });
  if (project.reportingUnitId === challenger.unitId)
    throw new Refusal("bad-state", { message: "对方项目由本单位首报，请由科长指派承办人" });
  if (own && own.firstReportedAt < project.firstReportedAt)
    throw new Refusal("already-done", { message: "您的线索登记在先，已是首报，无需提出异议" });
  if (!statement.trim()) throw refuseAt("needs-reason", "statement", "请写明异议理由和首次接触的经过");
  const open = disputes.find((d) => OPEN_STEPS.includes(standOn(d, today).step));
  if (open) throw new Refusal("already-pending", { message: "该项目已有未结的首报异议，请等待结果" });
  const before = disputes.some((d) => d.challengerUnitId === challenger.unitId && d.shares !== null);
  if (before) throw new Refusal("already-done", { message: "本单位对该项目的首报异议已有结论" });
  const evidence = deadlineFrom(today, rules.attribution.evidenceDays, rules);
  return [
    {
      type: "DisputeRaised",
      v: 1,
      disputeId,
      ownProjectId,
      challengerId: challenger.id,
      challengerUnitId: challenger.unitId,
      respondentUnitId: project.reportingUnitId,
      statement: statement.trim(),
      evidence,
      mediation: deadlineFrom(evidence.dueOn, rules.attribution.mediationDays, rules),
    },
  ];
}

function requireStep(dispute: Dispute, today: Day, step: DisputeStep): void {
  const now = standOn(dispute, today).step;
  if (now === step) return;
  throw new Refusal("bad-state", { message: `异议现在的状态是“${DISPUTE_STEPS[now]}”，不能进行此操作` });
}

/** Evidence is taken until the side says it is all, or the time runs out. */
export function requireEvidenceOpen(dispute: Dispute, side: Side, today: Day): void {
  requireStep(dispute, today, "evidence");
  if (dispute.evidenceClosed[side])
    throw new Refusal("already-done", { message: "本方已声明举证完毕，不能再补充材料" });
}

/** 举证完毕. When both have said so, the mediation begins without waiting for the day. */
export function closeEvidence(
  dispute: Dispute,
  side: Side,
  note: string,
  papers: number,
  rules: Ruled,
  today: Day,
): DisputeFact[] {
  requireEvidenceOpen(dispute, side, today);
  if (papers === 0 && !note.trim())
    throw refuseAt("needs-reason", "note", "没有上传材料的，请说明情况后再声明举证完毕");
  const other: Side = side === "challenger" ? "respondent" : "challenger";
  const mediation = dispute.evidenceClosed[other]
    ? deadlineFrom(today, rules.attribution.mediationDays, rules)
    : null;
  return [{ type: "DisputeEvidenceClosed", v: 1, disputeId: dispute.id, side, note: note.trim(), mediation }];
}

export interface Outcome {
  agreed: boolean;
  shares: readonly Share[];
  note: string;
}

export const partiesOf = (dispute: Dispute): number[] => [dispute.challengerUnitId, dispute.respondentUnitId];

/** 调解: an outcome that the challenger has to agree to, or none, and then the director rules. */
export function mediate(
  dispute: Dispute,
  { agreed, shares, note }: Outcome,
  rules: Ruled,
  today: Day,
): DisputeFact[] {
  requireStep(dispute, today, "mediation");
  if (!note.trim()) throw refuseAt("needs-reason", "note", "请写明调解经过");
  const { consentDays, rulingDays } = rules.attribution;
  const consent = agreed ? deadlineFrom(today, consentDays, rules) : null;
  return [
    {
      type: "DisputeMediated",
      v: 1,
      disputeId: dispute.id,
      agreed,
      shares: agreed ? acceptShares(shares, partiesOf(dispute)) : [],
      note: note.trim(),
      consent,
      ruling: deadlineFrom(consent?.dueOn ?? today, rulingDays, rules),
    },
  ];
}

/** The challenger takes the mediated outcome, or leaves it to the director. */
export function consentTo(
  dispute: Dispute,
  agreed: boolean,
  note: string,
  rules: Ruled,
  today: Day,
): DisputeFact[] {
  requireStep(dispute, today, "consent");
  if (!agreed && !note.trim()) throw refuseAt("needs-reason", "note", "请写明不同意调解方案的理由");
  return [
    {
      type: "DisputeConsented",
      v: 1,
      disputeId: dispute.id,
      agreed,
      shares: agreed ? dispute.proposed : [],
      note: note.trim(),
      ruling: agreed ? null : deadlineFrom(today, rules.attribution.rulingDays, rules),
    },
  ];
}

/** 裁定, in force at once; also the answer to an appeal, and then the last word. */
export function rule(
  dispute: Dispute,
  shares: readonly Share[],
  reason: string,
  rules: Ruled,
  today: Day,
): DisputeFact[] {
  const appealed = standOn(dispute, today).step === "appeal";
  requireStep(dispute, today, appealed ? "appeal" : "ruling");
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请写明裁定理由");
  return [
    {
      type: "DisputeRuled",
      v: 1,
      disputeId: dispute.id,
      shares: acceptShares(shares, partiesOf(dispute)),
      reason: reason.trim(),
      appeal: appealed ? null : deadlineFrom(today, rules.attribution.appealDays, rules),
    },
  ];
}

/** 复议: once, by either side, while its time runs. What was ruled stays in force meanwhile. */
export function appeal(
  dispute: Dispute,
  side: Side,
  reason: string,
  rules: Ruled,
  today: Day,
): DisputeFact[] {
  requireStep(dispute, today, "ruled");
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请写明申请复议的理由");
  const ruling = deadlineFrom(today, rules.attribution.rulingDays, rules);
  return [{ type: "DisputeAppealed", v: 1, disputeId: dispute.id, side, reason: reason.trim(), ruling }];
}

/** The challenger takes his dispute back before anything was decided. */
export function withdrawDispute(dispute: Dispute, reason: string, today: Day): DisputeFact[] {
  const { step } = standOn(dispute, today);
  if (dispute.shares !== null || !OPEN_STEPS.includes(step))
    throw new Refusal("bad-state", { message: "异议已有结论，不能撤回" });
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请写明撤回原因");
  return [{ type: "DisputeWithdrawn", v: 1, disputeId: dispute.id, reason: reason.trim() }];
}
