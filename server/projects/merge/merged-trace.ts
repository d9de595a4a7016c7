/** Where a project went that was merged into another one: its address and its number still lead somewhere. */
import "server-only";
import type { MergedTrace } from "@/server/contracts/merge";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { asKnown, hiddenAmong } from "../merged-names";
import { maskedFor, projectsFor } from "../project-scope";

/** Null for whoever may not see where it went, and for what was not merged. The last survivor is named, not those between. */
export async function mergedTrace(actor: Actor, { id }: { id: number }): Promise<MergedTrace | null> {
  const [trace] = await rowsOf<Omit<MergedTrace, "at"> & { at: Date }>(
    database,
    sql`WITH RECURSIVE way AS (SELECT id, merged_into_id, 0 AS step FROM project WHERE id = ${id}
        UNION ALL SELECT n.id, n.merged_into_id, way.step + 1 FROM project n JOIN way ON n.id = way.merged_into_id)
      SELECT g.id, g.number, g.name, g.version, coalesce(a.display_name, '系统') AS by, f.recorded_at AS at, f.payload->>'reason' AS reason,
        json_build_object('id', p.id, 'number', p.number, 'name', p.name) AS into, f.operation_id AS "operationId"
      FROM way JOIN project p ON p.id = way.id AND way.merged_into_id IS NULL AND way.step > 0
        JOIN project g ON g.id = ${id}
        JOIN LATERAL (SELECT * FROM project_fact WHERE project_id = g.id AND type = 'MergedInto' ORDER BY version DESC LIMIT 1) f ON TRUE
        LEFT JOIN account a ON a.id = f.actor_id
      WHERE ${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")}`,
  );
  if (!trace) return null;
  return { ...asKnown(trace, await hiddenAmong(actor, [id])), at: trace.at.toISOString() };
}
