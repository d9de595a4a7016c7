/** A text written for a month: looked at first, then as a document; and the reference of its words. */
import "server-only";
import { writeFile } from "node:fs/promises";
import type { FiguresState, ReportChoice, ReportPreview, TemplateId } from "@/server/contracts/writing";
import { dayOf, monthLabel, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { unreadable } from "@/server/exports/office-upload";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { DocumentFile } from "./docx/document-file";
import { setProperties } from "./docx/document-properties";
import { fillDocument, putFirst } from "./docx/fill-document";
import { noticeXml } from "./docx/official-layout";
import { picturesOf } from "./docx/picture-xml";
import { readDocument } from "./docx/read-document";
import { asksOfMonth } from "./figure-asks";
import { loadExhibits } from "./load-exhibits";
import { MonthFigures } from "./month-figures";
import { type NewProjects, newProjects } from "./new-projects";
import { type OpenedTemplate, openTemplate, refuseProblems } from "./open-template";
import { openWork } from "./open-work";
import { ReportAnswers, type ReportScene } from "./report-answers";
import { ReportBook } from "./report-book";
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
  { onScreen }: { onScreen: boolean },
): Promise<Filled> {
  const { now } = asking;
  const plain = await MonthFigures.of(now, month);
  const opened = understood(bytes, plain.vocabulary);
  const { months } = opened;
  const asks = asksOfMonth(opened.asks, month, dayOf(now));
  const figures = months.length === 0 ? plain : await MonthFigures.of(now, month, months);
  figures.open = await openWork(asking, figures, asks);
  const pages = [...asks.cuts].map((cut) => ({ month, cut }));
  const book = await ReportBook.of(now, pages, figures.vocabulary.figures);
  const { district } = await rulesInForce(database, dayOf(now));
  const said: ReportScene["said"] = new Map();
  const exhibits = await loadExhibits(asking, { figures, book, said }, opened.exhibits, onScreen);
  const scene: ReportScene = {
    ...{ figures, district, now, book, said },
    projects: await projectsOf(asking, figures, opened),
    exhibits: exhibits.numbers,
  };
  try {
    fillDocument(opened.file, new ReportAnswers(scene), exhibits.source);
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
  const { file, state } = await fillTemplate(asking, await templateOf(template), month, { onScreen: true });
  try {
    return { ...state, paragraphs: readDocument(new DocumentFile(file.toBytes()), picturesOf(file)) };
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
  const { file, state, said } = await fillTemplate(asking, await templateOf(template, version), month, {
    onScreen: false,
  });
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
