/** What hangs on two enterprises that are merged or split again. */
import "server-only";
import { judgeUscc } from "@/server/domain/identity";
import type { InvestorShare } from "@/server/domain/investors";
import type { OtherName } from "@/server/domain/other-names";
import type { Actor } from "@/server/domain/permissions";
import { mayOn } from "@/server/domain/project-rights";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { type HeldValues, valuesOf } from "../enterprise-things";
import { enterprisesFor } from "../list-enterprises";

type Asking = Pick<Database, "$queryRaw">;

/** Projects that point at an enterprise in whatever way, withdrawn ones too. */
export async function pointingAt(db: Asking, id: number): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM project WHERE investor_id = ${id}
      UNION SELECT project_id FROM project_investor WHERE enterprise_id = ${id} ORDER BY 1`,
  );
  return rows.map((row) => row.id);
}

export async function investorsOf(db: Asking, ids: readonly number[]): Promise<Map<number, InvestorShare[]>> {
  const rows = await rowsOf<{ id: number; investors: InvestorShare[] }>(
    db,
    sql`SELECT project_id AS id, json_agg(json_build_object('enterpriseId', enterprise_id, 'shareBasisPoints', share_basis_points)
        ORDER BY id) AS investors FROM project_investor WHERE project_id = ANY(${[...ids]}::int[]) GROUP BY project_id`,
  );
  return new Map(rows.map((row) => [row.id, row.investors]));
}

export const otherNamesOf = (db: Asking, id: number): Promise<OtherName[]> =>
  rowsOf(
    db,
    sql`SELECT kind, name, valid_from::text AS "validFrom", valid_to::text AS "validTo" FROM enterprise_name
      WHERE enterprise_id = ${id} AND removed_at IS NULL ORDER BY id`,
  );

/** Both as they stand; what the actor may not know of, or was merged already, does not exist. */
export async function bothOf(
  db: Asking,
  actor: Actor,
  { keepId, giveId }: { keepId: number; giveId: number },
): Promise<{ keep: HeldValues; give: HeldValues }> {
  const known = await rowsOf<{ id: number }>(
    db,
    sql`SELECT e.id FROM enterprise e WHERE e.id = ANY(${[keepId, giveId]}::int[]) AND ${enterprisesFor(actor)}`,
  );
  const values = await valuesOf(db, [keepId, giveId]);
  const [keep, give] = [values.get(keepId), values.get(giveId)];
  if (known.length < 2 || !keep || !give) throw new Refusal("not-found");
  return { keep, give };
}

/** Who belongs to the one that gives way, and everything that belongs to one of the two. */
export async function linesOfBoth(db: Asking, keepId: number, giveId: number) {
  const children = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM enterprise WHERE parent_id = ${giveId} ORDER BY id`,
  );
  const below = await rowsOf<{ id: number }>(
    db,
    sql`SELECT b AS id FROM enterprise_and_below(${keepId}) AS b UNION SELECT b FROM enterprise_and_below(${giveId}) AS b`,
  );
  return { children: children.map((c) => c.id), below: below.map((b) => b.id) };
}

/** A project outside of what the actor may merge stands in the way; one that was withdrawn counts nowhere. */
export const isInWay = (actor: Actor, state: ProjectState): boolean =>
  state.off?.state !== "withdrawn" && !mayOn(actor, "project:merge", state);

export const IN_WAY = "要并入的企业还有您无权合并的项目，请由局领导办理";

/** Two codes that are right are two legal persons, as a rule. */
export const areTwoPersons = (keep: HeldValues, give: HeldValues): boolean =>
  [keep, give].every(({ code }) => code.uscc !== null && judgeUscc(code.uscc) === "valid");
