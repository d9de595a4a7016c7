/** 撤销整批: what a directory brought goes out of use or back to what it was; a row that stays says what holds it. */
import "server-only";
import { leaveDirectory } from "@/server/enterprises/leave-directory";
import type { Database } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import type { StoredBatch } from "../import-batch";
import { auditEnterprises } from "./enter-enterprises";
import { storedEnterprises } from "./keep-details";

export interface EnterprisesBack {
  /** Rows that are gone, and that stay in whole or in part. */
  gone: number;
  kept: number;
}

/** After the projects of the batch are withdrawn: they hold nobody any more. */
export async function takeBackEnterprises(
  db: Database,
  context: WriteContext,
  batch: Pick<StoredBatch, "id" | "operationId">,
  undoId: number | null,
): Promise<EnterprisesBack> {
  const committed = await storedEnterprises(db, batch.id, "committed");
  if (committed.length === 0 || batch.operationId === null) return { gone: 0, kept: 0 };
  const stays = await leaveDirectory(db, context, batch.operationId, undoId);
  const rows = committed.map(({ ordinal, entryId }) => {
    const why = stays.get(entryId ?? 0);
    return { ordinal, fate: why ? "kept" : "taken-back", why: why?.join("，") ?? null };
  });
  await db.$executeRawUnsafe(
    `UPDATE import_detail d SET fate = x.fate,
        detail = CASE WHEN x.why IS NULL THEN d.detail ELSE d.detail || jsonb_build_object('keptWhy', x.why) END
      FROM json_to_recordset($2::json) AS x(ordinal integer, fate text, why text) WHERE d.batch_id = $1 AND d.ordinal = x.ordinal`,
    batch.id,
    JSON.stringify(rows),
  );
  const ids = committed.flatMap(({ entryId }) => entryId ?? []);
  await auditEnterprises(db, context, "import:undo", ids, { batchId: batch.id });
  const kept = rows.filter(({ fate }) => fate === "kept").length;
  return { gone: rows.length - kept, kept };
}
