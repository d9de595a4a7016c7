/** 去年同期: the report's own columns over last year's sums, under this year's rules, so that no figure is defined twice. */
import { growthPercent, sharePoints } from "./statistics";
import { type FigureContext, type FigureValue, type ReportColumn, sum } from "./statistics-column-kit";
import { type RowSums, sumsOfLastYear } from "./statistics-measures";

export interface Comparison {
  last: FigureValue;
  /** 同比 in %, for shares the difference in 百分点; null without a base. */
  change: FigureValue;
}

/** A figure beside that of the same period of last year; null for columns that do not compare. */
export function comparisonOf(column: ReportColumn, sums: RowSums, context: FigureContext): Comparison | null {
  if (!column.change) return null;
  const then = sumsOfLastYear(sums);
  // A month of last year without a dollar rate leaves the dollars of that year unknown, not zero.
  const unrated = column.kind === "usd" && (then[column.source.span].foreignUnrated ?? 0) > 0;
  if (unrated) return { last: null, change: null };
  const last = column.value(then, context);
  if (column.share) {
    const { part, whole } = column.share;
    const shareIn = (of: RowSums) => ({ part: sum(of, part), whole: sum(of, whole) });
    return { last, change: sharePoints(shareIn(sums), shareIn(then)) };
  }
  return { last, change: growthPercent(Number(column.value(sums, context)), Number(last)) };
}
