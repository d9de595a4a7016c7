/**
 * What two projects that may be the same have in common for sure, as short texts in an indexed column: whoever shares none
 * is never compared. A letter names the kind, so that a code never meets a phone.
 */
import { isRare } from "./common-words";
import type { LikenessProfile, NamedEnterprise } from "./likeness-profile";

/** A new number makes the keys of every stored row be made again (server/record/refill-likeness.ts). */
export const LIKENESS_VERSION = 1;

const MOST_WORDS = 10;
const BRAND = 2;

const sorted = (text: string) => [...text].sort().join("");

/** One wrong character leaves one half right; neighbours that changed places leave the set of characters. */
const keysOfCode = (code: string): string[] => [
  `c:${code}`,
  `k:${code.slice(8, 13)}`,
  `l:${code.slice(13)}`,
  `m:${sorted(code)}`,
];

function keysOfName({ core, spoken }: Pick<NamedEnterprise, "core" | "spoken">): string[] {
  const characters = [...core];
  const keys = [`e:${core}`, `s:${spoken}`, `o:${sorted(core)}`];
  if (characters.length > BRAND) keys.push(`b:${core.slice(0, BRAND)}`);
  // With one character wrong, missing or too many, both names have a shorter name in common.
  if (characters.length >= 4)
    for (const place of characters.keys())
      keys.push(`d:${characters.filter((_, i) => i !== place).join("")}`);
  return keys;
}

/** Keys of enterprises and codes: stored beside the enterprise too, for its former names and its group. */
export const enterpriseLikenessKeys = (profile: LikenessProfile): string[] => [
  ...new Set([
    ...profile.codes.flatMap(keysOfCode),
    ...profile.enterprises.flatMap(keysOfName),
    ...(profile.groupCore === "" ? [] : [`e:${profile.groupCore}`]),
  ]),
];

export const likenessKeys = (profile: LikenessProfile): string[] => [
  ...new Set([
    ...enterpriseLikenessKeys(profile),
    ...(profile.projectCode === "" ? [] : [`x:${profile.projectCode}`]),
    ...profile.phones.map((digest) => `h:${digest}`),
    ...(profile.address !== "" && /\d/.test(profile.address) ? [`a:${profile.address}`] : []),
    ...(profile.topic === "" ? [] : [`t:${profile.topic}`, `v:${profile.nameSpoken}`]),
    ...[...profile.words]
      .filter(([, weight]) => isRare(weight))
      .slice(0, MOST_WORDS)
      .map(([pair]) => `w:${pair}`),
  ]),
];

/** Kinds that few projects share: whole codes, names, sounds and phones. They find nearly as much for a tenth of the work. */
const STRONG = /^[cmesoxht]:/;

/** The keys to ask by when thousands ask at once. */
export const strongLikenessKeys = (profile: LikenessProfile): string[] =>
  likenessKeys(profile).filter((key) => STRONG.test(key));

/** How much sharing a key promises, by its first letter. */
const PROMISE: Record<string, number> = {
  c: 6,
  k: 3,
  l: 3,
  m: 4,
  e: 5,
  s: 4,
  o: 4,
  b: 1.5,
  d: 3,
  x: 12,
  h: 4,
  a: 1,
  t: 3,
  v: 2.5,
  w: 0.7,
};
/** A key that so many have tells nothing more. */
export const MOST_OF_A_KEY = 300;
export const MOST_CANDIDATES = 200;

/** So many holders make a key tell notably less. */
export const MANY_HOLDERS = 20;

/** What a shared key is worth when `count` have it. */
export const promiseOf = (key: string, count = 0): number =>
  (PROMISE[key[0] ?? ""] ?? 0) / Math.sqrt(1 + count / MANY_HOLDERS);

/**
 * For each set of keys the places of the sets before it that share the most promising ones: the pairs worth judging among
 * the rows of one ledger. The same choice as the database makes among stored projects.
 */
export function candidatesAmong(sets: readonly (readonly string[])[], most = MOST_CANDIDATES): number[][] {
  const holders = new Map<string, number[]>();
  for (const [place, set] of sets.entries())
    for (const key of set) {
      const list = holders.get(key);
      if (list) list.push(place);
      else holders.set(key, [place]);
    }
  return sets.map((set, place) => {
    const promise = new Map<number, number>();
    for (const key of set) {
      const all = holders.get(key) ?? [];
      if (all.length > MOST_OF_A_KEY) continue;
      const worth = promiseOf(key, all.length);
      for (const other of all) if (other < place) promise.set(other, (promise.get(other) ?? 0) + worth);
    }
    return [...promise]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, most)
      .map(([other]) => other);
  });
}
