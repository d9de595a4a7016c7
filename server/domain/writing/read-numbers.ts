/** Numbers of a text with their units, and what the words around each say that it is. */
import { toHalfWidth } from "../amounts";
import { type StatMonth, statMonth, yearOf } from "../periods";

export type NumberUnit = "个" | "亿元" | "万元" | "万美元" | "%" | "百分点";

export interface NumberInText {
  from: number;
  to: number;
  /** The digits alone, without separators. */
  digits: string;
  places: number;
  /** Null where a figure stands without one. */
  unit: NumberUnit | null;
}

/** Which of the district's figures belong together. */
export type Subject = "signed" | "framework" | "outside" | "foreign" | "advancing" | "started" | "investment";
export type FigureRole =
  | "count"
  | "amount"
  | "tier"
  | "converted"
  | "new"
  | "carried"
  | "target"
  | "completion"
  | "lead"
  | "growth";

/** What a figure is, or what a number claims to be. */
export interface Claim {
  subject: Subject | null;
  role: FigureRole;
  span: "month" | "year" | "second-half";
  month: StatMonth;
  /** Name of the row; empty for the district. */
  row: string;
  /** 亿元以上, of a tier. */
  tier: string;
}

const NUMBER =
  /(?<![\d.A-Za-z—–-])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(亿元|万元|万美元|个百分点|百分点|%|个(?!月)|项|家)(?!及?以[上下]|不满)/g;
const BARE = /(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(亿元|万元|万美元|个百分点|百分点|%|个)?/;
const UNIT_OF: Record<string, NumberUnit> = { 项: "个", 家: "个", 个百分点: "百分点" };

const numberOf = (match: RegExpMatchArray, from: number): NumberInText => {
  const [whole, digits = "", fraction, unit] = match;
  return {
    from,
    to: from + whole.length,
    digits: `${digits.replaceAll(",", "")}${fraction === undefined ? "" : `.${fraction}`}`,
    places: fraction?.length ?? 0,
    unit: unit === undefined ? null : (UNIT_OF[unit] ?? (unit as NumberUnit)),
  };
};

/** Every number that has a unit. Places in the text stay: full-width signs are as long as others. */
export const numbersIn = (text: string): NumberInText[] =>
  [...toHalfWidth(text).matchAll(NUMBER)].map((match) => numberOf(match, match.index));

/** The number of a figure that knows its source, whatever hands have made of it; null when there is none left. */
export function numberOfFigure(text: string): NumberInText | null {
  const match = BARE.exec(toHalfWidth(text));
  return match ? numberOf(match, match.index) : null;
}

const SENTENCE_END = /[。；！？\n]/;
/** Words that name a subject; the last one before a number counts. */
const SUBJECTS: readonly [RegExp, Subject][] = [
  [/框架/g, "framework"],
  [/签约/g, "signed"],
  [/省外|到位|引进[^，。]{0,4}资金/g, "outside"],
  [/(?<!省)外资/g, "foreign"],
  [/推进/g, "advancing"],
  [/开工/g, "started"],
  [/固定资产投资|固投/g, "investment"],
];

function lastSubject(text: string): Subject | null {
  let best: { at: number; subject: Subject } | null = null;
  for (const [words, subject] of SUBJECTS)
    for (const { index } of text.matchAll(words))
      if (best === null || index > best.at) best = { at: index, subject };
  // 省外内资 speaks of arrivals from outside even where 外资 is read into it, and 签订框架协议…签约金额 of frameworks.
  return best?.subject === "signed" && /框架/.test(text) ? "framework" : (best?.subject ?? null);
}

function roleOf(unit: NumberUnit | null, near: string): FigureRole | null {
  switch (unit) {
    case "百分点":
      return /序时/.test(near) ? "lead" : null;
    case "%":
      if (/同比|增长|下降/.test(near)) return "growth";
      return /完成/.test(near) ? "completion" : null;
    case "个":
      if (/以上/.test(near)) return "tier";
      return /转[^，。]{0,3}正式/.test(near) ? "converted" : "count";
    default:
      if (/目标[^，。]{0,3}$/.test(near)) return "target";
      if (/续建/.test(near)) return "carried";
      return /新建/.test(near) ? "new" : "amount";
  }
}

const TIER = /((?:\d+(?:\.\d+)?)?[亿万]元)以上/g;
const YEAR_TO_DATE = /1[—–\-~至](\d{1,2})月/g;
/** Words that begin a period; it lasts until the next one in the paragraph. */
const PERIODS: readonly [RegExp, "month" | "year"][] = [
  [/年初以来|今年以来|累计|全年|上半年|季度|1[—–\-~至]\d{1,2}月/g, "year"],
  [/本月|当月|(?<![—–\-~至\d])\d{1,2}月(?=份|，)/g, "month"],
];

function periodBefore(before: string): "month" | "year" {
  let last: { at: number; span: "month" | "year" } = { at: -1, span: "year" };
  for (const [words, span] of PERIODS)
    for (const { index } of before.matchAll(words)) if (index > last.at) last = { at: index, span };
  return last.span;
}

/** The month of the last 1—5月 before the number; the text's own without one. */
function monthOf(sentence: string, month: StatMonth): StatMonth {
  const told = Number([...sentence.matchAll(YEAR_TO_DATE)].at(-1)?.[1] ?? 0);
  return told >= 1 && told <= 12 ? statMonth(yearOf(month), told) : month;
}

/** The row named last before the number, of these; empty for none. */
function rowOf(before: string, rows: readonly string[]): string {
  let best = { at: -1, row: "" };
  for (const row of rows) {
    const at = before.lastIndexOf(row);
    if (at > best.at || (at === best.at && at >= 0 && row.length > best.row.length)) best = { at, row };
  }
  return best.row;
}

/** What the words before a number say that it is; null where they say nothing. */
export function claimOf(
  paragraph: string,
  { from, unit }: NumberInText,
  { month, rows, previous }: { month: StatMonth; rows: readonly string[]; previous: number },
): Claim | null {
  const before = toHalfWidth(paragraph.slice(0, from)).replaceAll(",", "，");
  const start = Math.max(...[...before].map((c, i) => (SENTENCE_END.test(c) ? i + 1 : 0)), 0);
  const sentence = before.slice(start);
  const near = before.slice(Math.max(start, previous));
  const role = roleOf(unit, near);
  if (role === null) return null;
  const dollars = unit === "万美元";
  const subject = dollars ? "foreign" : role === "tier" ? "signed" : lastSubject(sentence);
  const secondHalf = /下半年/.test(sentence);
  const span = secondHalf ? "second-half" : periodBefore(before);
  return {
    subject: subject ?? (secondHalf && role === "amount" ? "signed" : null),
    role: secondHalf ? "target" : role,
    span,
    month: span === "year" ? monthOf(sentence, month) : month,
    row: rowOf(before, rows),
    tier: role === "tier" ? ([...near.matchAll(TIER)].at(-1)?.[1] ?? "") : "",
  };
}
