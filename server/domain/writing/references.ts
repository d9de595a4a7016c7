/** What a placeholder means: {本链.签约金额}, {重型数控机床.签约项目数}, {省外内资到位.1—5月}, {签约金额同比.1位}. */
import { nearestWord, plainWord } from "../form-placeholders";
import { type Exhibit, readExhibit } from "./exhibits";
import {
  CHAIN_WORDS,
  type ChainWord,
  EACH_CHAIN,
  type FigureWord,
  isOfDistrict,
  isOfOneMonth,
  PHRASE_WORDS,
  type PhraseWord,
  TEXT_WORDS,
  type TextWord,
  THIS_CHAIN,
  WHEN_ANY,
} from "./words";

/** Whose figure: the district's, that of the chain of the loop, or of a row by its name. */
export type RowReference = { kind: "total" } | { kind: "this" } | { kind: "named"; name: string };

export type Reference =
  | { kind: "text"; word: TextWord }
  | { kind: "chain"; word: ChainWord }
  | { kind: "phrase"; word: PhraseWord; row: RowReference }
  | { kind: "exhibit"; exhibit: Exhibit; mention: boolean }
  | { kind: "figure"; word: FigureWord; row: RowReference; month: number | null; places: number | null };

export type SectionReference = { kind: "each" } | { kind: "when"; reference: Reference };

export interface Vocabulary {
  figures: readonly FigureWord[];
  /** Names of the rows of the report by chain. */
  rows: readonly string[];
}

const MONTH = /^(?:1[-—–~至])?(\d{1,2})月$/;
const PLACES = /^([12])位(?:小数)?$/;

interface Parsed {
  row: RowReference;
  word: string;
  month: number | null;
  places: number | null;
}

/** Takes off what stands before and behind the word; a string is what is wrong. */
function parse(inner: string, { rows }: Vocabulary, inLoop: boolean): Parsed | string {
  const steps = plainWord(inner).split(".").filter(Boolean);
  let month: number | null = null;
  let places: number | null = null;
  while (steps.length > 1) {
    const last = steps.at(-1) ?? "";
    const [asMonth, asPlaces] = [MONTH.exec(last), PLACES.exec(last)];
    if (!asMonth && !asPlaces) break;
    if (asMonth) month = Number(asMonth[1]);
    if (asPlaces) places = Number(asPlaces[1]);
    steps.pop();
  }
  if (month !== null && (month < 1 || month > 12)) return "没有这个月份";
  const [word = "", extra] = steps.slice(-2).reverse();
  if (steps.length > 2) return "点太多，应写成 {行名.指标} 这样";
  if (extra === undefined) return { row: { kind: "total" }, word, month, places };
  if (extra === plainWord(THIS_CHAIN))
    return inLoop
      ? { row: { kind: "this" }, word, month, places }
      : `“${THIS_CHAIN}”只能写在 {#${EACH_CHAIN}} 和 {/${EACH_CHAIN}} 之间`;
  const name = rows.find((row) => plainWord(row) === extra);
  if (name !== undefined) return { row: { kind: "named", name }, word, month, places };
  const near = nearestWord(extra, [...rows, THIS_CHAIN]);
  return `月报表中没有“${extra}”这一行${near === null ? "" : `，是否要写“${near}”`}`;
}

const keyOf = <Word extends string>(words: Record<Word, string>, typed: string): Word | undefined =>
  (Object.keys(words) as Word[]).find((word) => plainWord(word) === typed);

/** What is wrong with a figure of this row and month; null when there is such a one. */
function figureProblem(word: FigureWord, { row, month }: Pick<Parsed, "row" | "month">): string | null {
  if (word.source === "half-year" && (row.kind !== "total" || month !== null))
    return `“${word.word}”只有全区全年的数`;
  if (isOfDistrict(word) && row.kind !== "total") return `“${word.word}”只有全区的数`;
  return isOfOneMonth(word) && month !== null ? `“${word.word}”只有统计月的数` : null;
}

/** What is wrong with a phrase of this row; null when there is such a one. */
function phraseProblem(phrase: PhraseWord, row: RowReference): string | null {
  if (phrase === "分档项目数") return null;
  if (phrase !== "新签项目") return row.kind === "total" ? null : `“${phrase}”只有全区的`;
  return row.kind === "this" ? null : `“新签项目”要写成 {${THIS_CHAIN}.新签项目}，放在 {#${EACH_CHAIN}} 之间`;
}

/** A reference, or in words what is wrong with it. */
export function understand(inner: string, vocabulary: Vocabulary, inLoop: boolean): Reference | string {
  const exhibit = readExhibit(inner);
  if (exhibit !== null) return typeof exhibit === "string" ? exhibit : { kind: "exhibit", ...exhibit };
  const parsed = parse(inner, vocabulary, inLoop);
  if (typeof parsed === "string") return parsed;
  const { row, word: typed, month, places } = parsed;
  const figure = vocabulary.figures.find(({ word }) => plainWord(word) === typed);
  if (figure) return figureProblem(figure, parsed) ?? { kind: "figure", word: figure, row, month, places };
  const phrase = keyOf(PHRASE_WORDS, typed);
  if (phrase) return phraseProblem(phrase, row) ?? { kind: "phrase", word: phrase, row };
  const chain = row.kind === "this" ? keyOf(CHAIN_WORDS, typed) : undefined;
  if (chain) return { kind: "chain", word: chain };
  const text = row.kind === "total" ? keyOf(TEXT_WORDS, typed) : undefined;
  if (text) return { kind: "text", word: text };
  const near = nearestWord(typed, allWords(vocabulary, row));
  const prefix = row.kind === "total" ? "" : row.kind === "this" ? `${THIS_CHAIN}.` : `${row.name}.`;
  return `没有占位符“${inner}”${near === null ? "" : `，是否要写 {${prefix}${near}}`}`;
}

const allWords = ({ figures }: Vocabulary, row: RowReference): string[] => [
  ...figures.map(({ word }) => word),
  ...Object.keys(PHRASE_WORDS),
  ...(row.kind === "this" ? Object.keys(CHAIN_WORDS) : Object.keys(TEXT_WORDS)),
];

/** {#各产业链} or {#有.框架协议数}. */
export function understandSection(
  inner: string,
  vocabulary: Vocabulary,
  inLoop: boolean,
): SectionReference | string {
  const typed = plainWord(inner);
  if (typed === plainWord(EACH_CHAIN))
    return inLoop ? `{#${EACH_CHAIN}} 不能套在另一个里面` : { kind: "each" };
  if (!typed.startsWith(`${WHEN_ANY}.`)) {
    const near = nearestWord(typed, [EACH_CHAIN]);
    return `没有“{#${inner}}”，可用 {#${near ?? EACH_CHAIN}} 或 {#${WHEN_ANY}.指标}`;
  }
  const reference = understand(typed.slice(WHEN_ANY.length + 1), vocabulary, inLoop);
  if (typeof reference !== "string" && reference.kind === "exhibit")
    return `{#${WHEN_ANY}.……} 里写指标，附表和图没有内容时自己略去`;
  return typeof reference === "string" ? reference : { kind: "when", reference };
}
