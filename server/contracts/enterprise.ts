/** Inputs of the enterprise pages. */
import { z } from "zod";
import { NAME_KINDS } from "@/server/domain/other-names";
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
  /** The enterprise to which it belongs; absent: as it is. */
  parentId: id.nullable().optional(),
  profile: text(1000).default(""),
  /** The name that is given up was a slip of the pen: it does not become a former name. */
  nameWasSlip: z.boolean().default(false),
  /** The day of the new name's papers, where it is known. */
  renamedOn: daySchema.nullable().default(null),
});

const ofEnterprise = { requestId: requestIdSchema, id, expectedVersion: z.number().int() };
const nameDays = {
  kind: z.enum(NAME_KINDS, { error: "请选择曾用名或简称" }),
  validFrom: daySchema.nullable().default(null),
  validTo: daySchema.nullable().default(null),
};
export const addName = z.object({ ...ofEnterprise, name: text(200).min(2, "名称至少两个字"), ...nameDays });
export const editName = z.object({ ...ofEnterprise, nameId: id, ...nameDays });
export const removeName = z.object({ ...ofEnterprise, nameId: id });
export const addHonour = z.object({
  requestId: requestIdSchema,
  id,
  title: text(40).min(2, "请填写荣誉"),
  awardedOn: daySchema,
  expiresOn: daySchema.nullable().default(null),
});
