/** How far two short texts are from each other, and how much two longer ones share. */

/**
 * Slips between two texts: one for each character that is another, missing, too many, or changed places with its
 * neighbour. Counts no further than `most`; then `most + 1`.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  if (Math.abs(x.length - y.length) > most) return most + 1;
  let [before, last] = [[] as number[], y.map((_, j) => j + 1)];
  last.unshift(0);
  for (let i = 1; i <= x.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= y.length; j += 1) {
      const same = x[i - 1] === y[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[y.length] ?? 0, most + 1);
}

/** Something countable and how much each piece of it weighs. */
export type Weighed = ReadonlyMap<string, number>;

export const weightOf = (pieces: Weighed): number => {
  let sum = 0;
  for (const weight of pieces.values()) sum += weight;
  return sum;
};

/** Weight of what both hold. */
export function sharedWeight(a: Weighed, b: Weighed): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [piece, weight] of few) if (many.has(piece)) shared += weight;
  return shared;
}

/** 0 for nothing in common, 1 for the same pieces (Dice). */
export function likenessOfPieces(a: Weighed, b: Weighed): number {
  const all = weightOf(a) + weightOf(b);
  return all === 0 ? 0 : (2 * sharedWeight(a, b)) / all;
}

/** Share of the smaller one that the other holds too: 1 when one is part of the other. */
export function containment(a: Weighed, b: Weighed): number {
  const least = Math.min(weightOf(a), weightOf(b));
  return least === 0 ? 0 : sharedWeight(a, b) / least;
}

/** Neighbouring pairs of a text's characters, a single character as itself. */
export function pairsOf(text: string): string[] {
  const characters = [...text];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((c, i) => `${characters[i]}${c}`);
}
