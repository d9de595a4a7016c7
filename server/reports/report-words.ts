/** 占位符一览: what a template may say, and what each word says of a month. */
import "server-only";
import type { ReportWordLine } from "@/server/contracts/writing";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { CHART_WORDS, TABLE_WORDS } from "@/server/domain/writing/exhibits";
import { ADDRESS_CUTS } from "@/server/domain/writing/figure-address";
import { textOf } from "@/server/domain/writing/pieces";
import { LIST_IDS } from "@/server/domain/writing/project-lists";
import {
  CHAIN_WORDS,
  EACH_CHAIN,
  PHRASE_WORDS,
  TEXT_WORDS,
  THIS_CHAIN,
  WHEN_ANY,
} from "@/server/domain/writing/words";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { asksOfMonth, type FigureAsks } from "./figure-asks";
import { MonthFigures } from "./month-figures";
import { openWork } from "./open-work";
import { ReportAnswers } from "./report-answers";
import { ReportBook } from "./report-book";

interface Asking {
  actor: Actor;
  now: Date;
}

const EVERYTHING: FigureAsks = { lists: new Set(LIST_IDS), checks: true, cuts: new Set(ADDRESS_CUTS) };

/** 占位符一览: every word with its meaning and what it says of the month. */
export async function reportWords(asking: Asking, month: StatMonth): Promise<ReportWordLine[]> {
  const { now } = asking;
  const figures = await MonthFigures.of(now, month);
  figures.open = await openWork(asking, figures, asksOfMonth(EVERYTHING, month, dayOf(now)));
  const pages = ADDRESS_CUTS.map((cut) => ({ month, cut }));
  const book = await ReportBook.of(now, pages, figures.vocabulary.figures);
  const { district } = await rulesInForce(database, dayOf(now));
  const answers = new ReportAnswers({
    ...{ figures, district, now, book },
    projects: new Map(),
    exhibits: new Map(),
    said: new Map(),
  });
  const line = (group: string, typed: string, meaning: string, value = ""): ReportWordLine => ({
    group,
    typed,
    meaning,
    value,
  });
  const said = (word: string) => textOf(answers.say(word).parts);
  const first = figures.vocabulary.figures[0]?.word ?? "";
  return [
    ...Object.entries(TEXT_WORDS).map(([word, meaning]) => line("通用", `{${word}}`, meaning, said(word))),
    ...figures.vocabulary.figures.map(({ word, definition }) =>
      line("指标", `{${word}}`, definition, said(word)),
    ),
    ...(["分档项目数", "主要来源地", "主要行业", "规模结构"] as const).map((word) =>
      line("句式", `{${word}}`, PHRASE_WORDS[word], said(word)),
    ),
    line("句式", `{#${WHEN_ANY}.框架协议数}……{/}`, "有框架协议时才写中间的话；换成其他指标同理"),
    line(
      "句式",
      `{#${EACH_CHAIN}}……{/${EACH_CHAIN}}`,
      "每条产业链写一遍，没有数的链不写；开始、结束可各占一段",
    ),
    ...Object.entries(CHAIN_WORDS).map(([word, meaning]) =>
      line("产业链", `{${THIS_CHAIN}.${word}}`, meaning),
    ),
    line("产业链", `{${THIS_CHAIN}.${first}}`, "这条产业链的数，其他指标同理；只写在各产业链之间"),
    line("产业链", `{${THIS_CHAIN}.新签项目}`, PHRASE_WORDS.新签项目),
    ...Object.entries(TABLE_WORDS).map(([word, meaning]) =>
      line("附表", `{附表：${word}}`, `${meaning}；单独成段，没有内容的略去，按先后编号`),
    ),
    ...Object.entries(CHART_WORDS).map(([word, meaning]) =>
      line("图", `{图：${word}}`, `${meaning}；单独成段，按先后编号`),
    ),
    line("附表", "{见附表：签约未开工}", "写作“见附表”和它的编号；图写 {见图：……}"),
    line("写法", "{重型数控机床.签约项目数}", "某一行的数，行名与月报表相同"),
    line("写法", "{省外内资到位.1—5月}", "本年其他月份的数"),
    line("写法", "{省外内资同比.1位}", "保留一位小数，不写为两位"),
  ];
}
