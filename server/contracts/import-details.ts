/**
 * Detail sheets of a workbook: one row an arrival, a month of investment or a follow-up, beside the ledger of projects. What was read of
 * each row, what would become of it, and the choices that the person who imports makes. Money is whole fen.
 */
import { z } from "zod";
import type { Fen } from "@/server/domain/amounts";
import type { Day, StatMonth } from "@/server/domain/periods";
import type { ColumnUnit, ImportProblem } from "./import";
import { rowPlace } from "./import-merge";
import { id, text } from "./kit";
import type { FollowUpKind } from "./project-card";

export const DETAIL_KINDS = ["arrival", "investment", "follow-up"] as const;
export type DetailKind = (typeof DETAIL_KINDS)[number];
/** Kinds whose rows become rows of a ledger. */
export type LedgerDetailKind = Exclude<DetailKind, "follow-up">;
export const SHEET_KINDS = {
  ledger: "项目台账",
  arrival: "到位资金明细",
  investment: "固投月报明细",
  "follow-up": "跟进记录",
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
};

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
/** The project that a row means, picked by hand; null: none of those proposed. */
export const detailPick = rowPlace.extend({ projectId: id.nullable() });

export interface DetailColumn {
  column: number;
  letter: string;
  header: string;
  field: DetailField | null;
  confidence: number;
  unit: ColumnUnit | null;
  samples: string[];
}

export interface DetailTable {
  kind: DetailKind;
  sheet: string;
  title: string | null;
  headerRows: [number, number];
  lastRow: number;
  unit: ColumnUnit;
  unitSource: string | null;
  /** Of a sheet of investment. */
  basis: InvestmentBasis | null;
  fingerprint: string;
  columns: DetailColumn[];
}

/** One cell as read, beside its original. */
export interface DetailCell {
  field: DetailField;
  cell: string | null;
  raw: string;
  value: string | number | null;
  note: string | null;
}

export interface ArrivalReading {
  kind: "arrival";
  arrivedOn: Day | null;
  /** Original currency × 100. */
  originalCents: Fen | null;
  currency: string;
  payerName: string;
  /** Where the money comes from, as far as the sheet says: a place, or only which side of the border of the province. */
  place: string | null;
  scope: ArrivalScope | null;
  voucherNumber: string;
  voucherKind: string;
  useKind: "fixed" | "working";
  note: string;
}
export interface InvestmentReading {
  kind: "investment";
  month: StatMonth | null;
  basis: InvestmentBasis;
  /** The month's own; from a sum of the year it is the difference to the month before. */
  totalFen: Fen | null;
  /** Of the year up to the month, where that is what the sheet gives. */
  throughFen: Fen | null;
  constructionFen: Fen | null;
  installationFen: Fen | null;
  equipmentFen: Fen | null;
  otherFen: Fen | null;
  note: string;
  /** The cell of the figure: a row of twelve months has twelve. */
  cell: string | null;
}
export interface FollowUpReading {
  kind: "follow-up";
  happenedOn: Day | null;
  contactKind: FollowUpKind | null;
  summary: string;
  people: string;
  nextStep: string;
  nextOn: Day | null;
}
export type DetailReading = ArrivalReading | InvestmentReading | FollowUpReading;
export const ARRIVAL_SCOPES = { outside: "省外", inside: "省内", foreign: "境外" } as const;
export type ArrivalScope = keyof typeof ARRIVAL_SCOPES;

/** What becomes one row of a ledger, or one follow-up: a row of the sheet, or one month of it. */
export interface DetailRow<Reading extends DetailReading = DetailReading> {
  kind: DetailKind;
  sheet: string;
  row: number;
  project: { number: string; code: string; name: string; company: string };
  reading: Reading;
  cells: DetailCell[];
  problems: ImportProblem[];
}

/** Which sheets could be of which kind: a layout whose kind was corrected by hand is known again by this. */
export interface DetailCandidate {
  kind: DetailKind;
  sheet: string;
  fingerprint: string;
}

export interface DetailDryRun {
  tables: DetailTable[];
  rows: DetailRow[];
  candidates: DetailCandidate[];
}

/**
 * `ready` = would go in now; `unchanged` = stands there already; `duplicate` = its voucher is used already; `unmatched` and
 * `ambiguous` = no project, or several; `covered` = the opening amount or another entry may hold it; `committed` = went in;
 * `taken-back` and `kept` = what the undo did.
 */
export const DETAIL_FATES = [
  "ready",
  "unchanged",
  "duplicate",
  "unmatched",
  "ambiguous",
  "covered",
  "failed",
  "left-out",
  "committed",
  "taken-back",
  "kept",
] as const;
export type DetailFate = (typeof DETAIL_FATES)[number];

/** What a month holds before and after: of arrivals by side of the border, of investment by basis. */
export interface DetailTotal {
  kind: LedgerDetailKind;
  month: StatMonth;
  scope: ArrivalScope | InvestmentBasis;
  beforeFen: Fen;
  addsFen: Fen;
}

export interface DetailSummary {
  tables: DetailTable[];
  /** Rows by kind and fate. */
  counts: { kind: DetailKind; fate: DetailFate; count: number; fen: Fen }[];
  totals: DetailTotal[];
  /** Rows that want a reason of the person who imports. */
  needReason: number;
}

export interface DetailResult {
  /** Rows that went in: sent for review, and left as drafts because their voucher has no number. */
  submitted: number;
  drafts: number;
  /** Arrivals sent for review without a paper of their own. */
  lacking: number;
  /** Follow-ups that were logged; absent where there were none. */
  followUps?: number;
}

export const DETAIL_FILTERS = ["all", "ready", "open", "standing", "failed", "left-out"] as const;
export type DetailFilter = (typeof DETAIL_FILTERS)[number];
export const importDetails = z.object({
  id,
  show: z.enum(DETAIL_FILTERS).default("all"),
  search: text(60).default(""),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});

export interface DetailProject {
  id: number;
  number: string;
  name: string;
}
export interface DetailRowView extends Pick<DetailRow, "kind" | "sheet" | "row" | "project" | "reading"> {
  fate: DetailFate;
  cells: DetailCell[];
  problems: ImportProblem[];
  /** The project that it goes to, as far as the reader may see it. */
  target: DetailProject | null;
  candidates: DetailProject[];
  /** How the row of the ledger that it became stands now. */
  status: string | null;
  entryId: number | null;
}
export interface DetailPage {
  total: number;
  rows: DetailRowView[];
}
