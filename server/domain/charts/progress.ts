/** 序时进度: how far each indicator, or each chain, has come, beside the schedule and the limits of the lights. */
import type { StatMonth } from "../periods";
import { isAmountIndicator, TARGET_COLUMNS, type TargetIndicator } from "../statistics-columns";
import type { LightRule, ProgressLight } from "../target-progress";
import {
  baseOption,
  FRAME,
  inkOf,
  LIGHT_LOOK,
  leadWords,
  plainText,
  STILL,
  shortened,
  shortPercent,
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

export interface ProgressRow {
  name: string;
  rowKey: string;
  indicator: TargetIndicator;
  target: number | null;
  actual: number | null;
  completion: string | null;
  schedule: string | null;
  lead: string | null;
  light: ProgressLight | null;
}
export interface ProgressData {
  month: StatMonth;
  /** What the rows are: 指标 of one place, or 产业链 under one indicator. */
  of: "indicator" | "chain";
  rows: readonly ProgressRow[];
  rules: LightRule;
}

/** Where 预警 and 滞后 begin for a schedule, in % of the target; a rule on growth has no such place. */
export function lightLimits(
  rules: LightRule,
  schedule: string | null,
): { warn: number; late: number } | null {
  if (schedule === null || rules.lights === "growth") return null;
  const at = Number(schedule);
  return rules.lights === "lag"
    ? { warn: at - rules.warnPoints, late: at - rules.latePoints }
    : { warn: at, late: (at * (100 - rules.latePercent)) / 100 };
}

const noteOf = (rules: LightRule): string => {
  if (rules.lights === "growth") return "黑竖线为序时进度；灯按增速。";
  return rules.lights === "lag"
    ? `黑竖线为序时进度，两条细线为欠序时 ${rules.warnPoints} 和 ${rules.latePoints} 个百分点，过线即预警、滞后。`
    : `黑竖线为序时进度，低于它为预警；细线为欠计划进度 ${rules.latePercent}%，低于它为滞后。`;
};

const placeOf = ({ month }: ProgressData, { indicator, rowKey }: ProgressRow): ChartPlace => ({
  to: "figure",
  month,
  cut: "chain",
  indicator,
  rowKey,
  column: TARGET_COLUMNS[indicator].year,
});

const lookOf = (row: ProgressRow) => (row.light ? LIGHT_LOOK[row.light] : null);

function summaryOf({ rows, of }: ProgressData): string {
  const aimed = rows.filter((row) => row.completion !== null && row.lead !== null);
  const kind = of === "indicator" ? "项指标" : "条产业链";
  if (aimed.length === 0) return of === "indicator" ? "没有下达年度目标。" : "各产业链没有下达这项年度目标。";
  const reached = aimed.filter((row) => Number(row.lead) >= 0);
  const last = aimed.reduce((a, b) => (Number(b.lead) < Number(a.lead) ? b : a));
  const behind = reached.length === aimed.length ? "" : `；${last.name}差得最多，${leadWords(last.lead)}`;
  return `${aimed.length} ${kind}中 ${reached.length} ${kind.slice(0, 1)}达到序时${behind}。`;
}

/** 71.67% ▲ 欠 11.66. */
const labelOf = (row: ProgressRow): string => {
  if (row.completion === null) return row.target === null ? "没有目标" : "—";
  const points = row.lead?.replace("-", "") ?? "";
  const lead = Number(points) === 0 ? "持平" : `${Number(row.lead) < 0 ? "欠" : "超"} ${points}`;
  const look = lookOf(row);
  return `{percent|${shortPercent(row.completion)}}${look ? `{light|${look.shape}}` : " "}${row.lead === null ? "" : lead}`;
};

/** Beyond this a bar says no more than its label does. */
const MOST_PERCENT = 125;

function ticks(data: ProgressData, size: ChartSize, height: number) {
  const ink = inkOf(size);
  const tick = (values: (number | null)[], width: number, color: string, tall: number) => ({
    ...STILL,
    type: "scatter" as const,
    silent: true,
    symbol: "rect",
    symbolSize: [width, tall] as [number, number],
    itemStyle: { color, opacity: 1 },
    data: values.flatMap((value, i) => (value === null || value <= 0 ? [] : [[value, i]])),
  });
  const aimed = data.rows.map((row) =>
    row.completion === null ? null : lightLimits(data.rules, row.schedule),
  );
  return [
    tick(
      aimed.map((limit) => limit?.late ?? null),
      1,
      ink.edge,
      height * 0.6,
    ),
    tick(
      aimed.map((limit) => limit?.warn ?? null),
      1,
      ink.edge,
      height * 0.6,
    ),
    tick(
      data.rows.map((row) =>
        row.completion === null || row.schedule === null ? null : Number(row.schedule),
      ),
      2.5,
      ink.ink,
      height * 0.86,
    ),
  ];
}

function optionOf(data: ProgressData, size: ChartSize) {
  const ink = inkOf(size);
  const band = FRAME[size].height / Math.max(1, data.rows.length);
  const most = Math.max(100, ...data.rows.map((row) => Math.min(MOST_PERCENT, Number(row.completion ?? 0))));
  const small = size === "phone";
  return {
    ...baseOption(size),
    grid: { left: small ? 92 : 104, right: small ? 126 : 134, top: 4, bottom: 4 },
    xAxis: { type: "value" as const, show: false, min: 0, max: most },
    yAxis: {
      type: "category" as const,
      inverse: true,
      data: data.rows.map((row) => plainText(shortened(row.name, small ? 7 : 8))),
      axisLine: { lineStyle: { color: ink.edge } },
      axisTick: { show: false },
      axisLabel: { color: ink.ink, fontSize: 12, interval: 0 },
    },
    series: [
      {
        ...STILL,
        type: "bar" as const,
        barWidth: Math.min(20, Math.round(band * 0.5)),
        barMinHeight: 0,
        data: data.rows.map((row) => {
          const look = lookOf(row);
          return {
            value: Math.max(0, Math.min(MOST_PERCENT, Number(row.completion ?? 0))),
            itemStyle: { color: look ? ink[look.ink] : ink.middle, borderRadius: 2 },
          };
        }),
      },
      ...ticks(data, size, Math.min(36, band)),
      {
        ...STILL,
        // The words of all bars stand in one column, right of the longest.
        type: "scatter" as const,
        silent: true,
        symbolSize: 0.01,
        itemStyle: { color: "transparent", opacity: 1 },
        data: data.rows.map((row, i) => ({
          value: [most, i],
          label: {
            show: true,
            position: "right" as const,
            distance: 8,
            color: ink.ink,
            fontSize: 12,
            formatter: labelOf(row),
            rich: {
              percent: { fontWeight: "bold" as const, fontSize: 12, color: ink.ink },
              light: { fontSize: 11, padding: [0, 4], color: ink[lookOf(row)?.ink ?? "faint"] },
            },
          },
        })),
      },
    ],
  };
}

export function progressChart(data: ProgressData, size: ChartSize): ChartView {
  const marks = data.rows.map((row): ChartMark => {
    const look = lookOf(row);
    const state =
      row.completion === null
        ? "没有年度目标"
        : `完成 ${shortPercent(row.completion)}，序时 ${shortPercent(row.schedule)}，${leadWords(row.lead)}`;
    return { text: `${row.name} ${state}${look ? `（${look.word}）` : ""}`, opens: placeOf(data, row) };
  });
  const empty = data.rows.every((row) => row.completion === null);
  return {
    summary: summaryOf(data),
    note: empty ? "" : noteOf(data.rules),
    table: {
      head: [
        data.of === "indicator" ? "指标" : "产业链",
        "累计",
        "年度目标",
        "完成率",
        "序时进度",
        "超欠序时",
        "灯",
      ],
      rows: data.rows.map((row) => {
        const isAmount = isAmountIndicator(row.indicator);
        return [
          words(row.name),
          measured(isAmount, row.actual, placeOf(data, row)),
          measured(isAmount, row.target),
          percents(row.completion),
          percents(row.schedule),
          { kind: "points", value: row.lead },
          words(lookOf(row)?.word ?? "—"),
        ];
      }),
    },
    option: empty ? null : optionOf(data, size),
    marks: [marks],
  };
}
