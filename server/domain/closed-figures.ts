/**
 * Fields by which closed months are told. A close keeps its report as it was (decision 013); the rows behind it keep their
 * stat month and can only be corrected by a new row in an open month. But an open month groups by what the project is now:
 * another chain, place or planned total moves money of closed months from one line of its report to another, as an adjustment
 * of the first open month. So it is let through, but never unsaid: it needs a reason, which stays in the project's history.
 * One rule for the single edit, for many at once, and for taking either back.
 */
import type { StatMonth } from "./periods";
import type { BasicsField, BasicsPatch } from "./project-facts";
import type { ProjectState } from "./project-state";
import { refuseAt } from "./refusals";

const GROUPING: readonly BasicsField[] = [
  "chainId",
  "leadUnitId",
  "streetUnitId",
  "originProvince",
  "industryCode",
  "plannedTotalFen",
];

/** Whether the project is counted in a month before the first open one. Being registered as a lead counts in no figure. */
const hasClosedFigures = (state: Pick<ProjectState, "milestones">, firstOpenMonth: StatMonth): boolean =>
  Object.entries(state.milestones).some(
    ([kind, m]) =>
      kind !== "lead" && m.status === "approved" && m.statMonth !== null && m.statMonth < firstOpenMonth,
  );

/** Whether a patch would move figures of a closed month between the lines of its report. */
export const movesClosedFigures = (
  state: Pick<ProjectState, "milestones" | "basics">,
  patch: BasicsPatch,
  firstOpenMonth: StatMonth,
): boolean =>
  GROUPING.some((field) => patch[field] !== undefined && patch[field] !== state.basics[field]) &&
  hasClosedFigures(state, firstOpenMonth);

export const CLOSED_FIGURES_ASK = "涉及已关账月份的分项数字，改动会在开放月份形成调整，请填写原因";

/** Refuses at the reason when closed figures would move without one. */
export function requireReasonForClosed(
  state: Pick<ProjectState, "milestones" | "basics">,
  patch: BasicsPatch,
  firstOpenMonth: StatMonth,
  reason: string,
): void {
  if (reason.trim() || !movesClosedFigures(state, patch, firstOpenMonth)) return;
  throw refuseAt("needs-reason", "reason", CLOSED_FIGURES_ASK);
}
