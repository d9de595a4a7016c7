/**
 * The month in the words of the work report. Grammar: a figure of zero drops its clause; from one 亿 up 亿元, below it 万元;
 * 其中 only for subsets; a fall reads 下降; every figure names its column, so that it can be opened.
 */
import type { StatMonth } from "./periods";
import { type FigureValue, type ReportShape, tierName } from "./statistics-columns";
import { periodOf, proseAmount, type Reading, readGrowth, readLead, TAKEN_BACK } from "./writing/prose";

/** Plain words, or a figure with the column that it comes from. */
export type SentencePart = string | { column: string; text: string };

type Values = Readonly<Record<string, FigureValue>>;
type Clause = SentencePart[];

const numberOf = (values: Values, column: string): number => Number(values[column] ?? 0);
const count = (values: Values, column: string, before: string, after = "个"): Clause =>
  numberOf(values, column) === 0 ? [] : [before, { column, text: String(values[column]) }, after];
/** What was taken back is said in words, and nothing was 完成 then. */
function amount(values: Values, column: string, before: string): Clause {
  const fen = numberOf(values, column);
  if (fen === 0) return [];
  const said = fen < 0 ? `${before.replace("完成", "")}${TAKEN_BACK}` : before;
  return [said, { column, text: proseAmount(Math.abs(fen)) }];
}

const percentOf = (values: Values, column: string): string | null => {
  const value = values[column];
  return typeof value === "string" ? value : null;
};

function saying(column: string, reading: Reading | null): Clause {
  if (reading === null) return [];
  const { before, number, after } = reading;
  return number === null ? [before] : [before, { column, text: number }, ...(after === "" ? [] : [after])];
}

const growth = (values: Values, column: string): Clause =>
  saying(column, readGrowth(percentOf(values, column)));

/** 完成年度目标的62.50%，欠序时进度20.83个百分点. */
function progress(values: Values): Clause[] {
  const [completion, lead] = [percentOf(values, "completion"), percentOf(values, "lead")];
  if (completion === null || lead === null) return [];
  const done: Clause = ["完成年度目标的", { column: "completion", text: `${completion}%` }];
  return [done, saying("lead", readLead(lead))];
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
  const months = periodOf(month);
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
