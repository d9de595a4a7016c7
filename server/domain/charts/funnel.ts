/** 漏斗: what the months brought to each step, and the rates of the registry between them. */
import { type RateId, type RateRow, type RateShare, ratePercent } from "../rates";
import { baseOption, FRAME, inkOf, STILL, shortPercent } from "./chart-style";
import { type ChartMark, type ChartSize, type ChartView, counted, percents, words } from "./chart-view";

export interface FunnelStep {
  name: string;
  count: number;
  /** The rate whose figure this is. */
  rate: RateId;
  /** The rates that lead to it from the steps before, as the registry has them. */
  from: { name: string; rate: RateId; share: RateShare }[];
}
export interface FunnelData {
  /** 2026年1—10月. */
  span: string;
  steps: readonly FunnelStep[];
}

const NONE: RateShare = { part: 0, whole: 0 };

/** Steps out of the rates of one row of the table of rates, projects counted. */
export function funnelSteps(rates: RateRow, names: Readonly<Record<RateId, string>>): FunnelStep[] {
  const share = (rate: RateId) => rates[rate].count ?? NONE;
  const step = (name: string, count: number, rate: RateId, from: readonly RateId[]): FunnelStep => ({
    name,
    count,
    rate,
    from: from.map((id) => ({ name: names[id], rate: id, share: share(id) })),
  });
  return [
    step("线索", share("lead").whole, "lead", []),
    step("框架协议", share("framework").whole, "framework", []),
    step("正式签约", share("started").whole, "started", ["lead", "framework"]),
    step("开工", share("started").part, "started", ["started"]),
    // In the order of the pipeline: a rate stands above the step that it leads to.
    step("纳统", share("entered").part, "entered", ["entered"]),
    step("投产", share("built").part, "built", ["built"]),
  ];
}

type Rate = FunnelStep["from"][number];
const percentOf = ({ share }: Rate): string => shortPercent(ratePercent(share));
/** 开工率 53.49%（23/43）: of which projects a rate speaks is not told by the bar above it. */
const rateWords = (rate: Rate): string =>
  `${rate.name} ${percentOf(rate)}${rate.share.whole > 0 ? `（${rate.share.part}/${rate.share.whole}）` : ""}`;

const saying = ({ name, count, from }: FunnelStep): string =>
  [`${name} ${count} 个`, ...from.map(rateWords)].join("；");

function summaryOf({ span, steps }: FunnelData): string {
  if (steps.every((step) => step.count === 0)) return `${span}还没有线索、协议和签约。`;
  const at = (name: string) => steps.find((step) => step.name === name);
  const [lead, signed, started] = [at("线索"), at("正式签约"), at("开工")];
  const [rate] = started?.from ?? [];
  const share = rate && rate.share.whole > 0 ? `，${rate.name} ${percentOf(rate)}` : "";
  return `${span}登记线索 ${lead?.count ?? 0} 个，签约 ${signed?.count ?? 0} 个，其中已开工 ${started?.count ?? 0} 个${share}。`;
}

/** Bars and, between them, lines of words: the arrow, the name of the rate and the rate. */
interface Line {
  step: FunnelStep;
  bar: boolean;
}
const linesOf = (steps: readonly FunnelStep[]): Line[] =>
  steps.flatMap((step) => [...(step.from.length > 0 ? [{ step, bar: false }] : []), { step, bar: true }]);

function optionOf(data: FunnelData, size: ChartSize) {
  const ink = inkOf(size);
  const lines = linesOf(data.steps);
  const { height } = FRAME[size];
  const band = height / lines.length;
  return {
    ...baseOption(size),
    grid: { left: 64, right: 46, top: 2, bottom: 2 },
    xAxis: {
      type: "value" as const,
      show: false,
      min: 0,
      max: Math.max(1, ...data.steps.map((s) => s.count)),
    },
    yAxis: {
      type: "category" as const,
      inverse: true,
      data: lines.map(({ step, bar }) => (bar ? step.name : `${step.name} `)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: ink.ink,
        fontSize: 12,
        interval: 0,
        formatter: (name: string) => (name.trimEnd() === name ? name : ""),
      },
    },
    series: [
      {
        ...STILL,
        type: "bar" as const,
        barWidth: Math.round(band * 0.82),
        data: lines.map(({ step, bar }) =>
          bar
            ? {
                value: step.count,
                itemStyle: { color: ink.strong, borderRadius: 2 },
                label: {
                  show: true,
                  position: "right" as const,
                  color: ink.ink,
                  fontSize: 13,
                  fontWeight: "bold" as const,
                  formatter: String(step.count),
                },
              }
            : {
                value: 0,
                label: {
                  show: true,
                  position: "right" as const,
                  distance: 4,
                  color: ink.muted,
                  fontSize: 12,
                  formatter: `↓ ${step.from.map((rate) => (size === "phone" ? `${rate.name} ${percentOf(rate)}` : rateWords(rate))).join("  ")}`,
                },
              },
        ),
      },
    ],
  };
}

export function funnelChart(data: FunnelData, size: ChartSize): ChartView {
  const mark = (step: FunnelStep): ChartMark => ({
    text: saying(step),
    opens: { to: "rate", rate: step.rate },
  });
  const empty = data.steps.every((step) => step.count === 0);
  return {
    summary: summaryOf(data),
    note: "期内登记的线索、签订的框架协议和签约；开工、纳统、投产是其中签约的那一批走到哪一步，各率按转化率的口径。",
    table: {
      head: ["步骤", "个数", "转化率", "分子", "分母", "比率"],
      rows: data.steps.flatMap((step) => {
        const first = [words(step.name), counted(step.count, { to: "rate", rate: step.rate })];
        const rates = step.from.map((rate) => [
          words(rate.name),
          counted(rate.share.part),
          counted(rate.share.whole),
          percents(ratePercent(rate.share), { to: "rate", rate: rate.rate }),
        ]);
        if (rates.length === 0) return [[...first, words("—"), words("—"), words("—"), words("—")]];
        return rates.map((cells, i) => [...(i === 0 ? first : [words(""), words("")]), ...cells]);
      }),
    },
    option: empty ? null : optionOf(data, size),
    marks: [linesOf(data.steps).map(({ step }) => mark(step))],
  };
}
