/** Inputs of the enterprise pages. */
import { z } from "zod";
import { id, text } from "./kit";
import { daySchema, INVESTOR_KINDS, requestIdSchema } from "./project";

/** Honours as the field names them; a certificate usually runs three years. */
export const HONOURS = [
  "创新型中小企业",
  "省级专精特新",
  "国家级小巨人",
  "单项冠军",
  "高新技术企业",
  "规上企业",
] as const;

export const listEnterprises = z.object({
  q: text(60).optional(),
  province: text(40).optional(),
  anchorsOnly: z.boolean().default(false),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export const enterpriseId = z.object({ id });
export const editEnterprise = z.object({
  requestId: requestIdSchema,
  id,
  expectedVersion: z.number().int(),
  name: text(200).min(2, "请填写企业名称"),
  uscc: text(30).default(""),
  usccReason: text(200).default(""),
  province: text(40).default(""),
  city: text(40).default(""),
  kind: z.union([z.enum(INVESTOR_KINDS), z.literal("")]).default(""),
  groupName: text(100).default(""),
  /** As they are to be; a name that is given up with this change is added by itself. */
  formerNames: z.array(text(200).min(2, "曾用名至少两个字")).max(20, "曾用名不能超过20个").optional(),
  profile: text(1000).default(""),
});
export const addHonour = z.object({
  requestId: requestIdSchema,
  id,
  title: text(40).min(2, "请填写荣誉"),
  awardedOn: daySchema,
  expiresOn: daySchema.nullable().default(null),
});
