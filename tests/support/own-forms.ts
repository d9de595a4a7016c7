/** Own forms for tests: drawn, uploaded, filled by the worker, and opened. */
import ExcelJS from "exceljs";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { Refusal } from "@/server/domain/refusals";
import { EXPORT_HANDLERS, openExport, takeOwnForm } from "@/server/exports";
import { claimJob, finishJob } from "@/server/platform/jobs";
import { NOW } from "../figures/little-district";
import { requestId } from "./ledger-scene";

export const MONTH = 202606;
export const as = (actor: SessionActor) => createCaller({ actor, now: NOW });

async function* once(bytes: Uint8Array) {
  yield bytes;
}

export async function bookOf(draw: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  draw(book.addWorksheet("表一"));
  return Buffer.from(await book.xlsx.writeBuffer());
}
/** A workbook of these texts by their cells. */
export const cellsOf = (cells: Record<string, string>) =>
  bookOf((sheet) => {
    for (const [ref, text] of Object.entries(cells)) sheet.getCell(ref).value = text;
  });

export const take = (actor: SessionActor, bytes: Uint8Array, more: object = {}, fileName = "表.xlsx") =>
  takeOwnForm(
    { actor, now: NOW },
    { requestId: requestId(), name: `表样${requestId()}`, ...more },
    { fileName, bytes: once(bytes) },
  );
export const refusalOf = (asked: Promise<unknown>): Promise<Refusal> =>
  asked.then(
    () => {
      throw new Error("was let in");
    },
    (error: Refusal) => error,
  );

export async function filled(actor: SessionActor, id: number, viewId: number | null = null) {
  const { jobId } = await as(actor).form.fill({ requestId: requestId(), id, month: MONTH, viewId });
  return worked(actor, jobId);
}
/** Does the job and opens its file; gives back the first sheet. */
export async function worked(actor: SessionActor, jobId: number): Promise<ExcelJS.Worksheet> {
  const job = await claimJob(["export-own-form"]);
  if (job?.id !== jobId) throw new Error("another job was waiting");
  const work = { jobId, input: job.input, actor, now: NOW, report: async () => undefined };
  await finishJob(jobId, await EXPORT_HANDLERS["export-own-form"](work));
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile((await openExport(actor, jobId)).path);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error("no sheet");
  return sheet;
}
