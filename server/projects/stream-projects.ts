/**
 * The whole list, or one of its groups, in its order, a batch at a time. The ids are read at once (a number a project);
 * the rows follow in batches, so that memory stays flat whatever their number.
 */
import "server-only";
import type { ListProjects } from "@/server/contracts/project";
import type { ProjectRow } from "@/server/contracts/project-list";
import type { OneGroup } from "@/server/contracts/project-view";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { listOrder, maskedPage } from "./list-projects";
import { findProjects } from "./project-filter";
import { inGroup } from "./project-groups";
import { rowPage } from "./project-rows";

const BATCH = 1000;

export async function* streamProjects(
  actor: Actor,
  list: Pick<ListProjects, "filter" | "sort" | "descending">,
  group: OneGroup | null,
  today: Day,
): AsyncGenerator<ProjectRow[]> {
  const whole = findProjects(actor, list.filter, today);
  const found = group ? inGroup(whole, group, today) : whole;
  const ids = await rowsOf<{ id: number }>(
    database,
    sql`SELECT p.id FROM project p WHERE ${found.open} ORDER BY ${listOrder(list.sort, list.descending)}`,
  );
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH).map((row) => row.id);
    // Asked again: what was taken out of sight meanwhile does not come out.
    const where = sql`p.id = ANY(${batch}::int[]) AND ${found.open}`;
    const order = sql`array_position(${batch}::int[], p.id)`;
    yield await rowPage({ where, order, offset: 0, limit: BATCH }, today);
  }
  if (found.masked === null) return;
  for (let offset = 0; ; offset += BATCH) {
    const rows = await maskedPage(found, offset, BATCH, today);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
  }
}
