/** Times in milliseconds and what is said of them. */

export interface Spread {
  p50: number;
  p95: number;
  runs: number;
}

export const spreadOf = (times: readonly number[]): Spread => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), runs: sorted.length };
};

/** Fewer times than this say nothing of a spread. */
const LEAST = 5;

/**
 * Runs `work` until it has been timed `runs` times; the first `warmUp` do not count. What takes long is run less often: when it has
 * taken so many `seconds`, warming up ends, and a few times are enough.
 */
export async function timed(
  work: (run: number) => Promise<unknown>,
  { runs = 60, warmUp = 5, seconds = 8 }: { runs?: number; warmUp?: number; seconds?: number } = {},
): Promise<Spread> {
  const times: number[] = [];
  const patience = performance.now() + seconds * 1000;
  for (let run = 0; run < runs + warmUp; run += 1) {
    const began = performance.now();
    const impatient = began > patience;
    if (impatient && times.length >= LEAST) break;
    await work(run);
    if (run >= warmUp || impatient) times.push(performance.now() - began);
  }
  return spreadOf(times);
}
