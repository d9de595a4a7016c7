/**
 * Numbered headings of a text: 一、 （一） 1. （1）. One under which a month leaves nothing asserts what nobody can show, so it leaves too,
 * and those after it move up.
 */

const NUMERAL = "[一二三四五六七八九十]{1,3}";
const LEVELS: readonly RegExp[] = [
  new RegExp(`^\\s*(${NUMERAL})、`),
  new RegExp(`^\\s*[（(](${NUMERAL})[）)]`),
  /^\s*(\d{1,2})[.．、](?!\d)/,
  /^\s*[（(](\d{1,2})[）)]/,
];
const DIGITS = "零一二三四五六七八九";

const numeralOf = (number: number): string => {
  const [tens, ones] = [Math.trunc(number / 10), number % 10];
  const tail = ones === 0 ? "" : (DIGITS[ones] ?? "");
  return tens === 0 ? tail : `${tens === 1 ? "" : (DIGITS[tens] ?? "")}十${tail}`;
};

export interface HeadingMark {
  /** 0 is the highest. */
  level: number;
  /** Where its number stands. */
  at: number;
  number: string;
}

export function headingMark(text: string): HeadingMark | null {
  for (const [level, pattern] of LEVELS.entries()) {
    const [whole, number] = pattern.exec(text) ?? [];
    if (whole !== undefined && number !== undefined) return { level, at: whole.indexOf(number), number };
  }
  return null;
}

/** The first sentence of a paragraph that begins with a number: what follows is said under it. */
export const headingEnd = (text: string): number => {
  const end = /[。：:]/.exec(text);
  return end === null ? text.length : end.index + 1;
};

/** A paragraph, a table or a picture of a text before and after it was filled. */
export interface HeadingEntry {
  /** Its heading as the template has it; null for what is none. */
  mark: HeadingMark | null;
  /** It asked for figures, in its heading or after it. */
  asked: boolean;
  /** Something is left of it beside its heading. */
  says: boolean;
}

/** Entries that leave, and the new numbers of those after them. */
export function settleHeadings(entries: readonly HeadingEntry[]): {
  leaves: ReadonlySet<number>;
  numbers: ReadonlyMap<number, string>;
} {
  const leaves = new Set<number>();
  // From the end, so that what stands under a heading is settled before it.
  const under: { asked: boolean; says: boolean }[] = LEVELS.map(() => ({ asked: false, says: false }));
  for (let i = entries.length - 1; i >= 0; i -= 1) {
    const entry = entries[i];
    if (!entry) continue;
    const level = entry.mark?.level ?? LEVELS.length;
    const inside = under[level] ?? { asked: false, says: false };
    const asked = entry.asked || (entry.mark !== null && inside.asked);
    const says = entry.says || (entry.mark !== null && inside.says);
    if (entry.mark !== null && asked && !says) leaves.add(i);
    const stays = entry.mark === null ? says : !leaves.has(i);
    // What stands here stands under every higher heading before it, and nothing before it under a lower one.
    under.forEach((sum, at) => {
      if (at < level) under[at] = { asked: sum.asked || asked, says: sum.says || stays };
      else under[at] = { asked: false, says: false };
    });
  }
  return { leaves, numbers: renumbered(entries, leaves) };
}

function renumbered(
  entries: readonly HeadingEntry[],
  leaves: ReadonlySet<number>,
): ReadonlyMap<number, string> {
  const numbers = new Map<number, string>();
  const gone = LEVELS.map(() => 0);
  entries.forEach(({ mark }, i) => {
    if (mark === null) return;
    for (let lower = mark.level + 1; lower < gone.length; lower += 1) gone[lower] = 0;
    const value = valueOfNumber(mark.number);
    // A new count begins.
    if (value === 1) gone[mark.level] = 0;
    if (leaves.has(i)) gone[mark.level] = (gone[mark.level] ?? 0) + 1;
    else if ((gone[mark.level] ?? 0) > 0) {
      const now = value - (gone[mark.level] ?? 0);
      numbers.set(i, /\d/.test(mark.number) ? String(now) : numeralOf(now));
    }
  });
  return numbers;
}

function valueOfNumber(number: string): number {
  if (/\d/.test(number)) return Number(number);
  const [tens, ones] = number.includes("十") ? number.split("十") : ["", number];
  const digit = (text: string | undefined) => (text ? Math.max(0, DIGITS.indexOf(text)) : 0);
  return number.includes("十") ? (tens === "" ? 1 : digit(tens)) * 10 + digit(ones) : digit(ones);
}
