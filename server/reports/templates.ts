/** Templates of texts: which there are, and how one comes in, is replaced and retired. Nothing that was uploaded is ever lost. */
import "server-only";
import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import type * as contract from "@/server/contracts/writing";
import {
  DEFAULT_TEMPLATE_IDS,
  DEFAULT_TEMPLATES,
  DOCUMENT_ENDING,
  MAX_DOCUMENT_BYTES,
  type ReportTemplate,
  type TemplateId,
  type UploadTemplate,
} from "@/server/contracts/writing";
import { dayOf, monthOfDay } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { keptBytes, officeName, unreadable, wholeFile } from "@/server/exports/office-upload";
import { nameBook, nameVersion } from "@/server/organisation";
import { database, rowsOf, sql } from "@/server/platform/database";
import { readKept } from "@/server/platform/storage";
import {
  type KeptFile,
  retireFrom,
  type Shelf,
  type ShelvedVersion,
  shelve,
} from "@/server/record/document-shelf";
import type { WriteContext } from "@/server/record/record";
import { defaultTemplate } from "./default-templates";
import { MonthFigures } from "./month-figures";
import { openTemplate, refuseProblems } from "./open-template";

const MOST_TEMPLATES = 100;

interface VersionRow {
  templateId: number;
  name: string;
  present: number;
  version: number;
  fileName: string;
  sha256: string;
  placeholders: number;
  authorId: number;
  at: Date;
  nameVersion: number;
}
const VERSIONS = sql`SELECT t.id AS "templateId", t.name, t.version AS present, v.version, v.file_name AS "fileName", v.sha256, v.placeholders,
  v.author_id AS "authorId", v.at, ${nameVersion} AS "nameVersion" FROM report_template t JOIN report_template_version v ON v.template_id = t.id`;

const defaults = (): ReportTemplate[] =>
  DEFAULT_TEMPLATE_IDS.map((id) => ({
    id,
    name: DEFAULT_TEMPLATES[id],
    version: 1,
    placeholders: null,
    versions: [],
  }));

/** The default ones, then those of the bureau that are in use, each with its versions. */
export async function listTemplates({ now }: { now: Date }): Promise<ReportTemplate[]> {
  const rows = await rowsOf<VersionRow>(
    database,
    sql`${VERSIONS} WHERE t.retired_at IS NULL ORDER BY t.name COLLATE "zh-x-icu", t.id, v.version DESC`,
  );
  const names = await nameBook(rows[0]?.nameVersion ?? null, dayOf(now));
  const own = new Map<number, ReportTemplate>();
  for (const row of rows) {
    const { templateId: id, name, present, placeholders, version, fileName, at } = row;
    const template = own.get(id) ?? { id, name, version: present, placeholders, versions: [] };
    const authorName = names.account(row.authorId) ?? "";
    template.versions.push({ version, fileName, authorName, at: at.toISOString() });
    own.set(id, template);
  }
  return [...defaults(), ...own.values()];
}

export interface TemplateFile {
  name: string;
  version: number;
  bytes: Buffer;
}

const GONE = "没有这个模板，或已停用";

/** The template to fill: its present version, or the one that was asked for, also after it was replaced. */
export async function templateOf(id: TemplateId, version: number | null = null): Promise<TemplateFile> {
  if (typeof id === "string") return { name: DEFAULT_TEMPLATES[id], version: 1, bytes: defaultTemplate(id) };
  const [row] = await rowsOf<VersionRow>(
    database,
    version === null
      ? sql`${VERSIONS} WHERE t.id = ${id} AND t.retired_at IS NULL AND v.version = t.version`
      : sql`${VERSIONS} WHERE t.id = ${id} AND v.version = ${version}`,
  );
  if (!row) throw new Refusal("not-found", { message: GONE });
  return { name: row.name, version: row.version, bytes: await buffer(await readKept(row.sha256)) };
}

/** The template as a file, to be rewritten in Word. */
export async function openTemplateFile(
  actor: Actor,
  { template, version }: z.output<typeof contract.templateFile>,
): Promise<{ fileName: string; bytes: Buffer }> {
  if (!can(actor, "statistics:export")) throw new Refusal("not-permitted");
  const { name, bytes } = await templateOf(template, version);
  return { fileName: `${name}（模板第${version}版）${DOCUMENT_ENDING}`, bytes };
}

const SHELF: Shelf<KeptFile> = {
  kind: "template",
  most: MOST_TEMPLATES,
  words: {
    gone: GONE,
    changed: "模板已被他人更新，请重新打开后再操作",
    duplicate: "已有同名的模板，请换个名称，或上传为它的新版本",
    full: `最多保存 ${MOST_TEMPLATES} 个模板，请先停用不用的`,
  },
  reserved: Object.values<string>(DEFAULT_TEMPLATES),
  find: (db, id) => db.reportTemplate.findUnique({ where: { id } }),
  present: (db) =>
    db.reportTemplate.findMany({ where: { retiredAt: null }, select: { id: true, name: true } }),
  madeBy: async (db, authorId, requestId) => {
    const where = { authorId_requestId: { authorId, requestId } };
    const found = await db.reportTemplateVersion.findUnique({ where });
    return found && { ...found, id: found.templateId };
  },
  create: (db, data) => db.reportTemplate.create({ data }),
  update: (db, id, data) => db.reportTemplate.update({ where: { id }, data }),
  addVersion: (db, { id: templateId, ...row }) =>
    db.reportTemplateVersion.create({ data: { ...row, templateId } }),
};

const KIND = { ending: DOCUMENT_ENDING, office: "Word" };
/** The name of an uploaded document; refuses any other file. */
export const documentName = (fileName: string, what: string): string =>
  officeName(fileName, { ...KIND, what });
export const documentBytes = (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  wholeFile(bytes, MAX_DOCUMENT_BYTES);

/** Takes a template in, or its next version. It is kept only when every placeholder of it means something. */
export async function takeTemplate(
  context: WriteContext,
  input: UploadTemplate,
  file: { fileName: string; bytes: AsyncIterable<Uint8Array> },
): Promise<ShelvedVersion> {
  const { actor, now } = context;
  if (!can(actor, "form:edit")) throw new Refusal("not-permitted", { message: "您的角色不能上传模板" });
  const fileName = documentName(file.fileName, "模板");
  const bytes = await documentBytes(file.bytes);
  const { vocabulary } = await MonthFigures.of(now, monthOfDay(dayOf(now)));
  const placeholders = examined(bytes, vocabulary);
  const kept = await keptBytes(bytes, MAX_DOCUMENT_BYTES);
  const { requestId, name, templateId: id, expectedVersion } = input;
  return shelve(
    SHELF,
    context,
    { requestId, name, id, expectedVersion },
    { fileName, ...kept, placeholders },
  );
}

function examined(bytes: Buffer, vocabulary: MonthFigures["vocabulary"]): number {
  try {
    const { problems, placeholders } = openTemplate(bytes, vocabulary);
    refuseProblems(problems);
    return placeholders;
  } catch (error) {
    return unreadable(error);
  }
}

export const retireTemplate = (
  context: WriteContext,
  input: z.output<typeof contract.retireTemplate>,
): Promise<{ retired: boolean }> => retireFrom(SHELF, context, input);
