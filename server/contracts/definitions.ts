/** 口径: what the registry of indicators needs to know of a month. */
import { z } from "zod";
import type { DefiningRule } from "@/server/domain/indicators";
import type { Day, StatMonth } from "@/server/domain/periods";
import type { RateRules } from "@/server/domain/rate-rules";
import type { ReportShape } from "@/server/domain/statistics-columns";
import { statMonthSchema } from "./statistics";

export const askDefinitions = z.object({
  /** As in force at the end of this month. */
  month: statMonthSchema,
});
export type DefinitionsInput = z.output<typeof askDefinitions>;

export interface Definitions {
  month: StatMonth;
  district: string;
  bureau: string;
  /** When it was read, ISO. */
  asOf: string;
  shape: ReportShape;
  rates: RateRules;
  /** The day from which each setting is in force; null: that of the beginning. */
  since: Record<DefiningRule, Day | null>;
}
