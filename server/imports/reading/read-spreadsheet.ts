/**
 * Excel 2007 (.xlsx, .xlsm), Excel 97 (.xls), WPS (.et) and the HTML or XML tables that office systems save under
 * the ending .xls: through SheetJS, into plain cells.
 */

import * as XLSX from "@e965/xlsx";
import * as codepages from "@e965/xlsx/dist/cpexcel.full.mjs";
import type { ImportProblem, WorkbookFormat } from "@/server/contracts/import";
import { type OpenedArchive, openArchive } from "./open-archive";
import { UnreadableFile } from "./unreadable-file";
import {
  cellRef,
  decimalText,
  type MergedRange,
  type SheetCell,
  type SheetContent,
  visibleText,
  type WorkbookContent,
} from "./workbook";

XLSX.set_cptable(codepages); // old .xls files keep Chinese in code page 936

/** Text of a formula cell whose result the file does not hold. */
export const UNCOMPUTED = "#未计算";
const MAX_SHEETS = 256;
export const MAX_CELLS = 2_000_000;
/** Above this size a sheet is first rid of its empty styled cells: a million of them cost ten seconds otherwise. */
const STRIP_ABOVE_BYTES = 4 * 1024 * 1024;

function refuseUnlessWorkbook(archive: OpenedArchive): void {
  if (archive.parts.has("xl/workbook.xml")) return;
  if (archive.names.includes("xl/workbook.bin")) {
    throw new UnreadableFile("other-format", "暂不支持 .xlsb，请另存为 .xlsx 后再上传。");
  }
  if (archive.parts.has("word/document.xml")) {
    throw new UnreadableFile(
      "not-a-workbook",
      "这是 Word 文档，不是表格文件。请上传 .xlsx、.xls、.et 或 .csv。",
    );
  }
  throw new UnreadableFile(
    "not-a-workbook",
    "这不是 Excel 或 WPS 表格文件。请上传 .xlsx、.xls、.et 或 .csv。",
  );
}

const EMPTY_CELL = /<c(?:\s[^>]*)?\/>|<c(?:\s[^>]*)?><\/c>/g;
const EMPTY_ROW = /<row(?:\s[^>]*)?\/>|<row(?:\s[^>]*)?>\s*<\/row>/g;

function slimSheet(part: Buffer): Buffer {
  if (part.length <= STRIP_ABOVE_BYTES) return part;
  const slim = part.toString("utf8").replace(EMPTY_CELL, "").replace(EMPTY_ROW, "");
  if ((slim.match(/<c[\s>]/g)?.length ?? 0) > MAX_CELLS) throw tooManyCells();
  return Buffer.from(slim);
}

const tooManyCells = () =>
  new UnreadableFile("too-many-cells", "表格内容过多（超过 200 万个单元格），请拆分后再上传。");

/** The archive again, unpacked, without what is not needed: what SheetJS gets to see has passed the limits. */
function repack(archive: OpenedArchive): Buffer {
  const container = XLSX.CFB.utils.cfb_new();
  for (const [name, part] of archive.parts) {
    const content = /^xl\/worksheets\/[^/]+\.xml$/i.test(name) ? slimSheet(part) : part;
    XLSX.CFB.utils.cfb_add(container, `/${name}`, content);
  }
  const zip: unknown = XLSX.CFB.write(container, { type: "buffer", fileType: "zip", compression: false });
  return zip as Buffer;
}

function parse(bytes: Buffer, raw: boolean): XLSX.WorkBook {
  try {
    return XLSX.read(bytes, {
      type: "buffer",
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellText: true,
      cellHTML: false,
      cellStyles: true,
      raw,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "";
    if (/password|encrypt/i.test(reason)) throw passwordProtected();
    throw new UnreadableFile("damaged", "文件不完整或已损坏，请用 Excel 或 WPS 打开后另存一份再上传。");
  }
}

const passwordProtected = () =>
  new UnreadableFile("password", "文件设有打开密码，请在 Excel 或 WPS 中取消密码后再上传。");

/** Name of the first stream that tells what an OLE2 file is, or null when it is broken. */
export function oleKind(bytes: Buffer): "xls" | "password" | "other" | "damaged" {
  try {
    const container: { FullPaths: string[] } = XLSX.CFB.read(bytes, { type: "buffer" });
    const paths = container.FullPaths.map((path) => path.replace(/^[^/]*\//, ""));
    if (paths.some((path) => /^EncryptedPackage$/i.test(path))) return "password";
    return paths.some((path) => /^(Workbook|Book)$/i.test(path)) ? "xls" : "other";
  } catch {
    return "damaged";
  }
}

const dateFormats = new Map<string, boolean>();

function isDateFormat(format: string): boolean {
  const known = dateFormats.get(format) ?? XLSX.SSF.is_date(format);
  if (dateFormats.size < 1_000) dateFormats.set(format, known);
  return known;
}

function cellOf(source: XLSX.CellObject, row: number, col: number, date1904: boolean): SheetCell | null {
  const ref = cellRef(row, col);
  const formula = typeof source.f === "string" ? source.f : undefined;
  const format = typeof source.z === "string" ? source.z : "General";
  const base = { row, col, ref, ...(formula === undefined ? {} : { formula, format }) };
  const shown = typeof source.w === "string" ? visibleText(source.w) : "";
  if (source.t === "n" && typeof source.v === "number" && Number.isFinite(source.v)) {
    const day = isDateFormat(format) ? dayOfSerial(source.v, date1904) : null;
    const text = day ?? (/%/.test(format) && shown ? shown : decimalText(source.v));
    return { ...base, kind: day ? "date" : "number", text, shown: shown || text, number: source.v, format };
  }
  if (source.t === "e") return { ...base, kind: "error", text: shown || "#错误", shown: shown || "#错误" };
  if (source.t === "b")
    return { ...base, kind: "boolean", text: source.v ? "是" : "否", shown: source.v ? "是" : "否" };
  const text = typeof source.v === "string" ? visibleText(source.v) : "";
  if (text === "" && formula === undefined) return null;
  if (formula !== undefined && source.t !== "s")
    return { ...base, kind: "error", text: UNCOMPUTED, shown: `=${formula}` };
  return { ...base, kind: "text", text, shown: text };
}

export function dayOfSerial(serial: number, date1904: boolean): string | null {
  if (serial < 1 || serial > 2_958_465) return null; // 9999-12-31
  const parts = XLSX.SSF.parse_date_code(serial, { date1904 });
  if (!parts) return null;
  return `${parts.y}-${String(parts.m).padStart(2, "0")}-${String(parts.d).padStart(2, "0")}`;
}

function cellsOf(sheet: XLSX.WorkSheet, date1904: boolean, budget: number): SheetCell[] {
  const cells: SheetCell[] = [];
  const rows: (XLSX.CellObject | undefined)[][] = sheet["!data"] ?? [];
  rows.forEach((row, r) => {
    row?.forEach((source, c) => {
      const cell = source ? cellOf(source, r + 1, c + 1, date1904) : null;
      if (cell) cells.push(cell);
    });
    if (cells.length > budget) throw tooManyCells();
  });
  return cells;
}

function hiddenIndexes(entries: ({ hidden?: boolean } | undefined)[] | undefined): Set<number> {
  const hidden = new Set<number>();
  entries?.forEach((entry, index) => {
    if (entry?.hidden) hidden.add(index + 1);
  });
  return hidden;
}

function mergesOf(sheet: XLSX.WorkSheet): MergedRange[] {
  return (sheet["!merges"] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    left: s.c + 1,
    bottom: e.r + 1,
    right: e.c + 1,
  }));
}

function fileProblems(names: string[]): ImportProblem[] {
  const about = { sheet: "", row: null, cell: null, severity: "warning" as const };
  const problems: ImportProblem[] = [];
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) {
    problems.push({ ...about, kind: "macros", message: "文件含有宏，宏已忽略，只读取单元格内容。" });
  }
  if (names.some((name) => /externalLinks\//i.test(name))) {
    problems.push({
      ...about,
      kind: "external-links",
      message: "文件引用了外部工作簿，采用文件中保存的数值，不会打开外部文件。",
    });
  }
  return problems;
}

function contentOf(book: XLSX.WorkBook, format: WorkbookFormat, names: string[]): WorkbookContent {
  if (book.SheetNames.length > MAX_SHEETS) {
    throw new UnreadableFile(
      "too-many-sheets",
      `工作表过多（${book.SheetNames.length} 张），请只保留台账工作表。`,
    );
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let budget = MAX_CELLS;
  const sheets: SheetContent[] = [];
  book.SheetNames.forEach((name, index) => {
    const sheet = book.Sheets[name];
    if (!sheet) return;
    const cells = cellsOf(sheet, date1904, budget);
    budget -= cells.length;
    sheets.push({
      name,
      hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      cells,
      merges: mergesOf(sheet),
      hiddenRows: hiddenIndexes(sheet["!rows"]),
      hiddenCols: hiddenIndexes(sheet["!cols"]),
    });
  });
  return { format, sheets, problems: fileProblems(names) };
}

export function readZippedWorkbook(bytes: Buffer): WorkbookContent {
  const archive = openArchive(bytes);
  if (archive.names.some((name) => /EncryptedPackage/.test(name))) throw passwordProtected();
  refuseUnlessWorkbook(archive);
  return contentOf(parse(repack(archive), false), "xlsx", archive.names);
}

export function readOleWorkbook(bytes: Buffer): WorkbookContent {
  const kind = oleKind(bytes);
  if (kind === "password") throw passwordProtected();
  if (kind === "other") {
    throw new UnreadableFile(
      "not-a-workbook",
      "这不是 Excel 或 WPS 表格文件。请上传 .xlsx、.xls、.et 或 .csv。",
    );
  }
  if (kind === "damaged") {
    throw new UnreadableFile("damaged", "文件不完整或已损坏，请用 Excel 或 WPS 打开后另存一份再上传。");
  }
  return contentOf(parse(bytes, false), "xls", []);
}

/** Tables saved as HTML or as XML Spreadsheet 2003: text stays text, so that no date is guessed on the way. */
export function readMarkupWorkbook(
  bytes: Buffer,
  format: "html" | "xml",
  sheetName: string,
): WorkbookContent {
  const content = contentOf(parse(bytes, true), format, []);
  // A web table has no sheet name; spreadsheets show it under the name of its file.
  if (format === "html" && content.sheets[0]) content.sheets[0].name = sheetName;
  return content;
}
