/** A sheet of a form as rows of raw cells: what is not changed is written again as it stood. */
import { plainText } from "@/server/imports/marking/package-parts";
import { columnLetter, parseRef } from "@/server/imports/reading/workbook";

export interface RawCell {
  column: number;
  /** Attributes without the place. */
  attributes: string;
  /** Between the tags; null for a cell without content. */
  body: string | null;
}

export interface RawRow {
  row: number;
  attributes: string;
  cells: RawCell[];
}

export interface RawSheet {
  prefix: string;
  /** Everything before the rows, and behind them. */
  head: string;
  rows: RawRow[];
  tail: string;
}

const DATA = /<((?:\w+:)?)sheetData\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?sheetData>)/;
const ROW = /<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g;
const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;

export const attributeOf = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];

export const withoutAttributes = (attributes: string, ...names: string[]): string =>
  names
    .reduce((left, name) => left.replace(new RegExp(`(?:^|\\s)${name}="[^"]*"`), ""), attributes)
    .trimEnd();

function cellsOf(body: string): RawCell[] {
  let last = 0;
  return [...body.matchAll(CELL)].map(([, attributes = "", content]) => {
    last = parseRef(attributeOf(attributes, "r") ?? "")?.col ?? last + 1;
    return { column: last, attributes: withoutAttributes(attributes, "r"), body: content ?? null };
  });
}

export function readSheet(xml: string): RawSheet {
  const data = DATA.exec(xml);
  if (!data) return { prefix: "", head: xml, rows: [], tail: "" };
  let last = 0;
  const rows = [...(data[2] ?? "").matchAll(ROW)].map(([, attributes = "", body]): RawRow => {
    last = Number(attributeOf(attributes, "r") ?? last + 1);
    return { row: last, attributes: withoutAttributes(attributes, "r", "spans"), cells: cellsOf(body ?? "") };
  });
  return {
    prefix: data[1] ?? "",
    head: xml.slice(0, data.index),
    rows,
    tail: xml.slice(data.index + data[0].length),
  };
}

export function writeSheet({ prefix: p, head, rows, tail }: RawSheet): string {
  const cell = (row: number, { column, attributes, body }: RawCell): string => {
    const open = `<${p}c r="${columnLetter(column)}${row}"${attributes}`;
    return body === null ? `${open}/>` : `${open}>${body}</${p}c>`;
  };
  const lines = rows.map(
    ({ row, attributes, cells }) =>
      `<${p}row r="${row}"${attributes}>${cells.map((one) => cell(row, one)).join("")}</${p}row>`,
  );
  return `${head}<${p}sheetData>${lines.join("")}</${p}sheetData>${tail}`;
}

const TEXT = /<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g;
const PHONETIC = /<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g;
const STRING = /<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g;

/** Strings of the workbook, each as it lies there, without readings. */
export const sharedStrings = (xml: string): string[] =>
  [...xml.matchAll(STRING)].map(([, body]) => (body ?? "").replace(PHONETIC, ""));

/** What a string's runs say together. */
export const wordsOf = (body: string): string =>
  [...body.matchAll(TEXT)].map(([, words]) => plainText(words ?? "")).join("");

const INLINE = /<(?:\w+:)?is\b[^>]*>([\s\S]*?)<\/(?:\w+:)?is>/;
const VALUE = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/;

/** Runs of a cell that holds text typed by hand; null for numbers, formulas and empty cells. */
export function runsOf({ attributes, body }: RawCell, strings: readonly string[]): string | null {
  if (body === null || formulaOf(body) !== null) return null;
  const type = attributeOf(attributes, "t");
  if (type === "inlineStr") return (INLINE.exec(body)?.[1] ?? "").replace(PHONETIC, "");
  const value = VALUE.exec(body)?.[1];
  if (type === "s" && value !== undefined) return strings[Number(value)] ?? null;
  return type === "str" && value !== undefined ? `<t>${value}</t>` : null;
}

const FORMULA = /<(?:\w+:)?f\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?f>)/;

/** Formula of a cell with the attributes of its element; null without one. */
export function formulaOf(body: string): { attributes: string; text: string } | null {
  const found = FORMULA.exec(body);
  return found ? { attributes: found[1] ?? "", text: plainText(found[2] ?? "") } : null;
}
