/** A text written for a month: looked at first, then as a document; and the reference of its words. */
import "server-only";
import { writeFile } from "node:fs/promises";
import type {
  FiguresState,
  ReportChoice,
  ReportPreview,
  ReportWordLine,
  TemplateId,
} from "@/server/contracts/writing";
import { dayOf, monthLabel, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { textOf } from "@/server/domain/writing/pieces";
import {
  CHAIN_WORDS,
  EACH_CHAIN,
  PHRASE_WORDS,
  TEXT_WORDS,
  THIS_CHAIN,
  WHEN_ANY,
} from "@/server/domain/writing/words";
import { unreadable } from "@/server/exports/office-upload";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { DocumentFile } from "./docx/document-file";
import { setProperties } from "./docx/document-properties";
import { noticeXml } from "./docx/official-layout";
import { readDocument } from "./docx/read-document";
import { fillDocument, putFirst } from "./docx/template-document";
import { MonthFigures } from "./month-figures";
import { type NewProjects, newProjects } from "./new-projects";
import { type OpenedTemplate, openTemplate, refuseProblems } from "./open-template";
import { ReportAnswers, type ReportScene } from "./report-answers";
import { type TemplateFile, templateOf } from "./templates";

interface Asking {
  actor: Actor;
  now: Date;
}

export const stateOf = ({ month, scene: { closed } }: MonthFigures, now: Date): FiguresState => ({
  month,
  closeVersion: closed?.version ?? null,
  closeHash: closed?.hash ?? null,
  asOf: closed?.at ?? now.toISOString(),
});

const openNotice = (month: StatMonth, now: Date): string =>
  `（数据截至${dayOf(now)}，${monthLabel(month)}未关账，以关账数为准）`;

async function projectsOf(
  asking: Asking,
  figures: MonthFigures,
  opened: OpenedTemplate,
): Promise<ReadonlyMap<string, NewProjects>> {
  if (!opened.projects) return new Map();
  const { month, rows, scene } = figures;
  const chains = rows.filter(({ kind }) => kind === "chain");
  const found = await Promise.all(
    chains.map(
      async ({ key }) =>
        [key, await newProjects(asking, { month, rowKey: key, version: scene.closed?.version })] as const,
    ),
  );
  return new Map(found);
}

export interface Filled {
  file: DocumentFile;
  state: FiguresState;
  said: ReportScene["said"];
}

function understood(bytes: Buffer, vocabulary: MonthFigures["vocabulary"]): OpenedTemplate {
  try {
    const opened = openTemplate(bytes, vocabulary);
    refuseProblems(opened.problems);
    return opened;
  } catch (error) {
    return unreadable(error);
  }
}

/** The template with the words of the month. */
export async function fillTemplate(
  asking: Asking,
  { bytes }: TemplateFile,
  month: StatMonth,
): Promise<Filled> {
  const { now } = asking;
  const plain = await MonthFigures.of(now, month);
  const opened = understood(bytes, plain.vocabulary);
  const figures = opened.months.length === 0 ? plain : await MonthFigures.of(now, month, opened.months);
  const { district } = await rulesInForce(database, dayOf(now));
  const scene: ReportScene = {
    figures,
    district,
    now,
    projects: await projectsOf(asking, figures, opened),
    said: new Map(),
  };
  try {
    fillDocument(opened.file, new ReportAnswers(scene));
  } catch (error) {
    return unreadable(error);
  }
  const state = stateOf(figures, now);
  if (state.closeVersion === null) putFirst(opened.file, noticeXml(openNotice(month, now)));
  return { file: opened.file, state, said: scene.said };
}

/** What the document will say, paragraph by paragraph: read back from the document itself. */
export async function previewReport(
  asking: Asking,
  { template, month }: ReportChoice,
): Promise<ReportPreview> {
  const { file, state } = await fillTemplate(asking, await templateOf(template), month);
  try {
    return { ...state, paragraphs: readDocument(new DocumentFile(file.toBytes())) };
  } catch (error) {
    return unreadable(error);
  }
}

export const WRITING_NUMBER = "出稿编号";

export interface ReportOrder {
  template: TemplateId;
  version: number;
  name: string;
  month: StatMonth;
}

export const reportFileName = ({ name, month }: ReportOrder): string =>
  `${name}（${monthLabel(month)}）.docx`;

/** The template of this moment is filled, whatever comes after it. */
export async function requireReport({ template, month }: ReportChoice): Promise<ReportOrder> {
  const { name, version } = await templateOf(template);
  return { template, version, name, month };
}

/** Writes the document, and keeps which figures it said. */
export async function writeReport(
  asking: Asking,
  { template, version, name, month }: ReportOrder,
  path: string,
): Promise<{ bytes: number }> {
  const { actor, now } = asking;
  const { file, state, said } = await fillTemplate(asking, await templateOf(template, version), month);
  const { closeVersion, closeHash } = state;
  const { id } = await database.writtenReport.create({
    data: {
      ...{
        month,
        template: name,
        templateVersion: version,
        authorId: actor.id,
        at: now,
        closeVersion,
        closeHash,
      },
      figures: Object.fromEntries(said),
    },
    select: { id: true },
  });
  setProperties(file, {
    [WRITING_NUMBER]: String(id),
    统计月: monthLabel(month),
    数据状态: closeVersion === null ? "未关账" : `关账第${closeVersion}版`,
    关账校验码: closeHash ?? "",
    数据时间: state.asOf,
    出稿人: actor.name,
    出稿时间: now.toISOString(),
  });
  const bytes = file.toBytes();
  await writeFile(path, bytes);
  return { bytes: bytes.length };
}

/** 占位符一览: every word with its meaning and what it says of the month. */
export async function reportWords({ now }: { now: Date }, month: StatMonth): Promise<ReportWordLine[]> {
  const figures = await MonthFigures.of(now, month);
  const { district } = await rulesInForce(database, dayOf(now));
  const answers = new ReportAnswers({ figures, district, now, projects: new Map(), said: new Map() });
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
    line("句式", "{分档项目数}", PHRASE_WORDS.分档项目数, said("分档项目数")),
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
    line("写法", "{重型数控机床.签约项目数}", "某一行的数，行名与月报表相同"),
    line("写法", "{省外内资到位.1—5月}", "本年其他月份的数"),
    line("写法", "{省外内资同比.1位}", "保留一位小数，不写为两位"),
  ];
}
