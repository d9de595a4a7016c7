/** The charts are true to their numbers: lengths, balance, one square a province, and nothing drawn where nothing is. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HMT_PLACES, MAINLAND_PROVINCES, shortPlace } from "../places";
import { RATE_IDS, type RateRow } from "../rates";
import { FLOW_COLUMN_NAMES, FLOW_STAGE_NAMES, flowLines, type Move, totalFlow } from "../stage-flow";
import type { ChainsData } from "./chains";
import { plainText, shortAmount, shortened } from "./chart-style";
import { CHART_SIZES, type ChartView } from "./chart-view";
import { CHART_IDS, type ChartFigures, chartView } from "./charts";
import { type FunnelData, funnelChart, funnelSteps } from "./funnel";
import { flowPieces, type MonthFlowData, monthFlowChart } from "./month-flow";
import { type OriginsData, originsChart, shadeOf, TILES, tilesOf } from "./origins";
import { lightLimits, type ProgressData, progressChart } from "./progress";
import { type WaterfallData, waterfallChart, waterfallSteps } from "./waterfall";

const YI = 10_000_000_000;
const money = fc.integer({ min: -50 * YI, max: 900 * YI });
const share = (part: number, whole: number) => ({ part: BigInt(part), whole: BigInt(whole) });
const RULES = { lights: "lag", warnPoints: 10, latePoints: 30, latePercent: 50 } as const;

interface Item {
  value?: unknown;
  label?: { formatter?: string };
}
/** The items of a series as they are drawn. */
const itemsOf = (view: ChartView, series: number): Item[] => {
  const list = view.option?.series as { data: (Item | number | string)[] }[];
  return (list[series]?.data ?? []).map((item) => (typeof item === "object" ? item : { value: item }));
};
const valuesOf = (view: ChartView, series: number) => itemsOf(view, series).map(({ value }) => value);

const rates = (over: Partial<Record<(typeof RATE_IDS)[number], [number, number]>>): RateRow =>
  Object.fromEntries(
    RATE_IDS.map((id) => {
      const [part, whole] = over[id] ?? [0, 0];
      return [id, { count: { part, whole }, amount: null }];
    }),
  ) as RateRow;
const NAMES = Object.fromEntries(RATE_IDS.map((id) => [id, `率 ${id}`])) as never;
const funnel = (over: Parameters<typeof rates>[0]): FunnelData => ({
  span: "2026年1—10月",
  steps: funnelSteps(rates(over), NAMES),
});

const flow = (values: (number | null)[], target: number | null): MonthFlowData => ({
  indicator: "outsideFen",
  rowKey: "total",
  rowName: "全区",
  months: Array.from({ length: 12 }, (_, i) => ({
    month: 202601 + i,
    value: values[i] ?? null,
    schedule: share(i + 1, 12),
    opening: false,
  })),
  year: values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
  target,
  completion: target === null ? null : "50.00",
  lead: target === null ? null : "-33.33",
});

const progress = (completion: string | null, lead: string | null): ProgressData => ({
  month: 202610,
  of: "indicator",
  rules: RULES,
  rows: [
    {
      name: "签约项目",
      rowKey: "total",
      indicator: "signedCount",
      target: completion === null ? null : 60,
      actual: 43,
      completion,
      schedule: "83.33",
      lead,
      light: completion === null ? null : "warning",
    },
  ],
});

const chains = (count: number, value: number): ChainsData => ({
  indicator: "signedCount",
  months: [202601, 202602],
  chosen: null,
  panels: Array.from({ length: count }, (_, i) => ({
    rowKey: String(i),
    name: `第${i}链`,
    hue: i,
    months: [value, value * i],
    year: value * (i + 1),
    completion: null,
    lead: null,
    light: null,
  })),
});

const origins = (values: Record<string, number>): OriginsData => ({
  month: 202610,
  span: "2026年1—10月",
  column: "signedYearCount",
  rows: Object.entries(values).map(([key, value]) => ({
    key,
    name: key === "other" ? "未填写" : key,
    value,
  })),
  total: Object.values(values).reduce((a, b) => a + b, 0),
});

const NO_CELLS = totalFlow([]);
const waterfall = (over: Partial<WaterfallData>): WaterfallData => ({
  span: "2026年10月",
  stage: "signed",
  cells: NO_CELLS,
  measure: "count",
  ...over,
});

describe("漏斗", () => {
  const data = funnel({
    lead: [21, 126],
    framework: [4, 12],
    started: [23, 43],
    built: [5, 43],
    entered: [12, 19],
  });

  it("draws each step as long as its count and the rates of the registry between", () => {
    const items = itemsOf(funnelChart(data, "wide"), 0);
    expect(items.map(({ value }) => value)).toEqual([126, 12, 0, 43, 0, 23, 0, 12, 0, 5]);
    expect(items[2]?.label?.formatter).toBe("↓ 率 lead 16.67%（21/126）  率 framework 33.33%（4/12）");
    expect(items[4]?.label?.formatter).toBe("↓ 率 started 53.49%（23/43）");
    expect(items[6]?.label?.formatter).toBe("↓ 率 entered 63.16%（12/19）");
  });

  it("has a rate without projects as none, never as 0 %", () => {
    const view = funnelChart(funnel({ lead: [0, 3] }), "wide");
    expect(itemsOf(view, 0)[4]?.label?.formatter).toBe("↓ 率 started —");
    expect(view.summary).toBe("2026年1—10月登记线索 3 个，签约 0 个，其中已开工 0 个。");
  });

  it("opens every bar where its rate stands", () => {
    const { marks, table } = funnelChart(data, "phone");
    expect(marks[0]?.map((mark) => mark?.opens)).toContainEqual({ to: "rate", rate: "built" });
    expect(table.rows.map(([step]) => step?.value)).toEqual([
      "线索",
      "框架协议",
      "正式签约",
      "",
      "开工",
      "纳统",
      "投产",
    ]);
  });
});

describe("月度进展", () => {
  it("stacks the months: each piece as long as its month, each beginning where the last one ended", () => {
    fc.assert(
      fc.property(fc.array(money, { minLength: 1, maxLength: 12 }), (values) => {
        const pieces = flowPieces(flow(values, null).months);
        expect(pieces.map(({ from, to }) => to - from)).toEqual(values);
        expect(pieces.at(-1)?.to).toBe(values.reduce((a, b) => a + b, 0));
        for (const [i, piece] of pieces.entries()) expect(piece.from).toBe(pieces[i - 1]?.to ?? 0);
      }),
    );
  });

  it("draws nothing for months to come, and the lines to the end of the year", () => {
    const view = monthFlowChart(flow([3 * YI, 2 * YI], 12 * YI), "wide");
    expect(valuesOf(view, 1).slice(0, 3)).toEqual([3 * YI, 2 * YI, "-"]);
    expect(valuesOf(view, 2)).toEqual(Array.from({ length: 12 }, (_, i) => (i + 1) * YI));
    expect(view.summary).toBe(
      "2026年1—2月省外内资到位 5亿元，完成年度目标的 50.00%，比序时慢 33.33 个百分点。",
    );
    expect(view.marks[1]?.[2]).toBeNull();
    expect(view.marks[1]?.[1]?.opens).toMatchObject({
      to: "figure",
      month: 202602,
      column: "outsideMonthFen",
    });
  });

  it("says of the month that was asked about that it brought nothing, and of others nothing", () => {
    const labels = itemsOf(monthFlowChart(flow([YI, 0, 2 * YI, 0], null), "wide"), 1);
    expect(labels.slice(0, 4).map(({ label }) => label?.formatter)).toEqual(["1.0亿", "", "2.0亿", "0"]);
  });

  it("says that months do not come to the year where they do not", () => {
    expect(monthFlowChart({ ...flow([YI], null), year: 2 * YI }, "wide").note).toContain("调整");
    expect(monthFlowChart(flow([YI], null), "wide").note).not.toContain("调整");
  });
});

describe("序时进度", () => {
  it("draws completion as it is, in the colour of its light, and the limits in force", () => {
    const view = progressChart(progress("71.67", "-11.66"), "wide");
    expect(valuesOf(view, 0)).toEqual([71.67]);
    expect(itemsOf(view, 4)[0]?.label?.formatter).toContain("欠 11.66");
    expect(view.table.rows[0]?.map((cell) => cell.value)).toEqual([
      "签约项目",
      43,
      60,
      "71.67",
      "83.33",
      "-11.66",
      "预警",
    ]);
  });

  it("puts the limits where the rule in force puts them", () => {
    expect(lightLimits(RULES, "80")).toEqual({ warn: 70, late: 50 });
    expect(lightLimits({ ...RULES, lights: "shortfall", latePercent: 25 }, "80")).toEqual({
      warn: 80,
      late: 60,
    });
    expect(lightLimits({ ...RULES, lights: "growth" }, "80")).toBeNull();
    expect(lightLimits(RULES, null)).toBeNull();
  });

  it("names who is furthest behind, and nobody where all have come as far", () => {
    expect(progressChart(progress("71.67", "-11.66"), "wide").summary).toBe(
      "1 项指标中 0 项达到序时；签约项目差得最多，比序时慢 11.66 个百分点。",
    );
    expect(progressChart(progress("90.00", "6.67"), "wide").summary).toBe("1 项指标中 1 项达到序时。");
  });
});

describe("来源省份", () => {
  it("has a square for each province once, in a place of its own", () => {
    const places = [...MAINLAND_PROVINCES, ...HMT_PLACES].map(shortPlace);
    expect(Object.keys(TILES).sort()).toEqual([...places, "境外"].sort());
    expect(new Set(Object.values(TILES).map(String)).size).toBe(Object.keys(TILES).length);
  });

  it("adds up to the report, whatever it names", () => {
    const keys = fc.constantFrom(
      ...MAINLAND_PROVINCES,
      ...HMT_PLACES,
      "德国",
      "日本",
      "undisclosed",
      "other",
    );
    fc.assert(
      fc.property(fc.dictionary(keys, fc.integer({ min: 0, max: 500 })), (values) => {
        const data = origins(values);
        expect(tilesOf(data).reduce((sum, tile) => sum + tile.value, 0)).toBe(data.total);
      }),
    );
  });

  it("puts what lies abroad together and leads to its rows", () => {
    const abroad = (values: Record<string, number>) =>
      tilesOf(origins(values)).find(({ name }) => name === "境外");
    expect(abroad({ 德国: 2, 日本: 1 })).toMatchObject({ value: 3, opens: { to: "cut" } });
    expect(abroad({ 德国: 2 })).toMatchObject({ value: 2, opens: { to: "figure", rowKey: "德国" } });
    const said = (values: Record<string, number>) => originsChart(origins(values), "wide").summary;
    expect(said({ 江苏省: 9, 德国: 1 })).toContain("来自 1 个省区市和境外，");
    expect(said({ 江苏省: 9, 香港特别行政区: 2, 德国: 1 })).toContain(
      "来自 2 个省区市和港澳台地区以及境外，",
    );
    expect(said({ 江苏省: 9, 德国: 1 })).toContain("最多的是江苏（9 个，占 90.00%）");
  });

  it("is darker where there is more", () => {
    expect([0, 1, 25, 26, 66, 67, 100].map((value) => shadeOf(value, 100))).toEqual([
      "none",
      "soft",
      "soft",
      "middle",
      "middle",
      "strong",
      "strong",
    ]);
  });
});

describe("阶段存量流量", () => {
  const stage = fc.option(fc.constantFrom(...FLOW_STAGE_NAMES), { nil: null });
  const move = fc
    .record({
      from: stage,
      to: stage,
      elsewhere: fc.boolean(),
      count: fc.nat(40),
      fromFen: fc.nat(YI),
      toFen: fc.nat(YI),
    })
    .filter(({ from, to }) => from !== null || to !== null)
    .map(
      (m): Move => ({ ...m, fromFen: m.from === null ? 0 : m.fromFen, toFen: m.to === null ? 0 : m.toFen }),
    );

  it("balances for every stage and for all of them, in number and in money", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), fc.constantFrom("count", "amount"), (moves, measure) => {
        const lines = flowLines(moves);
        const all = { stage: null, cells: totalFlow(lines) };
        for (const part of [...lines, all]) {
          const steps = waterfallSteps(waterfall({ ...part, measure }));
          expect(steps.at(-1)?.to).toBe(steps.at(-2)?.to);
          expect(
            steps.every((step, i) => i === 0 || i === steps.length - 1 || step.from === steps[i - 1]?.to),
          ).toBe(true);
        }
      }),
    );
  });

  it("draws each step as long as its cell", () => {
    const lines = flowLines([
      { from: "signed", to: "signed", elsewhere: false, count: 30, fromFen: 0, toFen: 0 },
      { from: "signed", to: "started", elsewhere: false, count: 7, fromFen: 0, toFen: 0 },
      { from: "negotiation", to: "signed", elsewhere: false, count: 12, fromFen: 0, toFen: 0 },
    ]);
    const line = lines.find(({ stage }) => stage === "signed");
    if (!line) throw new Error("no such stage");
    const view = waterfallChart(waterfall(line), "wide");
    expect(valuesOf(view, 1)).toEqual([37, 12, 7, 42]);
    expect(valuesOf(view, 0)).toEqual([0, 37, 42, 0]);
    expect(view.summary).toBe("2026年10月正式签约期初 37 个，增 12 个，减 7 个，期末 42 个。");
    expect(view.table.rows).toHaveLength(FLOW_COLUMN_NAMES.length);
  });
});

describe("every chart", () => {
  const none: ChartFigures = {
    funnel: funnel({}),
    flow: flow([0, 0], null),
    progress: progress(null, null),
    chains: chains(3, 0),
    origins: origins({}),
    waterfall: waterfall({}),
  };

  it.each(CHART_IDS)("%s draws nothing where there is nothing, and says so in words", (id) => {
    for (const size of CHART_SIZES) {
      const { option, summary } = chartView(id, none[id], size);
      expect(option).toBeNull();
      expect(summary).toMatch(/没有/);
    }
  });

  it("keeps names apart from the marks of formatted text", () => {
    expect(plainText("{b}链")).toBe("｛b｝链");
    expect(shortened("新能源汽车及零部件", 5)).toBe("新能源汽…");
  });

  it("writes amounts short", () => {
    expect([0, 33.46 * YI, 3_200_000_000, 85_500_000, -1.2 * YI].map(shortAmount)).toEqual([
      "0",
      "33.5亿",
      "3,200万",
      "85.5万",
      "-1.2亿",
    ]);
  });
});
