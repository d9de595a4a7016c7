/** 产业链对比: the months of every chain in panels of one scale. */
import { monthLabel, monthNumberOf, type StatMonth } from "../periods";
import {
  isAmountIndicator,
  TARGET_COLUMNS,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "../statistics-columns";
import type { ProgressLight } from "../target-progress";
import {
  baseOption,
  chainInk,
  FRAME,
  inkOf,
  LIGHT_LOOK,
  leadWords,
  plainText,
  STILL,
  sharedBy,
  shortened,
  shortPercent,
  shortValue,
  valueWords,
} from "./chart-style";
import {
  type ChartMark,
  type ChartPlace,
  type ChartSize,
  type ChartView,
  measured,
  percents,
  words,
} from "./chart-view";

export interface ChainPanel {
  rowKey: string;
  name: string;
  hue: number | null;
  /** By month, as the reports of the months have it; null: the chain was not in it. */
  months: readonly (number | null)[];
  year: number;
  completion: string | null;
  lead: string | null;
  light: ProgressLight | null;
}
export interface ChainsData {
  indicator: TargetIndicator;
  months: readonly StatMonth[];
  panels: readonly ChainPanel[];
  /** The chain that is looked at; null: the whole district. */
  chosen: string | null;
}

/** More panels than these no longer tell anything; the table has all of them. */
export const MOST_PANELS = 12;

interface Grid {
  columns: number;
  rows: number;
}
export function panelGrid(count: number, size: ChartSize): Grid {
  const wide = size === "phone" ? 2 : count <= 4 ? 2 : count <= 9 ? 3 : 4;
  const columns = Math.max(1, Math.min(wide, count));
  return { columns, rows: Math.ceil(count / columns) };
}

const placeOf = ({ indicator, months }: ChainsData, rowKey: string, at?: StatMonth): ChartPlace => ({
  to: "figure",
  month: at ?? months.at(-1) ?? 0,
  cut: "chain",
  indicator,
  rowKey,
  column: TARGET_COLUMNS[indicator][at === undefined ? "year" : "month"],
});

const shown = ({ panels, chosen }: ChainsData): readonly ChainPanel[] => {
  if (panels.length <= MOST_PANELS) return panels;
  const mine = panels.filter((panel) => panel.rowKey === chosen);
  const largest = [...panels].sort((a, b) => b.year - a.year).filter((panel) => panel.rowKey !== chosen);
  const kept = new Set([...mine, ...largest].slice(0, MOST_PANELS));
  return panels.filter((panel) => kept.has(panel));
};

const isEmpty = ({ panels }: ChainsData): boolean =>
  panels.every((panel) => panel.year === 0 && panel.months.every((value) => (value ?? 0) === 0));

function summaryOf(data: ChainsData): string {
  const { indicator, months, panels } = data;
  const isAmount = isAmountIndicator(indicator);
  const last = months.at(-1);
  const span = last === undefined ? "" : monthLabel(last, months[0]);
  const what = TARGET_INDICATORS[indicator];
  if (isEmpty(data)) return `${span}各产业链的${what}还没有数。`;
  const most = Math.max(...panels.map((panel) => panel.year));
  const first = panels.filter((panel) => panel.year === most).map(({ name }) => name);
  const none = panels.filter((panel) => panel.year === 0).length;
  return `${span}${what}最多的是${sharedBy(first)}（${valueWords(isAmount, most)}）${none > 0 ? `，${none} 条链还没有` : ""}。`;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** As wide as a sign of a name. */
const LETTER = 12;
const lettersBeside = (figure: string, width: number): number =>
  Math.max(3, Math.floor((width - figure.length * 7 - 22) / LETTER));

/** One line where every name has room beside its figure; otherwise the figures stand below the names. */
function linesOf(data: ChainsData, panels: readonly ChainPanel[], { width }: Box): 1 | 2 {
  const isAmount = isAmountIndicator(data.indicator);
  const fits = ({ name, year }: ChainPanel) =>
    [...name].length <= lettersBeside(shortValue(isAmount, year), width);
  return panels.every(fits) ? 1 : 2;
}

/** Name, the year's figure and its light above each panel. */
function titleOf(
  data: ChainsData,
  panel: ChainPanel,
  size: ChartSize,
  { box, lines }: { box: Box; lines: 1 | 2 },
) {
  const ink = inkOf(size);
  const isAmount = isAmountIndicator(data.indicator);
  const look = panel.light ? LIGHT_LOOK[panel.light] : null;
  const figure = shortValue(isAmount, panel.year);
  const letters = lines === 2 ? Math.floor(box.width / LETTER) : lettersBeside(figure, box.width);
  const mine = panel.rowKey === data.chosen;
  return {
    left: box.left - 4,
    top: box.top - 5,
    text: `{name|${plainText(shortened(panel.name, letters))}}${lines === 2 ? "\n" : " "}{figure|${figure}}${look ? ` {light|${look.shape}}` : ""}`,
    textStyle: {
      fontSize: 12,
      fontWeight: "normal" as const,
      rich: {
        name: {
          fontSize: 12,
          ...(lines === 2 ? { lineHeight: SECOND_LINE } : {}),
          fontWeight: (mine ? "bold" : "normal") as "bold" | "normal",
          color: ink.ink,
        },
        figure: { fontSize: 12, fontWeight: "bold" as const, color: ink.ink },
        light: { fontSize: 11, color: look ? ink[look.ink] : ink.faint },
      },
    },
  };
}

const TITLE = 20;
const SECOND_LINE = 15;

function boxesOf(count: number, size: ChartSize) {
  const { width, height } = FRAME[size];
  const { columns, rows } = panelGrid(count, size);
  const [w, h] = [width / columns, height / rows];
  return (i: number) => ({
    left: (i % columns) * w + 4,
    top: Math.floor(i / columns) * h,
    width: w - 16,
    height: h,
    inLastRow: Math.floor(i / columns) === rows - 1 || i + columns >= count,
  });
}

function optionOf(data: ChainsData, size: ChartSize) {
  const ink = inkOf(size);
  const panels = shown(data);
  const boxOf = boxesOf(panels.length, size);
  const values = panels.flatMap((panel) => panel.months.map((value) => value ?? 0));
  const [least, most] = [Math.min(0, ...values), Math.max(1, ...values)];
  const boxes = panels.map((_, i) => boxOf(i));
  const lines = linesOf(data, panels, boxOf(0));
  const title = lines === 2 ? TITLE + SECOND_LINE : TITLE;
  return {
    ...baseOption(size),
    title: panels.map((panel, i) => titleOf(data, panel, size, { box: boxOf(i), lines })),
    grid: boxes.map(({ left, top, width, height }) => ({
      left,
      top: top + title,
      width,
      height: Math.max(8, height - title - 16),
    })),
    xAxis: panels.map((_, i) => ({
      type: "category" as const,
      gridIndex: i,
      data: data.months.map(String),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.edge } },
      axisLabel: {
        show: true,
        color: ink.faint,
        fontSize: 10,
        margin: 3,
        interval: 0,
        formatter: (text: string, at: number) =>
          at === 0 || at === data.months.length - 1 ? `${monthNumberOf(Number(text))}月` : "",
      },
    })),
    yAxis: panels.map((_, i) => ({
      type: "value" as const,
      gridIndex: i,
      show: false,
      min: least,
      max: most,
    })),
    series: panels.map((panel, i) => ({
      ...STILL,
      type: "bar" as const,
      xAxisIndex: i,
      yAxisIndex: i,
      barWidth: "70%",
      barMinHeight: 0,
      itemStyle: {
        color: chainInk(panel.hue, size),
        opacity: data.chosen === null || data.chosen === panel.rowKey ? 1 : 0.45,
      },
      data: data.months.map((_, at) => panel.months[at] ?? "-"),
    })),
  };
}

export function chainsChart(data: ChainsData, size: ChartSize): ChartView {
  const isAmount = isAmountIndicator(data.indicator);
  const panels = shown(data);
  const left = data.panels.length - panels.length;
  const said = (panel: ChainPanel, at: number): ChartMark => {
    const month = data.months[at] ?? 0;
    const value = panel.months[at] ?? 0;
    const progress =
      panel.completion === null
        ? ""
        : `；累计 ${valueWords(isAmount, panel.year)}，完成 ${shortPercent(panel.completion)}，${leadWords(panel.lead)}`;
    return {
      text: `${panel.name} ${monthLabel(month)} ${valueWords(isAmount, value)}${progress}`,
      opens: placeOf(data, panel.rowKey, month),
    };
  };
  return {
    summary: summaryOf(data),
    note: `每格一条链，各格同一刻度，数为累计。${left > 0 ? `另有 ${left} 条链见数据表。` : ""}`,
    table: {
      head: [
        "产业链",
        ...data.months.map((month) => `${monthNumberOf(month)}月`),
        "累计",
        "完成率",
        "超欠序时",
      ],
      rows: data.panels.map((panel) => [
        words(panel.name),
        ...data.months.map((month, at) =>
          measured(isAmount, panel.months[at] ?? null, placeOf(data, panel.rowKey, month)),
        ),
        measured(isAmount, panel.year, placeOf(data, panel.rowKey)),
        percents(panel.completion),
        { kind: "points" as const, value: panel.lead },
      ]),
    },
    option: isEmpty(data) ? null : optionOf(data, size),
    marks: panels.map((panel) => data.months.map((_, at) => said(panel, at))),
  };
}
