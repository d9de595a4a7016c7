/**
 * A directory is taken back: enterprises that it made go out of use unless something holds them, things that it changed go back
 * where nobody changed them since, names and honours that it brought go away. What stays says why.
 */
import "server-only";
import {
  ENTERPRISE_WORD,
  type EnterpriseLine,
  type EnterpriseUndoLine,
  planEnterprises,
} from "@/server/domain/enterprise-merging";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { valuesOf, writeLines } from "./enterprise-things";
import { renewKeys } from "./write-enterprise";

/** Why an enterprise stays as it is, in whole or in part. */
export type StaysWhy = Map<number, string[]>;

interface Made {
  id: number;
  uscc: string | null;
  usccReason: string | null;
  holds: string[];
}

/** In the order in which they are said. */
const HOLDS = {
  merged: "已并入别的企业",
  project: "有项目以它为投资方",
  anchor: "是产业链的链主企业",
  parent: "是别的企业的上级",
  absorbed: "有别的企业并入它",
  edited: "导入之后又有人修改",
};

/** Projects that go with the same import hold nothing: they are withdrawn by now. */
const madeBy = (db: Database, operationId: number): Promise<Made[]> =>
  rowsOf<Made>(
    db,
    sql`SELECT e.id, e.uscc, e.uscc_reason AS "usccReason", array_remove(ARRAY[
        CASE WHEN e.merged_into_id IS NOT NULL THEN 'merged' END,
        CASE WHEN EXISTS (SELECT 1 FROM project p WHERE p.investor_id = e.id AND p.off_state IS DISTINCT FROM 'withdrawn')
          OR EXISTS (SELECT 1 FROM project_investor i JOIN project p ON p.id = i.project_id
            WHERE i.enterprise_id = e.id AND p.off_state IS DISTINCT FROM 'withdrawn') THEN 'project' END,
        CASE WHEN EXISTS (SELECT 1 FROM chain_anchor x WHERE x.enterprise_id = e.id) THEN 'anchor' END,
        CASE WHEN EXISTS (SELECT 1 FROM enterprise c WHERE c.parent_id = e.id) THEN 'parent' END,
        CASE WHEN EXISTS (SELECT 1 FROM enterprise g WHERE g.merged_into_id = e.id) THEN 'absorbed' END,
        CASE WHEN e.version > 1 OR EXISTS (SELECT 1 FROM enterprise_honour h WHERE h.enterprise_id = e.id
          AND h.removed_at IS NULL AND h.operation_id IS DISTINCT FROM ${operationId}) THEN 'edited' END], NULL) AS holds
      FROM enterprise e WHERE e.operation_id = ${operationId} AND e.withdrawn_at IS NULL ORDER BY e.id`,
  );

/** Nothing comes to point at one of them, and nobody edits one, until the transaction ends. */
const holdAll = (db: Database, operationId: number): Promise<unknown> =>
  db.$queryRaw(
    sql`SELECT e.id FROM enterprise e WHERE e.operation_id = ${operationId}
        OR e.id IN (SELECT enterprise_id FROM enterprise_change WHERE operation_id = ${operationId})
        OR e.id IN (SELECT enterprise_id FROM enterprise_name WHERE operation_id = ${operationId})
        OR e.id IN (SELECT enterprise_id FROM enterprise_honour WHERE operation_id = ${operationId})
      ORDER BY e.id FOR UPDATE`,
  );

async function withdraw(
  db: Database,
  context: Pick<WriteContext, "actor" | "now">,
  free: readonly Made[],
  undoId: number | null,
): Promise<void> {
  const lines = free.flatMap(({ id, uscc, usccReason }): EnterpriseLine[] =>
    uscc === null
      ? []
      : [
          {
            enterpriseId: id,
            field: "code",
            before: { uscc, usccReason },
            after: { uscc: null, usccReason: null },
          },
        ],
  );
  await writeLines(db, context, lines, undoId);
  await db.$executeRaw(
    sql`UPDATE enterprise SET withdrawn_at = ${context.now}, parent_id = NULL, version = version + 1
      WHERE id = ANY(${free.map(({ id }) => id)}::int[])`,
  );
}

/** Things of enterprises that were there before, as far as they stand as the import left them. */
async function plannedBack(db: Database, operationId: number): Promise<EnterpriseUndoLine[]> {
  const lines = await rowsOf<EnterpriseLine>(
    db,
    sql`SELECT enterprise_id AS "enterpriseId", field, before, after FROM enterprise_change
      WHERE operation_id = ${operationId} ORDER BY id`,
  );
  const present = await valuesOf(db, [...new Set(lines.map(({ enterpriseId }) => enterpriseId))]);
  return planEnterprises(lines, present).map((line) =>
    // One that was merged since goes back with its merge, not with this.
    present.get(line.enterpriseId)?.merged === null ? line : { ...line, fate: "overlap" },
  );
}

/** Of an enterprise whose new name stays, the old one stays a former one. */
async function removeBeside(db: Database, now: Date, operationId: number, keepNames: readonly number[]) {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`UPDATE enterprise_name SET removed_at = ${now} WHERE operation_id = ${operationId} AND removed_at IS NULL
      AND enterprise_id <> ALL(${[...keepNames]}::int[]) RETURNING enterprise_id AS id`,
  );
  const honours = await rowsOf<{ id: number }>(
    db,
    sql`UPDATE enterprise_honour SET removed_at = ${now} WHERE operation_id = ${operationId} AND removed_at IS NULL
      AND enterprise_id <> ALL(${[...keepNames]}::int[]) RETURNING enterprise_id AS id`,
  );
  await db.$executeRaw(
    sql`UPDATE enterprise SET version = version + 1 WHERE id = ANY(${[...rows, ...honours].map(({ id }) => id)}::int[])`,
  );
  await renewKeys(db, [...new Set(rows.map(({ id }) => id))]);
}

export async function leaveDirectory(
  db: Database,
  context: Pick<WriteContext, "actor" | "now">,
  operationId: number,
  undoId: number | null,
): Promise<StaysWhy> {
  await holdAll(db, operationId);
  const why: StaysWhy = new Map();
  const made = await madeBy(db, operationId);
  const held = made.filter(({ holds }) => holds.length > 0);
  for (const { id, holds } of held)
    why.set(
      id,
      holds.map((hold) => HOLDS[hold as keyof typeof HOLDS]),
    );
  const planned = await plannedBack(db, operationId);
  for (const { enterpriseId, field, fate } of planned)
    if (fate === "overlap")
      why.set(enterpriseId, [
        ...(why.get(enterpriseId) ?? []),
        `${ENTERPRISE_WORD[field]}在导入之后又有人修改`,
      ]);
  const back = planned
    .filter(({ fate }) => fate === "back")
    .map(({ enterpriseId, field, before, now }) => ({ enterpriseId, field, before: now, after: before }));
  const renamed = planned.filter(({ field, fate }) => field === "name" && fate === "overlap");
  await removeBeside(db, context.now, operationId, [
    ...held.map(({ id }) => id),
    ...renamed.map(({ enterpriseId }) => enterpriseId),
  ]);
  await writeLines(db, context, back, undoId);
  await withdraw(
    db,
    context,
    made.filter(({ holds }) => holds.length === 0),
    undoId,
  );
  return why;
}
