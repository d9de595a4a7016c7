/** The rates in the words of the bulletins; what is zero drops its clause. */

import { monthLabel, type StatMonth } from "./periods";
import { type MonthWindow, windowLabel } from "./rate-windows";
import {
  type RateId,
  type RateMeasure,
  type RateRow,
  type RateScope,
  type RateShare,
  type RateWords,
  rateLabels,
  ratePercent,
} from "./rates";

/** Text, or a figure that opens its projects. */
export type RateSentencePart = string | { rate: RateId; measure: RateMeasure; text: string };

const COUNTED: readonly [RateId, string][] = [
  ["performed", "履约"],
  ["started", "开工"],
  ["built", "投产"],
];
const RATED: readonly [RateId, RateMeasure][] = [
  ["performed", "count"],
  ["started", "count"],
  ["arrived", "amount"],
];

const shareOf = (rates: RateRow, id: RateId, measure: RateMeasure): RateShare | null => rates[id][measure];

/** a、b和c */
const listed = (parts: readonly RateSentencePart[][]): RateSentencePart[] =>
  parts.flatMap((part, i) => (i === 0 ? part : [i === parts.length - 1 ? "和" : "、", ...part]));

function shares(rates: RateRow, words: Record<RateId, RateWords>, labels: string): RateSentencePart[] {
  const said = RATED.flatMap(([rate, measure]) => {
    const share = shareOf(rates, rate, measure);
    const percent = ratePercent(share);
    return share === null || share.part === 0 || percent === null
      ? []
      : [{ rate, measure, text: `${percent}%` }];
  });
  if (said.length === 0) return [];
  const names = said.map(({ rate }) => words[rate].name).join("、");
  return [`，${names}${labels}${said.length > 1 ? "分别为" : "为"}`, ...listed(said.map((s) => [s]))];
}

interface RateSentenceInput extends MonthWindow, RateScope {
  cutoff: StatMonth;
  /** Figures of a row, usually 合计. */
  rates: RateRow;
  words: Record<RateId, RateWords>;
}

export function rateSentence({
  rates,
  words,
  from,
  to,
  cutoff,
  ...scope
}: RateSentenceInput): RateSentencePart[] {
  const label = windowLabel({ from, to });
  const signed = shareOf(rates, "registered", "count")?.whole ?? 0;
  if (signed === 0) return [`${label}暂无签约项目。`];
  const counts = COUNTED.flatMap(([rate, name]): RateSentencePart[][] => {
    const part = shareOf(rates, rate, "count")?.part ?? 0;
    return part === 0 ? [] : [[name, { rate, measure: "count", text: String(part) }, "个"]];
  });
  const labels = rateLabels(scope);
  const known = cutoff > to ? `，截至${monthLabel(cutoff)}` : "";
  const head: RateSentencePart[] = [
    `${label}${scope.way === "cohort" ? "签约的" : "新签约"}`,
    { rate: "registered", measure: "count", text: String(signed) },
    scope.way === "cohort" ? `个项目中${known}` : "个项目，期内",
  ];
  const between = scope.way === "cohort" ? "，" : "";
  if (counts.length === 0) return [...head.slice(0, 2), `个项目${known}尚未履约。`];
  return [
    ...head,
    between,
    ...counts.flatMap((count, i) => (i === 0 ? count : ["、", ...count])),
    ...shares(rates, words, labels.length > 0 ? `（${labels.join("，")}）` : ""),
    "。",
  ];
}
