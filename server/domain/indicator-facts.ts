/** Of each column of the month report: which rows it counts, by which date, and how it hangs together with others. */
import type { DefiningRule, INDICATOR_NATURES } from "./indicators";
import { type ReportColumn, type ReportShape, roundAmount } from "./statistics-columns";
import type { Measure } from "./statistics-measures";

export interface IndicatorFacts {
  /** Rows that are counted. */
  source: string;
  /** The date that decides in which month. */
  date: string;
  filters: string;
  nature: keyof typeof INDICATOR_NATURES;
  /** What it is a part of, or what adds up to it. */
  nesting: string;
  empty: string;
  settings: readonly DefiningRule[];
}

type RowFacts = Pick<IndicatorFacts, "source" | "date" | "filters" | "settings">;

const STAT_MONTH = "统计月：事情发生的月份；补报的计入首个未关账月";
const BOTH_THERE = "统计月：两件事都具备的月份";

const APPROVED = "已通过审核、未作废";

function rowFacts(measure: Measure, shape: ReportShape): RowFacts {
  const tiers: RowFacts["settings"] = measure.startsWith("signedTier") ? ["tiers"] : [];
  if (measure.startsWith("signed")) {
    const first = "一个项目只取首份正式合同，增资只增金额";
    return {
      source: "协议台账：正式合同、增资补充协议及其更正",
      date: STAT_MONTH,
      filters: `${APPROVED}；${first}${tiers.length > 0 ? "；按现计划总投资分档" : ""}`,
      settings: tiers,
    };
  }
  if (measure === "convertedCount" || measure === "cohortStartedCount") {
    const start = measure === "cohortStartedCount";
    return {
      source: start ? "协议台账、项目节点（开工）" : "协议台账：框架协议、正式合同",
      date: BOTH_THERE,
      filters: `${APPROVED}；两件事在同一年`,
      settings: [],
    };
  }
  if (measure.startsWith("framework"))
    return {
      source: "协议台账：框架协议及其更正",
      date: STAT_MONTH,
      filters: `${APPROVED}；一个项目取首份`,
      settings: [],
    };
  if (measure.startsWith("investment"))
    return {
      source: "固投台账：统计数",
      date: STAT_MONTH,
      filters: `${APPROVED}；不含调度数；计划总投资${roundAmount(shape.investmentMinPlanFen)}及以上，期初数不受限`,
      settings: ["thresholds"],
    };
  if (measure === "startedCount" || measure === "advancingCount")
    return {
      source: measure === "startedCount" ? "项目节点：开工" : "协议台账、项目节点（开工、竣工、投产、达产）",
      date: STAT_MONTH,
      filters: measure === "startedCount" ? APPROVED : `${APPROVED}；未终止流失、上年末以前未竣工投产`,
      settings: [],
    };
  if (measure.startsWith("foreign"))
    return {
      source: "到位资金台账：港澳台及境外付款方",
      date: `${STAT_MONTH}；汇率按到位当月`,
      filters: APPROVED,
      settings: [],
    };
  return {
    source: "到位资金台账：外省付款方",
    date: STAT_MONTH,
    filters: `${APPROVED}；计划总投资${roundAmount(shape.arrivalMinPlanFen)}及以上，期初数不受限`,
    settings: ["thresholds"],
  };
}

const NESTING: Partial<Record<string, string>> = {
  signedMonthCount: "本月数各月相加为累计个数",
  signedMonthFen: "本月数各月相加为累计金额",
  frameworkYearCount: "含累计转正式；与签约项目分列，不相加",
  convertedYearCount: "为框架协议累计个数的一部分",
  outsideYearFen: "等于其中新建与其中续建之和",
  outsideNewFen: "与续建相加为累计",
  outsideCarriedFen: "与新建相加为累计",
  startedMonthCount: "本月数各月相加为累计新开工",
  startedYearCount: "为推进项目的一部分",
  startRate: "分子为本年签约项目的一部分",
  advancingCount: "含累计新开工",
};

const natureOf = ({ kind, source }: ReportColumn): IndicatorFacts["nature"] => {
  if (kind === "rank") return "order";
  if (kind === "percent" || kind === "points") return "ratio";
  return source.measure === "advancingCount" ? "stock" : "flow";
};

const EMPTY: Record<IndicatorFacts["nature"], string> = {
  flow: "没有记录时为0",
  stock: "没有项目时为0",
  ratio: "分母（上年同期、签约数、目标）没有或为零时记“—”",
  order: "没有目标的不排位，记“—”",
};

export function columnFacts(column: ReportColumn, shape: ReportShape): IndicatorFacts {
  const { measure } = column.source;
  const tier = measure.startsWith("signedTier");
  const nature = natureOf(column);
  return {
    ...rowFacts(measure, shape),
    ...(column.id === "target"
      ? { source: "目标分解", date: "目标年度", filters: "年度目标", settings: [] }
      : {}),
    nature: column.id === "target" ? "stock" : nature,
    nesting: tier ? "为累计个数的一部分；各档逐级包含" : (NESTING[column.id] ?? "无"),
    empty: column.id === "target" ? "没有下达时记“—”" : EMPTY[nature],
  };
}
