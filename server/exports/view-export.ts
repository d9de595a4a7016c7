/** A view as a file: a workbook that knows its rows again, or a csv. */
import "server-only";
import type { ExportView } from "@/server/contracts/export";
import { PROJECT_GROUPS } from "@/server/contracts/project-view";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { cells } from "./cells";
import { writeCsv } from "./csv";
import { type EditableField, LAYOUT_SHEET, layoutLines, rowKey } from "./row-keys";
import { type ViewColumn, viewColumns } from "./view-columns";
import { type ViewLine, viewLines } from "./view-lines";
import { watermarkOf } from "./watermark";
import { type Cell, type Sheet, writeWorkbook } from "./xlsx/write-workbook";

export interface ViewFile {
  actor: Actor;
  view: ExportView;
  jobId: number;
  now: Date;
  path: string;
  title: string;
  /** Who reports: the bureau. */
  unit: string;
  /** Projects that the view finds. */
  total: number;
  onRows: (count: number) => Promise<void>;
}

const KEY_WIDTH = 12;
const HEADER_ROWS = 3;
const keyCell = (text: string): Cell => ({ text, style: "plain" });

const fieldsOf = (columns: readonly ViewColumn[]): EditableField[] =>
  columns.flatMap(({ field }) => (field ? [field] : []));

/** Every line begins with its key, in the column that is not shown. */
async function* sheetRows(
  file: ViewFile,
  columns: readonly ViewColumn[],
  lines: AsyncIterable<ViewLine>,
): AsyncGenerator<Cell[]> {
  const { actor, view, now, title, unit, total } = file;
  const fields = fieldsOf(columns);
  const grouped = view.group === null ? "" : `　按${PROJECT_GROUPS[view.group]}分组`;
  yield [keyCell(""), { text: title, style: "titleStart" }];
  yield [
    keyCell(""),
    cells.note(
      `${unit}　单位：万元　截至 ${dayOf(now)}　共 ${total} 个项目${grouped}　“意向”不计入合计　${watermarkOf(actor, now)}`,
    ),
  ];
  yield [keyCell(""), ...columns.map((column) => cells.heading(column.header))];
  for await (const { row, cells: shown } of lines)
    yield [keyCell(row && !row.masked ? rowKey(row, fields) : ""), ...shown];
}

/** Where the columns stand: for whoever takes the file back. */
function layoutSheet({ jobId, now }: ViewFile, columns: readonly ViewColumn[]): Sheet {
  const lines = layoutLines({
    exportedAt: now.toISOString(),
    jobId,
    columns: columns.map(({ id, field, header }, at) => ({
      place: at + 1,
      id,
      field: field ?? null,
      header,
    })),
  });
  return {
    name: LAYOUT_SHEET,
    hidden: true,
    widths: [KEY_WIDTH, KEY_WIDTH, KEY_WIDTH, KEY_WIDTH],
    rows: lines.map((line) => line.map((text): Cell => ({ text, style: "plain" }))),
    paper: "A4",
  };
}

function viewSheet(file: ViewFile, columns: readonly ViewColumn[], lines: AsyncIterable<ViewLine>): Sheet {
  const last = columns.length;
  const name = columns.findIndex((column) => column.id === "name");
  const wide = columns.reduce((sum, column) => sum + column.width, 0);
  return {
    name: "项目",
    widths: [KEY_WIDTH, ...columns.map((column) => column.width)],
    hiddenColumns: 1,
    rows: sheetRows(file, columns, lines),
    merges: [
      { fromRow: 0, fromColumn: 1, toRow: 0, toColumn: last },
      { fromRow: 1, fromColumn: 1, toRow: 1, toColumn: last },
    ],
    heights: { 0: 34, 2: 36 },
    headerFrom: 2,
    freeze: { rows: HEADER_ROWS, columns: name >= 0 && name < 3 ? name + 2 : 1 },
    paper: wide > 150 ? "A3" : "A4",
    pagesWide: Math.max(1, Math.ceil(wide / 260)),
    // Subtotals between the rows would be torn out of their place by a filter.
    ...(file.view.group === null ? { filter: { foot: 1 } } : {}),
  };
}

/** Without a title, so that any program finds the header first; who exported it stands in the last line. */
async function* csvRows(
  { actor, now }: ViewFile,
  columns: readonly ViewColumn[],
  lines: AsyncIterable<ViewLine>,
): AsyncGenerator<Cell[]> {
  yield columns.map((column): Cell => ({ text: column.header, style: "text" }));
  for await (const line of lines) yield line.cells;
  yield [{ text: watermarkOf(actor, now), style: "text" }];
}

/** Writes the file; gives back its size and the number of projects in it. */
export async function writeViewFile(file: ViewFile): Promise<{ bytes: number; rows: number }> {
  const { actor, view, now, path, title, onRows } = file;
  const columns = viewColumns(view.columns);
  let rows = 0;
  const counted = (count: number) => {
    rows = count;
    return onRows(count);
  };
  const lines = viewLines({ actor, view, columns, now, onRows: counted });
  const frame = { watermark: watermarkOf(actor, now), title, author: actor.name, createdAt: now };
  const bytes =
    view.format === "csv"
      ? await writeCsv(path, view.encoding, csvRows(file, columns, lines))
      : await writeWorkbook(path, frame, [viewSheet(file, columns, lines), layoutSheet(file, columns)]);
  return { bytes, rows };
}
