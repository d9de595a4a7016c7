/** A ledger as a file: the rows that the filter finds and the reader may see, with their sums. */
import "server-only";
import type { ExportEntries } from "@/server/contracts/export";
import { type Fen, formatFen } from "@/server/domain/amounts";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { entryBatches } from "@/server/ledger/entry-list";
import { cells } from "./cells";
import { writeCsv } from "./csv";
import { type EntryLine, entryColumns, LEDGER_TITLE } from "./entry-columns";
import { watermarkOf } from "./watermark";
import { type Cell, type Sheet, writeWorkbook } from "./xlsx/write-workbook";

export interface EntryFile {
  actor: Actor;
  order: ExportEntries;
  now: Date;
  path: string;
  title: string;
  /** Who reports: the bureau. */
  unit: string;
  /** Rows that the filter finds. */
  total: number;
  onRows: (count: number) => Promise<void>;
}
/** Stands in the column of the names. */
const NAME_COLUMN = 2;

/** The lines as cells, and behind them the sums of what is summed. */
async function* lineCells(file: EntryFile, onSums: (sums: (Fen | null)[]) => void): AsyncGenerator<Cell[]> {
  const { actor, order, onRows } = file;
  const columns = entryColumns(order.ledger);
  const sums = columns.map((column): Fen | null => (column.amount ? 0 : null));
  let at = 0;
  for await (const batch of entryBatches(actor, order.ledger, order.filter)) {
    for (const line of batch as EntryLine[]) {
      yield columns.map((column) => column.cell(line, at));
      for (const [i, column] of columns.entries())
        if (column.amount) sums[i] = (sums[i] ?? 0) + column.amount(line);
      at += 1;
    }
    await onRows(at);
  }
  onSums(sums);
}

const sumCells = (sums: readonly (Fen | null)[]): Cell[] =>
  sums.map((sum, i): Cell => {
    if (i === NAME_COLUMN) return { text: "合计", style: "totalText" };
    return sum === null
      ? { blank: true, style: "totalText" }
      : { number: formatFen(sum, "wan", 6), style: "totalWan" };
  });

async function* sheetRows(file: EntryFile): AsyncGenerator<Cell[]> {
  const { actor, order, now, title, unit, total } = file;
  yield [{ text: title, style: "titleStart" }];
  yield [
    cells.note(
      `${unit}　单位：万元　截至 ${dayOf(now)}　共 ${total} 条　含未通过审核的记录，见状态　${watermarkOf(actor, now)}`,
    ),
  ];
  yield entryColumns(order.ledger).map((column) => cells.heading(column.header));
  let sums: (Fen | null)[] = [];
  yield* lineCells(file, (found) => {
    sums = found;
  });
  if (sums.some((sum) => sum !== null)) yield sumCells(sums);
}

function entrySheet(file: EntryFile): Sheet {
  const columns = entryColumns(file.order.ledger);
  const last = columns.length - 1;
  return {
    name: LEDGER_TITLE[file.order.ledger],
    widths: columns.map((column) => column.width),
    rows: sheetRows(file),
    merges: [
      { fromRow: 0, fromColumn: 0, toRow: 0, toColumn: last },
      { fromRow: 1, fromColumn: 0, toRow: 1, toColumn: last },
    ],
    heights: { 0: 34, 2: 36 },
    headerFrom: 2,
    freeze: { rows: 3, columns: 3 },
    filter: { foot: columns.some((column) => column.amount) ? 1 : 0 },
    paper: "A3",
  };
}

/** Without title and sums, so that any program reads it as a table; who exported it stands in the last line. */
async function* csvRows(file: EntryFile): AsyncGenerator<Cell[]> {
  yield entryColumns(file.order.ledger).map((column): Cell => ({ text: column.header, style: "text" }));
  yield* lineCells(file, () => undefined);
  yield [{ text: watermarkOf(file.actor, file.now), style: "text" }];
}

/** Writes the file; gives back its size and the number of rows in it. */
export async function writeEntryFile(given: EntryFile): Promise<{ bytes: number; rows: number }> {
  let rows = 0;
  const file: EntryFile = {
    ...given,
    onRows: (count) => {
      rows = count;
      return given.onRows(count);
    },
  };
  const { actor, order, now, path, title } = file;
  const frame = { watermark: watermarkOf(actor, now), title, author: actor.name, createdAt: now };
  const bytes =
    order.format === "csv"
      ? await writeCsv(path, order.encoding, csvRows(file))
      : await writeWorkbook(path, frame, [entrySheet(file)]);
  return { bytes, rows };
}
