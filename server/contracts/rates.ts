/** Inputs and answers of the conversion rates: used by the screen, the procedures, the workbook and the report writer. */
import { z } from "zod";
import { addMonths, type StatMonth } from "@/server/domain/periods";
import type { RateRules } from "@/server/domain/rate-rules";
import {
  RATE_IDS,
  RATE_MEASURES,
  RATE_WAYS,
  type RateId,
  type RateMeasure,
  type RateRow,
} from "@/server/domain/rates";
import { daySchema, requestIdSchema } from "./project";
import { CUT_NAMES, type Cut, type ReportRow, statMonthSchema } from "./statistics";

/** Longer windows are a slip of the pen. */
const MOST_MONTHS = 120;

const windowFields = {
  from: statMonthSchema,
  to: statMonthSchema,
  /** The month at whose end the projects are looked at; `to` without it. Only of a cohort. */
  cutoff: statMonthSchema.optional(),
  way: z
    .enum(Object.keys(RATE_WAYS) as [keyof typeof RATE_WAYS, ...(keyof typeof RATE_WAYS)[]])
    .default("cohort"),
  /** 剔除终止: ended projects stand neither above nor below the line. */
  withoutEnded: z.boolean().default(false),
  cut: z.enum(CUT_NAMES).default("chain"),
  /** 时点: only what was known when this day, an earlier one, ended. */
  knownOn: daySchema.optional(),
};

interface Window {
  from: StatMonth;
  to: StatMonth;
  cutoff?: StatMonth | undefined;
  way: keyof typeof RATE_WAYS;
}

/** What is wrong with a window, at its field. */
export function windowProblems({ from, to, cutoff, way }: Window): { field: string; message: string }[] {
  if (from > to) return [{ field: "to", message: "止月不能早于起月" }];
  if (addMonths(from, MOST_MONTHS) <= to) return [{ field: "from", message: "期间不能超过10年" }];
  if (cutoff === undefined) return [];
  if (way === "period") return [{ field: "cutoff", message: "期间率只看期内，没有截止月" }];
  return cutoff < to ? [{ field: "cutoff", message: "截止月不能早于止月" }] : [];
}

const checked = (input: Window, context: z.RefinementCtx<unknown>) => {
  for (const { field, message } of windowProblems(input))
    context.addIssue({ code: "custom", path: [field], message });
};

export const rateReport = z.object(windowFields).superRefine(checked);
export type RateReportInput = z.output<typeof rateReport>;

const MEASURE_NAMES = Object.keys(RATE_MEASURES) as [RateMeasure, ...RateMeasure[]];
export const drillRate = z
  .object({
    ...windowFields,
    rate: z.enum(RATE_IDS, { error: "没有这个转化率" }),
    measure: z.enum(MEASURE_NAMES).default("count"),
    /** Key of a row of the table. */
    rowKey: z.string().max(80),
    offset: z.number().int().min(0).max(10_000_000).default(0),
    limit: z.number().int().min(1).max(200).default(50),
  })
  .superRefine(checked);
export type DrillRateInput = z.output<typeof drillRate>;

export const exportRates = z.object({ requestId: requestIdSchema, ...windowFields }).superRefine(checked);

/** The settings that the rates hang on, and the day from which they are in force; null: those of the beginning. */
export interface RateSettings {
  rules: RateRules;
  since: string | null;
}

export interface RateReportRow
  extends Pick<ReportRow, "key" | "name" | "kind" | "hue" | "leader" | "department"> {
  rates: RateRow;
}

export interface RateReport extends Omit<Required<RateReportInput>, "cut" | "knownOn"> {
  cut: Cut;
  /** Counted from what was known when this day ended; null: from everything known now. */
  knownOn: string | null;
  district: string;
  bureau: string;
  /** When the figures were read, ISO. */
  asOf: string;
  months: { first: StatMonth; last: StatMonth };
  settings: RateSettings;
  /** What a reader must know of this very table: projects without a denominator, a month that is still open. */
  warnings: string[];
  /** The last one is 合计. */
  rows: RateReportRow[];
}

/** A condition of the rate as a project meets it: the day, or none; `waived` where it asks nothing of this project (无需用地). */
export interface RateStepMet {
  name: string;
  on: string | null;
  waived: boolean;
}

export interface RateDrillRow {
  projectId: number;
  number: string;
  name: string;
  /** Stat month in which the project came into the group; null where only its event lies in the window. */
  groupMonth: StatMonth | null;
  /** Day of the contract, ISO. */
  contractOn: string | null;
  endedOn: string | null;
  steps: RateStepMet[];
  /** 1 or 0, or fen. */
  part: number;
  whole: number;
}

interface RateAdds {
  count: number;
  part: number;
  whole: number;
}

export interface RateDrill {
  rowName: string;
  rate: RateId;
  /** The figure as the table shows it; null where there is none. */
  figure: { part: number; whole: number } | null;
  money: boolean;
  rows: RateDrillRow[];
  /** Projects listed, on all pages. */
  visible: RateAdds;
  /** Projects outside of what the person may read, folded into one line. */
  hidden: RateAdds;
  /** Of the hidden ones the sensitive leads of one chain and size; what they add to money is said nowhere by itself. */
  masked: {
    chainName: string | null;
    sizeWord: string;
    count: number;
    part: number | null;
    whole: number | null;
  }[];
  /** Everything that the figure counts; it stays true for every reader. */
  total: RateAdds;
  settings: RateSettings;
}
