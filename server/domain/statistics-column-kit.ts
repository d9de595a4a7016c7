/** What the columns of the month report are made of: kinds of figures, sources, and the two commonest columns. */
import { FEN_PER_YI, type Fen, formatFen } from "./amounts";
import type { StatMonth } from "./periods";
import { growthPercent } from "./statistics";
import type { Measure, RowSums } from "./statistics-measures";
import type { LightRule } from "./target-progress";

/** count 个 · amount fen · usd cents · percent % · points 百分点 · rank 位. */
export type FigureKind = "count" | "amount" | "usd" | "percent" | "points" | "rank";
/** Counts and amounts are whole numbers; percentages and points exact decimal text; null is "—". */
export type FigureValue = number | string | null;

/** Indicators that carry targets. Amount indicators end in Fen. */
export const TARGET_INDICATORS = {
  signedCount: "签约项目",
  signedFen: "签约金额",
  outsideFen: "省外内资到位",
  startCount: "新开工项目",
  investmentFen: "固定资产投资",
} as const;
export type TargetIndicator = keyof typeof TARGET_INDICATORS;
export const TARGET_INDICATOR_NAMES = Object.keys(TARGET_INDICATORS) as [
  TargetIndicator,
  ...TargetIndicator[],
];
export const TARGET_MEASURE: Record<TargetIndicator, Measure> = {
  signedCount: "signedCount",
  signedFen: "signedFen",
  outsideFen: "outsideFen",
  startCount: "startedCount",
  investmentFen: "investmentFen",
};
/** The report's own columns of each indicator. */
export const TARGET_COLUMNS: Record<TargetIndicator, { month: string; year: string }> = {
  signedCount: { month: "signedMonthCount", year: "signedYearCount" },
  signedFen: { month: "signedMonthFen", year: "signedYearFen" },
  outsideFen: { month: "outsideMonthFen", year: "outsideYearFen" },
  startCount: { month: "startedMonthCount", year: "startedYearCount" },
  investmentFen: { month: "investmentMonthFen", year: "investmentYearFen" },
};
export const isAmountIndicator = (indicator: TargetIndicator): boolean => indicator.endsWith("Fen");

/** What a figure may need beside its row's sums. */
export interface FigureContext {
  month: StatMonth;
  indicator: TargetIndicator;
  target: number | null;
  rank: number | null;
  /** Places of percentages and points; as tables have them without it. */
  places?: number;
}

/** Where the rows of a figure come from: a measure over the month or the year, and what it is compared with. */
export interface FigureSource {
  measure: Measure;
  span: "month" | "year";
}

export interface ReportColumn {
  id: string;
  group: string;
  header: string;
  kind: FigureKind;
  definition: string;
  /** The rows that a click opens. */
  source: FigureSource;
  /** How the figure compares with 去年同期: a growth in %, a difference in 百分点; without it, it does not. */
  change?: "percent" | "points";
  /** The two sums of a share. */
  share?: { part: FigureSource; whole: FigureSource };
  value(sums: RowSums, context: FigureContext): FigureValue;
}

export interface ReportShape {
  /** Nested tiers in fen, ascending. */
  tiers: readonly Fen[];
  /** Dollars when every foreign arrival has a rate, otherwise RMB. */
  foreignIn: "usd" | "rmb";
  indicator: TargetIndicator;
  /** Planned totals from which arrivals and investment count, in fen. */
  arrivalMinPlanFen: Fen;
  investmentMinPlanFen: Fen;
  /** How a lag behind the schedule is lit. */
  lights: LightRule;
}

export const sum = (sums: RowSums, { measure, span }: FigureSource): number => sums[span][measure] ?? 0;

export function plain(
  id: string,
  group: string,
  header: string,
  kind: FigureKind,
  source: FigureSource,
  definition: string,
): ReportColumn {
  return {
    id,
    group,
    header,
    kind,
    definition,
    source,
    change: "percent",
    value: (sums) => sum(sums, source),
  };
}

export function growth(id: string, group: string, measure: Measure, what: string): ReportColumn {
  return {
    id,
    group,
    header: "同比",
    kind: "percent",
    definition: `${what}与上年同期（上年1月至同月、同一口径）之比减1；上年同期为零时记“—”。`,
    source: { measure, span: "year" },
    value: (sums, c) => growthPercent(sums.year[measure] ?? 0, sums.last[measure] ?? 0, c.places),
  };
}

export const month = (measure: Measure): FigureSource => ({ measure, span: "month" });
export const year = (measure: Measure): FigureSource => ({ measure, span: "year" });

/** A threshold in the shortest unit: 5亿元, 1000万元. */
export const roundAmount = (fen: Fen): string => {
  const unit = fen >= FEN_PER_YI ? "yi" : "wan";
  return `${formatFen(fen, unit, 2).replace(/\.?0+$/, "")}${unit === "yi" ? "亿元" : "万元"}`;
};

/** 亿元以上, 5亿元以上: the words of a tier. */
export const tierName = (tier: Fen): string => `${tier === FEN_PER_YI ? "亿元" : roundAmount(tier)}以上`;
