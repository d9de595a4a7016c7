/** How many projects a filter finds, and their sums. Asked beside the list, never before its rows. */
import "server-only";
import type { ProjectFilter } from "@/server/contracts/project";
import type { ProjectSums } from "@/server/contracts/project-list";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { database, rowOf, sql } from "@/server/platform/database";
import { findProjects } from "./project-filter";
import { shownSums } from "./project-groups";

/** Count of all rows of the list; sums without masked rows, whose amounts a sum could betray. */
export function countProjects(actor: Actor, filter: ProjectFilter, today: Day): Promise<ProjectSums> {
  const found = findProjects(actor, filter, today);
  return rowOf<ProjectSums>(database, sql`SELECT ${shownSums(found)} FROM project p WHERE ${found.all}`);
}
