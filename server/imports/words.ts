/** Where the words of a ledger lead: chains and departments that exist, new ones, or none. Pure. */
import type { ImportTarget, ImportWord } from "@/server/contracts/import-batch";

export interface Named {
  id: number;
  name: string;
}

const bare = (name: string) => name.replace(/[\s\u3000]/g, "").replace(/(产业链条?|链条)$/, "");

/** The one that is meant: the same name, or the only one of which either contains the other. */
export function findNamed(word: string, known: readonly Named[]): Named | null {
  const wanted = bare(word);
  if (wanted === "") return null;
  const same = known.find((k) => bare(k.name) === wanted);
  if (same) return same;
  const close = known.filter((k) => bare(k.name).includes(wanted) || wanted.includes(bare(k.name)));
  return wanted.length >= 2 && close.length === 1 ? (close[0] ?? null) : null;
}

/** "区商务局、区文旅局" answers for one project: the first named leads, the ledger's own row keeps the others. */
export const firstUnit = (text: string | null): string =>
  (text ?? "").split(/[、，,;；/／\n]/)[0]?.trim() ?? "";

/** Every word with its count and target. A person's choice comes first; then what exists; then a new one. */
export function resolveWords(
  words: readonly string[],
  known: readonly Named[],
  chosen: readonly { word: string; target: ImportTarget }[],
  exact: boolean,
): ImportWord[] {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
  const byWord = new Map(chosen.map((c) => [c.word, c.target]));
  return [...counts].map(([word, count]) => {
    const found = exact ? (known.find((k) => bare(k.name) === bare(word)) ?? null) : findNamed(word, known);
    const choice = byWord.get(word);
    const target = choice === undefined ? (found?.id ?? "new") : choice;
    const targetName = target === "new" ? word : (known.find((k) => k.id === target)?.name ?? null);
    return { word, count, target: target !== "new" && targetName === null ? null : target, targetName };
  });
}

/** Units named inside an address: "中华街道平安路12号" → 中华街道. The longest name wins. */
export function placeIn(address: string, places: readonly Named[]): Named | null {
  const found = places.filter(
    (p) => address.includes(p.name) || address.includes(p.name.replace(/(街道|园区)$/, "")),
  );
  return found.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}
