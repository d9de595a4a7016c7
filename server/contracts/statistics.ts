/** Inputs of the month's statistics: used by the screen, the procedures and the command line. */

import { z } from "zod";
import type { SigningPart } from "@/server/domain/month-close";
import { isStatMonth } from "@/server/domain/periods";
import {
  type FigureKind,
  type FigureValue,
  type ReportShape,
  TARGET_INDICATOR_NAMES,
} from "@/server/domain/statistics-columns";
import type { Comparison } from "@/server/domain/statistics-compare";
import type { OpeningColumns } from "@/server/domain/statistics-opening";
import type { ProgressLight } from "@/server/domain/target-progress";
import { daySchema } from "./project";

/** Groupings of the same set of projects; each adds up to the same total. */
export const CUTS = {
  chain: "按产业链",
  leadUnit: "按主办部门",
  street: "按街道园区",
  province: "按来源省份",
  industry: "按行业门类",
  tier: "按投资规模",
} as const;
export type Cut = keyof typeof CUTS;
export const CUT_NAMES = Object.keys(CUTS) as [Cut, ...Cut[]];

export const statMonthSchema = z.number().int().refine(isStatMonth, "请填写真实的月份");

export const monthReport = z.object({
  month: statMonthSchema,
  cut: z.enum(CUT_NAMES).default("chain"),
  /** Which indicator the target columns speak of. */
  indicator: z.enum(TARGET_INDICATOR_NAMES).default("outsideFen"),
  /** Every figure also for the same period of last year (去年同期). */
  compare: z.boolean().optional(),
  /** Of a closed month: which version, the highest without it. */
  version: z.number().int().min(1).max(1000).optional(),
  /** 时点: only what was known when this day, an earlier one, ended. */
  knownOn: daySchema.optional(),
});
export type MonthReportInput = z.output<typeof monthReport>;

/** Which side of a comparison: this period, the same period of last year, or the change between them. */
export const FIGURE_SIDES = ["now", "last", "change"] as const;
export type FigureSide = (typeof FIGURE_SIDES)[number];

export const drillFigure = z.object({
  ...monthReport.omit({ compare: true }).shape,
  side: z.enum(FIGURE_SIDES).optional(),
  /** Of a year's figure only the months from this one on: what counts for a target of the second half. */
  since: statMonthSchema.optional(),
  /** Key of a row of the report: a group, a subtotal, 其他 or 合计. */
  rowKey: z.string().max(80),
  /** Id of a column of the report. */
  column: z.string().max(40),
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type DrillInput = z.output<typeof drillFigure>;

/** chain and group are ordinary rows; they and 其他 add up to 合计, subtotals repeat some of them. */
export type RowKind = "chain" | "group" | "subtotal" | "other" | "total";

export interface ReportRow {
  key: string;
  name: string;
  kind: RowKind;
  /** Place of the chain in the district's hues; null for everything else. */
  hue: number | null;
  leader: string;
  department: string;
  /** Column id → figure. */
  values: Record<string, FigureValue>;
  /** Of the lead over the schedule; null without a target, and where the bureau lights by growth. */
  light: ProgressLight | null;
  /** Column id → the same period of last year; empty unless it was asked for. */
  compared: Record<string, Comparison>;
  /** Of the year's figures: amounts that came in as year-to-date sums of an import (期初), in fen. */
  opening: { outsideFen: number; investmentFen: number };
  /** Figures of the month that hold such amounts, and so are no figures of that month alone. */
  openingIn: OpeningColumns;
}

/** By whom and when a month was closed. */
export interface ClosedMark {
  version: number;
  /** How many versions there are. */
  versions: number;
  /** When the last of them was closed. */
  latestAt: string;
  at: string;
  signers: { part: SigningPart; name: string }[];
  /** Over everything in the close, chained to the one before. */
  hash: string;
}

export interface MonthReport {
  month: number;
  cut: Cut;
  district: string;
  bureau: string;
  /** open | cutoff | review | closed | reported */
  state: string;
  /** The months that can be asked for. */
  months: { first: number; last: number };
  shape: ReportShape;
  /** When the figures were read, ISO. */
  asOf: string;
  /** Counted from what was known when this day ended; null: from everything known now. */
  knownOn: string | null;
  /** Null while the month is open. */
  closed: ClosedMark | null;
  /** Of an open month: its own figures hold what has changed in closed ones since they were closed. */
  adjusted: boolean;
  rows: ReportRow[];
}

export interface DrillRow {
  source: "agreement" | "milestone" | "arrival" | "investment" | "project";
  sourceId: number;
  projectId: number;
  number: string;
  name: string;
  /** Day of the event, ISO. */
  on: string | null;
  statMonth: number;
  opening: boolean;
  /** Not of this month, but what changed in a closed one since it was closed. */
  adjusts: boolean;
  /** Where it counts by itself, or, of a 冲减 or 补报, where the row that it corrects counts; null of what follows from a whole project. */
  origin: { month: number; corrects: boolean } | null;
  /** What the row adds to the figure: 1, fen or US cents. */
  value: number;
  /** The agreement's amount beside a count, in fen. */
  amountFen: number | null;
}

/** Sensitive leads of one chain and size behind a figure; never their numbers, names, days or amounts. */
export interface MaskedDrillRow {
  chainName: string | null;
  sizeWord: string;
  count: number;
  /** What they add to a count; null for money. */
  value: number | null;
}

export interface Drill {
  rowName: string;
  /** The figure as the report shows it. */
  figure: FigureValue;
  /** How a ratio comes about; null for a plain sum. */
  parts: { label: string; kind: FigureKind; value: FigureValue }[];
  /** What `value` of a row is. */
  rowKind: Extract<FigureKind, "count" | "amount" | "usd">;
  rows: DrillRow[];
  visible: { count: number; sum: number };
  /** Rows outside of what the person may read, folded into one line; apart from each other two of its parts would tell the third. */
  hidden: { count: number; sum: number };
  /** Of the hidden rows those of sensitive leads, without their amounts; alone where nothing else is hidden. */
  masked: MaskedDrillRow[];
  /** Everything that the figure counts. It stays true for every reader. */
  total: { count: number; sum: number };
}
