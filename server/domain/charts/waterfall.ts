/** 阶段存量流量: what stood at a stage, what came, what went, what stands; the columns are those of 阶段流转. */
import { FLOW_COLUMNS, FLOW_STAGES, type FlowCell, type FlowColumn, type FlowStage } from "../stage-flow";
import { baseOption, inkOf, STILL, shortAmount, shortValue, valueWords } from "./chart-style";
import {
  type ChartMark,
  type ChartPlace,
  type ChartSize,
  type ChartView,
  counted,
  money,
  words,
} from "./chart-view";

export interface WaterfallData {
  /** 2026年10月. */
  span: string;
  /** Null: all stages together. */
  stage: FlowStage | null;
  cells: Record<FlowColumn, FlowCell>;
  measure: "count" | "amount";
}

const OUT: readonly FlowColumn[] = ["passed", "ended", "movedOut"];
/** From one stage to another is neither coming nor going for all of them together. */
const WITHIN: readonly FlowColumn[] = ["arrived", "passed"];
const STOCK: readonly FlowColumn[] = ["opening", "closing"];
const STEPS: readonly FlowColumn[] = [
  "opening",
  "added",
  "arrived",
  "movedIn",
  "passed",
  "ended",
  "movedOut",
  "revalued",
  "closing",
];
/** As narrow as a bar. */
const SHORT: Record<FlowColumn, string> = {
  opening: "期初",
  added: "新增",
  arrived: "转入",
  movedIn: "调入",
  passed: "转出",
  ended: "终止\n流失",
  movedOut: "调出",
  revalued: "金额\n变动",
  closing: "期末",
};

export interface WaterfallStep {
  column: FlowColumn;
  /** Where the bar begins and ends; a stock begins at 0. */
  from: number;
  to: number;
}

const valueIn = ({ measure }: WaterfallData, cell: FlowCell): number =>
  measure === "count" ? cell.count : cell.fen;

/** Steps that meet: each begins where the one before ended, and the last one ends at the closing stock. */
export function waterfallSteps(data: WaterfallData): WaterfallStep[] {
  const steps: WaterfallStep[] = [];
  for (const column of STEPS) {
    const value = valueIn(data, data.cells[column]);
    if (STOCK.includes(column)) {
      steps.push({ column, from: 0, to: value });
      continue;
    }
    if (value === 0 || (data.stage === null && WITHIN.includes(column))) continue;
    const from = steps.at(-1)?.to ?? 0;
    steps.push({ column, from, to: from + (OUT.includes(column) ? -value : value) });
  }
  return steps;
}

const placeOf = ({ stage }: WaterfallData, column: FlowColumn): ChartPlace =>
  stage === null ? { to: "flow-page" } : { to: "flow", stage, column };

const stageName = ({ stage }: WaterfallData): string => (stage === null ? "在册项目" : FLOW_STAGES[stage]);
const isEmpty = (data: WaterfallData): boolean =>
  STEPS.every((column) => data.cells[column].count === 0 && data.cells[column].fen === 0);

function summaryOf(data: WaterfallData): string {
  const { span, measure } = data;
  if (isEmpty(data)) return `${span}${stageName(data)}没有存量，也没有进出。`;
  const isAmount = measure === "amount";
  const steps = waterfallSteps(data);
  const sum = (down: boolean) =>
    steps
      .filter(({ column, from, to }) => !STOCK.includes(column) && to < from === down)
      .reduce((total, { from, to }) => total + Math.abs(to - from), 0);
  const [opening, closing] = [valueIn(data, data.cells.opening), valueIn(data, data.cells.closing)];
  const said = (value: number) => valueWords(isAmount, value);
  return `${span}${stageName(data)}期初 ${said(opening)}，增 ${said(sum(false))}，减 ${said(sum(true))}，期末 ${said(closing)}。`;
}

function optionOf(data: WaterfallData, size: ChartSize) {
  const ink = inkOf(size);
  const isAmount = data.measure === "amount";
  const steps = waterfallSteps(data);
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  const bar = { ...STILL, type: "bar" as const, stack: "steps", barWidth: "62%" };
  return {
    ...baseOption(size),
    grid: { left: 4, right: 4, top: 20, bottom: 36 },
    xAxis: {
      type: "category" as const,
      data: steps.map(({ column }) => SHORT[column]),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.edge } },
      axisLabel: { color: ink.muted, fontSize: 11, lineHeight: 13, interval: 0 },
    },
    yAxis: { type: "value" as const, show: false, min: Math.min(0, ...ends), max: Math.max(1, ...ends) },
    series: [
      {
        ...bar,
        itemStyle: { color: "transparent" },
        data: steps.map(({ from, to }) => Math.min(from, to)),
      },
      {
        ...bar,
        data: steps.map(({ column, from, to }) => {
          const down = to < from;
          const stock = STOCK.includes(column);
          const sign = stock ? "" : down ? "−" : "+";
          return {
            value: Math.abs(to - from),
            itemStyle: down
              ? { color: ink.surface, borderColor: ink.strong, borderWidth: 1.5 }
              : { color: stock ? ink.strong : ink.middle, borderRadius: 1 },
            label: {
              show: true,
              position: "top" as const,
              distance: 3,
              color: ink.ink,
              fontSize: 12,
              fontWeight: (stock ? "bold" : "normal") as "bold" | "normal",
              formatter: `${sign}${shortValue(isAmount, Math.abs(to - from))}`,
            },
          };
        }),
      },
    ],
  };
}

export function waterfallChart(data: WaterfallData, size: ChartSize): ChartView {
  const steps = waterfallSteps(data);
  const mark = ({ column }: WaterfallStep): ChartMark => {
    const { count, fen } = data.cells[column];
    const many = column === "revalued" ? "" : `${count} 个，`;
    return { text: `${FLOW_COLUMNS[column]} ${many}${shortAmount(fen)}`, opens: placeOf(data, column) };
  };
  return {
    summary: summaryOf(data),
    note: "期初、期末是当日结束时已知的在册项目；实心为增，空心为减。金额为计划总投资，没有的用意向投资额。",
    table: {
      head: ["项", "个数", "金额"],
      rows: STEPS.map((column) => {
        const { count, fen } = data.cells[column];
        const opens = placeOf(data, column);
        return [
          words(FLOW_COLUMNS[column]),
          counted(column === "revalued" ? null : count, opens),
          money(fen, opens),
        ];
      }),
    },
    option: isEmpty(data) ? null : optionOf(data, size),
    marks: [steps.map(mark), steps.map(mark)],
  };
}
