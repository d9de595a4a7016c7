/** 时点: what was known of a month on one day and on another. */
import { z } from "zod";
import type { ExplainedChange, FigureChange } from "./month-close";
import { daySchema } from "./project";
import { monthReport } from "./statistics";

export const compareDays = z.object({
  ...monthReport.pick({ month: true, cut: true, indicator: true }).shape,
  from: daySchema,
  /** Null: with what is known now. */
  to: daySchema.nullable(),
});

export interface KnownDifference {
  month: number;
  from: string;
  to: string | null;
  figures: FigureChange[];
  rows: ExplainedChange[];
  unlisted: number;
}
