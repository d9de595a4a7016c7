/**
 * 汇率: RMB per one unit of a currency, one a month. Kept as fen per unit × 10^6 (`rateMicro`), which is the quoted figure
 * × 10^8; six decimals of the quotation are steps of 100. A rate is frozen once an approved arrival has used it.
 */
import { toHalfWidth } from "./amounts";
import { monthLabel, type StatMonth } from "./periods";
import type { RefusalCode } from "./refusals";

/**
 * About what one unit is worth in RMB. Not a rate, only its order of magnitude: a quotation for 100 units, or the other way
 * round, lies far from it. Tenfold either way leaves room for decades.
 */
const ABOUT = {
  USD: 7,
  HKD: 0.9,
  EUR: 7.8,
  JPY: 0.048,
  KRW: 0.0052,
  GBP: 9,
  RUB: 0.085,
  SGD: 5.3,
  MOP: 0.88,
  TWD: 0.22,
  AUD: 4.7,
  CAD: 5.1,
  CHF: 8.2,
} as const;
export type RatedCurrency = keyof typeof ABOUT;
export const RATED_CURRENCIES = Object.keys(ABOUT) as [RatedCurrency, ...RatedCurrency[]];

/** 0.0001 … 1000 元 a unit. */
export const LEAST_RATE_MICRO = 10_000;
export const MOST_RATE_MICRO = 100_000_000_000;
export const RATE_STEP_MICRO = 100;

const NOT_A_RATE = "不是汇率，请写 1 单位外币折合多少元，如 7.1";
export const TOO_MANY_DECIMALS = "汇率最多 6 位小数";
export const OUT_OF_RANGE = "汇率应在 0.0001—1000 元之间（1 单位外币折合人民币）";

/** What is wrong with the figure itself. */
export function rateProblem(currency: RatedCurrency, rateMicro: number): string | null {
  if (rateMicro < LEAST_RATE_MICRO || rateMicro > MOST_RATE_MICRO) return OUT_OF_RANGE;
  if (rateMicro % RATE_STEP_MICRO !== 0) return TOO_MANY_DECIMALS;
  const times = rateMicro / (ABOUT[currency] * 100_000_000);
  if (times > 10 || times < 0.1)
    return `${showRate(rateMicro)} 与通常水平（约 ${ABOUT[currency]}）相差过大，请按 1 单位外币折合人民币填写，不是 100 单位或反向报价`;
  return null;
}

export type ReadRate = { rateMicro: number | null; problem?: undefined } | { problem: string };

/** A cell of the sheet: empty, a rate, or what is wrong with it. */
export function readRate(currency: RatedCurrency, raw: string): ReadRate {
  const text = toHalfWidth(raw).replace(/\s/g, "");
  if (text === "") return { rateMicro: null };
  const match = /^(\d{1,7})(?:\.(\d*))?$/.exec(text);
  if (!match) return { problem: /^-\d/.test(text) ? "汇率须大于 0" : NOT_A_RATE };
  const [, whole = "0", fraction = ""] = match;
  const decimals = fraction.replace(/0+$/, "");
  if (decimals.length > 6) return { problem: TOO_MANY_DECIMALS };
  const rateMicro = (Number(whole) * 1_000_000 + Number(decimals.padEnd(6, "0"))) * RATE_STEP_MICRO;
  const problem = rateProblem(currency, rateMicro);
  return problem ? { problem } : { rateMicro };
}

/** 712345600 → "7.123456"; no zeros at the end. */
export function showRate(rateMicro: number): string {
  const digits = String(Math.round(rateMicro / RATE_STEP_MICRO)).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, "");
}

export interface KnownRate {
  rateMicro: number;
  source: string;
}

/** What already stands on the rate of one currency and month. */
export interface RateUse {
  /** Approved arrivals that were converted by it: in this currency or, for the dollar, any foreign money shown in dollars. */
  used: number;
  /** Of those, reported in closed months without this rate: a rate that comes later would change them. */
  reported: number;
}

export interface RateScene {
  presentMonth: StatMonth;
  firstOpenMonth: StatMonth;
}

/** Why the rate of this month cannot be set, changed or removed; null when it can. */
export function rateLock(
  month: StatMonth,
  known: KnownRate | null,
  { used, reported }: RateUse,
  { presentMonth, firstOpenMonth }: RateScene,
): { code: RefusalCode; message: string } | null {
  const label = monthLabel(month);
  if (month > presentMonth) return { code: "future-day", message: `${label}还没有到，不能录入汇率` };
  if (known && used > 0)
    return {
      code: "bad-state",
      message: `${label}已有 ${used} 笔审核通过的资金按此汇率折算，汇率已固定，不能修改`,
    };
  if (known && month < firstOpenMonth)
    return { code: "closed-month", message: `${label}已关账，汇率不能修改` };
  // Without this exception an arrival that is entered late for a closed month could never be converted.
  if (reported > 0)
    return {
      code: "closed-month",
      message: `${label}已关账，有 ${reported} 笔外资已在没有此汇率时上报，不能再补录`,
    };
  return null;
}

export interface RateChange {
  currency: RatedCurrency;
  month: StatMonth;
  /** Null removes the rate. */
  rateMicro: number | null;
  /** What stood in the cell when it was changed. */
  seenMicro: number | null;
  source: string;
}

export const changesRate = (change: RateChange, known: KnownRate | null): boolean =>
  change.rateMicro === null
    ? known !== null
    : known?.rateMicro !== change.rateMicro || known.source !== change.source;

/** The refusal of one change, or null. */
export function rateRefusal(
  change: RateChange,
  known: KnownRate | null,
  use: RateUse,
  scene: RateScene,
): { code: RefusalCode; message: string } | null {
  const wrong = change.rateMicro === null ? null : rateProblem(change.currency, change.rateMicro);
  if (wrong) return { code: "bad-input", message: wrong };
  const lock = rateLock(change.month, known, use, scene);
  if (lock) return lock;
  const stands = known?.rateMicro ?? null;
  if (stands === change.seenMicro || stands === change.rateMicro) return null;
  const words = stands === null ? "清除" : `改为 ${showRate(stands)}`;
  return { code: "conflict", message: `他人已将${monthLabel(change.month)}汇率${words}，请核对后再填` };
}

/** The address of a cell, in the sheet and in a refusal. */
export const rateCell = (currency: string, month: StatMonth): string => `${currency}/${month}`;
