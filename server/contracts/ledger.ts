/** Inputs of the ledgers: arrivals (到位资金), investment (固投), agreements (协议), and their review. */
import { z } from "zod";
import { isStatMonth } from "@/server/domain/periods";
import { HMT_PLACES, MAINLAND_PROVINCES, standardProvince } from "@/server/domain/places";
import { LEDGERS } from "@/server/domain/project-facts";
import type { EvidenceKind } from "@/server/domain/rules";
import { id, idOrZero, text } from "./kit";
import { daySchema, fenSchema, MOST_FEN, requestIdSchema } from "./project";

export const monthSchema = z.number().int().refine(isStatMonth, "请填写正确的月份");
const signedFen = z.number().int().min(-MOST_FEN, "金额超出合理范围").max(MOST_FEN, "金额超出合理范围");

export const CURRENCIES = {
  CNY: "人民币",
  USD: "美元",
  HKD: "港元",
  EUR: "欧元",
  JPY: "日元",
  KRW: "韩元",
  GBP: "英镑",
  RUB: "卢布",
  SGD: "新加坡元",
  MOP: "澳门元",
  TWD: "新台币",
  AUD: "澳元",
  CAD: "加元",
  CHF: "瑞士法郎",
} as const;
export type Currency = keyof typeof CURRENCIES;
export const VOUCHER_KINDS = ["银行进账单", "银行转账凭证", "验资报告", "设备发票", "其他凭证"] as const;
export const USE_KINDS = { fixed: "固定资产", working: "流动资金" } as const;
export const BASES = { official: "统计数", dispatch: "调度数" } as const;
export const AGREEMENT_KINDS = {
  framework: "框架协议",
  contract: "正式合同",
  supplement: "补充协议",
} as const;

/** Countries that invest here; a place outside of this list and of China is refused, so that a slip is not 外资. */
export const COUNTRIES = [
  "美国",
  "俄罗斯",
  "日本",
  "韩国",
  "德国",
  "法国",
  "英国",
  "意大利",
  "荷兰",
  "瑞士",
  "瑞典",
  "芬兰",
  "丹麦",
  "挪威",
  "奥地利",
  "比利时",
  "卢森堡",
  "爱尔兰",
  "西班牙",
  "波兰",
  "白俄罗斯",
  "乌克兰",
  "哈萨克斯坦",
  "蒙古",
  "新加坡",
  "马来西亚",
  "泰国",
  "越南",
  "印度尼西亚",
  "菲律宾",
  "印度",
  "以色列",
  "沙特阿拉伯",
  "阿联酋",
  "土耳其",
  "澳大利亚",
  "新西兰",
  "加拿大",
  "巴西",
  "墨西哥",
  "南非",
  "开曼群岛",
  "英属维尔京群岛",
  "毛里求斯",
  "其他国家和地区",
] as const;
export const SOURCE_PLACES: readonly string[] = [...MAINLAND_PROVINCES, ...HMT_PLACES, ...COUNTRIES];

/** The standard name of where money comes from ("江苏" → 江苏省, "香港" → 香港特别行政区, 日本), or null. */
export const sourcePlaceOf = (raw: string): string | null =>
  standardProvince(raw) ?? (COUNTRIES as readonly string[]).find((c) => c === raw.replace(/\s/g, "")) ?? null;

/** A row as the person saw it: null for a new one. An older version meets a conflict. */
const seen = { id: id.nullable().default(null), version: z.number().int().nullable().default(null) };
/** Rows are judged against what stands before the request: the same one twice would count twice. */
const eachOnce = (rows: readonly { id: number | null; ledger?: string }[]): boolean => {
  const named = rows.filter((row) => row.id !== null).map((row) => `${row.ledger ?? ""}:${row.id}`);
  return new Set(named).size === named.length;
};
const TWICE = "同一条记录在一次操作中出现了两次";
const words = { note: text(300).default(""), reason: text(300).default("") };

export const arrivalInput = z.object({
  ...seen,
  projectId: z.number({ error: "请选择项目" }).int().positive("请选择项目"),
  arrivedOn: daySchema,
  payerName: text(100).default(""),
  sourceProvince: text(40).refine((p) => sourcePlaceOf(p) !== null, "请填写省份（如 江苏）或国家（如 日本）"),
  currency: z
    .enum(Object.keys(CURRENCIES) as [Currency, ...Currency[]], { error: "不认识这个币种" })
    .default("CNY"),
  /** Original currency × 100. */
  originalCents: fenSchema.positive("请填写金额"),
  useKind: z.enum(["fixed", "working"]).default("fixed"),
  voucherKind: text(20).default(""),
  voucherNumber: text(60).default(""),
  ...words,
});
export type ArrivalInput = z.input<typeof arrivalInput>;
export const saveArrivals = z.object({
  requestId: requestIdSchema,
  /** True: 报审 in the same request; false: 保存草稿. */
  submit: z.boolean(),
  rows: z.array(arrivalInput).min(1, "没有要保存的内容").max(200, "一次最多 200 行").refine(eachOnce, TWICE),
});

const part = fenSchema.nullable().default(null);
export const investmentInput = z
  .object({
    ...seen,
    projectId: id,
    month: monthSchema,
    basis: z.enum(["official", "dispatch"]),
    constructionFen: part,
    installationFen: part,
    equipmentFen: part,
    otherFen: part,
    /** Null: the draft of this month is thrown away. */
    totalFen: fenSchema.nullable(),
    ...words,
  })
  .refine((r) => r.totalFen !== null || r.id !== null, { path: ["totalFen"], message: "请填写金额" });
export type InvestmentInput = z.input<typeof investmentInput>;
export const saveInvestments = z.object({
  requestId: requestIdSchema,
  submit: z.boolean(),
  rows: z
    .array(investmentInput)
    .min(1, "没有要保存的内容")
    .max(200, "一次最多 200 行")
    .refine(eachOnce, TWICE),
});

export const saveSupplement = z.object({
  requestId: requestIdSchema,
  submit: z.boolean(),
  ...seen,
  projectId: id,
  signedOn: daySchema,
  amountFen: fenSchema.positive("请填写增加的金额"),
  agreedOutsideFen: fenSchema.nullable().default(null),
  documentNumber: text(60).default(""),
  counterpart: text(100).default(""),
  ...words,
});

export const correctEntry = z.object({
  requestId: requestIdSchema,
  submit: z.boolean().default(true),
  ledger: z.enum(LEDGERS),
  /** The approved row that is corrected. */
  originalId: id,
  ...seen,
  /** The difference: minus 冲减, plus 补报. Original currency × 100 for an arrival. */
  amountFen: signedFen.default(0),
  parts: z
    .object({
      constructionFen: signedFen,
      installationFen: signedFen,
      equipmentFen: signedFen,
      otherFen: signedFen,
    })
    .optional(),
  reason: text(300).min(1, "请填写冲减或补报的原因"),
});

const entryRef = z.object({ ledger: z.enum(LEDGERS), id, version: z.number().int() });
export type EntryRef = z.infer<typeof entryRef>;
const entries = z
  .array(entryRef)
  .min(1, "请先选择记录")
  .max(200, "一次最多处理 200 条")
  .refine(eachOnce, TWICE);
export const onEntries = z.object({ requestId: requestIdSchema, entries });
export type OnEntries = z.output<typeof onEntries>;
export const returnEntries = z.object({
  requestId: requestIdSchema,
  entries,
  reason: text(300).min(1, "请填写退回原因"),
});

export const ENTRY_STATUSES = ["draft", "submitted", "approved", "returned"] as const;
/** What a ledger can be narrowed by; lives in the URL. A month is the stat month, before approval the event's own. */
export const entryFilter = z.object({
  from: monthSchema.optional(),
  to: monthSchema.optional(),
  status: z.enum(ENTRY_STATUSES).optional(),
  chainId: idOrZero.optional(),
  projectId: id.optional(),
  q: text(60).optional(),
  basis: z.enum(["official", "dispatch"]).optional(),
  kind: z.enum(["framework", "contract", "supplement"]).optional(),
});
export type EntryFilter = z.infer<typeof entryFilter>;
export const listEntries = z.object({
  filter: entryFilter.default({}),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(100),
});
export type ListEntries = z.output<typeof listEntries>;

/** The kind under which the papers of ledger rows are kept. */
export const PAPERED_WITH = "bank-voucher" satisfies EvidenceKind;
/** A paper that hangs on a row of a ledger. */
export interface EntryPaper {
  linkId: number;
  name: string;
  /** What it proves. */
  kind: string;
  mine: boolean;
}
/** A voucher that went for review without a paper of its own. */
export interface PaperGap {
  entryId: number;
  projectName: string;
  /** "银行进账单 JZ-12（2026-10-12）" */
  voucher: string;
}

export const reviewQueue = z.object({
  kind: z.enum([...LEDGERS, "milestone"]).optional(),
  limit: z.number().int().min(1).max(200).default(100),
});
export const projectSheet = z.object({ projectId: id, year: z.number().int().min(1990).max(2999) });
export const monthSheet = z.object({
  month: monthSchema,
  basis: z.enum(["official", "dispatch"]).default("official"),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(50).default(50),
  missing: z.boolean().default(false),
});
export const findProjects = z.object({
  q: text(60).default(""),
  limit: z.number().int().min(1).max(50).default(20),
});
