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

/** Runs `work` until it has been timed `runs` times; the first `warmUp` do not count. */
export async function timed(
  work: (run: number) => Promise<unknown>,
  { runs = 60, warmUp = 5 }: { runs?: number; warmUp?: number } = {},
): Promise<Spread> {
  const times: number[] = [];
  for (let run = 0; run < runs + warmUp; run += 1) {
    const began = performance.now();
    await work(run);
    if (run >= warmUp) times.push(performance.now() - began);
  }
  return spreadOf(times);
}
