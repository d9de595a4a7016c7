/**
 * The figures of the bureau, each one a pure function under its definition (口径), unit and empty-case rule. Inputs are
 * whole fen or counts, already summed; nothing is rounded before the last step, and that step is half-up (四舍五入).
 */
import { divideHalfUp, type Fen, formatRatioPercent } from "./amounts";
import { type Day, elapsedShare, type StatMonth, yearOf } from "./periods";

/** Percentages in tables carry two places: 62.50. */
export const PERCENT_PLACES = 2;

/** A percentage as exact decimal text without the sign %, or null where there is none (shown as "—"). */
export type Percent = string | null;
/** A difference of two percentages in 百分点, as exact decimal text. */
export type Points = string | null;

/** 完成率 and every other share, %: part ÷ whole. Whole 0 or unknown → none. */
export function sharePercent(
  part: number | bigint,
  whole: number | bigint | null,
  places = PERCENT_PLACES,
): Percent {
  return whole === null ? null : formatRatioPercent(part, whole, places);
}

interface Share {
  part: number | bigint;
  whole: number | bigint;
}

/** How far a share has moved from another, 百分点: one fraction, rounded once. A whole of 0 on either side → none. */
export function sharePoints(now: Share, then: Share, places = PERCENT_PLACES): Points {
  const [nowWhole, thenWhole] = [BigInt(now.whole), BigInt(then.whole)];
  if (nowWhole === 0n || thenWhole === 0n) return null;
  const moved = BigInt(now.part) * thenWhole - BigInt(then.part) * nowWhole;
  return formatRatioPercent(moved, nowWhole * thenWhole, places);
}

/** 同比, %: this year's value ÷ the same months of last year − 1. A base of 0 or below has no growth → none. */
export function growthPercent(now: number | bigint, base: number | bigint, places = PERCENT_PLACES): Percent {
  return BigInt(base) <= 0n ? null : formatRatioPercent(BigInt(now) - BigInt(base), base, places);
}

/** The share of a target's span that has passed at the end of `month` (序时进度), %. */
export function elapsedPercent(
  month: StatMonth,
  span: "year" | "second-half" = "year",
  places = PERCENT_PLACES,
): Percent {
  const { part, whole } = elapsedShare(month, span);
  return formatRatioPercent(part, whole, places);
}

/**
 * 超（欠）序时进度, 百分点: 完成率 − 序时进度, computed as one fraction and rounded once. 125.64 % in October leads by
 * 42.31, not by the difference of two rounded figures. Target 0 or unknown → none.
 */
export function leadPoints(
  actual: number | bigint,
  target: number | bigint | null,
  month: StatMonth,
  span: "year" | "second-half" = "year",
  places = PERCENT_PLACES,
): Points {
  if (target === null || BigInt(target) === 0n) return null;
  const { part, whole } = elapsedShare(month, span);
  const ahead = BigInt(actual) * BigInt(whole) - BigInt(target) * BigInt(part);
  return formatRatioPercent(ahead, BigInt(target) * BigInt(whole), places);
}

export interface Contender {
  key: string;
  actual: number;
  /** Null or 0: not ranked. */
  target: number | null;
}

/** Sign of a/b − c/d for positive denominators, exactly. */
const compareShares = (a: Contender, b: Contender): number => {
  const left = BigInt(a.actual) * BigInt(b.target ?? 0);
  const right = BigInt(b.actual) * BigInt(a.target ?? 0);
  return left === right ? 0 : left > right ? -1 : 1;
};

/**
 * 位次 by 完成率: standard competition ranking (1, 2, 2, 4). Equal completion and equal amount share a place; with equal
 * completion the larger amount stands first. Rows without a target are not ranked. The order of names is left to lists.
 */
export function rankByCompletion(contenders: readonly Contender[]): Map<string, number> {
  const ranked = contenders.filter((c) => c.target !== null && c.target > 0);
  const order = (a: Contender, b: Contender) => compareShares(a, b) || b.actual - a.actual;
  const sorted = [...ranked].sort(order);
  const places = new Map<string, number>();
  sorted.forEach((contender, index) => {
    const before = sorted[index - 1];
    const tied = before !== undefined && order(before, contender) === 0;
    places.set(contender.key, tied ? (places.get(before.key) ?? index + 1) : index + 1);
  });
  return places;
}

/**
 * 续建（结转）: the contract (or, without one, the start) lies in a year before the stat month's. Everything else is 新建,
 * so that the two always add up to the whole.
 */
export const isCarriedOver = (contractOn: Day | null, startOn: Day | null, month: StatMonth): boolean => {
  const since = contractOn ?? startOn;
  return since !== null && Number(since.slice(0, 4)) < yearOf(month);
};

/** Nested counts (其中亿元以上 …): how many amounts reach each threshold. Boundaries belong to the tier; unknown is below all. */
export const tierCounts = (plannedTotals: readonly (Fen | null)[], tiers: readonly Fen[]): number[] =>
  tiers.map((tier) => plannedTotals.filter((total) => total !== null && total >= tier).length);

/**
 * Band of the cut 投资规模: 0 below the first tier, n in or above the n-th; null for an unknown total. Bands exclude one
 * another, so they add up; the nested tiers do not.
 */
export const tierBand = (plannedTotal: Fen | null, tiers: readonly Fen[]): number | null =>
  plannedTotal === null ? null : tiers.filter((tier) => plannedTotal >= tier).length;

/**
 * RMB → US dollars, in cents: fen × 10^8 ÷ (fen per dollar × 10^6), at the rate of the month in which the money arrived.
 */
export const usdCents = (rmb: Fen, rateMicro: number): number =>
  Number(divideHalfUp(BigInt(rmb) * 100_000_000n, BigInt(rateMicro)));
