/** Writes a .csv while its rows come in: UTF-8 with its mark, or GB18030. No text in it can become a formula. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import iconv from "iconv-lite";
import type { Cell } from "./xlsx/write-workbook";

export type CsvEncoding = "utf-8" | "gb18030";

/** What an office program takes for the beginning of a formula, full-width signs included; an apostrophe makes it text. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The text of a cell. Numbers are ours and stay numbers; text that looks like the beginning of a formula does not. */
export function csvCell(cell: Cell): string {
  if ("blank" in cell) return "";
  if ("number" in cell) return cell.number.includes(".") ? cell.number.replace(/\.?0+$/, "") : cell.number;
  if ("day" in cell) return cell.day;
  const text = cell.text.replaceAll("\u0000", "");
  return quoted(FORMULA.test(text) ? `'${text}` : text);
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

const MARK = "\uFEFF";
const LINES_A_PIECE = 200;

/** Writes the file; gives back its size. */
export async function writeCsv(
  path: string,
  encoding: CsvEncoding,
  rows: AsyncIterable<readonly Cell[]>,
): Promise<number> {
  const out = createWriteStream(path);
  const done = finished(out);
  // Whoever awaits the writing hears of a failure; nobody else has to.
  done.catch(() => undefined);
  let bytes = 0;
  const write = async (text: string) => {
    const chunk = encoding === "gb18030" ? iconv.encode(text, "gb18030") : Buffer.from(text, "utf8");
    bytes += chunk.length;
    if (!out.write(chunk)) await Promise.race([once(out, "drain"), done]);
  };
  try {
    if (encoding === "utf-8") await write(MARK);
    let piece: string[] = [];
    for await (const row of rows) {
      piece.push(csvLine(row));
      if (piece.length < LINES_A_PIECE) continue;
      await write(piece.join(""));
      piece = [];
    }
    await write(piece.join(""));
    out.end();
    await done;
    return bytes;
  } catch (error) {
    out.destroy();
    throw error;
  }
}
