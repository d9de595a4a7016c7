/** Templates of texts: which there are, and how one comes in, is replaced and retired. Nothing that was uploaded is ever lost. */
import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
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
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { nameBook, nameVersion } from "@/server/organisation";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { discard, keep, readKept, takeIn } from "@/server/platform/storage";
import { appendAudit } from "@/server/record/audit";
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

const gone = () => new Refusal("not-found", { message: "没有这个模板，或已停用" });

/** The template to fill: its present version, or the one that was asked for, also after it was replaced. */
export async function templateOf(id: TemplateId, version: number | null = null): Promise<TemplateFile> {
  if (typeof id === "string") return { name: DEFAULT_TEMPLATES[id], version: 1, bytes: defaultTemplate(id) };
  const [row] = await rowsOf<VersionRow>(
    database,
    version === null
      ? sql`${VERSIONS} WHERE t.id = ${id} AND t.retired_at IS NULL AND v.version = t.version`
      : sql`${VERSIONS} WHERE t.id = ${id} AND v.version = ${version}`,
  );
  if (!row) throw gone();
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

const inOne = <Answer>(work: (db: Database) => Promise<Answer>): Promise<Answer> =>
  database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    // Names and versions are looked up first: uploads wait for one another.
    await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended('report_template', 0))`);
    return work(db);
  });

async function requireName(db: Database, name: string, own: number | null): Promise<void> {
  const present = await db.reportTemplate.findMany({
    where: { retiredAt: null },
    select: { id: true, name: true },
  });
  const known = Object.values<string>(DEFAULT_TEMPLATES).includes(name);
  if (known || present.some((one) => one.name === name && one.id !== own))
    throw refuseAt("duplicate", "name", "已有同名的模板，请换个名称，或上传为它的新版本");
  if (own === null && present.length >= MOST_TEMPLATES)
    throw refuseAt("bad-state", "name", `最多保存 ${MOST_TEMPLATES} 个模板，请先停用不用的`);
}

async function lockTemplate(db: Database, id: number, expected: number | undefined) {
  const template = await db.reportTemplate.findUnique({ where: { id } });
  if (!template || template.retiredAt !== null) throw gone();
  if (template.version !== expected)
    throw new Refusal("conflict", { message: "模板已被他人更新，请重新打开后再操作" });
  return template;
}

interface Taken {
  id: number;
  version: number;
}
interface Kept {
  fileName: string;
  sha256: string;
  size: number;
  placeholders: number;
}

function write({ actor, now }: WriteContext, input: UploadTemplate, file: Kept): Promise<Taken> {
  const { requestId, name, templateId } = input;
  return inOne(async (db) => {
    const known = await db.reportTemplateVersion.findUnique({
      where: { authorId_requestId: { authorId: actor.id, requestId } },
    });
    if (known && known.sha256 !== file.sha256) throw new Refusal("already-saved");
    if (known) return { id: known.templateId, version: known.version };
    const stood = templateId === undefined ? null : await lockTemplate(db, templateId, input.expectedVersion);
    await requireName(db, name, stood?.id ?? null);
    const version = (stood?.version ?? 0) + 1;
    const { id } = stood
      ? await db.reportTemplate.update({ where: { id: stood.id }, data: { name, version } })
      : await db.reportTemplate.create({ data: { name, version, createdAt: now } });
    await db.reportTemplateVersion.create({
      data: { ...file, templateId: id, version, authorId: actor.id, at: now, requestId },
    });
    await appendAudit(db, actor, now, [
      {
        action: "template:upload",
        subjectKind: "template",
        subjectId: String(id),
        subjectLabel: name,
        before: stood ? { name: stood.name, version: stood.version } : null,
        after: { name, version, file: file.fileName, sha256: file.sha256 },
      },
    ]);
    return { id, version };
  });
}

/** A document that may not be large, in memory; a file that cannot be read is told at its field. */
export async function documentBytes(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const incoming = await takeIn(bytes, MAX_DOCUMENT_BYTES);
  try {
    if (incoming.size === 0) throw refuseAt("bad-file", "file", "文件是空的");
    return await readFile(incoming.path);
  } finally {
    await discard(incoming);
  }
}

export function unreadable(error: unknown): never {
  if (error instanceof UnreadableFile) throw refuseAt("bad-file", "file", error.message);
  throw error;
}

/** The name of an uploaded file; refuses any that is no document of the present kind. */
export function documentName(fileName: string, what: string): string {
  const name = path.basename(fileName.replaceAll("\\", "/")).slice(0, 200);
  if (path.extname(name).toLowerCase() !== DOCUMENT_ENDING)
    throw refuseAt(
      "bad-file",
      "file",
      `${what}只接受 ${DOCUMENT_ENDING} 文件，请用 Word 或 WPS 另存为 ${DOCUMENT_ENDING} 后再上传`,
    );
  return name;
}

/** Takes a template in, or its next version. It is kept only when every placeholder of it means something. */
export async function takeTemplate(
  context: WriteContext,
  input: UploadTemplate,
  file: { fileName: string; bytes: AsyncIterable<Uint8Array> },
): Promise<Taken> {
  const { actor, now } = context;
  if (!can(actor, "form:edit")) throw new Refusal("not-permitted", { message: "您的角色不能上传模板" });
  const fileName = documentName(file.fileName, "模板");
  const bytes = await documentBytes(file.bytes);
  const { vocabulary } = await MonthFigures.of(now, monthOfDay(dayOf(now)));
  const placeholders = examined(bytes, vocabulary);
  const incoming = await takeIn(
    (async function* once() {
      yield bytes;
    })(),
    MAX_DOCUMENT_BYTES,
  );
  try {
    await keep(incoming);
    const { sha256, size } = incoming;
    return await write(context, input, { fileName, sha256, size, placeholders });
  } finally {
    await discard(incoming);
  }
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

export function retireTemplate(
  { actor, now }: WriteContext,
  { id, expectedVersion }: z.output<typeof contract.retireTemplate>,
): Promise<{ retired: boolean }> {
  return inOne(async (db) => {
    const template = await db.reportTemplate.findUnique({ where: { id } });
    // Retired is retired, however often it is asked for.
    if (template !== null && template.retiredAt !== null && template.version === expectedVersion)
      return { retired: true };
    const { name, version } = await lockTemplate(db, id, expectedVersion);
    await db.reportTemplate.update({ where: { id }, data: { retiredAt: now } });
    await appendAudit(db, actor, now, [
      {
        action: "template:retire",
        subjectKind: "template",
        subjectId: String(id),
        subjectLabel: name,
        before: { version },
        after: null,
      },
    ]);
    return { retired: true };
  });
}
