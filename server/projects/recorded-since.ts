/** What others recorded on many projects since each was looked at: one question for all of them. */
import "server-only";
import type { Fact } from "@/server/domain/project-facts";
import { type Database, rowsOf, sql } from "@/server/platform/database";

export async function recordedSince(
  db: Pick<Database, "$queryRaw">,
  seen: readonly { id: number; version: number }[],
): Promise<Map<number, Fact[]>> {
  const versions = JSON.stringify(seen.map(({ id, version }) => ({ id, version })));
  const rows = await rowsOf<{ id: number; payload: Fact }>(
    db,
    sql`SELECT f.project_id AS id, f.payload FROM project_fact f
      JOIN json_to_recordset(${versions}::json) AS seen(id integer, version integer)
        ON f.project_id = seen.id AND f.version > seen.version ORDER BY f.project_id, f.version`,
  );
  const since = new Map<number, Fact[]>();
  for (const { id, payload } of rows) since.set(id, [...(since.get(id) ?? []), payload]);
  return since;
}
