/** 项目 as a board: what stands in each column, and the cards of one column at a time. Masked leads stay off it. */
import "server-only";
import type { z } from "zod";
import type { ProjectFilter } from "@/server/contracts/project";
import {
  BOARD_COLUMNS,
  type BoardCard,
  type BoardColumnId,
  type BoardHead,
  type boardCards,
} from "@/server/contracts/project-list";
import { isMilestone, MILESTONES, rankOf } from "@/server/domain/milestones";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { noteSensitiveAmong } from "./note-sensitive-rows";
import { findProjects } from "./project-filter";
import { boardAmount, cardPage, orderBy } from "./project-rows";
import type { Reading } from "./project-scope";

/** Every column has its place, so the filter's own choice of main line or off-ramps does not apply. */
const onBoard = (actor: Actor, filter: ProjectFilter, today: Day, reading: Reading): Sql =>
  findProjects(actor, { ...filter, off: "any" }, today, reading).open;

/** Count and amount of every column, in one pass. */
export async function boardColumns(actor: Actor, filter: ProjectFilter, today: Day): Promise<BoardHead[]> {
  const rows = await rowsOf<{ rank: number; off: string | null; count: number; amountFen: number }>(
    database,
    sql`SELECT CASE WHEN p.off_state IS NULL THEN p.stage_rank ELSE -1 END AS rank, p.off_state AS off, count(*)::int AS count,
        coalesce(sum(${boardAmount}), 0)::bigint AS "amountFen"
      FROM project p WHERE ${onBoard(actor, filter, today, "many")} GROUP BY 1, 2`,
  );
  const found = new Map(rows.map((row) => [row.off ?? MILESTONES[row.rank] ?? "", row]));
  return BOARD_COLUMNS.map((column) => ({
    column,
    count: found.get(column)?.count ?? 0,
    amountFen: found.get(column)?.amountFen ?? 0,
  }));
}

const inColumn = (column: BoardColumnId): Sql =>
  isMilestone(column)
    ? sql`p.off_state IS NULL AND p.stage_rank = ${rankOf(column)}`
    : sql`p.off_state = ${column}`;

/** Cards of one column; those that came last stand first. */
export async function boardColumn(
  actor: Actor,
  input: z.output<typeof boardCards>,
  today: Day,
): Promise<BoardCard[]> {
  const cards = await cardPage(
    {
      where: sql`${onBoard(actor, input.filter, today, "few")} AND ${inColumn(input.column)}`,
      order: orderBy(isMilestone(input.column) ? sql`p.stage_since` : sql`p.off_since`, true, false),
      offset: input.cursor,
      limit: input.limit,
    },
    today,
  );
  await noteSensitiveAmong(
    actor,
    cards.map((card) => card.id),
  );
  return cards;
}
