/** Workbooks written in a test, brought in as an import, step by step. */
import ExcelJS from "exceljs";
import { type ImportChoices, importChoices } from "@/server/contracts/import-batch";
import type { DetailFilter } from "@/server/contracts/import-details";
import type { Actor } from "@/server/domain/permissions";
import {
  chooseImport,
  commitImport,
  importDetails,
  importScene,
  takeLedger,
  tryImport,
} from "@/server/imports";
import { undoImport } from "@/server/imports/undo-import";

export interface Who {
  actor: Actor;
  now: Date;
}
type Cell = string | number | null;

let requests = 0;
const context = (who: Who) => ({ ...who, requestId: `import-${process.pid}-${++requests}` });

async function workbookOf(sheets: Record<string, readonly (readonly Cell[])[]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

export async function triedFile(who: Who, bytes: Buffer, fileName: string): Promise<number> {
  async function* once() {
    yield bytes;
  }
  const { id } = await takeLedger(context(who), { fileName, bytes: once() });
  await tryImport(who, id, async () => {});
  return id;
}

/** Uploaded and tried once. */
export async function triedBatch(
  who: Who,
  sheets: Record<string, readonly (readonly Cell[])[]>,
  choices: Partial<ImportChoices> = {},
): Promise<number> {
  const id = await triedFile(who, await workbookOf(sheets), "明细.xlsx");
  if (Object.keys(choices).length > 0) await chooseAgain(who, id, choices);
  return id;
}

export async function chooseAgain(who: Who, id: number, choices: Partial<ImportChoices>): Promise<void> {
  const now = (await importScene(who.actor, id)).choices;
  await chooseImport(context(who), { id, choices: importChoices.parse({ ...now, ...choices }) });
  await tryImport(who, id, async () => {});
}

export const committed = (who: Who, id: number, reason = "") => commitImport(context(who), id, reason);

export const undone = (who: Who, id: number) =>
  undoImport(context(who), { batchId: id, reason: "导错了", force: false });

export const detailsOf = (who: Who, id: number, show: DetailFilter = "all") =>
  importDetails(who.actor, { id, show, search: "", offset: 0, limit: 200 });

/** Row of the sheet → what would become of it. */
export async function fatesOf(who: Who, id: number): Promise<Record<number, string>> {
  const { rows } = await detailsOf(who, id);
  return Object.fromEntries(rows.map(({ row, fate }) => [row, fate]));
}
