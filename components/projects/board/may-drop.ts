import type { BoardCard, BoardColumnId } from "@/server/contracts/project-list";
import { isMilestone, rankOf } from "@/server/domain/milestones";

/** Whether a card may be dropped there: on a later milestone of the main line. */
export const mayDrop = (card: BoardCard, column: BoardColumnId): boolean =>
  card.offState === null && isMilestone(column) && rankOf(column) > rankOf(card.stage);
