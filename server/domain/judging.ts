/** 研判: whoever heads the section decides whether a lead is followed (在谈) or given up (流失). Pure. */
import { OFF_REASONS, type OffReason } from "./milestones";
import { statMonthFor } from "./periods";
import { approveMilestone, type DecisionContext, gateOf, leaveMainLine } from "./pipeline";
import type { Fact } from "./project-facts";
import type { ProjectState } from "./project-state";
import { Refusal, refuseAt } from "./refusals";

export interface Judgement {
  verdict: "follow" | "drop";
  reason: string;
  reasonCode: OffReason | null;
}

/**
 * The decision, and what follows from it: a lead that is dropped is lost; one that is followed enters 在谈 at once when the
 * gate lacks nothing and the judge may approve it, and otherwise when it does.
 */
export function judgeLead(state: ProjectState, judgement: Judgement, context: DecisionContext): Fact[] {
  const { verdict, reasonCode } = judgement;
  const reason = judgement.reason.trim();
  if (state.off) throw new Refusal("off-line");
  if (state.course.pooledOn !== null)
    throw new Refusal("bad-state", { message: "线索在公海，请先认领或指派承办人" });
  if (state.stage !== "lead") throw new Refusal("already-done", { message: "项目已过线索阶段，无需研判" });
  if (state.course.judgedOn !== null) throw new Refusal("already-done", { message: "这条线索已经研判过" });
  if (state.basics.ownerId === context.actorId)
    throw new Refusal("own-submission", { message: "不能研判本人承办的线索" });
  if (!reason) throw refuseAt("needs-reason", "reason", "请填写研判意见");
  const judged: Fact = { type: "LeadJudged", v: 1, verdict, reason };
  if (verdict === "follow") return [judged, ...enterTalks(state, reason, context)];
  if (reasonCode === null || !(reasonCode in OFF_REASONS))
    throw refuseAt("needs-reason", "reasonCode", "请选择不跟进的原因");
  const leaving = { to: "lost" as const, on: context.today, reasonCode, reason, reviewOn: null };
  return [judged, ...leaveMainLine(state, leaving, context.today)];
}

function enterTalks(state: ProjectState, verdict: string, context: DecisionContext): Fact[] {
  const { approval } = context.rules.gates.negotiation;
  if (approval !== "none" && !context.mayApprove(approval)) return [];
  const pending = state.milestones.negotiation;
  if (pending?.status === "submitted")
    return pending.recordedById === context.actorId ? [] : approveMilestone(state, "negotiation", context);
  const details = { verdict };
  if (gateOf(state, "negotiation", context.rules, { details }).some((r) => !r.met)) return [];
  const what = { milestone: "negotiation" as const, occurredOn: context.today, patch: {}, details };
  return [
    { type: "MilestoneSubmitted", v: 1, ...what, reason: "" },
    {
      type: "MilestoneApproved",
      v: 1,
      ...what,
      statMonth: statMonthFor(context.today, context.firstOpenMonth),
      imported: false,
    },
  ];
}
