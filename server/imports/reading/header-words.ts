/** The words that head a ledger's columns. Scores say how surely a word means its field. */

import type { LedgerField } from "@/server/contracts/import";
import { type AmountUnit, toHalfWidth } from "@/server/domain/amounts";
import { MONEY_WORDS } from "./words-of-money";
import { PROJECT_WORDS } from "./words-of-projects";
import { WORK_WORDS } from "./words-of-work";

export interface FieldWords<Field extends string = LedgerField> {
  field: Field;
  /** Tried on the innermost header first, then on the whole path (group + header) at nine tenths of the score. */
  words: [number, RegExp][];
  /** Never this field when the whole path matches. */
  never?: RegExp;
}

const WORDS: FieldWords[] = [...PROJECT_WORDS, ...MONEY_WORDS, ...WORK_WORDS];

const GROUP_WORD =
  /^(投资方|投资主体|投资|签约|开工|建设|资金|资金到位|项目|进度|责任|到位|落地|首报|企业|客商|基本|固投|固定资产投资|招商|协议|联系|服务|包保|推进|洽谈)(基本)?(情况|信息|概况|方|进度|计划|完成情况|单位|落实情况|安排|阶段)$|^(其中|时间节点|关键节点|节点|时间|责任分工|备注|本月|本年|累计|省外内资|到位资金|资金到位|完成固投)$/;

const UNIT_WORDS: [RegExp, AmountUnit][] = [
  [/亿元|[([/]亿[)\]]?$/, "yi"],
  [/万元|[([/]万[)\]]?$/, "wan"],
  [/(?<![亿万美欧港日])元/, "yuan"],
];

/** The unit that a header or a title line names, if any. 万美元 is none of ours. */
export function unitIn(raw: string): AmountUnit | null {
  const text = toHalfWidth(raw)
    .replace(/\s/g, "")
    .replace(/亿元以[上下]|万元以[上下]|[百千万亿]*(?:美元|欧元|港元|日元|韩元)/g, "");
  return UNIT_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** "万美元" in a header or a title that names no unit of ours: its numbers are not yuan. */
export function currencyIn(raw: string): string | null {
  const named = /[百千万亿]*(?:美元|美金|欧元|港元|港币|日元|英镑|卢布|韩元)/.exec(toHalfWidth(raw));
  return named && unitIn(raw) === null ? named[0] : null;
}

const UNIT_SUFFIX =
  /[([【](?:单位|金额单位|金额)?[:]?(?:人民币)?(?:亿元|万元|元|万美元|亿|万|个|项|家|%|亩|平方米|㎡|人|户|天|年月日?|年[/.、-]月[/.、-]?日?|yyyy.*|格式.*|必填|选填|下拉|\d+)[)\]】]/gi;

/** Header words without line breaks, blanks, units and ornaments, in half-width. */
export function headerText(raw: string): string {
  return toHalfWidth(raw)
    .replace(/\s/g, "")
    .toLowerCase()
    .replace(UNIT_SUFFIX, "")
    .replace(/[*★▲:;"“”'、.。]+/g, "")
    .replace(/^[(]?(其中)[)]?/, "$1")
    .replace(/(人民币)?(亿元|万元)$/, "")
    .replace(/^\d{1,2}(?=[\u4e00-\u9fff]{2})(?!月|年)/, "");
}

export const isUnitOnly = (raw: string): boolean => {
  const text = toHalfWidth(raw).replace(/[\s()单位:]/g, "");
  return /^(人民币)?(亿元?|万元?|元|万美元|个|项|%|亩|年月日|人)$/.test(text);
};

export interface FieldScore<Field extends string = LedgerField> {
  field: Field;
  score: number;
}

function scoreOf({ words, never }: FieldWords<string>, inner: string, path: string): number {
  if (never?.test(path)) return 0;
  let best = 0;
  for (const [score, pattern] of words) {
    if (score > best && pattern.test(inner)) best = score;
    else if (score * 0.9 > best && path !== inner && pattern.test(path)) best = score * 0.9;
  }
  return best;
}

/** Every field that header words may mean, best first. `path` runs from the outermost group to the header. */
export const scoreHeader = (path: readonly string[]): FieldScore[] => scoreAmong(WORDS, path);

export function scoreAmong<Field extends string>(
  fields: readonly FieldWords<Field>[],
  path: readonly string[],
): FieldScore<Field>[] {
  const parts = path.map(headerText).filter((part) => part !== "");
  const inner = parts.at(-1) ?? "";
  if (inner === "") return [];
  // 签约情况 / 类型 is 签约类型, 开工情况 / 日期 is 开工日期.
  const whole = [
    ...parts.slice(0, -1).map((part) => part.replace(/(基本)?(情况|信息|概况)$/, "")),
    inner,
  ].join("");
  return fields
    .map((words) => ({ field: words.field, score: scoreOf(words, inner, whole) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** The same few words are asked about on every row of a sheet. */
export function remembered(answer: (raw: string) => boolean): (raw: string) => boolean {
  const answers = new Map<string, boolean>();
  return (raw) => {
    const before = answers.get(raw);
    if (before !== undefined) return before;
    if (answers.size > 5_000) answers.clear();
    const now = answer(raw);
    answers.set(raw, now);
    return now;
  };
}

/** True when a text by itself could head a column. */
const isHeaderWord = remembered((raw) => {
  if (raw.length > 40) return false;
  const text = headerText(raw);
  return text !== "" && (GROUP_WORD.test(text) || (scoreHeader([raw])[0]?.score ?? 0) >= 0.6);
});

export const isGroupWord = (raw: string): boolean => raw.length <= 20 && GROUP_WORD.test(headerText(raw));

const couldNameProjects = remembered((raw) =>
  scoreHeader([raw]).some(({ field, score }) => field === "name" && score >= 0.7),
);

/** A cell that can head the column of project names: what every project table has. */
export function isNameHeader(raw: string): boolean {
  // Asked of every cell of a sheet, most of which hold a project's own name: those are long and name nothing else.
  if (raw.length > 30 || (raw.length > 8 && !/名称|内容|规模/.test(raw))) return false;
  return couldNameProjects(raw);
}

/** The words by which the header of a table is found. */
export interface HeaderVocabulary {
  isHeaderWord(raw: string): boolean;
  /** Heads the column that every row of the table fills. */
  isAnchor(raw: string): boolean;
}
export const LEDGER_VOCABULARY: HeaderVocabulary = { isHeaderWord, isAnchor: isNameHeader };
