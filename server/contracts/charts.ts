/** The charts of a month: what is asked and answered. */
import { z } from "zod";
import { CHART_SIZES, type ChartCell, type ChartMark } from "@/server/domain/charts/chart-view";
import type { ChartId } from "@/server/domain/charts/charts";
import { FLOW_STAGE_NAMES } from "@/server/domain/stage-flow";
import { TARGET_INDICATOR_NAMES } from "@/server/domain/statistics-columns";
import { id } from "./kit";
import { type ClosedMark, statMonthSchema } from "./statistics";

const choices = {
  month: statMonthSchema,
  /** Null: the whole district. */
  chainId: id.nullable().default(null),
  /** Of the monthly course, the chains and, by chain, the progress. */
  indicator: z.enum(TARGET_INDICATOR_NAMES).default("signedCount"),
  /** Of the origins and the stages. */
  measure: z.enum(["count", "amount"]).default("count"),
  /** What the progress is told for. */
  by: z.enum(["indicator", "chain"]).default("indicator"),
  /** Stage of the waterfall; `all`: every one together. */
  stage: z.enum([...FLOW_STAGE_NAMES, "all"]).default("signed"),
};
export const chartChoices = z.object(choices);
export type ChartChoices = z.output<typeof chartChoices>;

export const askCharts = z.object({ ...choices, size: z.enum(CHART_SIZES).default("wide") });
export type ChartsInput = z.output<typeof askCharts>;

export interface DrawnChart {
  id: ChartId;
  title: string;
  summary: string;
  note: string;
  table: { head: readonly string[]; rows: readonly (readonly ChartCell[])[] };
  /** SVG for the screen and for paper; null: there is nothing to draw. */
  pictures: { screen: string; paper: string } | null;
  /** By series and item of the picture for the screen. */
  marks: readonly (readonly (ChartMark | null)[])[];
}

export interface ChartsDesk {
  month: number;
  place: string;
  district: string;
  bureau: string;
  /** open | cutoff | review | closed | reported */
  state: string;
  closed: ClosedMark | null;
  asOf: string;
  months: { first: number; last: number };
  chains: { key: string; name: string }[];
  flow: { from: string; to: string | null };
  charts: DrawnChart[];
}
