/** A workbook on its way in: kept under the hash of its content, read by the worker. */
import "server-only";
import path from "node:path";
import {
  type ImportChoices,
  importChoices,
  LEDGER_ENDINGS,
  MAX_LEDGER_BYTES,
} from "@/server/contracts/import-batch";
import { can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, rowOf, sql } from "@/server/platform/database";
import { discard, keep, takeIn } from "@/server/platform/storage";
import { appendAudit } from "@/server/record/audit";
import type { WriteContext } from "@/server/record/record";
import { beginJob } from "./begin-job";

const wrongKind = () =>
  new Refusal("bad-file", {
    message: `只接受 ${LEDGER_ENDINGS.join("、")} 文件`,
    problems: [{ field: "file", message: "文件类型不符" }],
  });

const NO_CHOICES = importChoices.parse({ mapping: [], sheets: [], corrections: [] });

/**
 * Stores the file and asks the worker for its first dry run, or leaves that to the caller (`queued: false`). Writes
 * nothing of the ledger itself.
 */
export async function takeLedger(
  context: WriteContext,
  { fileName, bytes }: { fileName: string; bytes: AsyncIterable<Uint8Array> },
  { choices = NO_CHOICES, queued = true }: { choices?: ImportChoices; queued?: boolean } = {},
): Promise<{ id: number; jobId: number | null }> {
  const { actor } = context;
  if (!can(actor, "import:run")) throw new Refusal("not-permitted");
  const name = path.basename(fileName.replaceAll("\\", "/")).slice(0, 200);
  const ending = path.extname(name).toLowerCase();
  if (!(LEDGER_ENDINGS as readonly string[]).includes(ending)) throw wrongKind();
  const file = await takeIn(bytes, MAX_LEDGER_BYTES);
  try {
    if (file.size === 0) throw new Refusal("bad-file", { message: "文件是空的" });
    await keep(file);
    return await database.$transaction(async (tx) => {
      const db = tx as unknown as Database;
      const { id } = await rowOf<{ id: number }>(
        db,
        sql`INSERT INTO import_batch (file_name, sha256, size, actor_id, choices)
          VALUES (${name}, ${file.sha256}, ${file.size}, ${actor.id}, ${JSON.stringify(choices)}::jsonb)
          RETURNING id`,
      );
      const jobId = queued
        ? await beginJob(db, { kind: "import-try", actorId: actor.id, batchId: id })
        : null;
      await appendAudit(db, actor, context.now, [
        {
          action: "import:upload",
          subjectKind: "import",
          subjectId: String(id),
          subjectLabel: name,
          after: { sha256: file.sha256 },
        },
      ]);
      return { id, jobId };
    });
  } finally {
    await discard(file);
  }
}
