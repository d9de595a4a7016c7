/** What of 表样 stands in its address: the form, its period, the chain, the grouping and the view. */
import { z } from "zod";
import { urlMonth, urlParam } from "@/components/shared/url-state";
import { isDay } from "@/server/domain/periods";
import { FORM_CUTS, READY_FORM_IDS } from "@/server/domain/ready-forms";

const day = z.string().refine(isDay).nullable();

export const FORM_URL = {
  form: urlParam(z.enum(READY_FORM_IDS), READY_FORM_IDS[0]),
  month: urlMonth(),
  from: urlParam(day, null),
  to: urlParam(day, null),
  chain: urlParam(z.coerce.number().int().nullable(), null),
  cut: urlParam(z.enum(FORM_CUTS), "chain"),
  /** An own form in place of a ready one, or the reference of the words. */
  own: urlParam(z.union([z.literal("words"), z.coerce.number().int()]).nullable(), null),
  view: urlParam(z.coerce.number().int().nullable(), null),
};
