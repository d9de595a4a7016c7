/** Names of industry chains in cells, section rows, titles and sheet names, brought to one form. */
import { toHalfWidth } from "@/server/domain/amounts";
import { exactPlace, type Place } from "@/server/domain/read-place";
import { type StageWord, stageOf } from "./clean-words";

const ORDINAL =
  /^(?:第[一二三四五六七八九十]+(?:部分|类|组|批)?[、.:\s]*|[(][一二三四五六七八九十]+[)][、.\s]*|[一二三四五六七八九十]{1,3}[、.:\s]+|[(]\d{1,2}[)][、.\s]*|\d{1,2}[、.)]\s*|[①-⑳]|[■●◆★▲◇○]\s*)/;

/** 1 for 一、 and 第一部分, 2 for （一）, 3 for 1. and (1), 0 without an ordinal. */
export function ordinalLevel(raw: string): 0 | 1 | 2 | 3 {
  const text = toHalfWidth(raw).trim();
  if (/^(第[一二三四五六七八九十]+|[一二三四五六七八九十]{1,3}([、.:\s]|$))/.test(text)) return 1;
  if (/^[(][一二三四五六七八九十]+[)]/.test(text)) return 2;
  return /^(\d{1,2}[、.)]|[(]\d{1,2}[)]|[①-⑳])/.test(text) ? 3 : 0;
}

/** "一、重型数控机床产业链（21个）" → 重型数控机床产业链. */
export function bareHeading(raw: string): string {
  return toHalfWidth(raw)
    .replace(/\s+/g, " ")
    .trim()
    .replace(ORDINAL, "")
    .replace(/[(【[][^)】\]]*[)】\]]/g, "")
    .replace(/[,，:;、]?\s*(?:共计?|合计|小计)?\s*\d+\s*(?:个|项|家)(?:项目)?.*$/, "")
    .replace(/\s/g, "")
    .replace(/[:;,。、]+$/, "");
}

/** "（21个）" in a heading or a total: how many projects it claims. */
export function claimedCount(raw: string): number | null {
  const match = /(\d+)\s*(?:个|项|家)/.exec(toHalfWidth(raw));
  return match ? Number(match[1]) : null;
}

/** 冷链, 供应链 and 区块链 end in the character that otherwise is only a suffix. */
const OWN_CHAIN_CHARACTER = /(冷|供应|区块|食物|价值|生态)链$/;

export function withoutSuffix(name: string): string {
  const bare = name
    .replace(/(项目|板块|领域|方面|类)$/, "")
    .replace(/(重点)?(全?产业链条?|产业链群|链条|链式产业)$/, "");
  return OWN_CHAIN_CHARACTER.test(bare) ? bare : bare.replace(/链$/, "");
}

const hasChainSuffix = (name: string): boolean =>
  /(产业链条?|链条)(项目|板块)?$/.test(name) || (/链$/.test(name) && !OWN_CHAIN_CHARACTER.test(name));

/** 能源 and 新能源, 材料 and 新材料 are different trades; 教育 and 现代教育 are not. */
export const isNewTradeOf = (short: string, long: string): boolean =>
  long.startsWith(`新${short}`) || long.startsWith(`新型${short}`);

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const char of whole) if (char === part[at]) at++;
  return at === part.length;
}

export interface ChainMatch {
  chain: string;
  /** The words differed by more than an ordinal, a count or the suffix 产业链. */
  matched: boolean;
}

/** Finds the known chain that a word means: equal, contained either way, or an abbreviation of exactly one. */
export function matchChain(raw: string, known: readonly string[]): ChainMatch | null {
  const name = withoutSuffix(bareHeading(raw));
  if (name === "") return null;
  const suffixless = known.map((chain) => ({ chain, short: withoutSuffix(chain) }));
  const equal = suffixless.find(({ chain, short }) => chain === name || short === name);
  if (equal) return { chain: equal.short, matched: false };
  if (name.length >= 2) {
    const others = suffixless.filter(({ short }) => !isNewTradeOf(name, short) && !isNewTradeOf(short, name));
    const contained = others.filter(({ short }) => short.includes(name) || name.includes(short));
    const close = contained.length > 0 ? contained : others.filter(({ short }) => isSubsequence(name, short));
    if (close.length === 1 && close[0]) return { chain: close[0].short, matched: true };
  }
  return null;
}

export type Heading =
  | { kind: "chain"; value: string; level: number; certain: boolean }
  | { kind: "stage"; value: string; level: number }
  | { kind: "place"; value: string; level: number; place: Place }
  | { kind: "department"; value: string; level: number }
  | { kind: "other"; value: string; level: number };

const CATEGORY =
  /^(三条|四条|[一二三四五六七八九十\d]+条)?(承接|创新|重点|主导|特色|优势|传统|新兴|其他|其它|非重点)(类)?(产业链?|链)?(项目)?$/;
/** Groups by time, kind, place or department say nothing about the chain. */
const NOT_A_CHAIN =
  /年|月|结转|新建|续建|扩建|省外|省内|外资|内资|亿元|万元|以上|以下|局$|委$|办$|街道|园区|开发区|专班|重点项目|产业项目|招商引资|其他|其它|未分类|部门|单位|地区$|三角|京津冀|湾区|港澳台/;
const DEPARTMENT = /^.{1,10}(?:局|委|委员会|街道(?:办事?处?)?|镇|乡|招商专班|驻.{1,6}专班)$/;

export function readHeading(raw: string, known: readonly string[]): Heading {
  const level = ordinalLevel(raw);
  const text = bareHeading(raw);
  const value = withoutSuffix(text);
  if (CATEGORY.test(text)) return { kind: "other", value: text, level };
  const match = known.length > 0 ? matchChain(text, known) : null;
  if (match) return { kind: "chain", value: match.chain, level, certain: true };
  if (hasChainSuffix(text)) return { kind: "chain", value, level, certain: true };
  const stage = stageOf(text.replace(/(类|项目|阶段|情况)+$/, ""));
  if (stage && text.length <= 12) return { kind: "stage", value: stage, level };
  const place = exactPlace(text);
  if (place) return { kind: "place", value: text, level, place };
  if (DEPARTMENT.test(text)) return { kind: "department", value: text, level };
  if (NOT_A_CHAIN.test(text) || value.length < 2 || value.length > 14)
    return { kind: "other", value: text, level };
  return { kind: "chain", value, level, certain: false };
}

const GENERIC_SHEET_WORDS =
  /(sheet|表)\s*\d*$|^\d+$|^(sheet|表)\d*|招商引资|招商|重点|产业|项目|明细|台账|清单|一览|汇总|统计|总表|底表|情况|登记|调度|管理|数据|副本|最新|更新|20\d{2}年?|\d{1,2}月|\d+$|[()（）\s_\-·.、]/gi;

/** A sheet named after its chain or its stage: "重型数控机床", "3.烤肉链", "在谈项目". Null for 招商引资项目台账. */
export function readSheetName(name: string, known: readonly string[]): Heading | null {
  const bare = bareHeading(name);
  const match = known.length > 0 ? matchChain(bare, known) : null;
  if (match) return { kind: "chain", value: match.chain, level: 0, certain: true };
  if (hasChainSuffix(bare)) return { kind: "chain", value: withoutSuffix(bare), level: 0, certain: true };
  const words = bare.replace(GENERIC_SHEET_WORDS, "");
  if (words.length < 2) return null;
  const heading = readHeading(words, known);
  return heading.kind === "chain" || heading.kind === "stage" ? heading : null;
}

/** The stage named in a title or a heading line: "××区2026年签约项目台账", "二、在谈项目". Null when it names two. */
export function stageOfTitle(title: string): StageWord | null {
  const named = toHalfWidth(title)
    .replace(/\s/g, "")
    .match(/(线索|储备|在谈|洽谈|框架协议|签约|开工|在建|竣工|投产|达产)(?=(类|重点|招商引资|产业)*项目)/g);
  return named?.length === 1 && named[0] ? stageOf(named[0]) : null;
}

/** The chain named in a title: "××区重型数控机床产业链招商引资项目台账". */
export function chainOfTitle(title: string, known: readonly string[]): string | null {
  const text = toHalfWidth(title).replace(/\s/g, "");
  const named = known.filter((chain) => text.includes(withoutSuffix(chain)));
  if (named.length === 1 && named[0]) return withoutSuffix(named[0]);
  const before = /^(?:.*?(?:区|县|市|年度?|月|截至|[:：]))?([\u4e00-\u9fff]{2,10})产业链/.exec(
    text.replace(/[×xX*]+区/g, "区"),
  );
  const chain = before?.[1] ?? null;
  return chain === null ||
    CATEGORY.test(chain) ||
    /^(各|全|重点|所属|七条|[一二三四五六七八九十]+条)/.test(chain)
    ? null
    : chain;
}
