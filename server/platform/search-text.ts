/**
 * Text made findable without any database extension: a lower-case line for the recheck, and tokens for a GIN index:
 * every pair of neighbouring characters, and pairs of pinyin initials marked with "~" and of syllables with "^".
 */
import { pinyin } from "pinyin-pro";
import { toHalfWidth } from "@/server/domain/amounts";

const fold = (text: string) => toHalfWidth(text).toLowerCase();
const chunksOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function pairs(text: string, mark = ""): string[] {
  const characters = [...text];
  if (characters.length === 1) return [mark + text];
  return characters.slice(1).map((c, i) => mark + characters[i] + c);
}

const HAN = /\p{Script=Han}/u;

/** Pinyin of a text as [initials, full]: 黑龙江 → ["hlj", "heilongjiang"]. Other letters and digits stay as they are. */
function pinyinOf(chunk: string): { initials: string; full: string } {
  const syllables = pinyin(chunk, { toneType: "none", type: "array", nonZh: "consecutive" }).map((s) =>
    s.toLowerCase().replace(/ü/g, "v"),
  );
  return {
    initials: syllables.map((s) => (HAN.test(chunk) && /^[a-z]+$/.test(s) ? s[0] : s)).join(""),
    full: syllables.join(""),
  };
}

export interface SearchText {
  searchText: string;
  searchTokens: string[];
}

/** What is stored beside a record. Fields are separated so that a match never spans two of them. */
export function searchTextOf(fields: readonly (string | null)[]): SearchText {
  const chunks = fields.flatMap((f) => (f ? chunksOf(f) : []));
  const spoken = [...new Set(chunks)].filter((c) => HAN.test(c)).map(pinyinOf);
  const tokens = new Set(chunks.flatMap((c) => pairs(c)));
  for (const { initials, full } of spoken) {
    for (const p of pairs(initials, "~")) tokens.add(p);
    for (const p of pairs(full, "^")) tokens.add(p);
  }
  const searchText = `${chunks.join(" ")} | ${spoken.map((s) => s.initials).join(" ")} | ${spoken.map((s) => s.full).join(" ")}`;
  return { searchText, searchTokens: [...tokens] };
}

export interface SearchQuery {
  /** Alternatives; each is a set of tokens that must all be present, and texts that must all occur. */
  alternatives: { tokens: string[]; texts: string[] }[];
}

/** What to look for. Latin letters are tried as they are, as pinyin initials and as full pinyin. */
export function searchQueryOf(input: string): SearchQuery | null {
  const chunks = chunksOf(input);
  if (chunks.length === 0) return null;
  const literal = { tokens: chunks.flatMap((c) => pairs(c)), texts: chunks };
  if (!chunks.every((c) => /^[a-z0-9]+$/.test(c)) || !/[a-z]/.test(chunks.join("")))
    return { alternatives: [literal] };
  return {
    alternatives: [
      literal,
      { tokens: chunks.flatMap((c) => pairs(c, "~")), texts: chunks },
      { tokens: chunks.flatMap((c) => pairs(c, "^")), texts: chunks },
    ],
  };
}
