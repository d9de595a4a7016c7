/** What is typed or pasted into a cell of the list, read as the value that it means. Pure. */
import type { ScreenUnit } from "@/components/shared/format";
import { UNREADABLE_AMOUNT } from "@/components/ui/amount-field";
import { readTypedDay } from "@/components/ui/day-text";
import type { ProjectChoices } from "@/server/contracts/project-list";
import { type Fen, readAmount, toHalfWidth } from "@/server/domain/amounts";
import type { Day } from "@/server/domain/periods";
import { readPlace } from "@/server/domain/read-place";

/** A value, or why the text cannot be one. */
export type Reading<Value> = { value: Value; problem?: undefined } | { problem: string };

export const isProblem = <Value>(reading: Reading<Value>): reading is { problem: string } =>
  reading.problem !== undefined;

/** Nothing, as tables say it. */
const isNothing = (text: string): boolean => /^[-—–/]*$/.test(text.trim());

/** Line breaks of a spreadsheet's cell wrap a name; they do not belong to it. */
export const oneLine = (text: string): string =>
  text
    .trim()
    .replace(/(.)\s*[\r\n]+\s*(.)/g, (_, before: string, after: string) =>
      /[\x21-\x7e]/.test(before) && /[\x21-\x7e]/.test(after) ? `${before} ${after}` : `${before}${after}`,
    );

/** A bare number is read in the unit that the table shows. */
export function readAmountCell(text: string, unit: ScreenUnit): Reading<Fen | null> {
  if (isNothing(text)) return { value: null };
  const read = readAmount(text, unit);
  return read ? { value: read.fen } : { problem: UNREADABLE_AMOUNT };
}

export interface Named {
  id: number;
  name: string;
  /** Other words for it. */
  words?: readonly string[];
}

const plain = (text: string): string => toHalfWidth(text).replace(/\s/g, "").toLowerCase();
const TOLD_AT_MOST = 3;

/** The one that bears the name or one of its other words; else the only one whose name holds the text. */
export function readName<One extends Named>(
  text: string,
  all: readonly One[] | undefined,
  what: string,
): Reading<One | null> {
  if (isNothing(text)) return { value: null };
  if (!all) return { problem: `${what}的名称还没有载入，请再试一次` };
  const wanted = plain(text);
  const exact =
    all.find((one) => plain(one.name) === wanted) ??
    all.find((one) => one.words?.some((word) => plain(word) === wanted));
  if (exact) return { value: exact };
  const near = all.filter((one) => plain(one.name).includes(wanted));
  const [only] = near;
  if (only && near.length === 1) return { value: only };
  if (near.length === 0) return { problem: `没有叫“${text.trim()}”的${what}` };
  const names = near.slice(0, TOLD_AT_MOST).map((one) => one.name);
  return {
    problem: `“${text.trim()}”可以是${names.join("、")}${near.length > TOLD_AT_MOST ? "等" : ""}，请写全称`,
  };
}

export interface Step {
  nextStep: string;
  nextDueOn: Day | null;
}

const LAST_WORD = /(?:^|[\s,，;；|])([^\s,，;；|]+)$/;
/** 3.2 is a figure, 12-20 and 12月20日 are days; with its year a day may be written in any way. */
const LIKE_A_DAY = /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?|\d{8}|\d{1,2}(-\d{1,2}|月\d{1,2}[日号]?))$/;

/** "催办环评 12-20": what is to be done, and at the end the day by which. What is written is all that stands. */
export function readStep(text: string, today: Day): Reading<Step> {
  const trimmed = text.trim();
  if (isNothing(trimmed)) return { value: { nextStep: "", nextDueOn: null } };
  const last = LAST_WORD.exec(trimmed);
  const word = toHalfWidth(last?.[1] ?? "");
  if (!last || !LIKE_A_DAY.test(word)) return { value: { nextStep: trimmed, nextDueOn: null } };
  const nextDueOn = readTypedDay(word, today);
  if (nextDueOn === null) return { problem: `“${word}”不是真实存在的日期` };
  return { value: { nextStep: trimmed.slice(0, last.index).replace(/[\s,，;；|]+$/, ""), nextDueOn } };
}

export interface Origin {
  originProvince: string;
  originCity: string;
}

/** "辽宁沈阳", "沈阳", "北京", "德国慕尼黑". */
export function readOriginCell(text: string): Reading<Origin> {
  if (isNothing(text)) return { value: { originProvince: "", originCity: "" } };
  const place = readPlace(text);
  return place
    ? { value: { originProvince: place.province, originCity: place.city ?? "" } }
    : { problem: `没有认出“${text.trim()}”，请写成“辽宁沈阳”；其他国家和地区请到项目页填写` };
}

export interface SheetContext {
  choices: ProjectChoices | undefined;
  unit: ScreenUnit;
  today: Day;
}
