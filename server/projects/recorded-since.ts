/** What others recorded on many projects since each was looked at: one question for all of them. */
import "server-only";
import type { Fact } from "@/server/domain/project-facts";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";

export interface SeenProject {
  id: number;
  version: number;
}

export interface LaterFact {
  fact: Fact;
  version: number;
  by: string;
  at: Date;
}

/** The facts in their order, with who recorded each and when. Nobody has seen a version that is yet to come. */
export async function changesSince(
  db: Pick<Database, "$queryRaw">,
  seen: readonly SeenProject[],
): Promise<Map<number, LaterFact[]>> {
  const versions = JSON.stringify(seen.map(({ id, version }) => ({ id, version })));
  const rows = await rowsOf<LaterFact & { id: number }>(
    db,
    sql`SELECT f.project_id AS id, f.payload AS fact, f.version, coalesce(a.display_name, '系统') AS by, f.recorded_at AS at
      FROM project_fact f JOIN json_to_recordset(${versions}::json) AS seen(id integer, version integer)
        ON f.project_id = seen.id AND f.version > seen.version
      LEFT JOIN account a ON a.id = f.actor_id ORDER BY f.project_id, f.version`,
  );
  const [ahead] = await rowsOf<{ id: number }>(
    db,
    sql`SELECT p.id FROM project p JOIN json_to_recordset(${versions}::json) AS seen(id integer, version integer)
      ON p.id = seen.id AND seen.version > p.version LIMIT 1`,
  );
  if (ahead) throw new Refusal("bad-input");
  const since = new Map<number, LaterFact[]>();
  for (const { id, ...later } of rows) {
    const known = since.get(id);
    if (known) known.push(later);
    else since.set(id, [later]);
  }
  return since;
}

export async function recordedSince(
  db: Pick<Database, "$queryRaw">,
  seen: readonly SeenProject[],
): Promise<Map<number, Fact[]>> {
  const since = await changesSince(db, seen);
  return new Map([...since].map(([id, changes]) => [id, changes.map((c) => c.fact)]));
}
