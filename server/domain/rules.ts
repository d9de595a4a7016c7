/**
 * The rules a bureau sets for itself: gates, tiers, thresholds, clocks, district. They live in the table `setting`
 * with effective dates; what stands here is their shape and the set a new bureau starts from.
 */
import { z } from "zod";
import { FEN_PER_WAN, FEN_PER_YI } from "./amounts";
import {
  attributionRules,
  dutyRules,
  ownershipRules,
  readingSchema,
  startingAttribution,
  startingDuties,
  startingOwnership,
} from "./lead-rules";
import { MILESTONES } from "./milestones";
import { MAINLAND_PROVINCES, standardProvince } from "./places";
import { progressRules, startingProgress } from "./progress-rules";
import { rateRules, startingRates } from "./rate-rules";
import { calendarSchema } from "./working-days";

export const EVIDENCE_KINDS = {
  "talk-minutes": "洽谈记录",
  "framework-scan": "框架协议扫描件",
  "contract-scan": "合同扫描件",
  "legality-review": "合法性审核意见",
  "business-licence": "营业执照",
  "filing-certificate": "立项备案证",
  "land-papers": "出让合同、租赁合同或不动产权证",
  "construction-permit": "施工许可证",
  "start-photo": "开工照片",
  "statistics-proof": "纳统证明",
  "progress-sheet": "形象进度确认单",
  "acceptance-record": "竣工验收备案",
  "production-proof": "投产证明",
  "output-proof": "产值税收证明",
  "bank-voucher": "银行进账单",
  "other-paper": "其他材料",
} as const;
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;
/** Papers of the two sides of a dispute over a first report; no gate asks for them. */
export const DISPUTE_PAPERS = {
  "challenge-proof": "异议方举证材料",
  "response-proof": "首报方举证材料",
} as const;
export const PAPER_KINDS = { ...EVIDENCE_KINDS, ...DISPUTE_PAPERS } as const;
export type PaperKind = keyof typeof PAPER_KINDS;
const evidenceKind = z.enum(Object.keys(EVIDENCE_KINDS) as [EvidenceKind, ...EvidenceKind[]]);

/** Facts a gate may demand of the project itself. */
export const PROJECT_FIELDS = {
  content: { label: "建设内容及规模", type: "text" },
  chainId: { label: "所属产业链", type: "chain" },
  leadUnitId: { label: "主办部门", type: "unit" },
  streetUnitId: { label: "落地街道/园区", type: "street" },
  investorName: { label: "投资方", type: "text" },
  originProvince: { label: "投资方所在省", type: "province" },
  intendedFen: { label: "意向投资额", type: "amount" },
  plannedTotalFen: { label: "计划总投资", type: "amount" },
  plannedFixedFen: { label: "其中：固定资产投资", type: "amount" },
  agreedOutsideFen: { label: "约定省外资金", type: "amount" },
  plannedStartOn: { label: "计划开工", type: "day" },
  plannedCompletionOn: { label: "计划竣工", type: "day" },
  companyName: { label: "项目公司", type: "text" },
  companyUscc: { label: "项目公司信用代码", type: "uscc" },
  projectCode: { label: "项目代码", type: "project-code" },
  filedTotalFen: { label: "备案总投资", type: "amount" },
  industryCode: { label: "行业分类", type: "industry" },
  landMode: { label: "用地方式", type: "land-mode" },
  landAreaCentiMu: { label: "用地面积（亩）", type: "area" },
  address: { label: "落地地址", type: "text" },
  statisticsCode: { label: "统计项目编码", type: "text" },
} as const;
export type GateProjectField = keyof typeof PROJECT_FIELDS;

/** Facts a gate may demand of the milestone itself. */
export const DETAIL_FIELDS = {
  amountFen: { label: "协议（签约）金额", type: "amount" },
  documentNumber: { label: "文本编号", type: "text" },
  validUntil: { label: "有效期至", type: "future-day" },
  event: { label: "签约活动", type: "text" },
  verdict: { label: "研判结论", type: "text" },
  checker: { label: "核验人（单位职务）", type: "text" },
  entryMonth: { label: "纳统月份", type: "month" },
  output: { label: "年产值、税收、就业", type: "text" },
} as const;
export type GateDetailField = keyof typeof DETAIL_FIELDS;

const gate = z.object({
  /** Milestones that must be approved first. */
  after: z.array(z.enum(MILESTONES)),
  fields: z.array(z.enum(Object.keys(PROJECT_FIELDS) as [GateProjectField, ...GateProjectField[]])),
  details: z.array(z.enum(Object.keys(DETAIL_FIELDS) as [GateDetailField, ...GateDetailField[]])),
  /** Every kind listed must be attached; an inner list is "one of these". */
  evidence: z.array(z.array(evidenceKind).min(1)),
  /** At least one real contact (visit, reception, meeting) must be logged. */
  contact: z.boolean(),
  /** Who approves; "none" takes effect at once. */
  approval: z.enum(["none", "section", "director", "statistics"]),
});
export type Gate = z.infer<typeof gate>;

const days = z.number().int("天数须为整数").min(0, "天数不能为负数").max(3650, "天数不能超过 3650");
const clock = z.object({ warnDays: days, lateDays: days });
const fen = z
  .number()
  .int("金额须精确到分")
  .min(0, "金额不能为负数")
  .max(10 ** 14, "金额超出合理范围");
const ascending = (tiers: readonly number[]) => tiers.every((t, i) => i === 0 || t > (tiers[i - 1] ?? 0));

/** "辽宁" is 辽宁省: another spelling would make every province an outside one. */
export const homeProvince = z
  .string()
  .refine(
    (raw) => (MAINLAND_PROVINCES as readonly (string | null)[]).includes(standardProvince(raw)),
    "请填写省级行政区，如“辽宁省”",
  )
  .transform((raw) => standardProvince(raw) ?? raw);

export const rulesSchema = z.object({
  district: z.object({
    name: z.string().min(1, "请填写区名"),
    code: z.string().regex(/^\d{6}$/, "区划代码为六位数字"),
    bureau: z.string().min(1, "请填写局名"),
    /** By its standard name: whether money comes from outside is decided by comparing with it. */
    homeProvince,
    homeCity: z.string(),
  }),
  /** Nested tiers in fen, ascending; the boundary belongs to the tier (以上 includes). */
  tiers: z.array(fen.positive("分档须大于零")).min(1).max(10, "最多十档").refine(ascending, "各档须从小到大"),
  thresholds: z.object({
    /** Arrivals count from this planned total on. */
    arrivalMinPlanFen: fen,
    /** Fixed-asset investment counts from this planned total on. */
    investmentMinPlanFen: fen,
    /** An amount this many times the plan asks whether the unit slipped. */
    unitSlipMultiple: z.number().int().min(2, "倍数至少为 2").max(1000, "倍数不能超过 1000"),
    /** Investment above this percentage of the planned total is shown as a warning. */
    investmentOverrunPercent: z.number().int().min(100).default(110),
  }),
  gates: z.object(
    Object.fromEntries(MILESTONES.map((m) => [m, gate])) as Record<(typeof MILESTONES)[number], typeof gate>,
  ),
  clocks: z.object({
    /** Days without progress before signing. */
    silence: clock,
    /** Framework agreement not converted. */
    framework: clock,
    /** Signed and not started. */
    unstarted: clock,
    /** Started and not in the statistics library. */
    unregistered: clock,
    /** Behind the planned completion. */
    completion: clock,
    /** Held: days until review. */
    review: clock,
  }),
  duties: dutyRules,
  ownership: ownershipRules,
  attribution: attributionRules,
  rates: rateRules,
  progress: progressRules,
  calendar: calendarSchema,
  reading: readingSchema,
  evidence: z.object({
    maxBytes: z
      .number()
      .int()
      .positive()
      .max(500 * 1024 * 1024, "单个文件不能超过 500 MB"),
  }),
  session: z.object({
    idleMinutes: z.number().int("须为整数").min(5, "至少 5 分钟").max(480, "不能超过 480 分钟"),
    lockMinutes: z.number().int("须为整数").min(1, "至少 1 分钟").max(1440, "不能超过 1440 分钟"),
    attempts: z.number().int("须为整数").min(3, "至少 3 次").max(20, "不能超过 20 次"),
  }),
});
export type Rules = z.infer<typeof rulesSchema>;
export type RuleKey = keyof Rules;

const open: Gate = { after: [], fields: [], details: [], evidence: [], contact: false, approval: "none" };

/** The rules a new bureau starts from; sources of each figure are the field's customary practice. */
export const startingRules: Rules = {
  district: {
    name: "本区",
    code: "230000",
    bureau: "投资促进局",
    homeProvince: "黑龙江省",
    homeCity: "",
  },
  tiers: [FEN_PER_YI, 5 * FEN_PER_YI, 10 * FEN_PER_YI],
  thresholds: {
    arrivalMinPlanFen: 1000 * FEN_PER_WAN,
    investmentMinPlanFen: 500 * FEN_PER_WAN,
    unitSlipMultiple: 10,
    investmentOverrunPercent: 110,
  },
  gates: {
    lead: { ...open, fields: ["investorName", "intendedFen"] },
    negotiation: {
      ...open,
      after: ["lead"],
      fields: ["chainId", "originProvince", "content"],
      details: ["verdict"],
      contact: true,
      approval: "section",
    },
    framework: {
      ...open,
      after: ["negotiation"],
      details: ["amountFen", "validUntil"],
      evidence: [["framework-scan"]],
      approval: "section",
    },
    contract: {
      ...open,
      after: ["negotiation"],
      fields: [
        "chainId",
        "leadUnitId",
        "plannedTotalFen",
        "plannedFixedFen",
        "agreedOutsideFen",
        "plannedStartOn",
      ],
      details: ["amountFen"],
      evidence: [["contract-scan"], ["legality-review"]],
      approval: "director",
    },
    registration: {
      ...open,
      after: ["contract"],
      fields: ["companyName", "companyUscc"],
      evidence: [["business-licence"]],
      approval: "section",
    },
    filing: {
      ...open,
      after: ["contract"],
      fields: ["projectCode", "filedTotalFen", "industryCode"],
      evidence: [["filing-certificate"]],
      approval: "section",
    },
    land: {
      ...open,
      after: ["contract"],
      fields: ["streetUnitId", "landMode"],
      evidence: [["land-papers"]],
      approval: "section",
    },
    start: {
      ...open,
      after: ["registration", "filing", "land"],
      details: ["checker"],
      evidence: [["construction-permit"], ["start-photo"]],
      approval: "section",
    },
    statistics: {
      ...open,
      after: ["start"],
      fields: ["statisticsCode"],
      details: ["entryMonth"],
      evidence: [["statistics-proof"]],
      approval: "statistics",
    },
    building: { ...open, after: ["start"], evidence: [["progress-sheet"]], approval: "section" },
    completion: { ...open, after: ["start"], evidence: [["acceptance-record"]], approval: "section" },
    production: { ...open, after: ["start"], evidence: [["production-proof"]], approval: "section" },
    "full-capacity": {
      ...open,
      after: ["production"],
      details: ["output"],
      evidence: [["output-proof"]],
      approval: "section",
    },
  },
  clocks: {
    silence: { warnDays: 30, lateDays: 60 },
    framework: { warnDays: 180, lateDays: 365 },
    unstarted: { warnDays: 90, lateDays: 180 },
    unregistered: { warnDays: 30, lateDays: 60 },
    completion: { warnDays: 0, lateDays: 90 },
    review: { warnDays: 90, lateDays: 120 },
  },
  duties: startingDuties,
  ownership: startingOwnership,
  attribution: startingAttribution,
  rates: startingRates,
  progress: startingProgress,
  calendar: { days: [] },
  reading: { chainWords: [] },
  evidence: { maxBytes: 50 * 1024 * 1024 },
  session: { idleMinutes: 30, lockMinutes: 20, attempts: 5 },
};

/** Highest tier whose threshold the amount reaches; 0 when below all. Boundaries belong to the tier. */
export const tierOf = (amountFen: number | null, tiers: readonly number[]): number =>
  amountFen === null ? 0 : tiers.reduce((best, t) => (amountFen >= t ? t : best), 0);
