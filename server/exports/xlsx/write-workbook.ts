/** Writes an .xlsx file while its rows come in. Text is always text: no value from a ledger can become a formula. */
import { type Day, daysBetween } from "@/server/domain/periods";
import { packageParts, workbookXml } from "./package-parts";
import { heightFor, linesOf, ROW_POINTS } from "./row-height";
import { FLOWING, STYLE_INDEX, type Style } from "./styles";
import { columnName, escapeCell, escapeXml, LINKS, MAIN, placeName, XML } from "./xml";
import { ZipStream } from "./zip-stream";

/** A cell: null is empty but framed; `number` is exact decimal text; `day` an ISO day. */
export type Cell =
  | { text: string; style: Style }
  | { number: string; style: Style }
  | { day: Day; style: Style }
  | { blank: true; style: Style };

export interface Merge {
  /** 0-based, inclusive. */
  fromRow: number;
  fromColumn: number;
  toRow: number;
  toColumn: number;
}

export interface Sheet {
  name: string;
  /** Widths in characters. */
  widths: readonly number[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  merges?: readonly Merge[];
  /** Rows and columns that stay in view; the rows are repeated on every printed page. */
  freeze?: { rows: number; columns: number };
  /** First row of the header that is repeated in print, 0-based. */
  headerFrom?: number;
  paper: "A3" | "A4";
  /** Sheets of paper side by side; 1 unless told otherwise. With more, the frozen columns are repeated on each. */
  pagesWide?: number;
  /** Filter buttons on the last frozen row, over all rows but the last `foot` (sums, which a filter must not hide). */
  filter?: { foot: number };
  /** The first so many columns are not shown: keys that a later import reads. */
  hiddenColumns?: number;
  /** The whole sheet is not shown. */
  hidden?: true;
  /** Row heights in points by 0-based row; the others follow from their text. */
  heights?: Readonly<Record<number, number>>;
}

export interface WorkbookFrame {
  /** Printed at the foot of every page: who exported and when. */
  watermark: string;
  title: string;
  author: string;
  createdAt: Date;
}

const PAPER = { A3: 8, A4: 9 };
const EXCEL_DAY_ZERO = "1899-12-30";
/** Excel knows no day before 1900, and its first sixty are off by one: they stand as text. */
const FIRST_NUMBERED_DAY = "1900-03-01";
const MAX_CELL_CHARACTERS = 32_767;

function cellXml(cell: Cell, ref: string): string {
  const s = STYLE_INDEX[cell.style];
  if ("blank" in cell) return `<c r="${ref}" s="${s}"/>`;
  if ("number" in cell) return `<c r="${ref}" s="${s}"><v>${cell.number}</v></c>`;
  if ("day" in cell && cell.day >= FIRST_NUMBERED_DAY)
    return `<c r="${ref}" s="${s}"><v>${daysBetween(EXCEL_DAY_ZERO, cell.day)}</v></c>`;
  const whole = "day" in cell ? cell.day : cell.text;
  const text = whole.length > MAX_CELL_CHARACTERS ? `${whole.slice(0, MAX_CELL_CHARACTERS - 1)}…` : whole;
  return `<c r="${ref}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${escapeCell(text)}</t></is></c>`;
}

const ROWS_A_PIECE = 200;

/** Rows with text that flows over several lines are as tall as it needs. */
function heightOf(row: readonly Cell[], widths: readonly number[]): number | null {
  let lines = 1;
  for (let c = 0; c < row.length; c++) {
    const cell = row[c];
    if (cell && "text" in cell && FLOWING.has(cell.style))
      lines = Math.max(lines, linesOf(cell.text, widths[c] ?? 0));
  }
  return heightFor(lines);
}

async function* sheetXml(
  sheet: Sheet,
  frame: WorkbookFrame,
  onFilter: (area: string) => void,
): AsyncGenerator<string> {
  const { freeze, widths } = sheet;
  const pane = freeze
    ? `<pane${freeze.columns > 0 ? ` xSplit="${freeze.columns}"` : ""}${freeze.rows > 0 ? ` ySplit="${freeze.rows}"` : ""} topLeftCell="${placeName(freeze.rows, freeze.columns)}" activePane="${freeze.columns > 0 && freeze.rows > 0 ? "bottomRight" : freeze.rows > 0 ? "bottomLeft" : "topRight"}" state="frozen"/>`
    : "";
  const columns = widths
    .map(
      (w, i) =>
        `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"${i < (sheet.hiddenColumns ?? 0) ? ' hidden="1"' : ""}/>`,
    )
    .join("");
  yield `${XML}<worksheet ${MAIN} ${LINKS}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="${ROW_POINTS}"/><cols>${columns}</cols><sheetData>`;
  const letters = widths.map((_, i) => columnName(i));
  let index = 0;
  let piece = "";
  for await (const row of sheet.rows) {
    const number = index + 1;
    const height = sheet.heights?.[index] ?? heightOf(row, widths);
    piece += `<row r="${number}"${height ? ` ht="${height}" customHeight="1"` : ""}>`;
    for (let c = 0; c < row.length; c++) {
      const cell = row[c];
      if (cell) piece += cellXml(cell, `${letters[c] ?? columnName(c)}${number}`);
    }
    piece += "</row>";
    index += 1;
    if (index % ROWS_A_PIECE === 0) {
      yield piece;
      piece = "";
    }
  }
  const area = filterArea(sheet, index);
  if (area) onFilter(area);
  yield `${piece}</sheetData>${area ? `<autoFilter ref="${area}"/>` : ""}${mergesXml(sheet.merges ?? [])}${pageXml(sheet, frame)}<ignoredErrors><ignoredError sqref="A1:${columnName(widths.length - 1)}${Math.max(1, index)}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

const mergesXml = (merges: readonly Merge[]): string =>
  merges.length === 0
    ? ""
    : `<mergeCells count="${merges.length}">${merges
        .map(
          (m) => `<mergeCell ref="${placeName(m.fromRow, m.fromColumn)}:${placeName(m.toRow, m.toColumn)}"/>`,
        )
        .join("")}</mergeCells>`;

/** From the last row of the header to the last row before the foot. */
function filterArea({ filter, freeze, widths }: Sheet, rows: number): string | null {
  if (!filter || !freeze) return null;
  const header = freeze.rows - 1;
  return `${placeName(header, 0)}:${placeName(Math.max(header, rows - filter.foot - 1), widths.length - 1)}`;
}

/** No part of a footer is so long that the three exceed the 255 characters a spreadsheet takes. */
const FOOTER_PART = 72;
/** The blank keeps the size apart from words that begin with a digit. */
const footerPart = (words: string): string => `&8 ${words.slice(0, FOOTER_PART).replaceAll("&", "&&")}`;

/** Paper, margins and foot: who and when on the left, which table of which report in the middle, the page on the right. */
function pageXml({ name, paper, pagesWide = 1 }: Sheet, { watermark, title }: WorkbookFrame): string {
  const footer = escapeXml(
    `&L${footerPart(watermark)}&C${footerPart(title)}${title.includes(name) ? "" : " · &A"}&R&8 第 &P 页 / 共 &N 页`,
  );
  return `<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.2" footer="0.25"/><pageSetup paperSize="${PAPER[paper]}"${pagesWide > 1 ? ' pageOrder="overThenDown"' : ""} orientation="landscape" fitToWidth="${pagesWide}" fitToHeight="0"/><headerFooter><oddFooter>${footer}</oddFooter></headerFooter>`;
}

/** Writes the file; gives back its size. On any failure the half-written file is closed and the error passed on. */
export async function writeWorkbook(
  path: string,
  frame: WorkbookFrame,
  sheets: readonly Sheet[],
): Promise<number> {
  const zip = new ZipStream(path);
  try {
    for (const [name, text] of packageParts(sheets, frame)) await zip.add(name, [text]);
    const filters = new Map<number, string>();
    for (const [i, sheet] of sheets.entries()) {
      const pieces = sheetXml(sheet, frame, (area) => filters.set(i, area));
      await zip.add(`xl/worksheets/sheet${i + 1}.xml`, pieces);
    }
    await zip.add("xl/workbook.xml", [workbookXml(sheets, filters)]);
    return await zip.finish();
  } catch (error) {
    await zip.abort();
    throw error;
  }
}
