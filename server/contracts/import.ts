/**
 * What the import of a hand-kept ledger takes and gives: shared by the dry run, the import screen, the command
 * line and the commit. Amounts leave the dry run in 万元 as plain numbers, exact to the fen.
 */
import { z } from "zod";
import { detailReading } from "./detail-fields";
import type { DetailDryRun } from "./import-details";
import { LEDGER_FIELD_NAMES, type LedgerField } from "./ledger-fields";

export { LEDGER_FIELD_NAMES, LEDGER_FIELDS, type LedgerField } from "./ledger-fields";

export type Severity = "error" | "warning";

/** Closed list of what the dry run can object to. An error keeps its row out of projects and totals. */
export const PROBLEM_KINDS = {
  "hidden-sheet": "隐藏的工作表",
  "no-table": "没有找到台账表格",
  macros: "含有宏",
  "external-links": "引用了外部文件",
  "mixed-encoding": "文字编码混杂",
  "unit-assumed": "没有写明单位",
  "hidden-column": "隐藏的列",
  "hidden-row": "隐藏的行",
  "count-differs": "个数与明细不符",
  "subtotal-differs": "合计与明细不符",
  "unread-row": "没有读懂的行",
  "unread-column": "没有读入的列",
  "months-added": "各月数相加",
  "missing-name": "缺少项目名称",
  "text-too-long": "文字过长",
  "formula-unread": "公式无法计算",
  "cell-error": "单元格是错误值",
  "amount-unread": "金额无法识别",
  "amount-missing": "缺少金额",
  "amount-negative": "金额为负",
  "amount-approximate": "金额为约数",
  "foreign-currency": "外币金额",
  "unit-slip": "疑似单位错误",
  "merged-amount": "金额跨项目合并",
  "date-unread": "日期无法识别",
  "ambiguous-date": "日期有歧义",
  "date-impossible": "不存在的日期",
  "date-month-only": "日期只有年月",
  "date-planned": "是计划日期",
  "date-in-future": "晚于截止日期",
  "uscc-shape": "信用代码格式不对",
  "uscc-check": "信用代码校验位不符",
  "uscc-region": "信用代码地区与所在地不同",
  "uscc-shared": "信用代码与企业对不上",
  "project-code": "项目代码不规范",
  "origin-unknown": "所在地无法识别",
  "origin-inferred": "所在地由代码或名称推断",
  "chain-missing": "没有产业链",
  "chain-matched": "产业链名称已对应",
  "stage-unknown": "阶段无法识别",
  "stage-inferred": "阶段由其他列推断",
  "agreement-unknown": "签约类型无法识别",
  "agreement-inferred": "签约类型由其他列推断",
  "several-investors": "多个投资方",
  "several-chains": "多条产业链",
  duplicate: "疑似重复",
  "arrival-not-outside": "省外内资栏里不是省外资金",
  "arrival-before-contract": "未签约已有到位资金",
  "arrived-above-total": "到位资金超过总投资",
  "fixed-above-total": "固定资产投资超过总投资",
  "fai-above-total": "完成固投超过总投资",
  "fai-before-start": "未开工已有完成固投",
  "progress-ahead-of-stage": "进展与阶段矛盾",
  "date-ahead-of-stage": "日期与阶段矛盾",
  "stage-without-date": "阶段缺少日期",
  "start-before-sign": "开工早于签约",
  "framework-started": "框架协议已开工",
  "plan-odd": "计划日期有矛盾",
  "cumulative-used": "采用累计数",
  "masked-row": "敏感线索",
  "detail-incomplete": "缺少必填内容",
  "project-carried": "项目取自上一行",
  "place-assumed": "来源地由他处推断",
  "project-open": "项目未对应",
  "voucher-used": "凭证已登记",
  "entry-refused": "台账不收",
  "opening-covers": "期初数已含",
  "looks-entered": "可能已登记",
  "month-standing": "当月已填报",
  "cumulative-falls": "累计数下降",
  "months-joined": "几个月合在一起",
  "follow-up-twice": "同一次跟进",
  "enterprise-twice": "同一家企业",
  "enterprise-alike": "可能是同一家",
  "enterprise-named": "名称与别的企业相同",
  differs: "与库中不同",
  "not-taken": "不能读入",
} as const;

export type ProblemKind = keyof typeof PROBLEM_KINDS;

export interface ImportProblem {
  sheet: string;
  /** Row number as the spreadsheet shows it; null when the whole sheet or file is meant. */
  row: number | null;
  /** "H26", or null when no single cell is meant. */
  cell: string | null;
  kind: ProblemKind;
  message: string;
  severity: Severity;
}

export type LedgerAgreement = "正式" | "框架";

/** One project as understood; amounts in 万元. */
export interface LedgerProject {
  name: string;
  chain: string | null;
  company: string | null;
  uscc: string | null;
  province: string | null;
  city: string | null;
  totalWan: number | null;
  fixedWan: number | null;
  stage: string | null;
  agreement: LedgerAgreement | null;
  signDate: string | null;
  startDate: string | null;
  /** The investor is registered in another mainland province; null when its place is unknown. */
  outside: boolean | null;
  arrivedWan: number;
  faiWan: number;
  dept: string | null;
  officer: string | null;
  progress: string | null;
}

/** Keys `signed2026`, `framework2026`, `started2026` carry the year of the ledger. */
export interface LedgerTotals {
  count: number;
  totalWan: number;
  fixedWan: number;
  [signed: `signed${number}`]: { count: number; wan: number; atLeast1yi: number; atLeast10yi: number };
  [framework: `framework${number}`]: { count: number; wan: number };
  [started: `started${number}`]: number;
  arrivedOutsideWan: number;
  arrivedAllWan: number;
  faiWan: number;
  byChain: Record<string, { count: number; totalWan: number }>;
}

/** One cleaned value beside its original. Money is whole fen, days are ISO text. */
export interface CleanValue {
  field: LedgerField;
  /** The cell the value came from, also when it was inherited from a merged cell, a section row or a title. */
  cell: string | null;
  raw: string;
  value: string | number | null;
  /** What was done to the original, or null when it was taken as it stands. */
  note: string | null;
}

export interface LedgerRow {
  sheet: string;
  row: number;
  /** Of an exported view: which project the row is, in which version, and what its cells said. */
  key?: string;
  values: CleanValue[];
  project: LedgerProject;
  /** False: the row has an error and stays out of projects and totals. */
  counted: boolean;
  /** Arrived money of investors from another mainland province, in fen. */
  arrivedOutsideFen: number;
  amounts: { totalFen: number | null; fixedFen: number | null; arrivedFen: number; faiFen: number };
  /** Years of signing and start; known also where a month number such as 2026.1 leaves the month open. */
  years: { sign: number | null; start: number | null };
  /** Further investors of a project that is spread over several rows. */
  otherInvestors: { row: number; company: string | null; uscc: string | null; province: string | null }[];
}

export type ColumnUnit = "yuan" | "wan" | "yi";

export interface ColumnProposal {
  /** Column number from 1, and its letter. */
  column: number;
  letter: string;
  /** Header words from the outermost group inwards, joined by " / ". */
  header: string;
  field: LedgerField | null;
  /** 0 to 1; 1 also for a choice made by hand. */
  confidence: number;
  unit: ColumnUnit | null;
  samples: string[];
  /** Further columns whose amounts are added to this one's: a year kept month by month, with no column for its sum. */
  addedColumns?: number[] | undefined;
  /** One column for each stage, a tick under the one that is reached; in the order of the stages. */
  ticks?: { column: number; word: string }[] | undefined;
}

export interface LedgerTable {
  sheet: string;
  title: string | null;
  headerRows: [number, number];
  lastRow: number;
  unit: ColumnUnit;
  unitSource: string | null;
  cutoff: string | null;
  year: number | null;
  /** Same for every ledger with the same header words in the same order. */
  fingerprint: string;
  columns: ColumnProposal[];
  /** The product wrote it. */
  own?: true;
}

export interface LedgerDryRun {
  file: { name: string; format: WorkbookFormat };
  sheets: { name: string; hidden: boolean; tables: number }[];
  tables: LedgerTable[];
  rows: LedgerRow[];
  projects: LedgerProject[];
  problems: ImportProblem[];
  totals: LedgerTotals;
  /** Sheets that hold no projects but what arrived at them. */
  details: DetailDryRun;
}

export type WorkbookFormat = "xlsx" | "xls" | "csv" | "html" | "xml";

/** Choices of the person who imports, and settings of the district. */
export const ledgerReading = z.object({
  /** Full name of the province the district lies in; money from there is not 省外. */
  homeProvince: z.string().min(2).default("黑龙江省"),
  knownChains: z.array(z.string().min(1)).default([]),
  /** Overrides what the title says. */
  cutoff: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "日期应写作 2026-10-31")
    .optional(),
  mapping: z
    .array(
      z.object({
        sheet: z.string(),
        column: z.number().int().positive(),
        field: z.enum(LEDGER_FIELD_NAMES).nullable(),
        unit: z.enum(["yuan", "wan", "yi"]).optional(),
      }),
    )
    .default([]),
  /** Sheets to read although hidden (true), or to leave out (false). */
  sheets: z.array(z.object({ name: z.string(), read: z.boolean() })).default([]),
  /** Cells answered or mended by hand: read as if they held this text. */
  corrections: z
    .array(
      z.object({
        sheet: z.string(),
        cell: z.string().regex(/^[A-Z]{1,3}\d{1,7}$/),
        text: z.string().max(4000),
      }),
    )
    .default([]),
  ...detailReading,
});

export type LedgerReading = z.output<typeof ledgerReading>;
export type LedgerReadingInput = z.input<typeof ledgerReading>;
