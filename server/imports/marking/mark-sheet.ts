/** Marks cells in the XML of a sheet, and leaves every other byte of it as it was. */
import type { Severity } from "@/server/contracts/import";
import { parseRef } from "../reading/workbook";
import type { MarkStyles } from "./mark-styles";

const ROW = /<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g;
const CELL = /<((?:\w+:)?)c\b([^>]*?)(\/>|>[\s\S]*?<\/(?:\w+:)?c>)/g;

const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];

const withStyle = (attributes: string, style: number): string =>
  /(?:^|\s)s="[^"]*"/.test(attributes)
    ? attributes.replace(/((?:^|\s)s=)"[^"]*"/, `$1"${style}"`)
    : `${attributes.trimEnd()} s="${style}"`;

type Marks = ReadonlyMap<string, Severity>;
/** The marked columns of each row, with their cell. */
type ByRow = Map<number, Map<number, string>>;

function byRow(marks: Marks): ByRow {
  const rows: ByRow = new Map();
  for (const cell of marks.keys()) {
    const place = parseRef(cell);
    if (!place) continue;
    const columns = rows.get(place.row) ?? new Map<number, string>();
    rows.set(place.row, columns.set(place.col, cell));
  }
  return rows;
}

/** The cells of a row: those that are there get another format, those that are not are made, in their order. */
function markCells(
  body: string,
  prefix: string,
  columns: Map<number, string>,
  marks: Marks,
  styles: MarkStyles,
): string {
  const left = new Map([...columns].sort(([a], [b]) => a - b));
  const made = (before: number): string =>
    [...left]
      .filter(([column]) => column < before)
      .map(([column, cell]) => {
        left.delete(column);
        return `<${prefix}c r="${cell}" s="${styles.marked(0, marks.get(cell) ?? "error")}"/>`;
      })
      .join("");
  let last = 0;
  const marked = body.replace(CELL, (whole, own: string, attributes: string, rest: string) => {
    const column = parseRef(attribute(attributes, "r") ?? "")?.col ?? last + 1;
    last = column;
    const cell = left.get(column);
    if (cell !== undefined) left.delete(column);
    const missing = made(column);
    if (cell === undefined) return missing + whole;
    const style = styles.marked(Number(attribute(attributes, "s") ?? 0), marks.get(cell) ?? "error");
    return `${missing}<${own}c${withStyle(attributes, style)}${rest}`;
  });
  return marked + made(Number.POSITIVE_INFINITY);
}

/** The sheet with its marked cells; marked rows that are not there are made, in their order. */
export function markSheet(xml: string, marks: Marks, styles: MarkStyles): string {
  const rows = byRow(marks);
  const prefix = /<((?:\w+:)?)sheetData\b/.exec(xml)?.[1] ?? "";
  const made = (before: number): string =>
    [...rows]
      .filter(([row]) => row < before)
      .sort(([a], [b]) => a - b)
      .map(([row, columns]) => {
        rows.delete(row);
        return `<${prefix}row r="${row}">${markCells("", prefix, columns, marks, styles)}</${prefix}row>`;
      })
      .join("");
  let last = 0;
  const marked = xml.replace(ROW, (whole, own: string, attributes: string, body: string | undefined) => {
    const row = Number(attribute(attributes, "r") ?? last + 1);
    last = row;
    const columns = rows.get(row);
    rows.delete(row);
    const missing = made(row);
    if (!columns) return missing + whole;
    return `${missing}<${own}row${attributes}>${markCells(body ?? "", own, columns, marks, styles)}</${own}row>`;
  });
  if (rows.size === 0) return marked;
  return marked
    .replace(/<((?:\w+:)?)sheetData\s*\/>/, "<$1sheetData></$1sheetData>")
    .replace(/<\/(?:\w+:)?sheetData>/, (end) => made(Number.POSITIVE_INFINITY) + end);
}
