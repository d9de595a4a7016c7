/** A form as uploaded: which cells hold placeholders, which rows repeat, and what speaks against it. */
import { type Placeholder, strayBraces, textPieces } from "@/server/domain/form-placeholders";
import { sheetPaths } from "@/server/imports/marking/package-parts";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { cellRef } from "@/server/imports/reading/workbook";
import type { FormArchive } from "./form-archive";
import {
  formulaOf,
  type RawRow,
  type RawSheet,
  readSheet,
  runsOf,
  sharedStrings,
  wordsOf,
} from "./raw-sheet";

/** A text of the form that is filled. */
export interface FormCell {
  row: number;
  column: number;
  ref: string;
  pieces: (string | Placeholder)[];
}

/** A row that repeats: one line for each of what its mark names. */
export interface FormList {
  row: number;
  /** 产业链, 项目, … as typed. */
  source: string;
  /** Where the mark stands. */
  ref: string;
  cells: FormCell[];
}

export interface FormSheet {
  name: string;
  path: string;
  raw: RawSheet;
  cells: FormCell[];
  lists: FormList[];
}

/** Something in a cell that must be mended before the form can be used. */
export interface FormProblem {
  sheet: string;
  cell: string;
  message: string;
}

export interface Form {
  sheets: FormSheet[];
  strings: string[];
  problems: FormProblem[];
}

const MOST_SHEETS = 50;
const MOST_CELLS = 200_000;

const isMark = (piece: string | Placeholder): piece is Placeholder =>
  typeof piece !== "string" && piece.kind !== "value";

type Say = (cell: string, message: string) => void;

/** Cells of a row that hold placeholders. A placeholder in a formula is none. */
function cellsOfRow({ row, cells }: RawRow, strings: readonly string[], say: Say): FormCell[] {
  return cells.flatMap((cell): FormCell[] => {
    const ref = cellRef(row, cell.column);
    const formula = cell.body === null ? null : formulaOf(cell.body);
    if (formula?.text.includes("{{")) say(ref, "公式里不能写占位符，请把占位符单独写在一格，再由公式引用它");
    const runs = runsOf(cell, strings);
    if (runs === null) return [];
    const words = wordsOf(runs);
    if (!/[{}｛｝]/.test(words)) return [];
    if (strayBraces(words)) say(ref, `“${words.slice(0, 40)}”的花括号不成对，占位符应写成 {{…}}`);
    const pieces = textPieces(words);
    return pieces.some((piece) => typeof piece !== "string")
      ? [{ row, column: cell.column, ref, pieces }]
      : [];
  });
}

/** The row's marks: one begin and one end of the same name, in this order; null where it does not repeat. */
function listOf(cells: readonly FormCell[], say: Say): { source: string; ref: string } | null {
  const marks = cells.flatMap(({ ref, pieces }) => pieces.filter(isMark).map((mark) => ({ ref, ...mark })));
  const [first, second, third] = marks;
  if (!first) return null;
  const said = `{{${first.kind === "begin" ? "#" : "/"}${first.name}}}`;
  if (first.kind === "end") say(first.ref, `${said} 之前没有 {{#${first.name}}}，二者应在同一行`);
  else if (!second) say(first.ref, `${said} 没有结束，请在同一行的最后写 {{/${first.name}}}`);
  else if (second.kind !== "end" || second.name !== first.name)
    say(second.ref, `${said} 应以 {{/${first.name}}} 结束，一行只能重复一种内容`);
  else if (third) say(third.ref, "一行只能有一组 {{#…}} 和 {{/…}}");
  else return { source: first.name, ref: first.ref };
  return null;
}

const withoutMarks = (cell: FormCell): FormCell => ({
  ...cell,
  pieces: cell.pieces.filter((piece) => !isMark(piece)),
});

function sheetOf(name: string, path: string, xml: string, strings: readonly string[], say: Say): FormSheet {
  const raw = readSheet(xml);
  const cells: FormCell[] = [];
  const lists: FormList[] = [];
  for (const row of raw.rows) {
    const found = cellsOfRow(row, strings, say);
    const list = listOf(found, say);
    if (list) lists.push({ row: row.row, ...list, cells: found.map(withoutMarks) });
    else cells.push(...found);
  }
  return { name, path, raw, cells, lists };
}

const DAMAGED = "文件不完整或已损坏，请用 Excel 或 WPS 打开后另存一份再上传。";

/**
 * Elements that are looked for by their ends: one that has none, and a tag within a tag, would have the rest of the file
 * searched for it again and again. Looks at every character once.
 */
function requireEnds(xml: string, ...names: string[]): void {
  const open = new Map(names.map((name) => [name, 0]));
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at)) {
    const end = xml.indexOf(">", at);
    const tag = end < 0 ? "" : xml.slice(at + 1, end);
    if (end < 0 || tag.includes("<")) throw new UnreadableFile("damaged", DAMAGED);
    const name = /^\/?(?:\w{1,20}:)?(\w{1,20})/.exec(tag)?.[1] ?? "";
    const count = open.get(name);
    if (count !== undefined && !tag.endsWith("/")) open.set(name, count + (tag.startsWith("/") ? -1 : 1));
    at = end + 1;
  }
  if ([...open.values()].some((count) => count !== 0)) throw new UnreadableFile("damaged", DAMAGED);
}

/** Throws `UnreadableFile` where there is nothing to read. */
export function readForm(archive: FormArchive): Form {
  const words = archive.text("xl/sharedStrings.xml") ?? "";
  requireEnds(words, "si", "t", "rPh");
  const strings = sharedStrings(words);
  const problems: FormProblem[] = [];
  const sheets: FormSheet[] = [];
  let left = MOST_CELLS;
  const paths = sheetPaths(archive);
  if (paths.size > MOST_SHEETS)
    throw new UnreadableFile(
      "too-many-sheets",
      `工作表过多（${paths.size} 张），表样最多 ${MOST_SHEETS} 张。`,
    );
  for (const [name, path] of paths) {
    const xml = archive.text(path);
    // Chart sheets hold no cells.
    if (xml === undefined || !/<(?:\w+:)?worksheet\b/.test(xml)) continue;
    left -= xml.match(/<(?:\w+:)?c\b/g)?.length ?? 0;
    requireEnds(xml, "sheetData", "row", "c", "f", "v", "is", "t");
    if (left < 0) throw new UnreadableFile("too-many-cells", "表格内容过多，表样最多 20 万个单元格。");
    sheets.push(
      sheetOf(name, path, xml, strings, (cell, message) => problems.push({ sheet: name, cell, message })),
    );
  }
  if (sheets.length === 0) throw new UnreadableFile("damaged", "文件中没有工作表，请检查后重新上传。");
  return { sheets, strings, problems };
}
