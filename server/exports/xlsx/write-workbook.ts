/** Writes an .xlsx file while its rows come in. Text is always text: no value from a ledger can become a formula. */
import { type Day, daysBetween } from "@/server/domain/periods";
import { heightFor, linesOf, ROW_POINTS } from "./row-height";
import { FLOWING, STYLE_INDEX, type Style, stylesXml } from "./styles";
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

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const PAPER = { A3: 8, A4: 9 };
const EXCEL_DAY_ZERO = "1899-12-30";
const MAX_CELL_CHARACTERS = 32_767;

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// Control characters have no place in XML 1.0; a workbook that carries one needs repair.
const UNWRITABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
export const escapeXml = (text: string): string =>
  /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/.test(text)
    ? text.replace(UNWRITABLE, "").replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c)
    : text;

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  let name = "";
  for (let n = index; n >= 0; n = Math.floor(n / 26) - 1) name = String.fromCharCode(65 + (n % 26)) + name;
  return name;
}
const placeName = (row: number, column: number) => `${columnName(column)}${row + 1}`;

function cellXml(cell: Cell, ref: string): string {
  const s = STYLE_INDEX[cell.style];
  if ("blank" in cell) return `<c r="${ref}" s="${s}"/>`;
  if ("number" in cell) return `<c r="${ref}" s="${s}"><v>${cell.number}</v></c>`;
  if ("day" in cell) return `<c r="${ref}" s="${s}"><v>${daysBetween(EXCEL_DAY_ZERO, cell.day)}</v></c>`;
  const text =
    cell.text.length > MAX_CELL_CHARACTERS ? `${cell.text.slice(0, MAX_CELL_CHARACTERS - 1)}…` : cell.text;
  return `<c r="${ref}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
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

async function* sheetXml(sheet: Sheet, frame: WorkbookFrame): AsyncGenerator<string> {
  const { freeze, widths } = sheet;
  const pane = freeze
    ? `<pane${freeze.columns > 0 ? ` xSplit="${freeze.columns}"` : ""}${freeze.rows > 0 ? ` ySplit="${freeze.rows}"` : ""} topLeftCell="${placeName(freeze.rows, freeze.columns)}" activePane="${freeze.columns > 0 && freeze.rows > 0 ? "bottomRight" : freeze.rows > 0 ? "bottomLeft" : "topRight"}" state="frozen"/>`
    : "";
  const columns = widths
    .map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`)
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
  const merges = sheet.merges ?? [];
  const merged = merges
    .map((m) => `<mergeCell ref="${placeName(m.fromRow, m.fromColumn)}:${placeName(m.toRow, m.toColumn)}"/>`)
    .join("");
  yield `${piece}</sheetData>${merges.length > 0 ? `<mergeCells count="${merges.length}">${merged}</mergeCells>` : ""}<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.2" footer="0.25"/><pageSetup paperSize="${PAPER[sheet.paper]}" orientation="landscape" fitToWidth="${sheet.pagesWide ?? 1}" fitToHeight="0"/><headerFooter><oddFooter>${escapeXml(`&L&8${frame.watermark.replaceAll("&", "&&")}&R&8第 &P 页 / 共 &N 页`)}</oddFooter></headerFooter></worksheet>`;
}

/** Sheet names: at most 31 characters, without the characters Excel refuses. */
const safeSheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);

/** What every printed page repeats: the header, and the frozen columns when the sheet is several pages wide. */
function printTitles({ name, freeze, headerFrom = 0, pagesWide = 1 }: Sheet): string {
  const sheet = `'${escapeXml(safeSheetName(name)).replaceAll("'", "''")}'`;
  const columns =
    freeze && freeze.columns > 0 && pagesWide > 1 ? [`$A:$${columnName(freeze.columns - 1)}`] : [];
  const rows = freeze && freeze.rows > 0 ? [`$${headerFrom + 1}:$${freeze.rows}`] : [];
  return [...columns, ...rows].map((area) => `${sheet}!${area}`).join(",");
}

function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets
    .map(
      (s, i) => `<sheet name="${escapeXml(safeSheetName(s.name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
    )
    .join("");
  const titles = sheets.flatMap((s, i) => {
    const areas = printTitles(s);
    return areas === ""
      ? []
      : [`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${areas}</definedName>`];
  });
  return `${XML}<workbook ${MAIN} ${LINKS}><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list}</sheets>${titles.length > 0 ? `<definedNames>${titles.join("")}</definedNames>` : ""}</workbook>`;
}

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function packageParts(sheets: readonly Sheet[], frame: WorkbookFrame): [string, string][] {
  const overrides = sheets
    .map(
      (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
    )
    .join("");
  const links = sheets
    .map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join("");
  return [
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides}</Types>`,
    ],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      "docProps/core.xml",
      `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(frame.title)}</dc:title><dc:creator>${escapeXml(frame.author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${frame.createdAt.toISOString()}</dcterms:created></cp:coreProperties>`,
    ],
    ["xl/workbook.xml", workbookXml(sheets)],
    [
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${links}<Relationship Id="rId${sheets.length + 1}" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", stylesXml()],
  ];
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
    for (const [i, sheet] of sheets.entries())
      await zip.add(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, frame));
    return await zip.finish();
  } catch (error) {
    await zip.abort();
    throw error;
  }
}
