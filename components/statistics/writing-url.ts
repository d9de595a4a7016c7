/** What of 出稿 stands in its address: what is looked at, the template, the month and the open figure. */
import { z } from "zod";
import { urlMonth, urlParam } from "@/components/shared/url-state";
import { DEFAULT_TEMPLATE_IDS, type TemplateId } from "@/server/contracts/writing";

const template: z.ZodType<TemplateId> = z.union([
  z.enum(DEFAULT_TEMPLATE_IDS),
  z.coerce.number().int().positive(),
]);

export const WRITING_URL = {
  view: urlParam(z.enum(["text", "verify", "words"]), "text"),
  template: urlParam(template, DEFAULT_TEMPLATE_IDS[0]),
  month: urlMonth(),
  figure: urlParam(z.string().max(64).nullable(), null),
};
