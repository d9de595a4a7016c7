/** How far a file reaches, noted when it is made, and asked again each time it is handed out. */
import "server-only";
import { type Reach, reachCovers, reachOf } from "@/server/domain/export-reach";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { scopeWhere } from "@/server/projects/project-scope";

export interface KeptReach extends Reach {
  /** Projects that were open to the person by name: being taken off one of them shrinks what he may see. */
  named: number[];
}

export async function keptReach(actor: Actor): Promise<KeptReach> {
  const rows = await rowsOf<{ id: number }>(
    database,
    sql`SELECT p.id FROM project p WHERE ${scopeWhere(actor, "own")} ORDER BY p.id`,
  );
  return { ...reachOf(actor), named: rows.map((r) => r.id) };
}

const AGAIN = "请重新导出";

/** Why the file is held back from this person, in words; null when he may take it. */
export async function withheld(actor: Actor, kept: KeptReach | undefined): Promise<string | null> {
  // Files from before reaches were noted say nothing about what they show.
  if (!kept) return `这份文件没有记下导出时的权限，不能再下载，${AGAIN}`;
  if (!reachCovers(reachOf(actor), kept))
    return `您的角色、科室或产业链在导出后有变动，这份文件超出现在的权限，${AGAIN}`;
  if (kept.named.length === 0) return null;
  const { lost } = await rowOf<{ lost: number }>(
    database,
    sql`SELECT count(*)::int AS lost FROM project p WHERE p.id = ANY(${kept.named})
      AND NOT coalesce(${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}, FALSE)`,
  );
  return lost > 0 ? `文件中有 ${lost} 个项目您现在无权查看，${AGAIN}` : null;
}

export async function requireReach(actor: Actor, kept: KeptReach | undefined): Promise<void> {
  const message = await withheld(actor, kept);
  if (message) throw new Refusal("not-permitted", { message });
}
