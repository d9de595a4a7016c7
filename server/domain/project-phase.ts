/** Which phase of an undertaking a name means: 二期, 第三期, Ⅱ期, 扩建. Another phase is another project. */
import { toHalfWidth } from "./amounts";

export interface Phase {
  /** 1, 2, 3 …; null when the name counts no phases. */
  number: number | null;
  /** 扩建, 技改, 增资: something added to what stands already. */
  extension: boolean;
}

const DIGITS: Record<string, number> = {
  ...Object.fromEntries([..."一二三四五六七八九十"].map((c, i) => [c, i + 1])),
  ...Object.fromEntries([..."ⅰⅱⅲⅳⅴⅵ"].map((c, i) => [c, i + 1])),
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  首: 1,
};
const COUNTED = /第?([一二三四五六七八九十首]|[ⅠⅡⅢⅣⅤⅥ]|iv|i{1,3}|\d{1,2})(?:期|标段|号厂房|号线|号地块|#)/i;
const EXTENSION = /扩建|扩产|扩能|技改|技术改造|增资|改扩建|迁建|续建/;

const numberOf = (word: string): number | null =>
  DIGITS[word.toLowerCase()] ?? (/^\d+$/.test(word) ? Number(word) : null);

export function phaseOf(name: string): Phase {
  const text = toHalfWidth(name).toLowerCase();
  const word = COUNTED.exec(text)?.[1] ?? null;
  return { number: word === null ? null : numberOf(word), extension: EXTENSION.test(text) };
}

export const withoutPhase = (name: string): string =>
  toHalfWidth(name)
    .replace(new RegExp(`[(（]?${COUNTED.source}(工程)?[)）]?`, "gi"), "")
    .replace(EXTENSION, "");

/** A name without a phase may mean the first one. */
export const phasesDiffer = (a: Phase, b: Phase): boolean =>
  a.extension !== b.extension || (a.number ?? 1) !== (b.number ?? 1);
