/** Inputs of what a bureau sets up for itself: units, chains, targets, rules. */
import { z } from "zod";
import {
  LEAST_RATE_MICRO,
  MOST_RATE_MICRO,
  OUT_OF_RANGE,
  RATE_STEP_MICRO,
  RATED_CURRENCIES,
  rateCell,
  TOO_MANY_DECIMALS,
} from "@/server/domain/exchange-rates";
import { type RuleKey, rulesSchema } from "@/server/domain/rules";
import {
  isAmountIndicator,
  TARGET_INDICATOR_NAMES,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { isPlanSpan, PLAN_SPANS, TARGET_SPANS, TARGET_TYPES } from "@/server/domain/target-spans";
import { id, idOrZero, text } from "./kit";
import { monthSchema } from "./ledger";
import { daySchema, MOST_FEN, requestIdSchema } from "./project";

const name = text(60).min(2, "请填写名称");

export const UNIT_KINDS = {
  section: "科室",
  department: "主办部门",
  street: "街道",
  park: "园区",
  office: "其他单位",
} as const;
export const saveUnit = z.object({
  id: id.nullable(),
  name,
  kind: z.enum(Object.keys(UNIT_KINDS) as [keyof typeof UNIT_KINDS, ...(keyof typeof UNIT_KINDS)[]]),
  position: z.number().int().min(0).max(9999).default(0),
  active: z.boolean().default(true),
});

export const APPOINTMENTS = {
  leader: "链长",
  deputy: "副链长",
  "lead-department": "主办部门",
  "task-force-head": "专班组长",
  "task-force-member": "专班成员",
  liaison: "联络员",
} as const;
export const saveChain = z.object({
  id: id.nullable(),
  name,
  code: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{2,30}$/, "代号为2至30位小写字母、数字或短横线，如 machine-tool"),
  hue: z.number().int().min(-1).max(6),
  position: z.number().int().min(0).max(9999).default(0),
  active: z.boolean().default(true),
});
/** From a day on, the chain stands in this category; the earlier one ends the day before. */
export const setChainCategory = z.object({
  chainId: id,
  category: text(20).min(1),
  from: daySchema,
});
/** From a day on, this person or unit holds the appointment. Single posts end their former holder the day before. */
export const appointToChain = z.object({
  chainId: id,
  role: z.enum(Object.keys(APPOINTMENTS) as [keyof typeof APPOINTMENTS, ...(keyof typeof APPOINTMENTS)[]]),
  personName: text(40).default(""),
  post: text(60).default(""),
  accountId: id.nullable().default(null),
  unitId: id.nullable().default(null),
  from: daySchema,
});
export const endAppointment = z.object({ appointmentId: id, on: daySchema });
export const setAnchor = z.object({ chainId: id, enterpriseId: id, from: daySchema });

const indicator = z.enum(TARGET_INDICATOR_NAMES);
/** More projects than this in one target is a slip of the keys. */
const MOST_COUNT = 1_000_000;
const targetChange = z
  .object({
    year: z.number().int().min(2000).max(2100),
    /** A half, the year, or a month of the plan that divides the annual target. */
    span: z.enum([...TARGET_SPANS, ...PLAN_SPANS]).default("year"),
    kind: z.enum(TARGET_TYPES).default("annual"),
    scopeKind: z.enum(["district", "chain", "unit"]),
    scopeId: idOrZero,
    indicator,
    /** Fen for amounts, a count for counts; null removes the target. */
    value: z.number().int().min(0).max(MOST_FEN).nullable(),
    /** What the person saw there while typing: refused when it stands no longer. Left out, whatever stands is overwritten. */
    seen: z.number().int().min(0).max(MOST_FEN).nullable().optional(),
  })
  .refine(({ indicator: of, value }) => value === null || isAmountIndicator(of) || value <= MOST_COUNT, {
    path: ["value"],
    message: "个数不能超过100万",
  })
  .refine(({ span, kind }) => kind === "annual" || !isPlanSpan(span), {
    path: ["kind"],
    message: "月度计划只分解年度目标",
  });
/** A pasted range is one write: all of it or nothing. */
export const setTargets = z.object({
  requestId: requestIdSchema,
  changes: z
    .array(targetChange)
    .min(1)
    .max(400)
    .refine(
      (changes) =>
        new Set(changes.map(({ value: _, seen: __, ...place }) => JSON.stringify(place))).size ===
        changes.length,
      "同一个目标在一次操作中出现了两次",
    ),
  /** 调整依据; a target of a year that has a closed month does not change without one. */
  reason: text(200).default(""),
});

/** One entry of the history of targets. */
export interface TargetChangeLine {
  id: number;
  span: string;
  kind: string;
  scopeKind: string;
  scopeId: number;
  indicator: TargetIndicator;
  before: number | null;
  after: number | null;
  reason: string;
  name: string;
  at: string;
}

const rateChange = z.object({
  currency: z.enum(RATED_CURRENCIES, { error: "不认识这个币种" }),
  month: monthSchema,
  /** Fen per unit × 10^6, at most six decimals of the quotation; null removes the rate. */
  rateMicro: z
    .number()
    .int(TOO_MANY_DECIMALS)
    .min(LEAST_RATE_MICRO, OUT_OF_RANGE)
    .max(MOST_RATE_MICRO, OUT_OF_RANGE)
    .multipleOf(RATE_STEP_MICRO, TOO_MANY_DECIMALS)
    .nullable(),
  /** What stood there when the person wrote: an overwritten rate of somebody else is a conflict. */
  seenMicro: z.number().int().nullable().default(null),
  source: text(60).default(""),
});
export const saveExchangeRates = z.object({
  requestId: requestIdSchema,
  changes: z
    .array(rateChange)
    .min(1, "没有要保存的内容")
    .max(400)
    .refine(
      (changes) => new Set(changes.map((c) => rateCell(c.currency, c.month))).size === changes.length,
      "同一月份、币种在一次操作中出现了两次",
    ),
});

const key = z.enum(Object.keys(rulesSchema.shape) as [RuleKey, ...RuleKey[]]);
export const setRule = z.object({ key, value: z.unknown(), from: daySchema });
export const auditFilter = z.object({
  from: daySchema.optional(),
  to: daySchema.optional(),
  actor: text(40).optional(),
  action: text(60).optional(),
  /** Continues below this entry; the name is the one an infinite query sends. */
  cursor: z.number().int().nullish(),
  limit: z.number().int().min(1).max(200).default(100),
});
