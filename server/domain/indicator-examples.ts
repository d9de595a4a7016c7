/** Worked examples: small stated numbers, put through the very functions that make the figures. */

import { FEN_PER_WAN, formatFen } from "./amounts";
import type { LightColour } from "./clocks";
import { isMoney, type RateId, type RateWords, rateFigures, ratePercent } from "./rates";
import { elapsedPercent, leadPoints, sharePoints } from "./statistics";
import type { FigureContext, FigureKind, FigureValue, ReportColumn } from "./statistics-column-kit";
import { measureName } from "./statistics-measure-names";
import { addSums, emptySums, MEASURES, type Measure, type RowSums } from "./statistics-measures";
import { type LightRule, leadLight } from "./target-progress";

export interface IndicatorExample {
  given: string[];
  result: string;
}

const wan = (amount: number): number => amount * FEN_PER_WAN;
const wanText = (fen: number): string => `${formatFen(fen, "wan", 2).replace(/\.?0+$/, "")}万元`;

/** Three projects of 3,350 万元: what is rounded once at the end is 1.01 亿元, not three times 0.34. */
const EVENTS: readonly RowSums[] = [
  ...[1, 2, 3].map(() => ({
    ...emptySums(),
    month: { signedFen: wan(3350), outsideFen: wan(400), signedCount: 1 },
    year: { signedFen: wan(3350), outsideFen: wan(400), signedCount: 1, signedTier1: 0 },
  })),
  {
    month: { frameworkCount: 1, frameworkFen: wan(30_000), startedCount: 1, investmentFen: wan(820) },
    year: {
      signedCount: 35,
      signedFen: wan(389_950),
      signedTier1: 12,
      signedTier2: 4,
      signedTier3: 1,
      signedTier4: 1,
      signedTier5: 0,
      frameworkCount: 9,
      frameworkFen: wan(130_000),
      convertedCount: 4,
      outsideFen: wan(60_800),
      carriedFen: wan(44_200),
      startedCount: 21,
      cohortStartedCount: 19,
      advancingCount: 57,
      investmentFen: wan(281_990),
      foreignFen: wan(2_100),
      foreignUsdCents: 30_000_000,
    },
    last: { signedFen: wan(320_000), outsideFen: wan(55_000), investmentFen: wan(300_000) },
    lastMonth: {},
  },
];
const SUMS: RowSums = EVENTS.reduce((sums, event) => addSums(sums, event), emptySums());
/** October, 62,000 万元 arrived of 80,000 as planned: the month and target of every example. */
const contextOf = (column: ReportColumn): FigureContext => ({
  month: 202610,
  indicator: "outsideFen",
  target: column.source.measure.endsWith("Fen") ? wan(80_000) : 40,
  rank: 2,
});

const EXAMPLE_TIERS = [wan(10_000), wan(50_000), wan(100_000)];
const SPANS: Record<keyof RowSums, string> = {
  month: "本月",
  year: "本年累计",
  last: "上年同期",
  lastMonth: "上年同月",
};

export function figureWords(kind: FigureKind, value: FigureValue): string {
  if (value === null) return "—";
  switch (kind) {
    case "amount":
      return `${wanText(Number(value))}（${formatFen(Number(value), "yi", 2)}亿元）`;
    case "usd":
      return `${formatFen(Number(value), "wan", 2)}万美元`;
    case "percent":
      return `${value}%`;
    case "points":
      return `${value}个百分点`;
    case "rank":
      return `第${value}位`;
    case "count":
      return `${value}个`;
  }
}

const sumWords = (measure: Measure, value: number): string => {
  if (measure === "foreignUsdCents") return `${formatFen(value, "wan", 2)}万美元`;
  return measure.endsWith("Fen") ? wanText(value) : `${value}个`;
};

/** 3350万元＋3350万元＋3350万元: what a sum is made of, so that the adding is part of the example. */
function addedWords(span: keyof RowSums, measure: Measure): string {
  const parts = EVENTS.flatMap((event) => event[span][measure] || []);
  return (parts.length > 0 ? parts : [0]).map((part) => sumWords(measure, part)).join("＋");
}

/** The sums as the column reads them, in its order; what it does not read is no part of its example. */
function recorded(sums: RowSums): { sums: RowSums; read: string[] } {
  const read = new Set<string>();
  const watched = (span: keyof RowSums) =>
    new Proxy(sums[span], {
      get: (values, name) => {
        const measure = MEASURES.find((m) => m === name);
        if (!measure) return undefined;
        const value = values[measure] ?? 0;
        read.add(`${SPANS[span]}${measureName(measure, EXAMPLE_TIERS)} ${addedWords(span, measure)}`);
        return value;
      },
    });
  const copy = {
    month: watched("month"),
    year: watched("year"),
    last: watched("last"),
    lastMonth: watched("lastMonth"),
  };
  return {
    sums: copy,
    get read() {
      return [...read];
    },
  };
}

/** What a column makes of the example's sums, and which of them it took. */
export function exampleOfColumn(column: ReportColumn): IndicatorExample {
  const context = contextOf(column);
  const watch = recorded(SUMS);
  const value = column.value(watch.sums, context);
  const target = ["target", "completion", "lead"].includes(column.id)
    ? [`年度目标 ${sumWords(column.source.measure, context.target ?? 0)}`]
    : [];
  const elapsed = column.id === "lead" ? [`10月序时进度 ${elapsedPercent(context.month)}%`] : [];
  const place = column.id === "rank" ? ["完成率在有目标的各行中排第2"] : [];
  return { given: [...watch.read, ...target, ...elapsed, ...place], result: figureWords(column.kind, value) };
}

const RATE_EXAMPLE: Record<RateId, readonly [part: number, whole: number]> = {
  performed: [244, 247],
  registered: [231, 247],
  landed: [79, 247],
  started: [222, 247],
  built: [60, 247],
  funded: [150, 247],
  arrived: [370, 1077],
  entered: [180, 205],
  ended: [3, 247],
  framework: [4, 9],
  lead: [21, 130],
};

/** A rate by its count; 资金到位率 by money, as bulletins have printed it. */
export function rateExample(id: RateId, words: RateWords): IndicatorExample {
  const [part, whole] = RATE_EXAMPLE[id];
  const money = isMoney(id, "count");
  const sums = { partCount: part, wholeCount: whole, partFen: wan(part), wholeFen: wan(whole) };
  const side = (value: number) => (money ? wanText(wan(value)) : `${value}个`);
  return {
    given: [`${words.condition} ${side(part)}`, `分母 ${side(whole)}`],
    result: figureWords("percent", ratePercent(rateFigures(id, sums, false).count)),
  };
}

const LIGHT_WORDS: Record<Exclude<LightColour, "none">, string> = {
  normal: "正常",
  warning: "预警",
  late: "滞后",
};

export const PROGRESS_EXAMPLES = {
  elapsed: (): IndicatorExample => ({
    given: ["10月", "下半年目标、9月"],
    result: [
      figureWords("percent", elapsedPercent(202610)),
      figureWords("percent", elapsedPercent(202609, "second-half")),
    ].join("；"),
  }),
  light: (rule: LightRule): IndicatorExample => {
    const [actual, target, month] = [wan(62_000), wan(100_000), 202610];
    const points = leadPoints(actual, target, month);
    const light = leadLight(rule, { actual, target, month });
    return {
      given: ["年度目标 100000万元", "10月累计 62000万元", `超欠序时 ${points ?? "—"}个百分点`],
      result: light === null ? "—" : LIGHT_WORDS[light],
    };
  },
  points: (): IndicatorExample => ({
    given: ["本期 21个 / 38个", "上年同期 21个 / 45个"],
    result: figureWords("points", sharePoints({ part: 21, whole: 38 }, { part: 21, whole: 45 })),
  }),
};
