/** What a sheet of a workbook may be beside the ledger of projects, and what its columns may mean. */
import { z } from "zod";

export const DETAIL_KINDS = ["arrival", "investment", "follow-up", "enterprise"] as const;
export type DetailKind = (typeof DETAIL_KINDS)[number];
/** Kinds whose rows become rows of a ledger. */
export type LedgerDetailKind = Exclude<DetailKind, "follow-up" | "enterprise">;
/** Kinds whose rows are about a project. */
export type ProjectDetailKind = Exclude<DetailKind, "enterprise">;
export const SHEET_KINDS = {
  ledger: "项目台账",
  arrival: "到位资金明细",
  investment: "固投月报明细",
  "follow-up": "跟进记录",
  enterprise: "企业名录",
} as const;
export type SheetKind = keyof typeof SHEET_KINDS;

const NAMED_FIELDS = {
  seq: "序号",
  projectNumber: "项目编号",
  projectCode: "项目代码",
  projectName: "项目名称",
  company: "企业名称",
  arrivedOn: "到账日期",
  amount: "金额",
  currency: "币种",
  payer: "付款方",
  scope: "资金来源",
  place: "来源地",
  voucherNumber: "凭证号",
  voucherKind: "凭证种类",
  useKind: "资金用途",
  month: "月份",
  total: "完成投资",
  cumulative: "自年初累计",
  construction: "建筑工程",
  installation: "安装工程",
  equipment: "设备购置",
  otherPart: "其他费用",
  happenedOn: "跟进日期",
  contactKind: "跟进方式",
  summary: "跟进内容",
  people: "参加人员",
  nextStep: "下步工作",
  nextOn: "下次日期",
  uscc: "统一社会信用代码",
  province: "所在省（或省市）",
  city: "所在市",
  investorKind: "类型",
  formerNames: "曾用名",
  shortNames: "简称",
  groupName: "所属集团",
  honours: "荣誉",
  honourDate: "荣誉获得日期",
  honourBatch: "荣誉批次",
  profile: "简介",
  industry: "所属行业",
  contactPerson: "联系人",
  contactPhone: "联系电话",
  note: "备注",
} as const;
/** One column a month: its own figure, or that of the year up to it. */
export type MonthField = `month-${number}` | `through-${number}`;
export type DetailField = keyof typeof NAMED_FIELDS | MonthField;

export const MONTH_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const MONTH_FIELDS: MonthField[] = MONTH_NUMBERS.map((m): MonthField => `month-${m}`);
const THROUGH_FIELDS: MonthField[] = MONTH_NUMBERS.map((m): MonthField => `through-${m}`);

/** The fields of all kinds under one list of names. */
const WORDS: { [field: string]: string } = {
  ...NAMED_FIELDS,
  ...Object.fromEntries(MONTH_NUMBERS.map((m) => [`month-${m}`, `${m}月`])),
  ...Object.fromEntries(MONTH_NUMBERS.map((m) => [`through-${m}`, `1—${m}月累计`])),
};
export const detailFieldName = (field: DetailField): string => WORDS[field] ?? field;
const DETAIL_FIELD_NAMES = Object.keys(WORDS) as [DetailField, ...DetailField[]];

const PROJECT_FIELDS = ["seq", "projectNumber", "projectCode", "projectName", "company"] as const;
export const DETAIL_FIELDS_OF: Record<DetailKind, readonly DetailField[]> = {
  arrival: [
    ...PROJECT_FIELDS,
    ...(["arrivedOn", "amount", "currency", "payer", "scope", "place"] as const),
    ...(["voucherNumber", "voucherKind", "useKind", "note"] as const),
  ],
  investment: [
    ...PROJECT_FIELDS,
    ...(["month", "total", "cumulative"] as const),
    ...(["construction", "installation", "equipment", "otherPart"] as const),
    ...MONTH_FIELDS,
    ...THROUGH_FIELDS,
    "note",
  ],
  "follow-up": [
    ...PROJECT_FIELDS,
    ...(["happenedOn", "contactKind", "summary", "people", "nextStep", "nextOn"] as const),
  ],
  enterprise: [
    ...(["seq", "company", "uscc", "province", "city", "investorKind"] as const),
    ...(["formerNames", "shortNames", "groupName"] as const),
    ...(["honours", "honourDate", "honourBatch", "profile"] as const),
    ...(["industry", "contactPerson", "contactPhone", "note"] as const),
  ],
};

/** Columns of a directory that an enterprise on record has no place for: known, said, and not taken. */
export const NOT_OF_ENTERPRISES: ReadonlySet<DetailField> = new Set<DetailField>([
  ...(["industry", "contactPerson", "contactPhone", "note"] as const),
]);
/** Never kept, not even as a sample of the column. */
export const OF_PERSONS: ReadonlySet<DetailField> = new Set<DetailField>(["contactPerson", "contactPhone"]);

/** What is chosen for detail sheets; the part of it that the reading needs. */
export const detailReading = {
  /** What a sheet is, where the proposal was wrong. */
  kinds: z
    .array(
      z.object({
        sheet: z.string(),
        kind: z.enum(Object.keys(SHEET_KINDS) as [SheetKind, ...SheetKind[]]),
      }),
    )
    .default([]),
  detailMapping: z
    .array(
      z.object({
        sheet: z.string(),
        column: z.number().int().positive(),
        field: z.enum(DETAIL_FIELD_NAMES).nullable(),
        unit: z.enum(["yuan", "wan", "yi"]).optional(),
      }),
    )
    .default([]),
  bases: z.array(z.object({ sheet: z.string(), basis: z.enum(["official", "dispatch"]) })).default([]),
};
/** 统计数 or 调度数: a sheet holds one of them, never both. */
export type InvestmentBasis = "official" | "dispatch";
