/** The words of everything that describes a project, and how each is read and written. */
import type { BasicsField } from "./project-facts";
import { DETAIL_FIELDS, type GateDetailField, PROJECT_FIELDS } from "./rules";

/** How a value is entered and shown. Amounts are fen, areas hundredths of a mu (亩), days ISO text, months YYYYMM. */
export type FieldType =
  | "text"
  | "long-text"
  | "amount"
  | "day"
  | "future-day"
  | "month"
  | "area"
  | "chain"
  | "unit"
  | "street"
  | "account"
  | "enterprise"
  | "province"
  | "uscc"
  | "project-code"
  | "industry"
  | "land-mode"
  | "sensitivity"
  | "nature"
  | "sector"
  | "investor-kind"
  | "source"
  | "person"
  | "phone";

export interface FieldWords {
  label: string;
  type: FieldType;
}

export const BASICS_WORDS: Record<BasicsField, FieldWords> = {
  ...PROJECT_FIELDS,
  name: { label: "项目名称", type: "text" },
  content: { label: "建设内容及规模", type: "long-text" },
  ownerId: { label: "承办人", type: "account" },
  ownerUnitId: { label: "承办科室", type: "unit" },
  sensitivity: { label: "保密程度", type: "sensitivity" },
  source: { label: "线索来源", type: "source" },
  introducer: { label: "引荐人", type: "text" },
  nature: { label: "建设性质", type: "nature" },
  sector: { label: "产业", type: "sector" },
  investorId: { label: "投资方企业", type: "enterprise" },
  investorUscc: { label: "投资方信用代码", type: "uscc" },
  investorKind: { label: "投资方类型", type: "investor-kind" },
  originCity: { label: "投资方所在市", type: "text" },
  contactName: { label: "联系人", type: "person" },
  contactPhone: { label: "联系电话", type: "phone" },
  yearPlanFen: { label: "年度计划投资", type: "amount" },
  plannedSignOn: { label: "预计签约", type: "day" },
  progress: { label: "最新进展", type: "long-text" },
  difficulty: { label: "存在问题", type: "long-text" },
  nextStep: { label: "下一步", type: "long-text" },
  nextDueOn: { label: "下一步期限", type: "day" },
};

export const SENSITIVITY_NAME = { open: "公开", internal: "内部", sensitive: "敏感" } as const;
export const SECTORS = ["一产", "二产", "三产"] as const;

/** Words of a detail of a milestone; a bureau's older details that no gate names any more show their key. */
export const detailWords = (field: string): FieldWords =>
  field in DETAIL_FIELDS ? DETAIL_FIELDS[field as GateDetailField] : { label: field, type: "text" };
