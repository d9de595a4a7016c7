/** 导入: the rows of a tried batch become projects, all in one transaction, each row the history that the ledger tells. */
import "server-only";
import type { ImportResult, ImportSummary } from "@/server/contracts/import-batch";
import type { DetailResult } from "@/server/contracts/import-details";
import { type Day, dayOf } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { type ProjectWrite, record, type WriteContext, type WriteScene } from "@/server/record/record";
import { type EnteredDetails, enterDetails, joinWrites, keepEntered } from "./details/enter-details";
import {
  auditEnterprises,
  type EnteredEnterprises,
  enterEnterprises,
  keepEnteredEnterprises,
} from "./details/enter-enterprises";
import { projectsOfDetails } from "./details/keep-details";
import { historyOfRow } from "./history/history-of-row";
import { cutoffOf, type LedgerTime } from "./history/imported-time";
import { loadBatch, type StoredBatch, summaryOf } from "./import-batch";
import { importTotals, ledgerTotals } from "./import-totals";
import { linkRows } from "./link-rows";
import { decidedRows } from "./merging/decided-rows";
import type { RowDetail } from "./merging/judge-rows";
import { matchRows } from "./merging/match-rows";
import { type Changes, changesOf } from "./merging/write-changes";
import { countMissing } from "./missing-papers";
import { type MadeNames, makeNames } from "./new-names";
import { reserveFor } from "./reserve-numbers";

/** Two imports of the same ledger at the same time must not both find its projects new. */
const COMMIT_LOCK = 20_261_126;

interface ReadyRow extends RowDetail {
  ordinal: number;
  takenAnyway: boolean;
}

async function readyRows(
  db: Database,
  actor: Actor,
  batch: StoredBatch,
): Promise<{ rows: ReadyRow[]; stored: number }> {
  const stored = await rowsOf<{ ordinal: number; fate: string; existing: number | null; detail: RowDetail }>(
    db,
    sql`SELECT ordinal, fate, existing_id AS existing, detail FROM import_row WHERE batch_id = ${batch.id} ORDER BY ordinal`,
  );
  const ready = stored.filter((r) => r.fate === "ready");
  const known = await matchRows(
    db,
    actor,
    ready.map((r) => r.detail.row),
  );
  const rows = ready
    .map((r) => ({ ...r.detail, ordinal: r.ordinal, takenAnyway: r.existing !== null }))
    .filter((r, i) => r.takenAnyway || known[i] === null);
  return { rows, stored: stored.length };
}

/** A close takes every month before it along. */
async function closedMonths(db: Database): Promise<LedgerTime["closedMonths"]> {
  const { last } = await rowOf<{ last: number }>(db, sql`SELECT closed_until() AS last`);
  return { has: (month) => month <= last };
}

/** The time frame of each row is that of the table it stands in. */
async function timesOf(scene: WriteScene, summary: ImportSummary): Promise<(row: RowDetail) => LedgerTime> {
  const { firstOpenMonth, today } = scene;
  const closed = await closedMonths(scene.db);
  return ({ row }) => {
    const table = summary.tables.find(
      (t) => t.sheet === row.sheet && row.row > t.headerRows[1] && row.row <= t.lastRow,
    );
    const stated = table?.cutoff ?? summary.cutoff;
    const cutoff = cutoffOf(stated, table?.year ?? summary.year, today);
    return { cutoff, year: Number(cutoff.slice(0, 4)), firstOpenMonth, closedMonths: closed };
  };
}

interface Committed {
  rows: ReadyRow[];
  changes: Changes;
  skipped: number;
  enterprises: number;
  names: MadeNames;
  details: EnteredDetails;
  directory: EnteredEnterprises;
}

async function decide(
  scene: WriteScene,
  context: WriteContext,
  batch: StoredBatch,
  reason: string,
): Promise<{ writes: ProjectWrite[]; committed: Committed }> {
  const { db, today } = scene;
  const { actor } = context;
  const summary = summaryOf(batch);
  const { rows, stored } = await readyRows(db, actor, batch);
  const changes = await changesOf(scene, actor, batch, reason);
  const details = await enterDetails(scene, actor, batch, reason);
  // Before the projects: their investors are found among those that the same workbook lists.
  const directory = await enterEnterprises(scene, context, batch);
  const firms = directory.created.length + directory.changed.length + directory.untold.length;
  const skipped = stored - rows.length - changes.rows.length;
  if (rows.length + changes.writes.length + details.writes.length + firms === 0)
    throw new Refusal("bad-state", {
      message: `没有可以导入的行：${skipped} 行有错误、被剔除，或库中已有而没有改动`,
    });
  const timeOf = await timesOf(scene, summary);
  const since: Day = rows.map((r) => `${timeOf(r).year - 10}-01-01`).reduce((a, b) => (a < b ? a : b), today);
  const names = await makeNames(db, summary, rows, since);
  const { links, enterprises } = await linkRows(db, rows, names, actor.unitId);
  const ids = await reserveFor(db, today, rows, timeOf);
  const writes = rows.map((ready, i): ProjectWrite => {
    const link = links[i];
    if (!link) throw new Error("a row has no links");
    const frame = { number: ids.numberOf(i), links: link, time: timeOf(ready), entryId: ids.nextEntryId };
    return { id: null, importId: batch.id, facts: historyOfRow(ready.row, frame) };
  });
  return {
    writes: [...writes, ...joinWrites([...changes.writes, ...details.writes])],
    committed: { rows, changes, skipped, enterprises, names, details, directory },
  };
}

async function keepResult(
  db: Database,
  batch: StoredBatch,
  projectIds: readonly number[],
  { rows, changes }: Committed,
  result: StoredBatch["result"],
  operationId: number | null,
): Promise<void> {
  const pairs = rows.map((row, i) => ({ ordinal: row.ordinal, project_id: projectIds[i] }));
  await db.$executeRawUnsafe(
    `UPDATE import_row r SET fate = 'committed', project_id = x.project_id
      FROM json_to_recordset($2::json) AS x(ordinal integer, project_id integer) WHERE r.batch_id = $1 AND r.ordinal = x.ordinal`,
    batch.id,
    JSON.stringify(pairs),
  );
  const updated = changes.rows.map((row) => row.ordinal);
  await db.$executeRaw(
    sql`UPDATE import_row SET fate = 'updated' WHERE batch_id = ${batch.id} AND ordinal = ANY(${updated}::int[])`,
  );
  await db.$executeRaw(
    sql`UPDATE import_batch SET state = 'committed', operation_id = ${operationId}, result = ${JSON.stringify(result)}::jsonb
      WHERE id = ${batch.id}`,
  );
}

/** What became of the rows of detail sheets. */
async function keepSheets(
  db: Database,
  context: WriteContext,
  batchId: number,
  { details, directory }: Pick<Committed, "details" | "directory">,
): Promise<DetailResult> {
  const entered = await keepEntered(db, batchId, details);
  await keepEnteredEnterprises(db, batchId, directory);
  const { created, changed, untold } = directory;
  const ids = [...created, ...changed].map(({ id }) => id);
  await auditEnterprises(db, context, "import:commit", ids, { batchId });
  if (ids.length + untold.length === 0) return entered;
  return { ...entered, enterprises: { created: created.length + untold.length, changed: changed.length } };
}

/** Commits a batch. The request id makes a second worker, or a second click, find the first one's answer. */
export async function commitImport(
  context: WriteContext,
  batchId: number,
  reason = "",
): Promise<Omit<ImportResult, "undoneAt" | "undoReason">> {
  const { actor, now } = context;
  if (!can(actor, "import:run")) throw new Refusal("not-permitted");
  const changing = await decidedRows(database, await loadBatch(database, actor, batchId));
  const detailed = await projectsOfDetails(database, batchId, "ready");
  let batch: StoredBatch | null = null;
  let committed: Committed | null = null;
  return record(context, {
    action: "import:commit",
    projectIds: [...new Set([...changing.map((row) => row.known.projectId), ...detailed])],
    operation: { kind: "import", name: "台账导入", summary: { batchId } },
    async decide(scene) {
      await scene.db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${COMMIT_LOCK})`);
      batch = await loadBatch(scene.db, actor, batchId, true);
      if (batch.state !== "tried")
        throw new Refusal("bad-state", { message: "这一批已经导入，或还没有试读" });
      const decided = await decide(scene, context, batch, reason);
      committed = decided.committed;
      return decided.writes;
    },
    async answer(states, { db, rules, operationId }) {
      if (!batch || !committed) throw new Error("nothing was decided");
      const { rows, changes, skipped, enterprises, names, details, directory } = committed;
      const made = states.slice(0, rows.length);
      const summary = summaryOf(batch);
      const result = {
        committedAt: now.toISOString(),
        projects: made.length,
        changed: changes.writes.length,
        fields: changes.rows.reduce((all, row) => all + row.taken.length, 0),
        skipped,
        enterprises,
        newChains: names.newChains.map((c) => c.name),
        newUnits: names.newUnits.map((u) => u.name),
        ledger: ledgerTotals(
          rows.map((r) => r.row),
          summary.chains,
          summary.year,
        ),
        totals: await importTotals(db, batchId, summary.year),
        missing: countMissing(made, rules),
        ...(summary.details
          ? { details: await keepSheets(db, context, batchId, { details, directory }) }
          : {}),
      };
      const ids = made.map((s) => s.id);
      await keepResult(db, batch, ids, committed, result, operationId);
      await db.$executeRaw(
        sql`UPDATE operation SET name = ${batch.fileName}, summary = ${JSON.stringify({
          batchId,
          day: dayOf(now),
          projects: states.length,
          ...(reason ? { reason } : {}),
          chainIds: names.newChains.map((c) => c.id),
          unitIds: names.newUnits.map((u) => u.id),
        })}::jsonb WHERE id = ${operationId}`,
      );
      return result;
    },
  });
}
