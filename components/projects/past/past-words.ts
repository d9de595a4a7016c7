/** Where a project stood and stands, in words. */
import type { PastChanges, PastStand } from "@/server/contracts/past-projects";
import type { BoardColumnId } from "@/server/contracts/project-list";
import { isMilestone, MILESTONE_NAME, OFF_STATE_NAME, type OffState } from "@/server/domain/milestones";

export const columnName = (column: BoardColumnId | OffState): string =>
  isMilestone(column) ? MILESTONE_NAME[column] : OFF_STATE_NAME[column];

const placeOf = ({ stage, offState }: PastStand): BoardColumnId | OffState => offState ?? stage;

export const standWords = (stand: PastStand): string => columnName(placeOf(stand));

/** In what a project stands otherwise now. */
export const movesOf = (was: PastStand, now: PastStand) => ({
  stage: placeOf(was) !== placeOf(now),
  amount: was.amountFen !== now.amountFen,
  chain: was.chainName !== now.chainName,
});

/** "3 个阶段变化、1 个撤销，新增 5 个"; nothing is said of what did not happen. */
export function changesWords({ stage, amount, chain, withdrawn, fresh }: PastChanges): string {
  const parts = [
    stage > 0 ? `${stage} 个阶段变化` : null,
    amount > 0 ? `${amount} 个金额变化` : null,
    chain > 0 ? `${chain} 个换了产业链` : null,
    withdrawn > 0 ? `${withdrawn} 个撤销` : null,
  ].filter((part) => part !== null);
  const since = parts.length > 0 ? parts.join("、") : "没有变化";
  return fresh > 0 ? `${since}，新增 ${fresh} 个` : since;
}
