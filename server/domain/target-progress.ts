/**
 * 目标进度: 完成率, 序时, 超欠, light and what each remaining month needs. Every figure is one fraction of whole numbers,
 * rounded once and half-up; a target that is missing or 0 has none of them (shown as "—").
 */
import { divideHalfUp, formatRatioPercent } from "./amounts";
import type { StatMonth } from "./periods";
import { PERCENT_PLACES, type Percent, type Points } from "./statistics";
import { monthsPassed, spanLength, type TargetSpan } from "./target-spans";

export interface Fraction {
  part: bigint;
  whole: bigint;
}

/** a/b against c/d for positive wholes: above 0 when the first is larger. */
export const compareFractions = (a: Fraction, b: Fraction): number => {
  const difference = a.part * b.whole - b.part * a.whole;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
};

/** How 序时 of a target comes about; `plan-off`: a monthly plan that is not used because it does not add up to the target. */
export type ScheduleBasis = "even" | "plan" | "plan-off";
export interface Schedule extends Fraction {
  basis: ScheduleBasis;
}

export interface ScheduleQuestion {
  month: StatMonth;
  span: TargetSpan;
  target: number | null;
  /** 月度计划 of January to December, null where a month has none. Only an annual target is divided by months. */
  plan?: readonly (number | null)[] | undefined;
}

/** 序时进度: Σ planned months ÷ the target where the plan is complete and adds up to it, otherwise months passed ÷ months. */
export function scheduleOf({ month, span, target, plan = [] }: ScheduleQuestion): Schedule {
  const passed = monthsPassed(month, span);
  const even = { part: BigInt(passed), whole: BigInt(spanLength(span)) };
  const given = plan.filter((value) => value !== null);
  if (span !== "year" || target === null || target <= 0 || given.length === 0)
    return { ...even, basis: "even" };
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + BigInt(value), 0n);
  if (given.length < 12 || sum(given) !== BigInt(target)) return { ...even, basis: "plan-off" };
  return { part: sum(given.slice(0, passed)), whole: BigInt(target), basis: "plan" };
}

/** 完成率 as an exact fraction; null without a target. */
export const completionOf = (actual: number, target: number | null): Fraction | null =>
  target === null || target <= 0 ? null : { part: BigInt(actual), whole: BigInt(target) };

export const percentOf = ({ part, whole }: Fraction, places = PERCENT_PLACES): Percent =>
  formatRatioPercent(part, whole, places);

/** 超（欠）序时, 百分点: 完成率 − 序时进度 as one fraction. */
export function aheadOf(completion: Fraction | null, schedule: Fraction): Fraction | null {
  if (completion === null) return null;
  const { part, whole } = completion;
  return { part: part * schedule.whole - schedule.part * whole, whole: whole * schedule.whole };
}
export const pointsOf = (ahead: Fraction | null, places = PERCENT_PLACES): Points =>
  ahead === null ? null : formatRatioPercent(ahead.part, ahead.whole, places);

/** The rule sets for the light of a target, as bureaus use them. */
export const LIGHT_SETS = {
  lag: "按欠序时的百分点",
  shortfall: "按欠计划进度的比例",
  growth: "按增速与计划、平均增速相比",
} as const;
export type LightSet = keyof typeof LIGHT_SETS;

export interface LightRule {
  lights: LightSet;
  /** lag: more than this many 百分点 behind is 预警, more than the second 滞后. */
  warnPoints: number;
  latePoints: number;
  /** shortfall: up to this share of the planned progress missing is 预警, more is 滞后; in %. */
  latePercent: number;
}

/** From where on a light changes, in words. */
export const lightLimits = ({ lights, warnPoints, latePoints, latePercent }: LightRule): string =>
  ({
    lag: `欠序时${warnPoints}个百分点以内（含）为正常，超过${warnPoints}至${latePoints}个（含）为预警，超过${latePoints}个为滞后`,
    shortfall: `达到序时为正常，欠计划进度${latePercent}%以内（含）为预警，超过的为滞后`,
    growth: "达到计划增速和全区平均增速为正常，低于其一为预警，负增长为滞后",
  })[lights];

export interface LightFacts {
  completion: Fraction | null;
  schedule: Fraction;
  /** growth: 同比 of the row, of the whole district, and what the target asks for; null where a base is missing. */
  growth: Fraction | null;
  average: Fraction | null;
  planned: Fraction | null;
}
export type ProgressLight = "normal" | "warning" | "late";

/** 同比 as a fraction; a base of 0 or below has none. */
export const growthOf = (now: number | null, base: number | null): Fraction | null =>
  now === null || base === null || base <= 0
    ? null
    : { part: BigInt(now) - BigInt(base), whole: BigInt(base) };

function lagLightOf({ completion, schedule }: LightFacts, rule: LightRule): ProgressLight | null {
  const ahead = aheadOf(completion, schedule);
  if (ahead === null) return null;
  const limit = (points: number): Fraction => ({ part: BigInt(-points), whole: 100n });
  if (compareFractions(ahead, limit(rule.latePoints)) < 0) return "late";
  return compareFractions(ahead, limit(rule.warnPoints)) < 0 ? "warning" : "normal";
}

function shortfallLightOf({ completion, schedule }: LightFacts, rule: LightRule): ProgressLight | null {
  if (completion === null) return null;
  if (compareFractions(completion, schedule) >= 0) return "normal";
  // Missing share of the plan: 1 − completion ÷ schedule; up to the limit (以内, 含) it is 预警.
  const least = {
    part: schedule.part * BigInt(100 - rule.latePercent),
    whole: schedule.whole * 100n,
  };
  return compareFractions(completion, least) >= 0 ? "warning" : "late";
}

function growthLightOf({ growth, average, planned }: LightFacts): ProgressLight | null {
  if (growth === null) return null;
  if (growth.part < 0n) return "late";
  const reaches = (other: Fraction | null) => other === null || compareFractions(growth, other) >= 0;
  return reaches(average) && reaches(planned) ? "normal" : "warning";
}

/** Nobody whose completion has reached the schedule is ever shown red by a rule on progress. */
export function progressLight(rule: LightRule, facts: LightFacts): ProgressLight | null {
  if (rule.lights === "growth") return growthLightOf(facts);
  return rule.lights === "lag" ? lagLightOf(facts, rule) : shortfallLightOf(facts, rule);
}

/** Of an annual target by even months. Growth is not looked at: its plan rests on the whole of last year. */
export function leadLight(
  rule: LightRule,
  { actual, target, month }: { actual: number; target: number | null; month: StatMonth },
): ProgressLight | null {
  const completion = completionOf(actual, target);
  if (completion === null || rule.lights === "growth") return null;
  const schedule = scheduleOf({ month, span: "year", target });
  return progressLight(rule, { completion, schedule, growth: null, average: null, planned: null });
}

/** What is still to come: done, or so much in each of the months left; `over`: no month is left. */
export type Needed =
  | { state: "done" }
  | { state: "over"; left: number }
  | { state: "open"; left: number; months: number; perMonth: number };

/**
 * 月均需完成: what is missing ÷ the months left. A count is rounded up, since nobody signs half a project; an amount half-up.
 */
export function neededOf(question: {
  actual: number;
  target: number | null;
  month: StatMonth;
  span: TargetSpan;
  count: boolean;
}): Needed | null {
  const { actual, target, month, span, count } = question;
  if (target === null || target <= 0) return null;
  const left = target - actual;
  if (left <= 0) return { state: "done" };
  const months = spanLength(span) - monthsPassed(month, span);
  if (months === 0) return { state: "over", left };
  const perMonth = count ? Math.ceil(left / months) : Number(divideHalfUp(BigInt(left), BigInt(months)));
  return { state: "open", left, months, perMonth };
}
