/** How many projects a filter finds, and their sums. Asked beside the list, never before its rows. */
import "server-only";
import type { ProjectFilter } from "@/server/contracts/project";
import type { ProjectSums } from "@/server/contracts/project-list";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { database, rowOf, sql } from "@/server/platform/database";
import { findProjects } from "./project-filter";

/** Count of all rows of the list; sums without masked rows, whose amounts a sum could betray. */
export function countProjects(actor: Actor, filter: ProjectFilter, today: Day): Promise<ProjectSums> {
  const { all, masked, isMasked } = findProjects(actor, filter, today);
  const shown = masked === null ? sql`TRUE` : sql`NOT ${isMasked}`;
  return rowOf<ProjectSums>(
    database,
    sql`SELECT count(*)::int AS count,
        coalesce(sum(p.planned_total_fen) FILTER (WHERE ${shown}), 0)::bigint AS "plannedTotalFen",
        coalesce(sum(p.arrived_fen) FILTER (WHERE ${shown}), 0)::bigint AS "arrivedFen",
        coalesce(sum(p.invested_fen) FILTER (WHERE ${shown}), 0)::bigint AS "investedFen"
      FROM project p WHERE ${all}`,
  );
}
