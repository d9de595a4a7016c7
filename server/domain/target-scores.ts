/** 得分, 位次 and 红黑榜. Scores are exact fractions until their last step: two decimals, half-up. */
import { divideHalfUp, scaledToDecimal } from "./amounts";
import { compareFractions, type Fraction } from "./target-progress";

export const SCORE_METHODS = {
  completion: "完成率×分值，满分封顶",
  halves: "签约个数与金额各占一半、封顶；其他指标完成率×分值",
  efficacy: "功效系数：60%分值＋40%分值×（完成率－最低）÷（最高－最低）",
} as const;
export type ScoreMethod = keyof typeof SCORE_METHODS;

const ONE: Fraction = { part: 1n, whole: 1n };
const least = (a: Fraction, b: Fraction): Fraction => (compareFractions(a, b) <= 0 ? a : b);
const ZERO: Fraction = { part: 0n, whole: 1n };
/** A correction may bring an actual below zero; no rule takes points away for it. */
const cappedShare = (completion: Fraction): Fraction => {
  const capped = least(completion, ONE);
  return compareFractions(capped, ZERO) < 0 ? ZERO : capped;
};

const points = (share: Fraction, full: number): string =>
  scaledToDecimal(divideHalfUp(share.part * BigInt(full) * 100n, share.whole), 2);

/** 完成率 × 分值, never above the full mark. */
export const completionScore = (completion: Fraction, full: number): string =>
  points(cappedShare(completion), full);

/** (个数完成率 × 50 % + 金额完成率 × 50 %) × 分值; each half is capped on its own, so that one cannot make up for the other. */
export function halvesScore(count: Fraction, amount: Fraction, full: number): string {
  const [a, b] = [cappedShare(count), cappedShare(amount)];
  return points({ part: a.part * b.whole + b.part * a.whole, whole: a.whole * b.whole * 2n }, full);
}

/** 功效系数: 60 %·S + 40 %·S·(x − min) ÷ (max − min); when all are alike, each has the full mark. */
export function efficacyScore(x: Fraction, all: readonly Fraction[], full: number): string {
  const sorted = [...all].sort(compareFractions);
  const [min, max] = [sorted[0] ?? x, sorted.at(-1) ?? x];
  if (compareFractions(min, max) === 0) return points(ONE, full);
  // (x − min) ÷ (max − min) over the common whole of all three.
  const part = (x.part * min.whole - min.part * x.whole) * max.whole;
  const whole = (max.part * min.whole - min.part * max.whole) * x.whole;
  return points({ part: whole * 6n + part * 4n, whole: whole * 10n }, full);
}

export interface BoardContender {
  key: string;
  /** 位次 by 完成率 (1, 2, 2, 4); only those with a target are contenders. */
  place: number;
  completion: Fraction;
  schedule: Fraction;
}
export type BoardColour = "red" | "black";
export const BOARD_WORDS: Record<BoardColour, string> = { red: "红榜", black: "黑榜" };

/**
 * 红榜: the first `size` places with 完成率 ≥ 序时. 黑榜: the last `size` with 完成率 < 序时. Nobody who has reached the schedule
 * is ever on the black one, nor anybody behind it on the red one; equal places stand or fall together.
 */
export function boardOf(contenders: readonly BoardContender[], size: number): Map<string, BoardColour> {
  const board = new Map<string, BoardColour>();
  for (const { key, place, completion, schedule } of contenders) {
    const reached = compareFractions(completion, schedule) >= 0;
    const worse = contenders.filter((other) => other.place > place).length;
    if (reached && place <= size) board.set(key, "red");
    else if (!reached && worse < size) board.set(key, "black");
  }
  return board;
}
