/**
 * What every chart comes to: its picture as options for ECharts, what each drawn shape says and opens, one sentence in words
 * and a table of the same numbers. Money stays whole fen; only ECharts turns it into pixels.
 */
import type { EChartsOption } from "echarts";
import type { StatMonth } from "../periods";
import type { RateId } from "../rates";
import type { FlowColumn, FlowStage } from "../stage-flow";
import type { FigureKind, FigureValue, TargetIndicator } from "../statistics-columns";

/** How wide a chart is drawn: a column of the page, a phone, one place on a sheet of A4. */
export const CHART_SIZES = ["wide", "phone", "paper"] as const;
export type ChartSize = (typeof CHART_SIZES)[number];

/** Where the figure behind a shape is opened, as it is elsewhere in the statistics. */
export type ChartPlace =
  | {
      to: "figure";
      month: StatMonth;
      cut: "chain" | "province";
      indicator: TargetIndicator;
      rowKey: string;
      column: string;
    }
  | { to: "cut"; cut: "province" }
  | { to: "rate"; rate: RateId }
  | { to: "flow"; stage: FlowStage; column: FlowColumn }
  | { to: "flow-page" };

/** What a drawn shape says on hover and opens on a click. */
export interface ChartMark {
  text: string;
  opens: ChartPlace | null;
}

export interface ChartCell {
  kind: Exclude<FigureKind, "usd"> | "text";
  value: FigureValue;
  opens?: ChartPlace | null;
}

export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly ChartCell[])[];
}

export interface ChartView {
  /** One sentence that says what the picture says. */
  summary: string;
  /** How to read it; empty where nothing needs to be said. */
  note: string;
  table: ChartTable;
  /** Null: there is nothing to draw, and the summary says so. */
  option: EChartsOption | null;
  /** By series and item of the option. */
  marks: readonly (readonly (ChartMark | null)[])[];
}

export const words = (value: string, opens: ChartPlace | null = null): ChartCell => ({
  kind: "text",
  value,
  opens,
});
export const counted = (value: number | null, opens: ChartPlace | null = null): ChartCell => ({
  kind: "count",
  value,
  opens,
});
export const money = (value: number | null, opens: ChartPlace | null = null): ChartCell => ({
  kind: "amount",
  value,
  opens,
});
/** A count or an amount, whichever the chart shows. */
export const measured = (
  isAmount: boolean,
  value: number | null,
  opens: ChartPlace | null = null,
): ChartCell => (isAmount ? money(value, opens) : counted(value, opens));
export const percents = (value: string | null, opens: ChartPlace | null = null): ChartCell => ({
  kind: "percent",
  value,
  opens,
});
