/** An own form filled for a month: looked at first, then written by the worker; and the reference of its words. */
import "server-only";
import { writeFile } from "node:fs/promises";
import type { FormWordLine, OwnFormChoice, OwnFormPreview } from "@/server/contracts/own-form";
import { CUT_NAMES } from "@/server/contracts/statistics";
import { dayOf, monthLabel, type StatMonth } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { listViews } from "@/server/views/saved-views";
import { watermarkOf } from "../watermark";
import { ALL_PROJECTS, type FormWishes, openForm, refuseProblems } from "./examine-form";
import { fillForm } from "./fill-form";
import { FormFigures } from "./form-figures";
import { wordsOfValue } from "./form-values";
import {
  COMMON_WORDS,
  type CommonWord,
  cutWord,
  figureWords,
  LINE_WORDS,
  PROJECTS,
  projectWords,
} from "./form-words";
import { bytesOf, presentVersion, versionOf } from "./own-forms";
import { commonValue } from "./prepare-filling";

type Listed = FormWishes["list"];

/** The projects of a view that the person finds, in its order. */
async function listOf(actor: Actor, now: Date, viewId: number | null): Promise<Listed> {
  if (viewId === null) return ALL_PROJECTS;
  const view = (await listViews(actor, now)).find(({ id }) => id === viewId);
  if (!view) throw refuseAt("not-found", "viewId", "没有这个视图，或已删除");
  const { filter, sort, descending } = view.state;
  return { filter, sort, descending };
}

/** A form that lists projects shows them: whoever may not export them may not have it filled either. */
function requireLists(actor: Actor, lists: boolean): void {
  if (lists && !can(actor, "project:export"))
    throw new Refusal("not-permitted", { message: "这张表样列出项目，您的角色不能导出项目" });
}

/** A kept form was readable when it came in; should it no longer be, its reader says why. */
const asRefusal = (error: unknown): never => {
  if (error instanceof UnreadableFile) throw new Refusal("bad-file", { message: error.message });
  throw error;
};

/** What each placeholder becomes, and what would stand in the way. */
export async function previewOwnForm(
  { actor, now }: { actor: Actor; now: Date },
  { id, month, viewId }: OwnFormChoice,
): Promise<OwnFormPreview> {
  const version = await presentVersion(id);
  requireLists(actor, version.lists);
  const list = await listOf(actor, now, viewId);
  const wishes = { actor, now, month, list, brief: true, onRows: async () => undefined };
  const { places, problems } = await openForm(await bytesOf(version), wishes).catch(asRefusal);
  return { places, problems };
}

/** The form that is asked for, as the job remembers it. */
export async function requireFilling(
  { actor, now }: { actor: Actor; now: Date },
  { id, viewId }: OwnFormChoice,
): Promise<{ form: string; formId: number; version: number }> {
  const { name, version, lists } = await presentVersion(id);
  requireLists(actor, lists);
  await listOf(actor, now, viewId);
  return { form: name, formId: id, version };
}

interface FillOrder {
  actor: Actor;
  now: Date;
  formId: number;
  version: number;
  month: StatMonth;
  viewId: number | null;
  path: string;
  onRows: FormWishes["onRows"];
}

export const ownFormFileName = (name: string, month: StatMonth): string =>
  `${name}（${monthLabel(month)}）.xlsx`;

/** Writes the filled workbook; gives back its size and the projects in it. */
export async function fillOwnForm(order: FillOrder): Promise<{ bytes: number; rows?: number }> {
  const { actor, now, formId, month, path, onRows } = order;
  const version = await versionOf(formId, order.version);
  requireLists(actor, version.lists);
  const list = await listOf(actor, now, order.viewId);
  const wishes = { actor, now, month, list, brief: false, onRows };
  const opened = await openForm(await bytesOf(version), wishes).catch(asRefusal);
  refuseProblems(opened.problems);
  refuseProblems(fillForm(opened.archive, opened.form, opened.filling, watermarkOf(actor, now)));
  const filled = opened.archive.toBytes();
  await writeFile(path, filled);
  return { bytes: filled.length, ...(opened.projects === null ? {} : { rows: opened.projects }) };
}

/** 占位符一览: every word with its meaning, unit and the district's value of the month. */
export async function formWords(
  { actor, now }: { actor: Actor; now: Date },
  month: StatMonth,
): Promise<FormWordLine[]> {
  const figures = new FormFigures(now, month);
  const { shape } = await figures.report("chain");
  const rules = await rulesInForce(database, dayOf(now));
  const common = (Object.keys(COMMON_WORDS) as CommonWord[]).map((word) => ({
    ...lineOf("通用", `{{${word}}}`, COMMON_WORDS[word], ""),
    value: wordsOfValue(commonValue(word, { actor, now, rules, month })),
  }));
  const plain: FormWordLine[] = [];
  for (const figure of figureWords(shape)) {
    const { value } = await figures.ofRow(figure, null, "chain", "total");
    plain.push({
      ...lineOf(groupOf(figure.word), `{{${figure.word}}}`, figure.definition, figure.unit),
      value: wordsOfValue(value),
    });
  }
  const rows = CUT_NAMES.map((cut) =>
    lineOf(
      "重复行",
      `{{#${cutWord(cut)}}}{{名称}}{{/${cutWord(cut)}}}`,
      `${cutWord(cut)}一项一行，行内的指标取这一项的数，各行相加等于合计`,
      "",
    ),
  );
  const lines = Object.entries(LINE_WORDS).map(([word, meaning]) =>
    lineOf("重复行", `{{${word}}}`, meaning, ""),
  );
  const projects = projectWords().map(({ word, unit }) =>
    lineOf("项目行", `{{${word}}}`, "与项目列表同名的列", unit),
  );
  const list = lineOf(
    "项目行",
    `{{#${PROJECTS}}}{{项目名称}}{{/${PROJECTS}}}`,
    "一个项目一行，行内可用下列各栏",
    "",
  );
  return [...common, ...plain, ...rows, ...lines, list, ...projects];
}

const lineOf = (group: string, typed: string, meaning: string, unit: string): FormWordLine => ({
  group,
  typed,
  meaning,
  unit,
  value: "",
});
/** 签约.累计金额 → 签约. */
const groupOf = (word: string): string => word.split(".")[0] ?? word;
