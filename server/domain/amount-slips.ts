/**
 * Two amounts of one project that are probably one amount written down wrongly once: two neighbouring digits exchanged, or
 * the unit shifted. server/statistics/checkup/slip-conditions.ts says the same in SQL; a property test holds them together.
 */
import type { Fen } from "./amounts";
import { transpositions } from "./printed-figures";

/** A point set wrongly, and 万元 for 元 (or 亿元 for 万元). */
export const UNIT_SHIFTS = [10, 100, 10_000] as const;
/** Below so many digits that mean something two amounts meet by chance: 12 and 21 are no slip. */
export const MEANING_DIGITS = 3;

const meaning = (fen: Fen): number => String(fen).replace(/0+$/, "").length;

export type Slip = "digits" | "unit";

/** What probably happened between two amounts above zero; null where nothing speaks for a slip. */
export function slipBetween(a: Fen, b: Fen): Slip | null {
  if (a <= 0 || b <= 0 || a === b) return null;
  if (UNIT_SHIFTS.some((by) => a === b * by || b === a * by)) return "unit";
  const exchanged = meaning(a) >= MEANING_DIGITS && transpositions(String(a)).includes(String(b));
  return exchanged ? "digits" : null;
}

/** Which characters of two texts differ: those that are not in their longest common part, or, of equal length, by place. */
export function charactersApart(a: string, b: string): [boolean[], boolean[]] {
  if (a.length === b.length) return [[...a].map((c, i) => c !== b[i]), [...b].map((c, i) => c !== a[i])];
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (longest[i] as number[])[j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const [left, right] = [new Array<boolean>(a.length).fill(true), new Array<boolean>(b.length).fill(true)];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      left[i++] = false;
      right[j++] = false;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return [left, right];
}
