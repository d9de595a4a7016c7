/**
 * The month in the words of the work report. Grammar: a figure of zero drops its clause; from one 亿 up 亿元, below it 万元;
 * 其中 only for subsets; a fall reads 下降; every figure names its column, so that it can be opened.
 */
import { FEN_PER_YI, type Fen, formatFen } from "./amounts";
import { monthNumberOf, type StatMonth } from "./periods";
import { type FigureValue, type ReportShape, tierName } from "./statistics-columns";

/** Plain words, or a figure with the column that it comes from. */
export type SentencePart = string | { column: string; text: string };

/** 33.50亿元 or 3200万元, for running text. The choice of the unit is made before rounding. */
export function proseAmount(fen: Fen): string {
  if (Math.abs(fen) >= FEN_PER_YI) return `${formatFen(fen, "yi", 2)}亿元`;
  return `${formatFen(fen, "wan", 2).replace(/\.?0+$/, "")}万元`;
}

type Values = Readonly<Record<string, FigureValue>>;
type Clause = SentencePart[];

const numberOf = (values: Values, column: string): number => Number(values[column] ?? 0);
const count = (values: Values, column: string, before: string, after = "个"): Clause =>
  numberOf(values, column) === 0 ? [] : [before, { column, text: String(values[column]) }, after];
const amount = (values: Values, column: string, before: string): Clause =>
  numberOf(values, column) === 0 ? [] : [before, { column, text: proseAmount(numberOf(values, column)) }];

/** 同比增长8.92%, 同比下降8.92%, 与上年同期持平; nothing without a base. */
function growth(values: Values, column: string): Clause {
  const percent = values[column];
  if (typeof percent !== "string") return [];
  if (Number(percent) === 0) return ["与上年同期持平"];
  return [Number(percent) < 0 ? "同比下降" : "同比增长", { column, text: `${percent.replace("-", "")}%` }];
}

/** 完成年度目标的62.50%，欠序时进度20.83个百分点. */
function progress(values: Values): Clause[] {
  const { completion, lead } = values;
  if (typeof completion !== "string" || typeof lead !== "string") return [];
  const done: Clause = ["完成年度目标的", { column: "completion", text: `${completion}%` }];
  if (Number(lead) === 0) return [done, ["与序时进度持平"]];
  const behind = Number(lead) < 0;
  return [
    done,
    [behind ? "欠序时进度" : "超序时进度", { column: "lead", text: lead.replace("-", "") }, "个百分点"],
  ];
}

/** Clauses with commas between and a full stop; empty clauses vanish, and a sentence without any is dropped. */
function sentence(clauses: readonly Clause[]): SentencePart[] {
  const said = clauses.filter((c) => c.length > 0);
  return said.flatMap((clause, i) => [...clause, i === said.length - 1 ? "。" : "，"]);
}

const startingWith = (first: string, clauses: readonly Clause[]): Clause[] => {
  const said = clauses.filter((c) => c.length > 0);
  return said.map((clause, i) => (i === 0 ? [first, ...clause] : clause));
};

/** The whole paragraph for the figures of a row, usually 合计. */
export function monthSentence(
  values: Values,
  month: StatMonth,
  shape: Pick<ReportShape, "tiers" | "indicator">,
): SentencePart[] {
  const m = monthNumberOf(month);
  const months = m === 1 ? "1月" : `1—${m}月`;
  const signed = [
    count(values, "signedYearCount", "签约招商引资项目"),
    amount(values, "signedYearFen", "签约总金额"),
  ];
  const tiers = shape.tiers.map((tier, i) =>
    count(values, `signedTier${i + 1}Count`, `${tierName(tier)}项目`),
  );
  const arrived = amount(values, "outsideYearFen", `${months}省外内资到位`);
  const followed =
    arrived.length === 0
      ? []
      : [growth(values, "outsideGrowth"), ...(shape.indicator === "outsideFen" ? progress(values) : [])];
  const framework = [
    count(values, "frameworkYearCount", "签订框架协议"),
    amount(values, "frameworkYearFen", "协议金额"),
    count(values, "convertedYearCount", "其中已转正式"),
  ];
  const advanced = count(values, "advancingCount", "推进产业项目");
  const started = count(values, "startedYearCount", advanced.length > 0 ? "其中新开工项目" : "新开工项目");
  const invested = [
    amount(values, "investmentYearFen", "产业项目完成固定资产投资"),
    growth(values, "investmentGrowth"),
  ];
  const parts = [
    ...sentence(startingWith("年初以来，", signed)),
    ...sentence(startingWith("其中，", tiers)),
    ...sentence([arrived, ...followed]),
    ...sentence(framework),
    ...sentence([advanced, started, ...(numberOf(values, "investmentYearFen") === 0 ? [] : invested)]),
  ];
  return parts.length > 0 ? parts : [`${months}暂无签约、到位、开工和固定资产投资数据。`];
}
