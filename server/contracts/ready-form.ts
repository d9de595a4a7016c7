/** Inputs of 现成表样: which form, over which period, of which chains; and how it looks before it is exported. */
import { z } from "zod";
import { FORM_CUTS, READY_FORM_IDS, readyForm } from "@/server/domain/ready-forms";
import { idOrZero } from "./kit";
import { daySchema, requestIdSchema } from "./project";
import { statMonthSchema } from "./statistics";

const choice = {
  form: z.enum(READY_FORM_IDS, { error: "没有这种表样" }),
  month: statMonthSchema.nullable().default(null),
  from: daySchema.nullable().default(null),
  to: daySchema.nullable().default(null),
  /** 0 stands for projects without a chain; none given: all. */
  chainIds: z.array(idOrZero).max(50).default([]),
  /** Of figures: by what the rows are grouped. */
  cut: z.enum(FORM_CUTS).default("chain"),
};
type Choice = z.output<z.ZodObject<typeof choice>>;

/** Says at the field what the form's period still lacks. */
function checkPeriod({ form, month, from, to }: Choice, context: z.core.$RefinementCtx): void {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  const { period } = readyForm(form);
  if (period === "month" && month === null) refuse("month", "请选择统计月");
  if (period === "week" && to === null) refuse("to", "请选择调度周");
  if (period !== "days") return;
  if (from === null) refuse("from", "请填写起始日期");
  if (to === null) refuse("to", "请填写截止日期");
  if (from !== null && to !== null && from > to) refuse("to", "截止日期不能早于起始日期");
}

export const previewForm = z.object(choice).superRefine(checkPeriod);
export const exportForm = z.object({ requestId: requestIdSchema, ...choice }).superRefine(checkPeriod);
export type FormChoice = z.output<typeof previewForm>;
export type ExportForm = z.output<typeof exportForm>;

export interface PreviewCell {
  text: string;
  columns: number;
  rows: number;
  look: "heading" | "text" | "centred" | "number";
  /** Sums. */
  strong: boolean;
}

/** The beginning of a sheet, as it will stand in the file. */
export interface PreviewSheet {
  name: string;
  title: string;
  note: string;
  head: PreviewCell[][];
  body: PreviewCell[][];
  /** Further rows follow in the file. */
  more: boolean;
}
export interface FormPreview {
  sheets: PreviewSheet[];
}
