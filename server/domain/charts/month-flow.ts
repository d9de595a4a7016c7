/** 月度 flow: each month's figure on top of those before it, against the target and the schedule of the year. */
import { monthLabel, monthNumberOf, type StatMonth } from "../periods";
import {
  isAmountIndicator,
  TARGET_COLUMNS,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "../statistics-columns";
import { type Fraction, percentOf } from "../target-progress";
import { baseOption, inkOf, leadWords, STILL, shortPercent, shortValue, valueWords } from "./chart-style";
import {
  type ChartMark,
  type ChartPlace,
  type ChartSize,
  type ChartView,
  measured,
  percents,
  words,
} from "./chart-view";

export interface FlowMonth {
  month: StatMonth;
  /** The month's figure in its own report; null: the month is still to come. */
  value: number | null;
  /** 序时 at its end, as a share of the target. */
  schedule: Fraction;
  /** The figure holds year-to-date sums of an import. */
  opening: boolean;
}
export interface MonthFlowData {
  indicator: TargetIndicator;
  rowKey: string;
  rowName: string;
  /** January to December. */
  months: readonly FlowMonth[];
  /** The year's figure of the last month's report. */
  year: number;
  target: number | null;
  completion: string | null;
  /** 超欠序时, 百分点. */
  lead: string | null;
}

export interface FlowPiece {
  month: StatMonth;
  /** Where the month's piece begins and ends on the scale of the year. */
  from: number;
  to: number;
}

/** Each month begins where the one before ended; a month that takes away goes down. */
export function flowPieces(months: readonly FlowMonth[]): FlowPiece[] {
  const pieces: FlowPiece[] = [];
  for (const { month, value } of months) {
    if (value === null) continue;
    const from = pieces.at(-1)?.to ?? 0;
    pieces.push({ month, from, to: from + value });
  }
  return pieces;
}

/** 序时 in the unit of the target, rounded for the pixel only. */
const scheduled = (target: number, { part, whole }: Fraction): number =>
  whole === 0n ? 0 : Number((BigInt(target) * part) / whole);

const placeOf = ({ indicator, rowKey }: MonthFlowData, month: StatMonth): ChartPlace => ({
  to: "figure",
  month,
  cut: "chain",
  indicator,
  rowKey,
  column: TARGET_COLUMNS[indicator].month,
});

function summaryOf(data: MonthFlowData): string {
  const { indicator, months, year, target, completion, lead } = data;
  const last = months.findLast((m) => m.value !== null);
  const what = TARGET_INDICATORS[indicator];
  const span = last ? monthLabel(last.month, months[0]?.month) : "";
  if (year === 0 && target === null) return `${span}${what}还没有数，也没有下达年度目标。`;
  const done = `${span}${what} ${valueWords(isAmountIndicator(indicator), year)}`;
  return target === null || completion === null
    ? `${done}；没有下达年度目标。`
    : `${done}，完成年度目标的 ${shortPercent(completion)}，${leadWords(lead)}。`;
}

const monthName = (month: StatMonth): string => `${monthNumberOf(month)}月`;

/** A month's bar: an empty foot up to where it begins, and its own piece. */
function barSeries(data: MonthFlowData, size: ChartSize) {
  const ink = inkOf(size);
  const isAmount = isAmountIndicator(data.indicator);
  const pieces = new Map(flowPieces(data.months).map((piece) => [piece.month, piece]));
  const all = data.months.map(({ month }) => pieces.get(month) ?? null);
  const small = size === "phone";
  const lastMonth = [...pieces.keys()].at(-1);
  const foot = all.map((p) => (p ? Math.min(p.from, p.to) : "-"));
  const own = all.map((p) =>
    p
      ? {
          value: Math.abs(p.to - p.from),
          itemStyle:
            p.to < p.from
              ? { color: ink.surface, borderColor: ink.late, borderWidth: 1.5 }
              : { color: ink.strong, borderRadius: 1 },
          label: {
            show: !small || p.month === lastMonth,
            position: "top" as const,
            distance: 3,
            color: ink.ink,
            fontSize: 11,
            // The line of the schedule may pass behind.
            textBorderColor: ink.surface,
            textBorderWidth: 3,
            // Of the month that was asked about, nothing is said to be nothing.
            formatter: p.to === p.from && p.month !== lastMonth ? "" : shortValue(isAmount, p.to - p.from),
          },
        }
      : "-",
  );
  const bar = { ...STILL, type: "bar" as const, stack: "year", barWidth: "64%" };
  return [
    { ...bar, data: foot, itemStyle: { color: ink.soft } },
    { ...bar, data: own },
  ];
}

/** 序时 climbs to the target by December; both lines name themselves where they end. */
function lineSeries(data: MonthFlowData, size: ChartSize) {
  const { target, months, indicator } = data;
  if (target === null) return [];
  const ink = inkOf(size);
  const line = { ...STILL, type: "line" as const, symbol: "none", silent: true, clip: false };
  const named = (text: string, position: "insideEndTop" | "insideStartTop") => ({
    show: true,
    position,
    color: ink.muted,
    fontSize: 11,
    formatter: text,
  });
  return [
    {
      ...line,
      data: months.map((m) => scheduled(target, m.schedule)),
      lineStyle: { color: ink.ink, width: 1.5, type: "dashed" as const },
      markLine: {
        silent: true,
        symbol: "none",
        data: [{ yAxis: target, lineStyle: { color: ink.edge, width: 1.5, type: "solid" as const } }],
        label: named(`年度目标 ${shortValue(isAmountIndicator(indicator), target)}`, "insideStartTop"),
      },
      endLabel: { show: false },
    },
  ];
}

/** The schedule's name stands under its line, half way up. */
function scheduleName(data: MonthFlowData, size: ChartSize) {
  if (data.target === null) return [];
  const { target, months } = data;
  const at = 9;
  return [
    {
      ...STILL,
      type: "scatter" as const,
      silent: true,
      symbolSize: 0.01,
      itemStyle: { color: "transparent", opacity: 1 },
      data: months.flatMap((m, i) => (i === at ? [[i, scheduled(target, m.schedule)]] : [])),
      label: {
        show: true,
        position: "bottom" as const,
        offset: [14, 2],
        color: inkOf(size).muted,
        fontSize: 11,
        formatter: "序时",
      },
    },
  ];
}

function optionOf(data: MonthFlowData, size: ChartSize) {
  const ink = inkOf(size);
  const tops = flowPieces(data.months).flatMap((p) => [p.from, p.to]);
  const most = Math.max(1, data.target ?? 0, ...tops);
  const least = Math.min(0, ...tops);
  return {
    ...baseOption(size),
    grid: { left: 4, right: 4, top: 4, bottom: 22 },
    xAxis: {
      type: "category" as const,
      data: data.months.map(({ month }) =>
        size === "phone" ? String(monthNumberOf(month)) : monthName(month),
      ),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.edge }, onZero: true },
      axisLabel: { color: ink.muted, fontSize: 11, interval: 0 },
    },
    yAxis: { type: "value" as const, show: false, min: least * 1.1, max: most * 1.12 },
    series: [...barSeries(data, size), ...lineSeries(data, size), ...scheduleName(data, size)],
  };
}

export function monthFlowChart(data: MonthFlowData, size: ChartSize): ChartView {
  const { indicator, months, target, year } = data;
  const isAmount = isAmountIndicator(indicator);
  const pieces = new Map(flowPieces(months).map((piece) => [piece.month, piece]));
  const empty = target === null && months.every((m) => (m.value ?? 0) === 0);
  const marks = months.map((m): ChartMark | null => {
    const piece = pieces.get(m.month);
    if (!piece) return null;
    const schedule = target === null ? "" : `，序时 ${valueWords(isAmount, scheduled(target, m.schedule))}`;
    const text = `${monthLabel(m.month)} ${valueWords(isAmount, piece.to - piece.from)}，累计 ${valueWords(isAmount, piece.to)}${schedule}`;
    return { text, opens: placeOf(data, m.month) };
  });
  const last = [...pieces.values()].at(-1);
  return {
    summary: summaryOf(data),
    note: [
      "深色是当月，浅色是以前各月。",
      months.some((m) => m.opening) ? "含导入的年初累计数，计在导入的月份。" : "",
      last && last.to !== year ? "各月合计与累计不等，差额为关账后的调整。" : "",
    ].join(""),
    table: {
      head: ["月份", "当月", "累计", "序时", "序时进度"],
      rows: months.map((m) => {
        const piece = pieces.get(m.month);
        return [
          words(monthLabel(m.month)),
          measured(isAmount, m.value, piece ? placeOf(data, m.month) : null),
          measured(isAmount, piece?.to ?? null),
          measured(isAmount, target === null ? null : scheduled(target, m.schedule)),
          percents(percentOf(m.schedule)),
        ];
      }),
    },
    option: empty ? null : optionOf(data, size),
    marks: [marks, marks],
  };
}
