/** An operation with those that took it back and those that took these back, and what each of them changed. */
import "server-only";
import { type EnterpriseLine, enterpriseLineKey } from "@/server/domain/enterprise-merging";
import {
  changesIn,
  type FieldChange,
  type Kin,
  leftBehind,
  lineKey,
  type Touch,
} from "@/server/domain/operations";
import { type Actor, scopeOf } from "@/server/domain/permissions";
import type { Fact } from "@/server/domain/project-facts";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, type Sql, sql } from "@/server/platform/database";

export interface KeptLine {
  /** 0 where it is about an enterprise. */
  projectId: number;
  enterpriseId?: number;
  field: string;
  why: string;
}

interface Summary {
  reason?: string;
  batchId?: number;
  /** Name of the operation at the root, for undo and redo. */
  of?: string;
  settled?: string[];
  kept?: KeptLine[];
  /** The two projects, when it merged them or split them again. */
  merged?: { keepId: number; giveId: number };
  /** The two enterprises, when it merged them or split them again. */
  enterprises?: { keepId: number; giveId: number };
  /** Rows that a merge of enterprises moved. */
  moved?: { names: number[]; honours: number[]; anchors: number[] };
}

export interface StoredOperation {
  id: number;
  kind: string;
  name: string;
  actorId: number;
  undoesId: number | null;
  summary: Summary;
}

/** Whose operations a reader may see. */
export const operationsFor = (actor: Actor): Sql => {
  const scope = scopeOf(actor, "operation:read");
  return scope === "all" ? sql`TRUE` : scope === "own" ? sql`o.actor_id = ${actor.id}` : sql`FALSE`;
};

export async function loadOperation(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  id: number,
): Promise<StoredOperation> {
  const [found] = await rowsOf<StoredOperation>(
    db,
    sql`SELECT o.id, o.kind, o.name, o.actor_id AS "actorId", o.undoes_id AS "undoesId", o.summary
      FROM operation o WHERE o.id = ${id} AND ${operationsFor(actor)}`,
  );
  if (!found) throw new Refusal("not-found");
  return found;
}

export interface ChangeAt extends FieldChange {
  /** Version of the project that the operation made. */
  version: number;
}

export interface Family {
  kin: Kin[];
  changes: ChangeAt[];
  /** What it changed on enterprises. */
  enterprises: EnterpriseLine[];
}

interface FactRow {
  operationId: number;
  projectId: number;
  version: number;
  payload: Fact;
  teamBefore: unknown;
}

const factsOf = (ids: readonly number[]): Sql =>
  sql`SELECT f.operation_id AS "operationId", f.project_id AS "projectId", f.version, f.payload,
      CASE WHEN f.type = 'TeamSet' THEN (SELECT b.payload->'members' FROM project_fact b WHERE b.project_id = f.project_id
        AND b.version < f.version AND b.type = 'TeamSet' ORDER BY b.version DESC LIMIT 1) END AS "teamBefore"
    FROM project_fact f WHERE f.operation_id = ANY(${[...ids]}::int[])
      AND f.type IN ('BasicsEdited', 'TeamSet', 'LapsedToPool', 'Absorbed', 'Parted', 'MergedInto', 'SplitOff',
        'InvestorRelinked')
    ORDER BY f.project_id, f.version`;

export const enterpriseLines = (
  db: Pick<Database, "$queryRaw">,
  ids: readonly number[],
): Promise<(EnterpriseLine & { operationId: number })[]> =>
  rowsOf(
    db,
    sql`SELECT operation_id AS "operationId", enterprise_id AS "enterpriseId", field, before, after FROM enterprise_change
      WHERE operation_id = ANY(${[...ids]}::int[]) ORDER BY id`,
  );

/** Holds everybody else off the whole family until the transaction ends: two people may undo at once. */
async function lockRoot(db: Database, id: number): Promise<void> {
  await db.$queryRaw(
    sql`SELECT id FROM operation WHERE id = (
      WITH RECURSIVE up AS (SELECT id, undoes_id FROM operation WHERE id = ${id}
        UNION ALL SELECT o.id, o.undoes_id FROM operation o JOIN up ON o.id = up.undoes_id)
      SELECT id FROM up WHERE undoes_id IS NULL) FOR NO KEY UPDATE`,
  );
}

/** The family of an operation, from its root down, and the changes of the operation itself. */
export async function loadFamily(db: Database, id: number, { lock }: { lock: boolean }): Promise<Family> {
  if (lock) await lockRoot(db, id);
  const members = await rowsOf<Pick<StoredOperation, "id" | "undoesId"> & { settled: string[] | null }>(
    db,
    sql`WITH RECURSIVE up AS (SELECT id, undoes_id FROM operation WHERE id = ${id}
        UNION ALL SELECT o.id, o.undoes_id FROM operation o JOIN up ON o.id = up.undoes_id),
      down AS (SELECT o.id, o.undoes_id, o.summary FROM operation o WHERE o.id = (SELECT id FROM up WHERE undoes_id IS NULL)
        UNION ALL SELECT o.id, o.undoes_id, o.summary FROM operation o JOIN down ON o.undoes_id = down.id)
      SELECT id, undoes_id AS "undoesId", summary->'settled' AS settled FROM down ORDER BY id`,
  );
  const facts = await rowsOf<FactRow>(db, factsOf(members.map((m) => m.id)));
  const changes = facts.map(({ operationId, projectId, version, payload, teamBefore }) => ({
    operationId,
    changes: changesIn(projectId, payload, teamBefore).map((c) => ({ ...c, version })),
  }));
  const things = await enterpriseLines(
    db,
    members.map((m) => m.id),
  );
  const linesOf = (member: number) =>
    new Set([
      ...changes.filter((c) => c.operationId === member).flatMap((c) => c.changes.map(lineKey)),
      ...things.filter((t) => t.operationId === member).map(enterpriseLineKey),
    ]);
  return {
    kin: members.map((m) => ({
      id: m.id,
      undoesId: m.undoesId,
      lines: linesOf(m.id),
      settled: new Set(m.settled ?? []),
    })),
    changes: changes.filter((c) => c.operationId === id).flatMap((c) => c.changes),
    enterprises: things.filter((t) => t.operationId === id).map(({ operationId: _, ...line }) => line),
  };
}

/** What happened to the same projects afterwards; what the family itself did has no name to it. */
export async function touchesSince(
  db: Pick<Database, "$queryRaw">,
  { changes, kin }: Family,
): Promise<Touch[]> {
  const versions = new Map(changes.map((c) => [c.projectId, c.version]));
  for (const { projectId, version } of changes)
    versions.set(projectId, Math.min(version, versions.get(projectId) ?? version));
  const from = JSON.stringify([...versions].map(([id, version]) => ({ id, version })));
  const rows = await rowsOf<{
    projectId: number;
    version: number;
    payload: Fact;
    operationId: number | null;
    by: string;
    at: Date;
  }>(
    db,
    sql`SELECT f.project_id AS "projectId", f.version, f.payload, f.operation_id AS "operationId",
        coalesce(a.display_name, '系统') AS by, f.recorded_at AS at
      FROM json_to_recordset(${from}::json) AS seen(id integer, version integer)
        JOIN project_fact f ON f.project_id = seen.id AND f.version > seen.version
        LEFT JOIN account a ON a.id = f.actor_id
      WHERE f.type IN ('BasicsEdited', 'MilestoneApproved', 'FollowUpLogged', 'TeamSet', 'TagsSet', 'InvestorsSet',
          'ClaimedFromPool', 'LapsedToPool', 'Absorbed', 'Parted',
          'InvestorRelinked') ORDER BY f.project_id, f.version`,
  );
  const own = new Set(kin.map((k) => k.id));
  const versionOf = new Map(changes.map((c) => [lineKey(c), c.version]));
  return rows.flatMap(({ projectId, version, payload, operationId, by, at }) =>
    leftBehind(payload)
      .map(([field, after]) => ({ projectId, field, after, version, at: at.toISOString() }))
      .filter((t) => version > (versionOf.get(lineKey(t)) ?? Number.POSITIVE_INFINITY))
      .map((t): Touch => ({ ...t, by: operationId !== null && own.has(operationId) ? null : by })),
  );
}
