/** How people get a text slightly wrong. */
import { likenessTools } from "@/server/platform/likeness-tools";
import type { Random } from "../demo/random";
import { ALIKE, BRAND_FIRST, HOMOPHONES } from "./twin-words";

const soundingLike = new Map<string, string[]>();
for (const character of new Set(HOMOPHONES)) {
  const sound = likenessTools.speak(character);
  soundingLike.set(sound, [...(soundingLike.get(sound) ?? []), character]);
}

const replaceAt = (text: string, place: number, by: string) =>
  [...text].map((c, i) => (i === place ? by : c)).join("");

/** One or two characters of the same sound in the place of others; null when no character has one. */
export function mishear(random: Random, text: string): string | null {
  const places = [...text].flatMap((c, place) => {
    const others = (soundingLike.get(likenessTools.speak(c)) ?? []).filter((o) => o !== c);
    return others.length > 0 ? [{ place, others }] : [];
  });
  if (places.length === 0) return null;
  const { place, others } = random.pick(places);
  return replaceAt(text, place, random.pick(others));
}

function lookalike(random: Random, c: string): string {
  const pair = ALIKE.find(([a, b]) => a === c || b === c);
  if (pair) return pair[0] === c ? pair[1] : pair[0];
  return random.pick(BRAND_FIRST.filter((other) => other !== c));
}

/** Another character, a missing one, or one written twice. */
export function mistype(random: Random, text: string): string {
  const place = random.int(0, [...text].length - 1);
  const c = [...text][place] ?? "";
  const how = random.weighted([
    ["other", 6],
    ["missing", 2],
    ["twice", 1],
  ] as const);
  if (how === "missing") return replaceAt(text, place, "");
  return replaceAt(text, place, how === "twice" ? c + c : lookalike(random, c));
}

export function swapNeighbours(random: Random, text: string): string {
  const characters = [...text];
  const places = characters.flatMap((c, i) => (i > 0 && c !== characters[i - 1] ? [i] : []));
  if (places.length === 0) return text;
  const place = random.pick(places);
  [characters[place - 1], characters[place]] = [characters[place] ?? "", characters[place - 1] ?? ""];
  return characters.join("");
}

export const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
