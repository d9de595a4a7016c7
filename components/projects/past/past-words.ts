/** The projects of an earlier day in words. */
import { formatAmountShort, formatDay } from "@/components/shared/format";
import type { PastProjects, PastStand } from "@/server/contracts/past-projects";
import type { BoardColumnId } from "@/server/contracts/project-list";
import { isMilestone, type OffState, standName } from "@/server/domain/milestones";
import { pastStandWords, sinceThenWords, waysOf } from "@/server/domain/past-projects";

const placeOf = ({ stage, offState }: PastStand): BoardColumnId | OffState => offState ?? stage;

export const standWords = (stand: PastStand): string => standName(placeOf(stand));

/** In what a project stands otherwise now. */
export const movesOf = (was: PastStand, now: PastStand) => ({
  stage: placeOf(was) !== placeOf(now),
  amount: was.amountFen !== now.amountFen,
  chain: was.chainName !== now.chainName,
});

/** What stood that day and what has become of it: of everything that the filter finds, whatever column is listed. */
export function pastSentence({ knownOn, heads, fresh, movedIn }: PastProjects): string {
  const sum = (of: (head: PastProjects["heads"][number]) => number) =>
    heads.reduce((n, head) => n + of(head), 0);
  const main = (of: (head: PastProjects["heads"][number]) => number) =>
    sum((head) => (isMilestone(head.column) ? of(head) : 0));
  const count = main((head) => head.count);
  const stood = pastStandWords(
    formatDay(knownOn, "words"),
    { count, amount: formatAmountShort(main((head) => head.amountFen)) },
    sum((head) => head.count) - count,
  );
  const since = sinceThenWords({ ...waysOf(heads), movedIn, fresh });
  return `${stood}；此后${since.startsWith("没") ? "" : " "}${since}。`;
}

/** What is listed under the board. */
export function listedWords(total: number, column: BoardColumnId | null, changed: boolean): string {
  const which = `${column === null ? "" : standName(column)}${changed ? "此后有变化的" : ""}`;
  return which === "" ? `全部 ${total} 个项目，金额大的在前` : `${which} ${total} 个项目，金额大的在前`;
}
