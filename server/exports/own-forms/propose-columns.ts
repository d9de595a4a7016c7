/**
 * A list of projects that came without placeholders: its header is found and read with the words of the import, and the
 * row beneath it gets the placeholders that a clerk would have typed. What was proposed is changed by hand the same way.
 */
import "server-only";
import type { FormColumns } from "@/server/contracts/own-form";
import { plainWord } from "@/server/domain/form-placeholders";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { isNameHeader, scoreHeader } from "@/server/imports/reading/header-words";
import { viewField } from "@/server/imports/reading/own-files";
import { cellRef } from "@/server/imports/reading/workbook";
import { escapeCell } from "../xlsx/xml";
import type { FormArchive } from "./form-archive";
import { PROJECTS, projectWords } from "./form-words";
import {
  formulaOf,
  type RawCell,
  type RawRow,
  runsOf,
  withoutAttributes,
  wordsOf,
  writeSheet,
} from "./raw-sheet";
import type { Form, FormSheet } from "./read-form";
import { sourceOf } from "./understand-form";

const SURE = 0.6;
const FEWEST = 3;
/** A header stands in the beginning of a sheet. */
const HEADER_WITHIN = 30;
/** Levels of a header above a list. */
const HEADER_LEVELS = 3;

const SEQUENCE = "序号";
/** What a column of a list of projects may hold. */
export const COLUMN_WORDS = (): string[] => [SEQUENCE, ...projectWords().map(({ word }) => word)];

/** The word of our list for a heading of theirs; null where the list has no such column, or it is not sure. */
function wordFor(heading: string): string | null {
  const plain = plainWord(heading);
  const same = COLUMN_WORDS().find((word) => plainWord(word) === plain);
  if (same !== undefined) return same;
  const [best] = scoreHeader([heading]);
  if (!best || best.score < SURE) return null;
  if (best.field === "seq") return SEQUENCE;
  return projectWords().find(({ word }) => viewField(word) === best.field)?.word ?? null;
}

const textOf = (cell: RawCell, strings: readonly string[]): string =>
  wordsOf(runsOf(cell, strings) ?? "").trim();

interface Heading {
  column: number;
  heading: string;
}

const headingsOf = (row: RawRow, strings: readonly string[]): Heading[] =>
  row.cells
    .map((cell) => ({ column: cell.column, heading: textOf(cell, strings) }))
    .filter(({ heading }) => heading !== "");

/** The lowest row that a heading reaches: two-level headers are merged downwards where they have one level. */
function bottomOf({ raw }: FormSheet, row: number): number {
  const merges = [...raw.tail.matchAll(/<(?:\w+:)?mergeCell\b[^>]*?\sref="[A-Z]+(\d+):[A-Z]+(\d+)"/g)];
  return Math.max(row, ...merges.filter(([, from]) => Number(from) === row).map(([, , to]) => Number(to)));
}

/** Headings of the row, each under the lowest level that has words of its own. */
function lowestHeadings(
  sheet: FormSheet,
  strings: readonly string[],
  top: number,
  bottom: number,
): Heading[] {
  const lowest = new Map<number, string>();
  for (const row of sheet.raw.rows)
    if (row.row >= top && row.row <= bottom)
      for (const { column, heading } of headingsOf(row, strings)) lowest.set(column, heading);
  return [...lowest].map(([column, heading]) => ({ column, heading })).sort((a, b) => a.column - b.column);
}

/** What a row of placeholders is made of: the text of each column, null for an empty one. */
interface Row {
  sheet: FormSheet;
  row: number;
  columns: { column: number; text: string | null }[];
}

type Mapped = { column: number; word: string | null }[];

/** No word twice: the first heading keeps it. */
function distinct(columns: Mapped): Mapped {
  const seen = new Set<string>();
  return columns.map(({ column, word }) => {
    const free = word !== null && !seen.has(word);
    if (free) seen.add(word);
    return { column, word: free ? word : null };
  });
}

/** Words or formulas beneath the header are somebody's: nothing is written over them. */
function requireEmpty({ name, raw }: FormSheet, row: number, strings: readonly string[]): void {
  const below = raw.rows.find((one) => one.row === row);
  const taken = below?.cells.find(
    (cell) => textOf(cell, strings) !== "" || (cell.body !== null && formulaOf(cell.body) !== null),
  );
  if (!taken) return;
  throw refuseAt(
    "bad-file",
    "file",
    `${name} ${cellRef(row, taken.column)} 有内容：没有占位符的项目清单，表头下面第一行要留空。请空出这一行，或自己在格里写占位符`,
  );
}

/** The first row that heads project names and enough else, and what its columns mean. */
export function proposeColumns({ sheets, strings }: Form): Row | null {
  for (const sheet of sheets)
    for (const row of sheet.raw.rows.filter((one) => one.row <= HEADER_WITHIN)) {
      const headings = headingsOf(row, strings);
      if (headings.length < FEWEST || !headings.some(({ heading }) => isNameHeader(heading))) continue;
      const bottom = bottomOf(sheet, row.row);
      const columns = distinct(
        lowestHeadings(sheet, strings, row.row, bottom).map(({ column, heading }) => ({
          column,
          word: wordFor(heading),
        })),
      );
      const known = columns.filter(({ word }) => word !== null);
      if (known.length < FEWEST || !known.some(({ word }) => word === "项目名称")) continue;
      requireEmpty(sheet, bottom + 1, strings);
      return {
        sheet,
        row: bottom + 1,
        columns: columns.map(({ column, word }) => ({ column, text: word === null ? null : `{{${word}}}` })),
      };
    }
  return null;
}

const placeholderText = (
  words: string,
  { attributes }: Pick<RawCell, "attributes">,
  column: number,
): RawCell => ({
  column,
  attributes: `${withoutAttributes(attributes, "t")} t="inlineStr"`,
  body: `<is><t xml:space="preserve">${escapeCell(words)}</t></is>`,
});

/** Writes the placeholders of a row, between its marks; what its columns held before goes. */
export function writeColumns(archive: FormArchive, { sheet, row, columns }: Row): void {
  const chosen = columns.filter(({ text }) => text !== null).map(({ column }) => column);
  const [first, last] = [Math.min(...chosen), Math.max(...chosen)];
  const raw = sheet.raw.rows.find((one) => one.row === row) ?? { row, attributes: "", cells: [] };
  const cells = new Map(raw.cells.map((cell) => [cell.column, cell]));
  for (const { column, text } of columns) {
    const stood = cells.get(column) ?? { column, attributes: "", body: null };
    const begin = column === first ? `{{#${PROJECTS}}}` : "";
    const end = column === last ? `{{/${PROJECTS}}}` : "";
    cells.set(
      column,
      text === null
        ? { column, attributes: withoutAttributes(stood.attributes, "t"), body: null }
        : placeholderText(`${begin}${text}${end}`, stood, column),
    );
  }
  const filled = { ...raw, cells: [...cells.values()].sort((a, b) => a.column - b.column) };
  const rows = [...sheet.raw.rows.filter((one) => one.row !== row), filled].sort((a, b) => a.row - b.row);
  archive.set(sheet.path, writeSheet({ ...sheet.raw, rows }));
}

interface ListColumn {
  column: number;
  heading: string;
  /** As it stands there, without the marks of the row. */
  text: string | null;
  word: string | null;
}

/** The form's list of projects, column by column; null without one. */
function projectList({
  sheets,
  strings,
}: Form): { sheet: FormSheet; row: number; columns: ListColumn[] } | null {
  for (const sheet of sheets) {
    const list = sheet.lists.find(({ source }) => sourceOf(source) === PROJECTS);
    if (!list) continue;
    const headings = new Map(
      lowestHeadings(sheet, strings, list.row - HEADER_LEVELS, list.row - 1).map((h) => [
        h.column,
        h.heading,
      ]),
    );
    const cells = new Map(list.cells.map(({ column, pieces }) => [column, pieces]));
    const all = [...new Set([...headings.keys(), ...cells.keys()])].sort((a, b) => a - b);
    const columns = all.map((column): ListColumn => {
      const pieces = cells.get(column) ?? [];
      const [only] = pieces;
      const alone = pieces.length === 1 && typeof only === "object" && only.unit === null ? only.name : null;
      return {
        column,
        heading: headings.get(column) ?? "",
        text: pieces.map((piece) => (typeof piece === "string" ? piece : piece.raw)).join("") || null,
        word: COLUMN_WORDS().find((word) => plainWord(word) === alone) ?? null,
      };
    });
    return { sheet, row: list.row, columns };
  }
  return null;
}

/** For changing them by hand. Words, units and several placeholders in one cell are changed in the workbook itself. */
export function columnsOf(form: Form): FormColumns | null {
  const list = projectList(form);
  if (!list) return null;
  return {
    sheet: list.sheet.name,
    row: list.row,
    words: COLUMN_WORDS(),
    columns: list.columns.map(({ column, heading, text, word }) => ({
      column,
      cell: cellRef(list.row, column),
      heading,
      word,
      fixed: text !== null && word === null ? text : null,
    })),
  };
}

/** The same form with other columns. */
export function remapColumns(archive: FormArchive, form: Form, wanted: Mapped): void {
  const list = projectList(form);
  if (!list) throw new Refusal("bad-state", { message: "这张表样没有项目清单，不能改列" });
  const unknown = wanted.find(({ word }) => word !== null && !COLUMN_WORDS().includes(word));
  if (unknown) throw refuseAt("bad-input", "columns", `项目列表没有“${unknown.word}”这一列`);
  const columns = list.columns.map(({ column, text, word }) => {
    const fixed = text !== null && word === null;
    const asked = fixed ? undefined : wanted.find((one) => one.column === column);
    if (!asked) return { column, text };
    return { column, text: asked.word === null ? null : `{{${asked.word}}}` };
  });
  if (columns.every(({ text }) => text === null)) throw refuseAt("bad-input", "columns", "至少要对应一列");
  writeColumns(archive, { sheet: list.sheet, row: list.row, columns });
}
