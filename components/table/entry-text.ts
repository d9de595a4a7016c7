import { formatFen, readAmount } from "@/server/domain/amounts";

/** Text that Excel and WPS put on the clipboard → cells. Quoted cells may hold tabs, line breaks and "" for ". */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === "") quoted = true;
    else if (char === "\t") endCell();
    else if (char === "\n" || char === "\r") {
      if (char === "\r" && text[at + 1] === "\n") at += 1;
      endCell();
      rows.push([]);
    } else cell += char;
  }
  endCell();
  // Spreadsheets end the block with a line break; that is no row.
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === "") rows.pop();
  return rows;
}

const quoteCell = (cell: string): string =>
  /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Cells → the text that Excel and WPS take from the clipboard. */
export const writeTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoteCell).join("\t")).join("\r\n");

/**
 * An entry as it is kept: a plain decimal in 万元 ("1,234.50" → "1234.5", "0.32亿" → "3200"). A dash and blanks mean
 * empty, as in printed tables. What cannot be read stays as it was typed, so that the person sees it.
 */
export function tidyEntry(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "" || /^[-—–/]+$/.test(trimmed)) return "";
  const read = readAmount(trimmed, "wan");
  if (read === null) return trimmed;
  return formatFen(read.fen, "wan", 6).replace(/\.?0+$/, "");
}

/** True when the entry is empty or an amount. */
export const isEntry = (text: string): boolean => text === "" || readAmount(text, "wan") !== null;

/** An entry with thousands separators, for reading. */
export function showEntry(text: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
