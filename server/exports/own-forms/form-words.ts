/** Every word that a placeholder may use. Figures are the columns of the month report: none is defined a second time. */
import "server-only";
import { PROJECT_COLUMN_IDS } from "@/server/contracts/project-view";
import { CUT_NAMES, CUTS, type Cut } from "@/server/contracts/statistics";
import { plainWord } from "@/server/domain/form-placeholders";
import {
  type FigureKind,
  type ReportColumn,
  type ReportGroupId,
  type ReportShape,
  reportGroups,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { unitOf } from "../report-sheet";
import { type ViewColumn, viewColumns } from "../view-columns";

/** A group of the report as a clerk calls it, the word that the reference shows first. */
const GROUP_WORDS: Record<Exclude<ReportGroupId, "target">, [string, ...string[]]> = {
  signing: ["签约", "签约项目"],
  framework: ["框架协议", "框架"],
  outside: ["省外内资", "省外内资到位", "到位"],
  foreign: ["外资", "外资到位"],
  start: ["开工"],
  investment: ["固投", "固定资产投资"],
};

/** Which of the figures that belong together: this period's, that of the same period of last year, the change. */
export type FigureSide = "now" | "last" | "change";
const LAST = "去年同期";
const CHANGE = "同比";

export interface FigureWord {
  word: string;
  also: string[];
  column: string;
  indicator: TargetIndicator;
  side: FigureSide;
  kind: FigureKind;
  unit: string;
  definition: string;
}

function wordsOfColumn(
  column: ReportColumn,
  groups: readonly string[],
  indicator: TargetIndicator,
): FigureWord[] {
  const word = (side: FigureSide, ending: string, kind: FigureKind, definition: string): FigureWord => {
    const [first = "", ...also] = groups.map((group) => `${group}.${column.header}${ending}`);
    return { word: first, also, column: column.id, indicator, side, kind, unit: unitOf(kind), definition };
  };
  const now = word("now", "", column.kind, column.definition);
  if (!column.change) return [now];
  const change = column.change === "points" ? "与去年同期相差的百分点。" : "与去年同期相比的增减。";
  return [
    now,
    word("last", `.${LAST}`, column.kind, `去年同期的同一指标：${column.definition}`),
    word("change", `.${CHANGE}`, column.change, `${now.word}${change}`),
  ];
}

/** Every figure of the report, the five kinds of targets included. */
export function figureWords(shape: ReportShape): FigureWord[] {
  const plain = reportGroups(shape).flatMap(({ id, columns }) =>
    id === "target" ? [] : columns.flatMap((c) => wordsOfColumn(c, GROUP_WORDS[id], shape.indicator)),
  );
  const targets = TARGET_INDICATOR_NAMES.flatMap((indicator) => {
    const group = reportGroups({ ...shape, indicator }).find(({ id }) => id === "target");
    const name = TARGET_INDICATORS[indicator];
    return (group?.columns ?? []).flatMap((c) =>
      wordsOfColumn(c, [`目标.${name}`, `年度目标.${name}`], indicator),
    );
  });
  return [...plain, ...targets];
}

/** What is the same all over the form. */
export const COMMON_WORDS = {
  年: "统计月的年份",
  月: "统计月的月份",
  上年: "统计月的上一年",
  统计期间: "一月至统计月，如2026年1—6月",
  序时进度: "统计月的月份数除以12，单位%",
  区名: "设置中的区名",
  填报单位: "区名加部门名称",
  制表人: "出表人的姓名",
  报出日期: "出表当天",
} as const;
export type CommonWord = keyof typeof COMMON_WORDS;

/** What a line of a row that repeats knows of itself, beside its figures. */
export const LINE_WORDS = {
  序号: "从1起",
  名称: "这一行的名称",
  链长: "本月末在任的链长（只在产业链行）",
  主办部门: "本月末的主办部门（只在产业链行）",
} as const;
export type LineWord = keyof typeof LINE_WORDS;

export const PROJECTS = "项目";
/** 产业链, 主办部门, …: the cut as the mark of a row names it. */
export const cutWord = (cut: Cut): string => CUTS[cut].replace("按", "");
export const cutOf = (word: string): Cut | null =>
  CUT_NAMES.find((cut) => plainWord(cutWord(cut)) === plainWord(word)) ?? null;
/** Everything that a row may repeat for. */
export const LIST_WORDS: readonly string[] = [...CUT_NAMES.map(cutWord), PROJECTS];

const BRACKETS = /（[^（）]*）$/;
export interface ProjectWord {
  word: string;
  unit: string;
  column: ViewColumn;
}
/** The columns of the list, by the headings of its export. */
export const projectWords = (): ProjectWord[] =>
  viewColumns(PROJECT_COLUMN_IDS).map((column) => ({
    word: column.header.replace(BRACKETS, ""),
    unit: BRACKETS.exec(column.header)?.[0].slice(1, -1) ?? "",
    column,
  }));
