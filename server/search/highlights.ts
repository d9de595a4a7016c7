/** Which characters of a title were meant by what was typed: as text, as pinyin initials or as full pinyin. */
import { pinyin } from "pinyin-pro";

const syllablesOf = (title: string): string[] =>
  pinyin(title, { toneType: "none", type: "array" }).map((s) => s.toLowerCase().replace(/ü/g, "v"));

/** Range of characters whose pinyin, cut by `cut`, joins to a text that holds `typed`. */
function spokenRange(
  title: string,
  typed: string,
  cut: (syllable: string) => string,
): [number, number] | null {
  const parts = syllablesOf(title).map(cut);
  const at = parts.join("").indexOf(typed);
  if (at < 0 || parts.length !== title.length) return null;
  let from = -1;
  let passed = 0;
  for (const [index, part] of parts.entries()) {
    if (from < 0 && passed + part.length > at) from = index;
    passed += part.length;
    if (passed >= at + typed.length) return [from, index + 1];
  }
  return null;
}

function rangeOf(title: string, typed: string): [number, number] | null {
  const at = title.toLowerCase().indexOf(typed);
  if (at >= 0) return [at, at + typed.length];
  if (!/^[a-z]+$/.test(typed)) return null;
  return spokenRange(title, typed, (s) => s.slice(0, 1)) ?? spokenRange(title, typed, (s) => s);
}

/** Ranges to stress for a query of one or several words. */
export const highlightsOf = (title: string, query: string): [number, number][] =>
  query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => {
      const range = rangeOf(title, word);
      return range ? [range] : [];
    });
