/** Inputs of the month's statistics: used by the screen, the procedures and the command line. */
import { z } from "zod";
import { isStatMonth } from "@/server/domain/periods";
import { TARGET_INDICATOR_NAMES } from "@/server/domain/statistics-columns";

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
});
export type MonthReportInput = z.output<typeof monthReport>;

export const drillFigure = z.object({
  ...monthReport.shape,
  /** Key of a row of the report: a group, a subtotal, 其他 or 合计. */
  rowKey: z.string().max(80),
  /** Id of a column of the report. */
  column: z.string().max(40),
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type DrillInput = z.output<typeof drillFigure>;
