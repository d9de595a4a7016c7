/**
 * 推演: where a year may end, from the bureau's own past years. Each past year tells what share of its total (or of its half)
 * every month brought; drawing each month's share from those years, month by month, keeps the seasons. What the months so
 * far have brought then stands for that share of the whole. The draws come from a fixed seed made of the data, and do not
 * know the target: the same data gives the same answer, and a higher target is never more likely.
 */
import { monthsPassed, spanEdges, type TargetSpan } from "./target-spans";

/** One month of a past year: what it brought, and by how many records. */
export interface PastMonth {
  year: number;
  /** 1..12 */
  month: number;
  value: number;
  cases: number;
}

/** Fewer records than this say nothing. */
export const LEAST_CASES = 30;
/** One year alone has no range. */
export const LEAST_YEARS = 2;
export const DRAWS = 2000;
/** The interval leaves out a tenth at each end. */
export const TAIL = 0.1;

export type Odds =
  | { state: "too-few"; cases: number; years: readonly number[] }
  /** Nothing yet this year: a share of nothing is nothing. */
  | { state: "nothing-yet" }
  | {
      state: "told";
      years: readonly number[];
      cases: number;
      /** Eight of ten draws end between these two. */
      low: number;
      high: number;
      /** Draws that reach the target, in tenths of them: 0..10. */
      reaching: number;
    };

/** mulberry32: 32 bits of state, the same sequence on every machine. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a over the data. */
export function seedOf(data: readonly (readonly number[])[]): number {
  let hash = 0x811c9dc5;
  for (const row of data)
    for (const char of `${row.join("/")};`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

interface PastYear {
  year: number;
  /** Of the span's total, month by month. */
  shares: number[];
  cases: number;
}

/** Past years as shares of their span; a year without a positive total, or with a month below zero, has no shares. */
function pastYears(past: readonly PastMonth[], span: TargetSpan): PastYear[] {
  const { first, last } = spanEdges(span);
  const years = [...new Set(past.map((p) => p.year))].sort((a, b) => a - b);
  return years.flatMap((year) => {
    const mine = past.filter((p) => p.year === year && p.month >= first && p.month <= last);
    const values = Array.from({ length: last - first + 1 }, (_, i) =>
      mine.filter((p) => p.month === first + i).reduce((sum, p) => sum + p.value, 0),
    );
    const total = values.reduce((sum, value) => sum + value, 0);
    if (total <= 0 || values.some((value) => value < 0)) return [];
    return [{ year, shares: values.map((v) => v / total), cases: mine.reduce((sum, p) => sum + p.cases, 0) }];
  });
}

/** Where each draw ends, in ascending order. */
function draws(years: readonly PastYear[], passed: number, actual: number, next: () => number): number[] {
  const months = years[0]?.shares.length ?? 0;
  const ends: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    let before = 0;
    let after = 0;
    for (let i = 0; i < months; i++) {
      const share = years[Math.floor(next() * years.length)]?.shares[i] ?? 0;
      if (i < passed) before += share;
      else after += share;
    }
    // Months that never brought anything before this one: the draw has no measure for what there is.
    if (before > 0) ends.push(actual * (1 + after / before));
  }
  return ends.sort((a, b) => a - b);
}

export interface OddsQuestion {
  past: readonly PastMonth[];
  actual: number;
  target: number;
  /** Stat month of the actual. */
  month: number;
  span: TargetSpan;
}

export function oddsOf({ past, actual, target, month, span }: OddsQuestion): Odds {
  const passed = monthsPassed(month, span);
  const years = pastYears(past, span);
  const cases = years.reduce((sum, year) => sum + year.cases, 0);
  const named = years.map((year) => year.year);
  if (cases < LEAST_CASES || years.length < LEAST_YEARS) return { state: "too-few", cases, years: named };
  if (actual <= 0 || passed === 0) return { state: "nothing-yet" };
  const sorted = [...past].sort((a, b) => a.year - b.year || a.month - b.month);
  const ends = draws(
    years,
    passed,
    actual,
    generator(seedOf([[passed], ...sorted.map((p) => [p.year, p.month, p.value, p.cases])])),
  );
  if (ends.length < DRAWS / 2) return { state: "too-few", cases, years: named };
  const at = (share: number) =>
    Math.round(ends[Math.min(ends.length - 1, Math.floor(share * ends.length))] ?? actual);
  const reached = ends.filter((end) => end >= target).length;
  return {
    state: "told",
    years: named,
    cases,
    low: at(TAIL),
    high: at(1 - TAIL),
    reaching: Math.round((reached * 10) / ends.length),
  };
}

/** How sure, in words; a percentage alone would claim more than the past can tell. */
export function oddsWord(reaching: number): string {
  if (reaching >= 9) return "把握较大";
  if (reaching >= 6) return "有望完成";
  if (reaching >= 4) return "难以断言";
  return reaching >= 2 ? "偏紧" : "按往年节奏难以完成";
}

/** "2023、2024、2025年", "2022—2025年". */
export function yearsWord(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  const run = years.length > 2 && (last ?? 0) - (first ?? 0) === years.length - 1;
  return `${run ? `${first}—${last}` : years.join("、")}年`;
}

const BUILDING_SEASON = { first: 4, last: 10 };
/** Of starts and building: whether none of the months left lies in the building season of the north. */
export function pastBuildingSeason(month: number, span: TargetSpan): boolean {
  const { first, last } = spanEdges(span);
  const next = first + monthsPassed(month, span);
  return next <= last && next > BUILDING_SEASON.last;
}
