/**
 * The registry of the month report's columns (月报表): group, header, unit, definition and how the figure follows from the
 * measures. Screen, workbook and drill-down read it, so that they cannot disagree.
 */
import type { Fen } from "./amounts";
import type { StatMonth } from "./periods";
import { elapsedPercent, leadPoints, sharePercent } from "./statistics";
import {
  type FigureKind,
  growth,
  isAmountIndicator,
  month,
  plain,
  type ReportColumn,
  type ReportShape,
  roundAmount,
  sum,
  TARGET_INDICATORS,
  TARGET_MEASURE,
  type TargetIndicator,
  tierName,
  year,
} from "./statistics-column-kit";
import { MAX_TIERS, type Measure, type RowSums, tierMeasure } from "./statistics-measures";
import { lightLimits } from "./target-progress";

export {
  type FigureContext,
  type FigureKind,
  type FigureValue,
  isAmountIndicator,
  type ReportColumn,
  type ReportShape,
  roundAmount,
  TARGET_COLUMNS,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  TARGET_MEASURE,
  type TargetIndicator,
  tierName,
} from "./statistics-column-kit";

const FIRST_SIGNING =
  "已通过审核的首份正式合同，按统计月计入；一个项目只计首次签约，后来终止的不冲减以前月份。";
const CONTRACT_SUM =
  "已通过审核的首份正式合同与增资补充协议金额之和；增资只增金额、不增个数；框架协议不在内。";

function signingColumns(tiers: readonly Fen[]): ReportColumn[] {
  const g = "签约项目";
  const nested = tiers
    .slice(0, MAX_TIERS)
    .map((tier, i) =>
      plain(
        `signedTier${i + 1}Count`,
        g,
        `其中${tierName(tier)}`,
        "count",
        year(tierMeasure(i + 1)),
        `累计签约项目中计划总投资达到${roundAmount(tier)}的个数，含本数；按未取整的计划总投资判定，各档逐级包含。`,
      ),
    );
  return [
    plain("signedMonthCount", g, "本月个数", "count", month("signedCount"), `本月${FIRST_SIGNING}`),
    plain("signedMonthFen", g, "本月金额", "amount", month("signedFen"), `本月${CONTRACT_SUM}`),
    plain("signedYearCount", g, "累计个数", "count", year("signedCount"), `1月至本月${FIRST_SIGNING}`),
    plain("signedYearFen", g, "累计金额", "amount", year("signedFen"), `1月至本月${CONTRACT_SUM}`),
    ...nested,
    growth("signedGrowth", g, "signedFen", "累计签约金额"),
  ];
}

function frameworkColumns(): ReportColumn[] {
  const g = "框架协议";
  const first = "已通过审核的框架协议，一个项目计首份；与正式签约分列，金额不相加。";
  // Figures by chain stay complete: what was agreed counts there. What a lead may come to is in no figure of the report.
  const sensitive =
    "线索和在谈的意向金额不在本表。敏感线索自签订框架协议起计入所属产业链，按部门、街道、省份和行业归入“敏感（不分列）”。";
  return [
    plain("frameworkMonthCount", g, "本月个数", "count", month("frameworkCount"), `本月${first}`),
    plain("frameworkMonthFen", g, "本月金额", "amount", month("frameworkFen"), `本月${first}`),
    plain(
      "frameworkYearCount",
      g,
      "累计个数",
      "count",
      year("frameworkCount"),
      `1月至本月${first}转为正式合同后仍留在签订当月。`,
    ),
    plain("frameworkYearFen", g, "累计金额", "amount", year("frameworkFen"), `1月至本月${first}${sensitive}`),
    plain(
      "convertedYearCount",
      g,
      "累计转正式",
      "count",
      year("convertedCount"),
      "本年签订的框架协议中，截至本月末已签正式合同的个数。",
    ),
  ];
}

function outsideColumns(minimum: Fen): ReportColumn[] {
  const g = "省外内资到位";
  const what = `已通过审核、付款方注册地在外省的到位资金（不含港澳台和境外），计划总投资${roundAmount(minimum)}及以上的项目计入，按统计月归月；导入的年初累计数按认定数计入导入截止月。`;
  return [
    plain("outsideMonthFen", g, "本月", "amount", month("outsideFen"), `本月${what}`),
    plain("outsideYearFen", g, "累计", "amount", year("outsideFen"), `1月至本月${what}等于新建与续建之和。`),
    {
      ...plain(
        "outsideNewFen",
        g,
        "其中新建",
        "amount",
        year("outsideFen"),
        "累计到位中，本年签约（无合同日期的按开工）项目的到位资金。",
      ),
      value: (sums) => (sums.year.outsideFen ?? 0) - (sums.year.carriedFen ?? 0),
    },
    plain(
      "outsideCarriedFen",
      g,
      "其中续建",
      "amount",
      year("carriedFen"),
      "累计到位中，以前年度签约（无合同日期的按开工）、结转到本年的项目的到位资金。",
    ),
    growth("outsideGrowth", g, "outsideFen", "累计省外内资到位"),
  ];
}

function foreignColumns(foreignIn: ReportShape["foreignIn"]): ReportColumn[] {
  const g = "外资到位";
  const [kind, measure]: [FigureKind, Measure] =
    foreignIn === "usd" ? ["usd", "foreignUsdCents"] : ["amount", "foreignFen"];
  const what =
    foreignIn === "usd"
      ? "已通过审核的港澳台及境外资金；美元按原币，其他币种按到位当月汇率折合美元。不与内资相加。"
      : "已通过审核的港澳台及境外资金；有月份未设美元汇率，故以折合人民币列示。不与内资相加。";
  return [
    plain("foreignMonth", g, "本月", kind, month(measure), `本月${what}`),
    plain("foreignYear", g, "累计", kind, year(measure), `1月至本月${what}`),
  ];
}

function startColumns(): ReportColumn[] {
  const g = "开工";
  const [part, whole] = [year("cohortStartedCount"), year("signedCount")];
  const started = "已通过审核的实际开工，按统计月计入，一个项目计一次。";
  return [
    plain(
      "advancingCount",
      g,
      "推进项目",
      "count",
      year("advancingCount"),
      "截至本月末已正式签约或已开工、上年末以前未竣工投产、且未终止流失的项目；本年开工后终止的，本年内仍计入，故新开工为其中数。",
    ),
    plain("startedMonthCount", g, "本月新开工", "count", month("startedCount"), `本月${started}`),
    plain("startedYearCount", g, "累计新开工", "count", year("startedCount"), `1月至本月${started}`),
    {
      ...plain(
        "startRate",
        g,
        "开工率",
        "percent",
        part,
        "本年1月至本月签约的项目中，截至本月末已开工的比例（同一批项目，终止的不剔除）；没有签约项目时记“—”。",
      ),
      change: "points",
      share: { part, whole },
      value: (sums, c) => sharePercent(sum(sums, part), sum(sums, whole), c.places),
    },
  ];
}

function investmentColumns(minimum: Fen): ReportColumn[] {
  const g = "固定资产投资";
  const what = `已通过审核的统计数（不含调度数），计划总投资${roundAmount(minimum)}及以上的项目计入；不与到位资金相加。`;
  return [
    plain("investmentMonthFen", g, "本月", "amount", month("investmentFen"), `本月${what}`),
    plain("investmentYearFen", g, "累计", "amount", year("investmentFen"), `1月至本月${what}`),
    growth("investmentGrowth", g, "investmentFen", "累计固定资产投资"),
  ];
}

function targetColumns(indicator: TargetIndicator): ReportColumn[] {
  const g = `年度目标（${TARGET_INDICATORS[indicator]}）`;
  const measure = TARGET_MEASURE[indicator];
  const source = year(measure);
  const actual = (sums: RowSums) => sums.year[measure] ?? 0;
  const kind: FigureKind = isAmountIndicator(indicator) ? "amount" : "count";
  const what = TARGET_INDICATORS[indicator];
  return [
    {
      id: "target",
      group: g,
      header: "年度目标",
      kind,
      source,
      definition: `本年度下达的${what}目标；没有下达的记“—”。`,
      value: (_, c) => c.target,
    },
    {
      id: "completion",
      group: g,
      header: "完成率",
      kind: "percent",
      source,
      definition: `累计${what}与年度目标之比；没有目标或目标为零时记“—”。`,
      value: (sums, c) => sharePercent(actual(sums), c.target, c.places),
    },
    {
      id: "lead",
      group: g,
      header: "超欠序时",
      kind: "points",
      source,
      definition: "完成率减序时进度（本月序数÷12），单位为百分点；先相减后取整。",
      value: (sums, c) => leadPoints(actual(sums), c.target, c.month, "year", c.places),
    },
    {
      id: "rank",
      group: g,
      header: "位次",
      kind: "rank",
      source,
      definition: "按完成率从高到低，完成率相同的按累计数，仍相同的并列（1、2、2、4）；没有目标的不排位。",
      value: (_, c) => c.rank,
    },
  ];
}

/** The groups of the upper header in the order of the form; an id names a group in an address. */
const GROUPS = {
  signing: (shape) => signingColumns(shape.tiers),
  framework: frameworkColumns,
  outside: (shape) => outsideColumns(shape.arrivalMinPlanFen),
  foreign: (shape) => foreignColumns(shape.foreignIn),
  start: startColumns,
  investment: (shape) => investmentColumns(shape.investmentMinPlanFen),
  target: (shape) => targetColumns(shape.indicator),
} as const satisfies Record<string, (shape: ReportShape) => ReportColumn[]>;
export type ReportGroupId = keyof typeof GROUPS;
export const REPORT_GROUP_IDS = Object.keys(GROUPS) as [ReportGroupId, ...ReportGroupId[]];

export interface ReportGroup {
  id: ReportGroupId;
  name: string;
  columns: ReportColumn[];
}

export const reportGroups = (shape: ReportShape): ReportGroup[] =>
  REPORT_GROUP_IDS.map((id) => {
    const columns = GROUPS[id](shape);
    return { id, name: columns[0]?.group ?? id, columns };
  });

/** All columns of the report in the order of the form. */
export const reportColumns = (shape: ReportShape): ReportColumn[] =>
  reportGroups(shape).flatMap((group) => group.columns);

/** The actual value that a row's target is compared with. */
export const actualOf = (sums: RowSums, indicator: TargetIndicator): number =>
  sums.year[TARGET_MEASURE[indicator]] ?? 0;

export const UNIT_OF_KIND: Record<Exclude<FigureKind, "amount">, string> = {
  count: "个",
  usd: "万美元",
  percent: "%",
  points: "百分点",
  rank: "位",
};

/** Notes that stand under every print of the report (口径说明). */
export function reportNotes(shape: ReportShape, month: StatMonth): string[] {
  return [
    "金额先按分汇总、再换算、最后四舍五入，分项与合计可能略有差异。",
    "各分表是同一批项目的不同分组，合计相同；项目按现归属产业链、主办部门、街道园区、投资方所在省、行业、计划总投资分组，只计主链。",
    "产业链类别、链长、主办部门以本月末在任为准；未归链或已停用产业链的项目列入“其他”。",
    `序时进度${elapsedPercent(month) ?? "—"}%（按月均匀）；亮灯：${lightLimits(shape.lights)}${shape.lights.lights === "growth" ? "，本表不亮灯，见“目标”" : ""}。`,
    shape.foreignIn === "usd"
      ? "外资以万美元列示，按到位当月汇率折算。"
      : "因有月份未设美元汇率，外资以折合人民币列示。",
  ];
}
