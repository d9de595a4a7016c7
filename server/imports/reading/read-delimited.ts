/** Comma- or tab-separated text in UTF-8, UTF-16 or GB18030. Everything stays text: a spreadsheet's guesses are not repeated. */
import iconv from "iconv-lite";
import type { ImportProblem } from "@/server/contracts/import";
import { UnreadableFile } from "./unreadable-file";
import { cellRef, type SheetCell, visibleText, type WorkbookContent } from "./workbook";

const MAX_CSV_ROWS = 200_000;
const MAX_CSV_COLUMNS = 1_000;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  while (start <= bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) {
      yield bytes.subarray(start);
      return;
    }
    yield bytes.subarray(start, end + 1);
    start = end + 1;
  }
}

/** When neither encoding fits the whole, each line is taken in the one that fits it: files pasted together. */
function decodeByLine(bytes: Buffer): string {
  let text = "";
  for (const line of linesOf(bytes)) text += decodeStrictly(line) ?? iconv.decode(line, "gb18030");
  return text;
}

export interface DecodedText {
  text: string;
  encoding: "utf-8" | "utf-16" | "gb18030" | "mixed";
}

export function decodeText(bytes: Buffer): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: iconv.decode(bytes.subarray(2), "utf16-le"), encoding: "utf-16" };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: iconv.decode(bytes.subarray(2), "utf16-be"), encoding: "utf-16" };
  }
  const utf8 = decodeStrictly(bytes);
  if (utf8 !== null) return { text: utf8.replace(/^\ufeff/, ""), encoding: "utf-8" };
  const lines = [...linesOf(bytes)];
  const chinese = lines.filter((line) => line.some((byte) => byte >= 0x80));
  const alsoUtf8 = chinese.filter((line) => decodeStrictly(line) !== null).length;
  // A short GB18030 line passes as UTF-8 by chance now and then; a quarter of the lines does not.
  if (alsoUtf8 > chinese.length / 4) return { text: decodeByLine(bytes), encoding: "mixed" };
  return { text: iconv.decode(bytes, "gb18030"), encoding: "gb18030" };
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000);
  const count = (mark: string) => head.split(mark).length;
  return count("\t") > count(",") ? "\t" : count(";") > count(",") * 2 ? ";" : ",";
}

/** RFC 4180 with the usual liberties: quotes may open only at the start of a field, line breaks inside quotes stay. */
export function splitDelimited(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = () => {
    rows.push(row);
    row = [];
    if (rows.length > MAX_CSV_ROWS)
      throw new UnreadableFile("too-many-cells", "行数超过 20 万，请拆分后再上传。");
  };
  const stops = new RegExp(`[${delimiter === "\t" ? "\\t" : delimiter}\\n]`, "g");
  while (at < text.length) {
    let field: string;
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        const quote = text.indexOf('"', end);
        end = quote < 0 ? text.length : quote;
        if (text[end + 1] !== '"' || end >= text.length) break;
        end += 2;
      }
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = Math.min(text.length, end + 1);
    } else field = "";
    stops.lastIndex = at;
    const stop = stops.exec(text)?.index ?? text.length;
    row.push(field + text.slice(at, stop));
    at = stop + 1;
    if (stop >= text.length || text[stop] === "\n") endRow();
  }
  if (row.length > 0) endRow();
  return rows;
}

function looksLikeText(text: string): boolean {
  const sample = text.slice(0, 4_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: binary files are told by their control characters
  const strange = sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return strange <= sample.length / 100;
}

export function readDelimited(bytes: Buffer, sheetName: string): WorkbookContent {
  const { text, encoding } = decodeText(bytes);
  const delimiter = delimiterOf(text);
  if (!looksLikeText(text) || !text.includes(delimiter)) {
    throw new UnreadableFile("not-a-workbook", "这不是表格文件。请上传 .xlsx、.xls、.et 或 .csv。");
  }
  const cells: SheetCell[] = [];
  splitDelimited(text.replace(/\r\n?/g, "\n"), delimiter).forEach((fields, r) => {
    fields.slice(0, MAX_CSV_COLUMNS).forEach((field, c) => {
      const value = visibleText(field).replace(/^="(.*)"$/, "$1"); // ="0123" keeps leading zeros
      if (value === "") return;
      cells.push({
        row: r + 1,
        col: c + 1,
        ref: cellRef(r + 1, c + 1),
        kind: "text",
        text: value,
        shown: value,
      });
    });
  });
  const problems: ImportProblem[] =
    encoding === "mixed"
      ? [
          {
            sheet: sheetName,
            row: null,
            cell: null,
            kind: "mixed-encoding",
            severity: "warning",
            message: "文件里混有 UTF-8 与 GB18030 两种编码，已逐行识别，请核对文字。",
          },
        ]
      : [];
  const sheet = {
    name: sheetName,
    hidden: false,
    cells,
    merges: [],
    hiddenRows: new Set<number>(),
    hiddenCols: new Set<number>(),
  };
  return { format: "csv", sheets: [sheet], problems };
}
