/** A file out of the product and back into it, by the same code as the worker's. */
import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import type { z } from "zod";
import type { SessionActor } from "@/server/accounts";
import type { exportView } from "@/server/contracts/export";
import type { ImportRowView, ImportScene, RowFilter } from "@/server/contracts/import-batch";
import { PROJECT_COLUMN_IDS } from "@/server/contracts/project-view";
import { exportView as askForView, EXPORT_HANDLERS, exportMonth, openExport } from "@/server/exports";
import { importRows, importScene, takeLedger, tryImport } from "@/server/imports";
import { claimJob, finishJob, reportJob } from "@/server/platform/jobs";

export interface Traveller {
  actor: SessionActor;
  now: Date;
}
export interface Exported {
  name: string;
  bytes: Buffer;
}

let asked = 0;
const requestId = () => `round-trip-${++asked}-${process.pid}`;

async function made({ actor, now }: Traveller, kind: "export-view" | "export-month"): Promise<Exported> {
  const job = await claimJob([kind]);
  if (!job) throw new Error("nothing is waiting");
  const scene = { jobId: job.id, input: job.input, actor, now };
  const report = (progress: number, message: string) => reportJob(job.id, progress, message);
  await finishJob(job.id, await EXPORT_HANDLERS[kind]({ ...scene, report }));
  const { path, fileName } = await openExport(actor, job.id);
  return { name: fileName, bytes: await readFile(path) };
}

/** Every column unless others are wished for. */
export async function viewOut(
  who: Traveller,
  view: Partial<Omit<z.output<typeof exportView>, "requestId">> = {},
): Promise<Exported> {
  const whole = {
    ...{ filter: {}, sort: "updated" as const, descending: true, group: null, format: "xlsx" as const },
    ...{ encoding: "utf-8" as const, columns: [...PROJECT_COLUMN_IDS], requestId: requestId() },
  };
  await askForView(who, { ...whole, ...view });
  return made(who, "export-view");
}

export async function monthOut(who: Traveller, month: number): Promise<Exported> {
  await exportMonth(who, { month, requestId: requestId() });
  return made(who, "export-month");
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

export async function bringBack(who: Traveller, { name, bytes }: Exported): Promise<ImportScene> {
  const { id } = await takeLedger(who, { fileName: name, bytes: once(bytes) }, { queued: false });
  await tryImport(who, id, async () => {});
  return importScene(who.actor, id);
}

export async function rowsOf(
  { actor }: Traveller,
  { id }: { id: number },
  show: RowFilter = "all",
): Promise<ImportRowView[]> {
  const rows: ImportRowView[] = [];
  for (;;) {
    const page = await importRows(actor, { id, show, search: "", offset: rows.length, limit: 200 });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

/** Changes of a row as "label: before → after". */
export const toldChanges = (rows: readonly ImportRowView[]): string[] =>
  rows.flatMap((row) =>
    row.changes.map((c) => `${row.projectNumber} ${c.label}: ${c.before ?? ""} → ${c.after ?? ""}`),
  );

type Edit = (cell: (number: string, header: string) => ExcelJS.Cell, sheet: ExcelJS.Worksheet) => void;

/** The workbook after somebody worked in it; cells are found by 项目编号 and header. */
export async function edited({ name, bytes }: Exported, sheetName: string, edit: Edit): Promise<Exported> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = book.getWorksheet(sheetName);
  if (!sheet) throw new Error(`no sheet ${sheetName}`);
  const header = sheet.getRow(3);
  const places = new Map<string, number>();
  header.eachCell((cell, at) => places.set(String(cell.value).replace(/\s|（.*）/g, ""), at));
  const numberAt = places.get("项目编号") ?? 0;
  edit((number, word) => {
    const at = places.get(word) ?? [...places].find(([header]) => header.startsWith(word))?.[1];
    if (at === undefined) throw new Error(`no column ${word}`);
    for (let row = 4; row <= sheet.rowCount; row++)
      if (sheet.getRow(row).getCell(numberAt).value === number) return sheet.getRow(row).getCell(at);
    throw new Error(`no row ${number}`);
  }, sheet);
  return { name, bytes: Buffer.from(await book.xlsx.writeBuffer()) };
}
