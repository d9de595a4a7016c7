/** 项目 as a table: one page of the filtered, scoped and sorted list. */
import "server-only";
import type { ListProjects } from "@/server/contracts/project";
import type { MaskedRow, ProjectRow } from "@/server/contracts/project-list";
import type { OneGroup } from "@/server/contracts/project-view";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { sizeWord } from "@/server/domain/size-words";
import { database, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { noteSensitiveRows } from "./note-sensitive-rows";
import { type FoundProjects, findProjects } from "./project-filter";
import { inGroup } from "./project-groups";
import { orderBy, rowPage } from "./project-rows";

const SORTS: Record<ListProjects["sort"], { column: Sql; nullable?: true }> = {
  updated: { column: sql`p.updated_at` },
  number: { column: sql`p.number` },
  name: { column: sql`p.name COLLATE "zh-x-icu"` },
  stage: { column: sql`p.stage_rank` },
  plannedTotal: { column: sql`p.planned_total_fen`, nullable: true },
  intended: { column: sql`p.intended_fen`, nullable: true },
  contractOn: { column: sql`p.contract_on`, nullable: true },
  startOn: { column: sql`p.start_on`, nullable: true },
  arrived: { column: sql`p.arrived_fen` },
  invested: { column: sql`p.invested_fen` },
  stageSince: { column: sql`p.stage_since` },
  firstReported: { column: sql`p.first_reported_at` },
  nextDue: { column: sql`p.next_due_on`, nullable: true },
  late: { column: sql`p.late_on`, nullable: true },
};

/** ORDER BY of the list over `project p`. */
export function listOrder(sort: ListProjects["sort"], descending: boolean): Sql {
  const { column, nullable } = SORTS[sort];
  return orderBy(column, descending, nullable ?? false);
}

/**
 * Rows `offset` … `offset + limit` of the list. Sensitive leads that the actor may not see whole stand after all
 * others, newest first, so that no sort betrays their name or amount.
 */
export async function listProjects(
  actor: Actor,
  list: ListProjects & { group?: OneGroup | undefined },
  today: Day,
): Promise<ProjectRow[]> {
  const whole = findProjects(actor, list.filter, today, "few");
  const found = list.group ? inGroup(whole, list.group, today) : whole;
  const open = await rowPage(
    {
      where: found.open,
      order: listOrder(list.sort, list.descending),
      offset: list.offset,
      limit: list.limit,
      steady: found.steady,
    },
    today,
  );
  await noteSensitiveRows(
    actor,
    open.filter((row) => row.sensitivity === "sensitive" && row.contractOn === null),
  );
  if (open.length === list.limit || found.masked === null) return open;
  return [...open, ...(await maskedRest(list, found, open.length, today))];
}

/** Masked rows of what was found, newest first, from one place on. */
export async function maskedPage(
  found: FoundProjects,
  offset: number,
  limit: number,
  today: Day,
): Promise<MaskedRow[]> {
  const { tiers } = await rulesInForce(database, today);
  const rows = await rowsOf<Omit<MaskedRow, "sizeWord"> & { tier: number | null }>(
    database,
    sql`SELECT TRUE AS masked, p.id, c.name AS "chainName", c.hue AS "chainHue", r.name AS "firstReporter",
        width_bucket(coalesce(p.planned_total_fen, p.intended_fen), ${tiers}::bigint[]) AS tier
      FROM project p LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN unit r ON r.id = p.reporting_unit_id
      WHERE ${found.masked ?? sql`FALSE`} ORDER BY p.id DESC OFFSET ${offset} LIMIT ${limit}`,
  );
  return rows.map(({ tier, ...row }) => ({ ...row, sizeWord: sizeWord(tier, tiers) }));
}

/** The masked rows that fill a page on which the open rows have run out. */
async function maskedRest(
  list: ListProjects,
  found: FoundProjects,
  openOnPage: number,
  today: Day,
): Promise<MaskedRow[]> {
  const openBefore =
    openOnPage > 0 || list.offset === 0
      ? list.offset
      : (
          await rowOf<{ n: number }>(
            database,
            sql`SELECT count(*)::int AS n FROM project p WHERE ${found.open}`,
          )
        ).n;
  return maskedPage(found, Math.max(0, list.offset - openBefore), list.limit - openOnPage, today);
}
