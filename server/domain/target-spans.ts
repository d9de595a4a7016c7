/** 目标: the spans that a target may be set for, its kinds, and which months a span counts. */
import { monthNumberOf, type StatMonth, statMonth, yearOf } from "./periods";

export const TARGET_SPANS = ["year", "first-half", "second-half"] as const;
export type TargetSpan = (typeof TARGET_SPANS)[number];

/** 月度计划: what each month of the year is to bring of the annual target. */
export const PLAN_SPANS = [
  "m01",
  "m02",
  "m03",
  "m04",
  "m05",
  "m06",
  "m07",
  "m08",
  "m09",
  "m10",
  "m11",
  "m12",
] as const;
export type PlanSpan = (typeof PLAN_SPANS)[number];

export const isPlanSpan = (span: string): span is PlanSpan =>
  (PLAN_SPANS as readonly string[]).includes(span);
/** "m07" → 7 */
export const planMonth = (span: PlanSpan): number => PLAN_SPANS.indexOf(span) + 1;

export const TARGET_TYPES = ["annual", "strive", "plan"] as const;
export type TargetType = (typeof TARGET_TYPES)[number];

/** The targets that progress is measured by, each on its own: a 力争 is never added to or mixed with an annual one. */
export const TARGET_GOALS = {
  "year/annual": "年度目标",
  "second-half/strive": "下半年力争",
  "second-half/plan": "下半年计划",
  "first-half/plan": "上半年计划",
} as const;
export type TargetGoal = keyof typeof TARGET_GOALS;
export const TARGET_GOAL_NAMES = Object.keys(TARGET_GOALS) as [TargetGoal, ...TargetGoal[]];

export const goalParts = (goal: TargetGoal): { span: TargetSpan; kind: TargetType } => {
  const [span, kind] = goal.split("/") as [TargetSpan, TargetType];
  return { span, kind };
};

/** First and last month number of a span. */
const EDGES: Record<TargetSpan, { first: number; last: number }> = {
  year: { first: 1, last: 12 },
  "first-half": { first: 1, last: 6 },
  "second-half": { first: 7, last: 12 },
};
export const spanEdges = (span: TargetSpan): { first: number; last: number } => EDGES[span];
export const spanLength = (span: TargetSpan): number => EDGES[span].last - EDGES[span].first + 1;

/** How many months of the span have passed at the end of `month`: none before it begins, all of them after its end. */
export function monthsPassed(month: StatMonth, span: TargetSpan): number {
  const { first, last } = EDGES[span];
  return Math.min(Math.max(monthNumberOf(month) - first + 1, 0), last - first + 1);
}

/** The stat months that count for a target at `month`, or null while the span has not begun. */
export function countedMonths(month: StatMonth, span: TargetSpan): { from: StatMonth; to: StatMonth } | null {
  const passed = monthsPassed(month, span);
  if (passed === 0) return null;
  const { first } = EDGES[span];
  return { from: statMonth(yearOf(month), first), to: statMonth(yearOf(month), first + passed - 1) };
}
