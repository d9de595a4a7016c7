/** A drawn sheet → a real file: .xlsx by exceljs, .xls and .et by SheetJS, .csv in the wanted encoding, .html by hand. */
import * as XLSX from "@e965/xlsx";
import ExcelJS from "exceljs";
import iconv from "iconv-lite";

export type GridCell =
  | string
  | number
  | null
  | { day: string; format: string }
  | { number: number; format: string }
  | { formula: string; result?: number | string }
  | { error: "#REF!" | "#N/A" };

export interface Grid {
  name: string;
  hidden?: boolean;
  rows: GridCell[][];
  /** Top row, left column, bottom row, right column, from 1. */
  merges: [number, number, number, number][];
  hiddenRows?: number[];
  hiddenCols?: number[];
}

export type LedgerFormat = "xlsx" | "xls" | "et" | "csv-gb18030" | "csv-utf8" | "tsv-utf16" | "html";

export const serialOf = (day: string): number =>
  Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569;

async function asXlsx(grids: Grid[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.created = new Date(0);
  book.modified = new Date(0);
  for (const grid of grids) {
    const sheet = book.addWorksheet(grid.name, { state: grid.hidden ? "hidden" : "visible" });
    grid.rows.forEach((cells, r) => {
      cells.forEach((value, c) => {
        if (value === null || value === "") return;
        const cell = sheet.getCell(r + 1, c + 1);
        if (typeof value !== "object") cell.value = value;
        else if ("day" in value) {
          cell.value = serialOf(value.day);
          cell.numFmt = value.format;
        } else if ("number" in value) {
          cell.value = value.number;
          cell.numFmt = value.format;
        } else if ("formula" in value)
          cell.value = { formula: value.formula, result: value.result } as ExcelJS.CellFormulaValue;
        else cell.value = { error: value.error };
      });
    });
    for (const merge of grid.merges) sheet.mergeCells(...merge);
    for (const row of grid.hiddenRows ?? []) sheet.getRow(row).hidden = true;
    for (const col of grid.hiddenCols ?? []) sheet.getColumn(col).hidden = true;
  }
  return withoutClock(Buffer.from(await book.xlsx.writeBuffer()));
}

/** Zip entries carry the time of writing; set to one moment, the same ledger has the same bytes. */
function withoutClock(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const local = zip.readUInt32LE(at + 42);
    zip.writeUInt32LE(0x00210000, at + 12); // 1980-01-01 00:00
    zip.writeUInt32LE(0x00210000, local + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function sheetJsCell(value: GridCell): XLSX.CellObject | null {
  if (value === null || value === "") return null;
  if (typeof value === "string") return { t: "s", v: value };
  if (typeof value === "number") return { t: "n", v: value };
  if ("day" in value) return { t: "n", v: serialOf(value.day), z: value.format };
  if ("number" in value) return { t: "n", v: value.number, z: value.format };
  if ("formula" in value)
    return typeof value.result === "number"
      ? { t: "n", v: value.result }
      : { t: "s", v: String(value.result ?? "") };
  return { t: "e", v: value.error === "#REF!" ? 0x17 : 0x2a };
}

function asXls(grids: Grid[]): Buffer {
  const book = XLSX.utils.book_new();
  for (const grid of grids) {
    const width = Math.max(1, ...grid.rows.map((row) => row.length));
    const sheet: XLSX.WorkSheet = {
      "!ref": XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: grid.rows.length, c: width } }),
    };
    grid.rows.forEach((cells, r) => {
      cells.forEach((value, c) => {
        const cell = sheetJsCell(value);
        if (cell) sheet[XLSX.utils.encode_cell({ r, c })] = cell;
      });
    });
    sheet["!merges"] = grid.merges.map(([top, left, bottom, right]) => ({
      s: { r: top - 1, c: left - 1 },
      e: { r: bottom - 1, c: right - 1 },
    }));
    XLSX.utils.book_append_sheet(book, sheet, grid.name);
  }
  book.Workbook = { Sheets: grids.map((grid) => ({ Hidden: grid.hidden ? 1 : 0 })) };
  const bytes: unknown = XLSX.write(book, { type: "buffer", bookType: "biff8" });
  return bytes as Buffer;
}

function plainText(value: GridCell): string {
  if (value === null) return "";
  if (typeof value !== "object") return String(value);
  if ("day" in value) return value.day.replace(/-0?/g, "/");
  if ("number" in value) return String(value.number);
  if ("formula" in value) return String(value.result ?? "");
  return value.error;
}

function asText(grid: Grid, delimiter: string): string {
  const field = (value: GridCell) => {
    const text = plainText(value);
    return /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${grid.rows.map((row) => row.map(field).join(delimiter)).join("\r\n")}\r\n`;
}

function asHtml(grid: Grid): string {
  const encoded = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
  const covered = new Set<string>();
  const rows = grid.rows.map((cells, r) => {
    const tds = cells.map((value, c) => {
      if (covered.has(`${r + 1},${c + 1}`)) return "";
      const merge = grid.merges.find(([top, left]) => top === r + 1 && left === c + 1);
      if (!merge) return `<td>${encoded(plainText(value))}</td>`;
      for (let row = merge[0]; row <= merge[2]; row++)
        for (let col = merge[1]; col <= merge[3]; col++) covered.add(`${row},${col}`);
      return `<td rowspan="${merge[2] - merge[0] + 1}" colspan="${merge[3] - merge[1] + 1}">${encoded(plainText(value))}</td>`;
    });
    return `<tr>${tds.join("")}</tr>`;
  });
  return `<html><head><meta charset="utf-8"></head><body><table>${rows.join("\n")}</table></body></html>`;
}

export async function writeGrids(grids: Grid[], format: LedgerFormat): Promise<Buffer> {
  const [first] = grids;
  if (!first) throw new RangeError("a workbook needs a sheet");
  switch (format) {
    case "xlsx":
      return asXlsx(grids);
    case "xls":
    case "et":
      return asXls(grids);
    case "csv-gb18030":
      return iconv.encode(asText(first, ","), "gb18030");
    case "csv-utf8":
      return Buffer.from(`\ufeff${asText(first, ",")}`);
    case "tsv-utf16":
      return iconv.encode(asText(first, "\t"), "utf16-le", { addBOM: true });
    case "html":
      return Buffer.from(asHtml(first));
  }
}
