/**
 * The words that a template of a text may use. A figure is a column of the month report by another name: none is defined here.
 * Further sources of figures join `figureWords`.
 */
import { CHECK_LEVELS } from "../checkup";
import type { StatMonth } from "../periods";
import type { RateRules } from "../rate-rules";
import { RATE_IDS, rateWords } from "../rates";
import {
  type FigureKind,
  type ReportColumn,
  type ReportShape,
  reportColumns,
  reportGroups,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
  tierName,
} from "../statistics-columns";
import { LIST_IDS, type ListId, NOT_LONG_AGO, PROJECT_LISTS } from "./project-lists";

export interface FigureWord {
  word: string;
  source: "report" | "half-year" | "rate" | "list" | "check";
  /** Id of a column, of a rate, of a list, or a level of checks. */
  column: string;
  indicator: TargetIndicator;
  kind: FigureKind;
  /** A growth or a lead brings its own verb. */
  form: "plain" | "growth" | "lead";
  /** Speaks of the figure before it. */
  follows: boolean;
  /** 1—6月 or the month alone. */
  span: "month" | "year";
  definition: string;
}

/** Column → its word in texts. Tiers and targets are named by their numbers and indicators. */
const COLUMN_WORDS: Record<string, string> = {
  signedMonthCount: "本月签约项目数",
  signedMonthFen: "本月签约金额",
  signedYearCount: "签约项目数",
  signedYearFen: "签约金额",
  signedGrowth: "签约金额同比",
  frameworkMonthCount: "本月框架协议数",
  frameworkMonthFen: "本月框架协议金额",
  frameworkYearCount: "框架协议数",
  frameworkYearFen: "框架协议金额",
  convertedYearCount: "框架转正式数",
  outsideMonthFen: "本月省外内资到位",
  outsideYearFen: "省外内资到位",
  outsideNewFen: "新建项目到位",
  outsideCarriedFen: "续建项目到位",
  outsideGrowth: "省外内资同比",
  foreignMonth: "本月外资到位",
  foreignYear: "外资到位",
  advancingCount: "推进项目数",
  startedMonthCount: "本月新开工项目数",
  startedYearCount: "新开工项目数",
  investmentMonthFen: "本月固定资产投资",
  investmentYearFen: "固定资产投资",
  investmentGrowth: "固定资产投资同比",
};

const TARGET_WORDS: Record<string, string> = {
  target: "年度目标",
  completion: "完成率",
  lead: "超欠序时",
  rank: "位次",
};

function wordOf(column: ReportColumn, word: string, indicator: TargetIndicator): FigureWord {
  const growth = column.id.endsWith("Growth");
  return {
    word,
    source: "report",
    column: column.id,
    indicator,
    kind: column.kind,
    form: growth ? "growth" : column.id === "lead" ? "lead" : "plain",
    follows: growth || column.id in TARGET_WORDS,
    span: column.source.span,
    definition: column.definition,
  };
}

const ANY_INDICATOR: TargetIndicator = "outsideFen";

export const tierWord = (tier: number): string => `${tierName(tier)}项目数`;

function reportWords(shape: ReportShape): FigureWord[] {
  const tiers = new Map(shape.tiers.map((tier, i) => [`signedTier${i + 1}Count`, tierWord(tier)]));
  const plain = reportColumns(shape).flatMap((column) => {
    const word = COLUMN_WORDS[column.id] ?? tiers.get(column.id);
    return word === undefined ? [] : [wordOf(column, word, ANY_INDICATOR)];
  });
  const targets = TARGET_INDICATOR_NAMES.flatMap((indicator) =>
    (reportGroups({ ...shape, indicator }).find(({ id }) => id === "target")?.columns ?? []).map((column) =>
      wordOf(column, `${TARGET_INDICATORS[indicator]}${TARGET_WORDS[column.id] ?? ""}`, indicator),
    ),
  );
  return [...plain, ...targets];
}

const HALF_YEAR_KIND: Record<TargetIndicator, FigureKind> = {
  signedCount: "count",
  signedFen: "amount",
  outsideFen: "amount",
  startCount: "count",
  investmentFen: "amount",
};

const halfYearWords = (): FigureWord[] =>
  TARGET_INDICATOR_NAMES.map((indicator) => ({
    word: `下半年${TARGET_INDICATORS[indicator]}目标`,
    source: "half-year",
    column: "target",
    indicator,
    kind: HALF_YEAR_KIND[indicator],
    form: "plain",
    follows: false,
    span: "year",
    definition: `全区本年下半年的${TARGET_INDICATORS[indicator]}目标：有力争数用力争数，没有的用计划数。`,
  }));

/** Rates by their own names: of the projects signed this year, by number, as they stood at the end of the month. */
function ratesByName(rules: RateRules): FigureWord[] {
  const words = rateWords(rules);
  return RATE_IDS.map((id) => ({
    word: words[id].name,
    source: "rate",
    column: id,
    indicator: ANY_INDICATOR,
    kind: "percent",
    form: "plain",
    follows: false,
    span: "year",
    definition: words[id].definition,
  }));
}

const countWord = (
  source: "list" | "check",
  column: string,
  word: string,
  definition: string,
): FigureWord => ({
  ...{ word, source, column, definition },
  indicator: ANY_INDICATOR,
  kind: "count",
  form: "plain",
  follows: false,
  span: "year",
});

const CHECK_WORDS = { error: "体检错误数", warning: "体检提醒数" } as const;

/** What is open, and what does not add up. */
const openWords = (): FigureWord[] => [
  ...LIST_IDS.map((id) => countWord("list", id, PROJECT_LISTS[id].word, PROJECT_LISTS[id].definition)),
  ...(["error", "warning"] as const).map((level) =>
    countWord(
      "check",
      level,
      CHECK_WORDS[level],
      `出稿时数据体检对统计月查出、尚未处理的${CHECK_LEVELS[level]}条数。${NOT_LONG_AGO}`,
    ),
  ),
];

/** Every figure, by its word. */
export const figureWords = (shape: ReportShape, rates: RateRules): FigureWord[] => [
  ...reportWords(shape),
  ...halfYearWords(),
  ...ratesByName(rates),
  ...openWords(),
];

/** Whose figure it may be, and of when: a list of today and a check speak of the whole district, now. */
export const isOfDistrict = ({ source, column }: FigureWord): boolean =>
  source === "half-year" ||
  source === "check" ||
  (source === "list" && PROJECT_LISTS[column as ListId].rate === null);
export const isOfOneMonth = ({ source }: FigureWord): boolean => source === "list" || source === "check";

/** What is said once for the whole text. */
export const TEXT_WORDS = {
  区名: "设置中的区名",
  单位: "区名加部门名称",
  年: "统计月的年份",
  月: "统计月的月份",
  季度: "统计月所在的季度，如二",
  期间: "一月至统计月，如1—6月",
  阶段: "上半年、一季度、前三季度、全年；其余月份同期间",
  序时进度: "统计月的月份数除以12，如50.00%",
  成文日期: "出稿当天，如2026年7月3日",
} as const;
export type TextWord = keyof typeof TEXT_WORDS;

/** Sayings of a row that are more than one figure. */
export const PHRASE_WORDS = {
  分档项目数: "亿元以上项目几个、5亿元以上项目几个，按设置的各档逐一写出，没有的不写",
  新签项目: "本年签约的项目：名称、计划总投资、目前进展；敏感项目不写，最多写五个，其余并作一数",
  主要来源地: "本年签约金额居前三位的来源省份，各写个数、金额和占签约金额的比重",
  主要行业: "本年签约金额居前三位的行业门类，各写个数、金额和占签约金额的比重",
  规模结构: "按计划总投资分档，各档签约项目的个数、金额和占签约金额的比重，没有的档不写",
} as const;
export type PhraseWord = keyof typeof PHRASE_WORDS;

/** What a chain knows of itself; only behind 本链. */
export const CHAIN_WORDS = {
  名称: "产业链名称",
  简称: "产业链名称去掉末尾的“产业链”或“链”",
  链长: "本月末在任的链长",
  主办部门: "本月末的主办部门",
} as const;
export type ChainWord = keyof typeof CHAIN_WORDS;

export const THIS_CHAIN = "本链";
export const EACH_CHAIN = "各产业链";
export const WHEN_ANY = "有";

/** What 序时进度 of a month is called in a list. */
export const scheduleName = (month: StatMonth): string => `序时进度 · ${spanWords("year", month)}`;

/** The month that a figure speaks of, as its name in a list says it. */
export const spanWords = (span: FigureWord["span"], month: StatMonth): string => {
  const [year, m] = [Math.trunc(month / 100), month % 100];
  return span === "month" || m === 1 ? `${year}年${m}月` : `${year}年1—${m}月`;
};
