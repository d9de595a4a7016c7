/**
 * 占位符 of an own form: what a clerk types into a cell to have it filled. {{签约.累计金额}} is a figure, {{签约.累计金额@某链}} that
 * of a row, {{签约.累计金额（亿元）}} in another unit; {{#产业链}} and {{/产业链}} begin and end a row that repeats. Typed loosely:
 * full-width signs and blanks make no difference.
 */
import { type AmountUnit, toHalfWidth } from "./amounts";
import { slipsBetween } from "./near-text";

export interface Placeholder {
  /** As it stands in the cell, braces and all. */
  raw: string;
  /** begin and end of a row that repeats; value: everything else. */
  kind: "value" | "begin" | "end";
  /** Normalised: compared with words that are normalised too. */
  name: string;
  unit: Extract<AmountUnit, "wan" | "yi"> | null;
  /** Whose figure: a row of the month report, in one grouping where it is said; null: where it stands. */
  row: { cut: string | null; name: string } | null;
}

/** Words as they are compared: half-width, without blanks, 。 and · for the dot. */
export const plainWord = (typed: string): string =>
  toHalfWidth(typed)
    .replace(/[\s\u200b\ufeff]/g, "")
    .replace(/[。·．]/g, ".")
    .replace(/[【［]/g, "[")
    .toLowerCase();

const BRACES = /(?:\{\{|｛｛)([^{}｛｝]*)(?:\}\}|｝｝)/g;
const UNIT = /\((万元|亿元)\)/;
const SIGNS: Record<string, Placeholder["kind"]> = { "#": "begin", "/": "end" };

function placeholderOf(raw: string, inner: string): Placeholder {
  const typed = plainWord(inner);
  const kind = SIGNS[typed[0] ?? ""] ?? "value";
  if (kind !== "value") return { raw, kind, name: typed.slice(1), unit: null, row: null };
  const at = typed.indexOf("@");
  const before = at < 0 ? typed : typed.slice(0, at);
  const after = at < 0 ? null : typed.slice(at + 1);
  const unit = UNIT.exec(before) ?? (after === null ? null : new RegExp(`${UNIT.source}$`).exec(after));
  const named = after === null || unit === null ? after : after.replace(new RegExp(`${UNIT.source}$`), "");
  const colon = named?.indexOf(":") ?? -1;
  return {
    raw,
    kind,
    name: before.replace(UNIT, ""),
    unit: unit === null ? null : unit[1] === "亿元" ? "yi" : "wan",
    row:
      named === null
        ? null
        : colon < 0
          ? { cut: null, name: named }
          : { cut: named.slice(0, colon), name: named.slice(colon + 1) },
  };
}

/** A cell's text in pieces: words that stay, and placeholders. */
export function textPieces(text: string): (string | Placeholder)[] {
  const pieces: (string | Placeholder)[] = [];
  let from = 0;
  for (const match of text.matchAll(BRACES)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push(placeholderOf(match[0], match[1] ?? ""));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

export const placeholdersIn = (text: string): Placeholder[] =>
  textPieces(text).filter((piece) => typeof piece !== "string");

/** A brace that nobody closed, or closed twice: what was meant for a placeholder and is none. */
export const strayBraces = (text: string): boolean => /\{\{|\}\}|｛｛|｝｝/.test(text.replace(BRACES, ""));

const MOST_SLIPS = 6;

/** The known word that was most likely meant; null when none is near. */
export function nearestWord(typed: string, known: Iterable<string>): string | null {
  const plain = plainWord(typed);
  const most = Math.min(MOST_SLIPS, Math.max(1, Math.ceil(plain.length / 2)));
  let best: { word: string; slips: number } | null = null;
  for (const word of known) {
    const other = plainWord(word);
    const slips = plain.length > 1 && other.includes(plain) ? 1 : slipsBetween(plain, other, most);
    if (slips <= most && (best === null || slips < best.slips)) best = { word, slips };
  }
  return best?.word ?? null;
}
