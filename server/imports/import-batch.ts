/** A batch as stored, and who may see it. */
import "server-only";
import type { ImportState } from "@/server/contracts/import-batch";
import {
  type ImportChoices,
  type ImportResult,
  type ImportSummary,
  importChoices,
} from "@/server/contracts/import-batch";
import { type Actor, can, scopeOf } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, type Sql, sql } from "@/server/platform/database";

export interface StoredBatch {
  id: number;
  fileName: string;
  sha256: string;
  size: number;
  state: ImportState;
  choices: ImportChoices;
  /** A summary, or `{ unreadable }` with the reason. */
  report: ImportSummary | { unreadable: string } | null;
  result: Omit<ImportResult, "undoneAt" | "undoReason"> | null;
  markedSha256: string | null;
  actorId: number;
  operationId: number | null;
  jobId: number | null;
  createdAt: Date;
}

/** Own batches; all of them for those who may read every project. Table alias `b`. */
export const batchesFor = (actor: Actor): Sql =>
  scopeOf(actor, "project:read") === "all" ? sql`TRUE` : sql`b.actor_id = ${actor.id}`;

/** Who brought the ledger knows what is in it; to others contacts are shown as on the page of a project. */
export const mayKnowContacts = (actor: Actor, batch: Pick<StoredBatch, "actorId">): boolean =>
  batch.actorId === actor.id || can(actor, "contact:read");

export async function loadBatch(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  id: number,
  lock = false,
): Promise<StoredBatch> {
  if (!can(actor, "import:run")) throw new Refusal("not-permitted");
  const [row] = await rowsOf<Omit<StoredBatch, "choices"> & { choices: unknown }>(
    db,
    sql`SELECT b.id, b.file_name AS "fileName", b.sha256, b.size, b.state, b.choices, b.report, b.result, b.actor_id AS "actorId",
        b.operation_id AS "operationId", b.marked_sha256 AS "markedSha256", b.job_id AS "jobId", b.created_at AS "createdAt"
      FROM import_batch b WHERE b.id = ${id} AND ${batchesFor(actor)} ${lock ? sql`FOR UPDATE` : sql``}`,
  );
  if (!row) throw new Refusal("not-found");
  return { ...row, choices: importChoices.parse(row.choices) };
}

/** Summary of a batch that has been tried. */
export function summaryOf(batch: StoredBatch): ImportSummary {
  if (batch.report === null || "unreadable" in batch.report)
    throw new Refusal("bad-state", { message: "台账还没有试读完成" });
  return batch.report;
}
