/** Tables and pictures of a text: {附表：分产业链} stands alone in its paragraph and becomes a table, {见附表：分产业链} says where it is. */
import { nearestWord, plainWord } from "../form-placeholders";

export const TABLE_WORDS = {
  指标完成: "各项指标的年度目标、本月和累计完成、同比、完成率和超欠序时",
  分产业链: "各产业链的签约、省外内资、固投、新开工，省外内资的完成率、超欠序时和位次",
  来源地: "签约、到位、开工、固投按来源省份",
  投资规模: "签约、到位、开工、固投按计划总投资分档",
  行业: "签约、到位、开工、固投按行业门类",
  签约未开工: "签约未开工项目清单，按计划总投资从大到小",
  红灯停滞:
    "出稿当天的红灯和停滞项目清单，写亮灯原因和最近进展，按计划总投资从大到小；统计月早于出稿3个月以上的略去",
  框架未转化: "框架协议未转正式项目清单，按协议签订先后",
} as const;
export type TableWord = keyof typeof TABLE_WORDS;

export const CHART_WORDS = {
  项目漏斗: "本年线索、框架协议、签约、开工、纳统、投产的个数和逐级转化率",
  月度走势: "本年各月省外内资到位，与目标和序时进度对照",
  序时进度: "各产业链省外内资完成率与序时进度",
  来源省份: "本年签约金额按来源省份",
  产业链对比: "各产业链逐月省外内资到位",
} as const;
export type ChartWord = keyof typeof CHART_WORDS;

export type Exhibit = { kind: "table"; word: TableWord } | { kind: "chart"; word: ChartWord };
/** What stands before the number of its title: 附表1, 图1. */
export const EXHIBIT_NAMES: Record<Exhibit["kind"], string> = { table: "附表", chart: "图" };

const PLACE = /^(见?)(附表|图):(.*)$/;

export const keyOfExhibit = ({ kind, word }: Exhibit): string => `${EXHIBIT_NAMES[kind]}：${word}`;

const find = <Word extends string>(words: Record<Word, string>, typed: string): Word | undefined =>
  (Object.keys(words) as Word[]).find((word) => plainWord(word) === typed);

/** Null for any other placeholder; a string is what is wrong. `mention`: only its number is said. */
export function readExhibit(inner: string): { exhibit: Exhibit; mention: boolean } | string | null {
  const [, see, name, typed = ""] = PLACE.exec(plainWord(inner)) ?? [];
  if (name === undefined) return null;
  const mention = see !== "";
  if (name === EXHIBIT_NAMES.table) {
    const word = find(TABLE_WORDS, typed);
    if (word) return { exhibit: { kind: "table", word }, mention };
  } else {
    const word = find(CHART_WORDS, typed);
    if (word) return { exhibit: { kind: "chart", word }, mention };
  }
  const near = nearestWord(typed, Object.keys(name === EXHIBIT_NAMES.table ? TABLE_WORDS : CHART_WORDS));
  return `没有${name}“${typed}”${near === null ? "" : `，是否要写 {${see}${name}：${near}}`}`;
}

export interface ExhibitPlace {
  exhibit: Exhibit;
  mention: boolean;
  /** In a paragraph of the main text with nothing else in it, outside of sections and tables. */
  alone: boolean;
}

/** What is wrong with where an exhibit stands; null when nothing is. */
export const misplaced = ({ exhibit, mention, alone }: ExhibitPlace): string | null =>
  mention || alone
    ? null
    : `${EXHIBIT_NAMES[exhibit.kind]}要单独成段，写在正文里，不能放在句子、表格、页眉页脚或 {#……} 之间`;

/** Numbers by their order in the text, tables and pictures apart; one of which there is nothing has none. */
export function numberExhibits(
  places: readonly Exhibit[],
  present: (exhibit: Exhibit) => boolean,
): Map<string, number> {
  const numbers = new Map<string, number>();
  const last = { table: 0, chart: 0 };
  for (const exhibit of places) {
    if (numbers.has(keyOfExhibit(exhibit)) || !present(exhibit)) continue;
    last[exhibit.kind] += 1;
    numbers.set(keyOfExhibit(exhibit), last[exhibit.kind]);
  }
  return numbers;
}
