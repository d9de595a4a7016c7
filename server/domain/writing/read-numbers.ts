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
  | "growth"
  | "schedule";

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
  /(?<![\d.A-Za-z—–-])(?<!不[满足])(\d{1,3}(?:,\d{3}){1,6}|\d+)(?:\.(\d+))?\s*(亿元|万元|万美元|个百分点|百分点|%|个(?!月)|项|家)(?!及?以[上下]|不满)/g;
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

/** What words are compared by: full-width signs are as long as others. */
const plain = (text: string): string => toHalfWidth(text).replaceAll(",", "，");

/** What is found in a paragraph, in the order of its ends. */
interface Mark<Value> {
  at: number;
  end: number;
  value: Value;
}

/** Goes along with the numbers of a paragraph: what was last said before each, looking at every mark once. */
class LastSaid<Value> {
  readonly #marks: readonly Mark<Value>[];
  #next = 0;
  #last: Mark<Value> | null = null;

  constructor(marks: readonly Mark<Value>[]) {
    this.#marks = marks.toSorted((a, b) => a.end - b.end);
  }

  /** The mark that begins last of those that end by here; of several, the longest. Places only grow. */
  before(place: number): Mark<Value> | null {
    for (let mark = this.#marks[this.#next]; mark && mark.end <= place; mark = this.#marks[this.#next]) {
      if (this.#last === null || mark.at >= this.#last.at) this.#last = mark;
      this.#next += 1;
    }
    return this.#last;
  }
}

/** Finds names in a text: whatever their number, each place is compared only with those that begin as it does. */
export class NameFinder {
  readonly #names = new Map<string, { name: string; typed: string }[]>();

  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      const typed = plain(name);
      const alike = this.#names.get(typed.slice(0, 2)) ?? [];
      if (typed !== "") this.#names.set(typed.slice(0, 2), alike);
      alike.push({ name, typed });
    }
  }

  /** In a text that is `plain`. */
  in(text: string): Mark<string>[] {
    const found: Mark<string>[] = [];
    for (let at = 0; at < text.length; at += 1)
      for (const start of [text.slice(at, at + 1), text.slice(at, at + 2)])
        for (const { name, typed } of this.#names.get(start) ?? [])
          if (text.startsWith(typed, at)) found.push({ at, end: at + typed.length, value: name });
    return found;
  }
}

const SENTENCE_END = /[。；！？\n]/g;
/** A number is spoken of by the words close before it; no sentence of an office is longer. */
const LOOKED_BACK = 500;
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

/** 序时进度为75.00%, which is neither ahead of it nor behind. */
const SCHEDULE = /(?<![超欠于])序时(?:进度)?[^，。完成率\d]{0,4}$/;

function roleOf(unit: NumberUnit | null, near: string): FigureRole | null {
  switch (unit) {
    case "百分点":
      return /序时/.test(near) ? "lead" : null;
    case "%":
      if (SCHEDULE.test(near)) return "schedule";
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

/** Parts of a year that begin in January, by the month in which they end. */
const NAMED_SPANS: readonly [RegExp, number][] = [
  [/(?<!第)一季度/g, 3],
  [/上半年/g, 6],
  [/前三季度/g, 9],
];
/** Other times of which the report of the month has no figures; a growth speaks of the present one. */
const OTHER_TIME = /去年|上年|同期|上月|(?<!前)[二三四]季度/;

/** Months at whose end a text says that its figures stand: 1—5月, 上半年. */
export const monthsNamedIn = (text: string): { at: number; month: number }[] =>
  [
    ...[...text.matchAll(YEAR_TO_DATE)].map(({ 1: told, index }) => ({ at: index, month: Number(told) })),
    ...NAMED_SPANS.flatMap(([words, month]) =>
      [...text.matchAll(words)].map(({ index }) => ({ at: index, month })),
    ),
  ]
    .filter(({ month }) => month >= 1 && month <= 12)
    .sort((a, b) => a.at - b.at);

/** The month of the last 1—5月 before the number; the text's own without one. */
function monthOf(sentence: string, month: StatMonth): StatMonth {
  const told = monthsNamedIn(sentence).at(-1)?.month;
  return told === undefined ? month : statMonth(yearOf(month), told);
}

interface Context {
  month: StatMonth;
  /** Names of the rows of the report. */
  rows: NameFinder;
  projects: NameFinder;
}

/** What the words before the numbers of one paragraph say that they are. Asked in the order of the numbers. */
export class ParagraphClaims {
  readonly #text: string;
  readonly #month: StatMonth;
  readonly #periods: LastSaid<"month" | "year">;
  readonly #rows: LastSaid<string>;
  readonly #ends: LastSaid<null>;
  readonly #projects: LastSaid<string>;
  /** The row that a first sentence without any number names as what the paragraph is about: 在某某链建设上。 */
  readonly #about: string;
  #previous = 0;

  constructor(paragraph: string, { month, rows, projects }: Context) {
    this.#text = plain(paragraph);
    this.#month = month;
    const found = <Value>(words: RegExp, value: Value): Mark<Value>[] =>
      [...this.#text.matchAll(words)].map(({ 0: said, index }) => ({
        ...{ at: index, end: index + said.length },
        value,
      }));
    this.#periods = new LastSaid(PERIODS.flatMap(([words, span]) => found(words, span)));
    const named = rows.in(this.#text);
    this.#rows = new LastSaid(named);
    const [heading = ""] = this.#text.split(/[。；！？\n]/, 1);
    this.#about = /\d/.test(heading) ? "" : (new LastSaid(named).before(heading.length)?.value ?? "");
    this.#ends = new LastSaid(found(SENTENCE_END, null));
    this.#projects = new LastSaid(projects.in(this.#text));
  }

  /** The claim is null where they say nothing, the project where none is named in the sentence. */
  of(number: NumberInText): { claim: Claim | null; project: string | null } {
    const begin = this.#ends.before(number.from)?.end ?? 0;
    const project = this.#projects.before(number.from);
    return {
      claim: this.#claim(number, Math.max(begin, number.from - LOOKED_BACK), begin),
      project: project !== null && project.at >= begin ? project.value : null,
    };
  }

  #claim({ from, to, unit }: NumberInText, start: number, begin: number): Claim | null {
    const sentence = this.#text.slice(start, from);
    const near = this.#text.slice(Math.max(start, this.#previous), from);
    const [said, row] = [this.#periods.before(from), this.#rows.before(from)];
    this.#previous = to;
    const role = roleOf(unit, near);
    if (role === null) return null;
    const clause = near.slice(near.lastIndexOf("，") + 1);
    if (role !== "growth" && OTHER_TIME.test(clause)) return null;
    const subject = unit === "万美元" ? "foreign" : role === "tier" ? "signed" : lastSubject(sentence);
    if (role === "schedule")
      return {
        ...{ subject: null, role, span: "year", row: "", tier: "" },
        month: monthOf(sentence, this.#month),
      };
    const secondHalf = /下半年/.test(sentence);
    const span = secondHalf ? "second-half" : (said?.value ?? "year");
    return {
      subject: subject ?? (secondHalf && role === "amount" ? "signed" : null),
      role: secondHalf ? "target" : role,
      span,
      month: span === "year" ? monthOf(sentence, this.#month) : this.#month,
      row: row !== null && row.at >= begin ? row.value : this.#about,
      tier: role === "tier" ? ([...near.matchAll(TIER)].at(-1)?.[1] ?? "") : "",
    };
  }
}
