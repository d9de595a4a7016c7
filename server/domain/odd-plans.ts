/** Plans that run against what has happened, or against each other: let through with a reason, never unsaid. Pure. */
import { MILESTONE_NAME, type Milestone } from "./milestones";
import type { Day } from "./periods";
import type { BasicsPatch } from "./project-facts";
import type { MilestoneState, ProjectState } from "./project-state";
import { type Problem, Refusal } from "./refusals";

/** As much of a project as a ledger row knows too. */
interface Known {
  basics: Pick<ProjectState["basics"], "plannedStartOn" | "plannedCompletionOn" | "plannedTotalFen">;
  milestones: Partial<
    Record<Milestone, Pick<MilestoneState, "status" | "occurredOn" | "details"> | undefined>
  >;
}
type Step = { milestone: Milestone; occurredOn: Day; details: Record<string, unknown> };

const doneOn = ({ milestones }: Known, milestone: Milestone, step: Step | null): Day | null => {
  if (step?.milestone === milestone) return step.occurredOn;
  const done = milestones[milestone];
  return done?.status === "approved" && done.details.undated !== true ? done.occurredOn : null;
};

/** What is odd in a patch, and in the step that brings it. What stood before and is not touched is not asked about again. */
export function oddPlans(state: Known, patch: BasicsPatch, step: Step | null = null): Problem[] {
  const { plannedStartOn, plannedCompletionOn, plannedTotalFen } = { ...state.basics, ...patch };
  const signedOn = doneOn(state, "contract", step);
  const startedOn = doneOn(state, "start", step);
  const signing = step?.milestone === "contract";
  const touched = (field: "plannedStartOn" | "plannedCompletionOn" | "plannedTotalFen") =>
    patch[field] !== undefined && patch[field] !== state.basics[field];
  const problems: Problem[] = [];
  if (plannedStartOn && signedOn && plannedStartOn < signedOn && (signing || touched("plannedStartOn"))) {
    const message = `计划开工（${plannedStartOn}）早于${MILESTONE_NAME.contract}日期（${signedOn}）`;
    problems.push({ field: "plannedStartOn", message });
  }
  if (plannedCompletionOn && (touched("plannedCompletionOn") || touched("plannedStartOn"))) {
    const before =
      startedOn && plannedCompletionOn < startedOn
        ? `${MILESTONE_NAME.start}日期（${startedOn}）`
        : plannedStartOn && plannedCompletionOn < plannedStartOn
          ? `计划开工（${plannedStartOn}）`
          : null;
    if (before !== null) {
      const field = touched("plannedCompletionOn") ? "plannedCompletionOn" : "plannedStartOn";
      problems.push({ field, message: `计划竣工（${plannedCompletionOn}）早于${before}` });
    }
  }
  const amount = signing ? step?.details.amountFen : null;
  if (typeof amount === "number" && plannedTotalFen && amount > plannedTotalFen)
    problems.push({ field: "amountFen", message: "签约金额高于计划总投资" });
  return problems;
}

/** Refuses at each odd plan until somebody says why it is right. */
export function requireReasonForOdd(
  state: Known,
  patch: BasicsPatch,
  reason: string,
  step: Step | null = null,
): void {
  if (reason.trim()) return;
  const odd = oddPlans(state, patch, step).map(({ field, message }) => ({
    field,
    message: `${message}，请核对；确认无误请填写原因`,
  }));
  if (odd.length === 0) return;
  throw new Refusal("needs-reason", {
    message: odd.map((problem) => problem.message).join("；"),
    problems: [...odd, { field: "reason", message: "请说明原因" }],
  });
}
