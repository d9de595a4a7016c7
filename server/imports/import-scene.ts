/** What the import screen shows: batches, one batch, its rows page by page. */
import "server-only";
import type { z } from "zod";
import type {
  ImportJob,
  ImportListItem,
  ImportRowPage,
  ImportRowView,
  ImportScene,
  ImportState,
  ImportSummary,
  RowFilter,
  importRows as rowsInput,
} from "@/server/contracts/import-batch";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { activeChains, activeUnits } from "./active-names";
import { batchesFor, loadBatch, mayKnowContacts, type StoredBatch } from "./import-batch";
import { answersOf, decidedRows, mergeState } from "./merging/decided-rows";
import type { RowDetail } from "./merging/judge-rows";
import { namesFor, rowChanges } from "./merging/row-changes";
import { undoOfChanges } from "./undo-changes";
import { changedSince } from "./undo-import";

const LISTED = 100;

/** Batches of the last years, the newest first. */
export async function listImports(actor: Actor): Promise<ImportListItem[]> {
  if (!can(actor, "import:run")) throw new Refusal("not-permitted");
  const rows = await rowsOf<{
    id: number;
    fileName: string;
    state: ImportState;
    actorName: string;
    createdAt: Date;
    counts: ImportSummary["counts"] | null;
    committed: number | null;
    details: ImportSummary["details"] | null;
  }>(
    database,
    sql`SELECT b.id, b.file_name AS "fileName", b.state, coalesce(a.display_name, '') AS "actorName", b.created_at AS "createdAt",
        b.report->'counts' AS counts, b.report->'details' AS details,
        (b.result->>'projects')::int + coalesce((b.result->>'changed')::int, 0)
          + coalesce((b.result->'details'->>'submitted')::int + (b.result->'details'->>'drafts')::int, 0)
          + coalesce((b.result->'details'->>'followUps')::int, 0)
          + coalesce((b.result->'details'->'enterprises'->>'created')::int
            + (b.result->'details'->'enterprises'->>'changed')::int, 0) AS committed
      FROM import_batch b LEFT JOIN account a ON a.id = b.actor_id
      WHERE ${batchesFor(actor)} ORDER BY b.id DESC LIMIT ${LISTED}`,
  );
  const detailRows = (details: ImportSummary["details"] | null) =>
    (details?.counts ?? []).reduce((all, { count }) => all + count, 0);
  return rows.map(({ counts, details, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    projects: counts === null ? null : counts.rows + detailRows(details),
    errors: counts?.errors ?? null,
    warnings: counts?.warnings ?? null,
  }));
}

async function jobOf(batchId: number): Promise<ImportJob | null> {
  const [job] = await rowsOf<ImportJob>(
    database,
    sql`SELECT j.id, j.kind, j.state, j.progress, j.message FROM import_batch b JOIN job j ON j.id = b.job_id WHERE b.id = ${batchId}`,
  );
  return job ?? null;
}

/**
 * A batch and the job that works on it. The job first: it is done only after its batch is, so a batch read later is never
 * older than a job that is done, and the page, which stops asking then, never stays with what was before it.
 */
async function batchWithJob(
  actor: Actor,
  id: number,
): Promise<{ batch: StoredBatch; job: ImportJob | null }> {
  const job = await jobOf(id);
  const batch = await loadBatch(database, actor, id);
  // Somebody asked for the next step between the two questions: asked anew. No job is ever removed.
  return batch.jobId === (job?.id ?? null) ? { batch, job } : batchWithJob(actor, id);
}

/** Counted as the list counts them: on the main line, without anybody in charge. */
const unownedOf = (actor: Actor, batchId: number): Promise<ImportScene["unowned"]> =>
  rowOf<ImportScene["unowned"]>(
    database,
    sql`SELECT count(*)::int AS count,
        count(*) FILTER (WHERE ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)})::int AS visible
      FROM project p WHERE p.import_id = ${batchId} AND p.owner_id IS NULL AND p.off_state IS NULL`,
  );

async function resultOf(batch: StoredBatch): Promise<ImportScene["result"]> {
  if (batch.result === null) return null;
  const [undone] = await rowsOf<{ at: Date | null; reason: string | null }>(
    database,
    sql`SELECT undone_at AS at, summary->>'undoReason' AS reason FROM operation WHERE id = ${batch.operationId}`,
  );
  return {
    ...{ changed: 0, fields: 0 },
    ...batch.result,
    undoneAt: undone?.at?.toISOString() ?? null,
    undoReason: undone?.reason ?? null,
  };
}

/** Batches from before known projects could be changed counted less. */
const withAllCounts = (summary: ImportSummary): ImportSummary => ({
  ...summary,
  counts: { ...{ changed: 0, unchanged: 0, duplicate: 0 }, ...summary.counts },
});

/** Names and phones of contact persons stand among the samples of their column too. */
function shownTo(contacts: boolean, summary: ImportSummary): ImportSummary {
  const whole = withAllCounts(summary);
  if (contacts) return whole;
  const tables = whole.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) =>
      column.field === "contact" ? { ...column, samples: [] } : column,
    ),
  }));
  return { ...whole, tables };
}

export async function importScene(actor: Actor, id: number): Promise<ImportScene> {
  const { batch, job } = await batchWithJob(actor, id);
  const { report } = batch;
  const [result, changed, unowned, chains, units, owner, decided, undo] = await Promise.all([
    resultOf(batch),
    batch.state === "committed" ? changedSince(database, actor, id) : { count: 0, first: [] },
    unownedOf(actor, id),
    activeChains(database),
    activeUnits(database),
    database.account.findUnique({ where: { id: batch.actorId }, select: { displayName: true } }),
    batch.state === "tried" ? decidedRows(database, batch) : [],
    undoOfChanges(actor, batch.state === "committed" && batch.result?.changed ? batch.operationId : null),
  ]);
  return {
    id,
    fileName: batch.fileName,
    size: batch.size,
    state: batch.state,
    actorName: owner?.displayName ?? "",
    createdAt: batch.createdAt.toISOString(),
    job,
    choices: batch.choices,
    summary:
      report !== null && !("unreadable" in report) ? shownTo(mayKnowContacts(actor, batch), report) : null,
    merge: mergeState(decided),
    undo,
    result,
    marked: batch.markedSha256 !== null && mayKnowContacts(actor, batch),
    unreadable: report !== null && "unreadable" in report ? report.unreadable : null,
    changed: { count: changed.count, first: changed.first },
    unowned,
    chainChoices: chains,
    unitChoices: units.map(({ id: unitId, name }) => ({ id: unitId, name })),
  };
}

const SHOW: Record<RowFilter, Sql> = {
  all: sql`TRUE`,
  errors: sql`r.errors > 0`,
  warnings: sql`r.warnings > 0`,
  changed: sql`r.fate IN ('changed', 'updated')`,
  conflicts: sql`r.fate IN ('changed', 'updated')
    AND jsonb_path_exists(r.detail->'known'->'fields', '$[*] ? (@.conflict != null)')`,
  unchanged: sql`r.fate = 'unchanged'`,
  existing: sql`r.fate = 'existing'`,
  duplicate: sql`r.fate = 'duplicate'`,
  "left-out": sql`r.fate = 'left-out'`,
  ready: sql`r.fate IN ('ready', 'committed')`,
};

const TELLS_WHAT_STANDS: ReadonlySet<string> = new Set(["differs", "not-taken"]);

/** Rows with errors first, then in the order of the ledger. */
export async function importRows(actor: Actor, input: z.output<typeof rowsInput>): Promise<ImportRowPage> {
  const batch = await loadBatch(database, actor, input.id);
  const contacts = mayKnowContacts(actor, batch);
  const { kind, only } = input;
  const like = `%${input.search.replace(/[\\%_]/g, "\\$&")}%`;
  const where = Prisma.join(
    [
      sql`r.batch_id = ${input.id}`,
      SHOW[input.show],
      kind === undefined ? sql`TRUE` : sql`r.detail->'problems' @> ${JSON.stringify([{ kind }])}::jsonb`,
      only === undefined ? sql`TRUE` : sql`(r.sheet = ${only.sheet} AND r.row = ${only.row})`,
      input.search === ""
        ? sql`TRUE`
        : sql`(r.name LIKE ${like} OR r.detail->'row'->'project'->>'company' LIKE ${like})`,
    ],
    " AND ",
  );
  const [{ total }, rows] = await Promise.all([
    rowOf<{ total: number }>(database, sql`SELECT count(*)::int AS total FROM import_row r WHERE ${where}`),
    rowsOf<
      Pick<ImportRowView, "sheet" | "row" | "fate" | "projectId" | "projectNumber"> & {
        detail: RowDetail;
        open: boolean;
      }
    >(
      database,
      sql`SELECT r.sheet, r.row, r.fate, r.detail, p.id AS "projectId", p.number AS "projectNumber",
          coalesce(${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}, FALSE) AS open
        FROM import_row r LEFT JOIN project p ON p.id = coalesce(r.project_id, r.existing_id)
        WHERE ${where} ORDER BY (r.errors > 0) DESC, r.ordinal OFFSET ${input.cursor ?? input.offset} LIMIT ${input.limit}`,
    ),
  ]);
  const answers = answersOf(batch.choices);
  const names = await namesFor(rows.map(({ detail }) => ({ known: detail.known })));
  return {
    total,
    // What stands in the system is told to those who may see the project: a batch may be another person's.
    rows: rows.map(({ detail, open, ...row }) => ({
      ...row,
      changes: open ? rowChanges(detail.known, answers(row), names) : [],
      editable: detail.known?.editable ?? false,
      project: detail.row.project,
      values: contacts ? detail.row.values : detail.row.values.filter((v) => v.field !== "contact"),
      problems: open ? detail.problems : detail.problems.filter((p) => !TELLS_WHAT_STANDS.has(p.kind)),
    })),
  };
}
