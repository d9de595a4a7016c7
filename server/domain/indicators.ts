/**
 * 口径: every indicator of the product out of the registries that already define it, with what a reader must know to count
 * it anew. Nothing is defined here: names, definitions and worked examples come from the columns of the month report, the
 * rates and the functions of progress themselves.
 */

import { ofFlow } from "./flow-indicators";
import { exampleOfColumn, type IndicatorExample, PROGRESS_EXAMPLES, rateExample } from "./indicator-examples";
import { columnFacts, type IndicatorFacts } from "./indicator-facts";
import type { RateRules } from "./rate-rules";
import { RATE_IDS, type RateId, rateWords } from "./rates";
import type { RuleKey } from "./rules";
import {
  isAmountIndicator,
  type ReportColumn,
  type ReportShape,
  reportColumns,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  UNIT_OF_KIND,
} from "./statistics-columns";
import { lightLimits } from "./target-progress";

export const INDICATOR_NATURES = { flow: "流量", stock: "存量", ratio: "比率", order: "位次" } as const;
/** Rules that a definition can hang on. */
export type DefiningRule = Extract<RuleKey, "tiers" | "thresholds" | "rates">;

export interface Indicator extends IndicatorFacts {
  /** Names it in an address. */
  anchor: string;
  group: string;
  name: string;
  unit: string;
  definition: string;
  example: IndicatorExample;
}

export interface IndicatorScene {
  shape: ReportShape;
  rates: RateRules;
}

const unitOf = ({ kind }: Pick<ReportColumn, "kind">): string =>
  kind === "amount" ? "万元" : UNIT_OF_KIND[kind];

export const columnAnchor = (column: string): string => `month-${column}`;
export const rateAnchor = (rate: RateId): string => `rate-${rate}`;

function ofColumns(shape: ReportShape): Indicator[] {
  return reportColumns(shape).map((column) => ({
    anchor: columnAnchor(column.id),
    group: `月报 · ${column.group.replace(/（.*）$/, "")}`,
    name: column.header,
    unit: unitOf(column),
    definition: column.definition,
    ...columnFacts(column, shape),
    example: exampleOfColumn(column),
  }));
}

function ofRates(rules: RateRules): Indicator[] {
  const words = rateWords(rules);
  return RATE_IDS.map((id) => {
    const { name, definition, only } = words[id];
    return {
      anchor: rateAnchor(id),
      group: "转化率",
      name,
      unit: "%",
      definition,
      source:
        only === "money" || id === "funded"
          ? "协议台账、到位资金台账"
          : id === "framework" || id === "lead"
            ? "协议台账、项目节点"
            : "协议台账（首份正式合同）、项目节点",
      date: "分子分母都按统计月：期内入组，截至截止月末",
      filters: "已通过审核、未作废；并入其他项目的不计；可选剔除终止（另标）",
      nature: "ratio" as const,
      nesting: NESTED_RATES[id] ?? "分子为分母的一部分（按批次）；期间率分子分母不是同一批，可超过100%",
      empty: "分母没有项目（或金额为零）时记“—”，不记0%",
      settings: SET_RATES.has(id) ? (["rates"] as const) : [],
      example: rateExample(id, words[id]),
    };
  });
}

/** Rates whose meaning the bureau sets. */
const SET_RATES: ReadonlySet<RateId> = new Set<RateId>(["performed", "landed", "arrived", "entered"]);
const NESTED_RATES: Partial<Record<RateId, string>> = {
  started: "已开工且未终止的都在履约之内",
  landed: "已落地且未终止的都在履约之内",
  built: "已投产的都在已开工之内",
  entered: "分子为应纳统项目的一部分；应纳统项目为签约项目中已开工、达到起点的",
};

/** What stands beside a target: 目标, 序时进度, 亮灯, 同比百分点. */
function ofProgress(shape: ReportShape): Indicator[] {
  const about = (indicator: (typeof TARGET_INDICATOR_NAMES)[number]): Indicator[] =>
    reportColumns({ ...shape, indicator })
      .filter((column) => column.id === "completion")
      .map((column) => ({
        anchor: `target-${indicator}`,
        group: "目标与进度",
        name: `${TARGET_INDICATORS[indicator]}完成率`,
        unit: "%",
        definition: `${column.definition}目标单位为${isAmountIndicator(indicator) ? "万元" : "个"}。`,
        ...columnFacts(column, shape),
        example: exampleOfColumn(column),
      }));
  const common = {
    group: "目标与进度",
    source: "目标分解、月报累计数",
    filters: "区、产业链、主办部门各有目标的分别计算",
    nesting: "无",
    settings: [],
  };
  return [
    ...TARGET_INDICATOR_NAMES.flatMap(about),
    {
      ...common,
      anchor: "progress-elapsed",
      name: "序时进度",
      unit: "%",
      definition: "本月序数与12之比；只有下半年目标的，为（本月序数−6）与6之比。",
      date: "统计月",
      nature: "ratio",
      empty: "总有数",
      example: PROGRESS_EXAMPLES.elapsed(),
    },
    {
      ...common,
      anchor: "progress-light",
      name: "进度亮灯",
      unit: "灯",
      definition: `${lightLimits(shape.lights)}；达到序时的总不亮红灯。`,
      date: "统计月",
      nature: "order",
      empty: "没有目标的不亮灯",
      example: PROGRESS_EXAMPLES.light(shape.lights),
    },
    {
      ...common,
      anchor: "progress-points",
      name: "比率的同比",
      unit: "百分点",
      definition: "比率与上年同期比较用百分点：两个分数先相减、最后取整一次，不是两个已取整的百分数之差。",
      date: "统计月与上年相同月份",
      nature: "ratio",
      empty: "任一期没有分母时记“—”",
      example: PROGRESS_EXAMPLES.points(),
    },
  ];
}

/** All of them in the order of the rooms. */
export const indicators = ({ shape, rates }: IndicatorScene): Indicator[] => [
  ...ofColumns(shape),
  ...ofRates(rates),
  ...ofProgress(shape),
  ...ofFlow(),
];

/** Those in whose words every word of the search stands. */
export function foundIndicators(all: readonly Indicator[], search: string): Indicator[] {
  const words = search.trim().split(/\s+/).filter(Boolean);
  const textOf = (i: Indicator) => [i.group, i.name, i.definition, i.source, i.filters, i.nesting].join(" ");
  return all.filter((one) => words.every((word) => textOf(one).includes(word)));
}
