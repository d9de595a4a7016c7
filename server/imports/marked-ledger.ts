/** The marked workbook of a batch: made with each dry run, fetched by whoever may see the batch. */
import "server-only";
import path from "node:path";
import type { Readable } from "node:stream";
import type { ImportProblem } from "@/server/contracts/import";
import { MAX_LEDGER_BYTES } from "@/server/contracts/import-batch";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database } from "@/server/platform/database";
import { keep, readKept, takeIn } from "@/server/platform/storage";
import { loadBatch, mayKnowContacts } from "./import-batch";
import { markWorkbook } from "./marking/mark-workbook";

/** Marked, a workbook grows a little: by its comments. */
const MOST_BYTES = 2 * MAX_LEDGER_BYTES;

/** Keeps the marked workbook and gives its hash; null where nothing is doubtful. */
export async function keepMarked(
  bytes: Buffer,
  fileName: string,
  problems: readonly ImportProblem[],
): Promise<string | null> {
  const marked = markWorkbook(bytes, fileName, problems);
  if (marked === null) return null;
  async function* whole(content: Buffer) {
    yield content;
  }
  const file = await takeIn(whole(marked), MOST_BYTES);
  await keep(file);
  return file.sha256;
}

export interface MarkedLedger {
  fileName: string;
  bytes: Readable;
}

export async function openMarked(actor: Actor, id: number): Promise<MarkedLedger> {
  const batch = await loadBatch(database, actor, id);
  const { fileName, markedSha256 } = batch;
  if (!mayKnowContacts(actor, batch)) throw new Refusal("not-permitted");
  if (markedSha256 === null) throw new Refusal("not-found", { message: "这份台账没有需要标记的单元格" });
  return { fileName: `${path.parse(fileName).name}（已标记）.xlsx`, bytes: await readKept(markedSha256) };
}
