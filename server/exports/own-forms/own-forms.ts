/** 自有表样: which there are, and how one comes in, is replaced and retired. Nothing that was uploaded is ever lost. */
import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import type * as contract from "@/server/contracts/own-form";
import {
  type FormColumns,
  MAX_OWN_FORM_BYTES,
  OWN_FORM_ENDING,
  type OwnForm,
  type UploadOwnForm,
} from "@/server/contracts/own-form";
import { dayOf } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { nameBook, nameVersion } from "@/server/organisation";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { discard, keep, readKept, takeIn } from "@/server/platform/storage";
import { appendAudit } from "@/server/record/audit";
import type { WriteContext } from "@/server/record/record";
import { examineForm, withPlaceholders } from "./examine-form";
import { FormArchive } from "./form-archive";
import { columnsOf, remapColumns } from "./propose-columns";
import { readForm } from "./read-form";

const MOST_FORMS = 100;
/** A form grows a little when placeholders are written into it. */
const ROOM_FOR_PLACEHOLDERS = 64 * 1024;

interface VersionRow {
  formId: number;
  name: string;
  present: number;
  version: number;
  fileName: string;
  sha256: string;
  size: number;
  placeholders: number;
  lists: boolean;
  authorId: number;
  at: Date;
  nameVersion: number;
}
const VERSIONS = sql`SELECT f.id AS "formId", f.name, f.version AS present, v.version, v.file_name AS "fileName", v.sha256, v.size,
  v.placeholders, v.lists, v.author_id AS "authorId", v.at, ${nameVersion} AS "nameVersion" FROM own_form f JOIN own_form_version v ON v.form_id = f.id`;

/** The forms in use, each with its versions. */
export async function listOwnForms({ now }: { now: Date }): Promise<OwnForm[]> {
  const rows = await rowsOf<VersionRow>(
    database,
    sql`${VERSIONS} WHERE f.retired_at IS NULL ORDER BY f.name COLLATE "zh-x-icu", f.id, v.version DESC`,
  );
  const names = await nameBook(rows[0]?.nameVersion ?? null, dayOf(now));
  const forms = new Map<number, OwnForm>();
  for (const row of rows) {
    const { formId: id, name, present, version, fileName, size, at } = row;
    const form = forms.get(id) ?? {
      id,
      name,
      version: present,
      lists: row.lists,
      placeholders: row.placeholders,
      versions: [],
    };
    form.versions.push({
      version,
      fileName,
      size,
      authorName: names.account(row.authorId) ?? "",
      at: at.toISOString(),
    });
    forms.set(id, form);
  }
  return [...forms.values()];
}

/** The present version of a form in use. */
export async function presentVersion(id: number): Promise<VersionRow> {
  const [row] = await rowsOf<VersionRow>(
    database,
    sql`${VERSIONS} WHERE f.id = ${id} AND f.retired_at IS NULL AND v.version = f.version`,
  );
  if (!row) throw new Refusal("not-found", { message: "没有这张表样，或已停用" });
  return row;
}

/** A version as it was asked for: also one that was replaced, or whose form was retired meanwhile. */
export async function versionOf(id: number, version: number): Promise<VersionRow> {
  const [row] = await rowsOf<VersionRow>(
    database,
    sql`${VERSIONS} WHERE f.id = ${id} AND v.version = ${version}`,
  );
  if (!row) throw new Refusal("not-found", { message: "没有这个版本的表样" });
  return row;
}

export const bytesOf = async ({ sha256 }: Pick<VersionRow, "sha256">): Promise<Buffer> =>
  buffer(await readKept(sha256));

/** The workbook as it was uploaded. */
export async function openOwnForm(
  actor: Actor,
  { id, version }: z.output<typeof contract.ownFormFile>,
): Promise<{ fileName: string; bytes: Readable }> {
  if (!can(actor, "statistics:export")) throw new Refusal("not-permitted");
  const row = await versionOf(id, version);
  return {
    fileName: `${row.name}（表样第${version}版）${OWN_FORM_ENDING}`,
    bytes: await readKept(row.sha256),
  };
}

const inOne = <Answer>(work: (db: Database) => Promise<Answer>): Promise<Answer> =>
  database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    // Names and versions are looked up first: uploads wait for one another.
    await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended('own_form', 0))`);
    return work(db);
  });

async function requireName(db: Database, name: string, own: number | null): Promise<void> {
  const present = await db.ownForm.findMany({ where: { retiredAt: null }, select: { id: true, name: true } });
  if (present.some((form) => form.name === name && form.id !== own))
    throw refuseAt("duplicate", "name", "已有同名的表样，请换个名称，或上传为它的新版本");
  if (own === null && present.length >= MOST_FORMS)
    throw refuseAt("bad-state", "name", `最多保存 ${MOST_FORMS} 张表样，请先停用不用的`);
}

async function lockForm(db: Database, id: number, expected: number | undefined) {
  const form = await db.ownForm.findUnique({ where: { id } });
  if (!form || form.retiredAt !== null) throw new Refusal("not-found", { message: "没有这张表样，或已停用" });
  if (form.version !== expected)
    throw new Refusal("conflict", { message: "表样已被他人更新，请重新打开后再操作" });
  return form;
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
  lists: boolean;
}

async function write(context: WriteContext, input: UploadOwnForm, file: Kept): Promise<Taken> {
  const { actor, now } = context;
  const { requestId, name, formId } = input;
  return inOne(async (db) => {
    const known = await db.ownFormVersion.findUnique({
      where: { authorId_requestId: { authorId: actor.id, requestId } },
    });
    if (known && known.sha256 !== file.sha256) throw new Refusal("already-saved");
    if (known) return { id: known.formId, version: known.version };
    const stood = formId === undefined ? null : await lockForm(db, formId, input.expectedVersion);
    await requireName(db, name, stood?.id ?? null);
    const version = (stood?.version ?? 0) + 1;
    const { id } = stood
      ? await db.ownForm.update({ where: { id: stood.id }, data: { name, version } })
      : await db.ownForm.create({ data: { name, version, createdAt: now } });
    await db.ownFormVersion.create({
      data: { ...file, formId: id, version, authorId: actor.id, at: now, requestId },
    });
    await appendAudit(db, actor, now, [
      {
        action: "form:upload",
        subjectKind: "form",
        subjectId: String(id),
        subjectLabel: name,
        before: stood ? { name: stood.name, version: stood.version } : null,
        after: { name, version, file: file.fileName, sha256: file.sha256 },
      },
    ]);
    return { id, version };
  });
}

/** A file that cannot be read, told at its field in the words of the reader. */
function unreadable(error: unknown): never {
  if (error instanceof UnreadableFile) throw refuseAt("bad-file", "file", error.message);
  throw error;
}

/** Takes a form in, or its next version. It is kept only when every placeholder of it means something. */
export async function takeOwnForm(
  context: WriteContext,
  input: UploadOwnForm,
  { fileName, bytes }: { fileName: string; bytes: AsyncIterable<Uint8Array> },
): Promise<Taken> {
  const { actor } = context;
  if (!can(actor, "form:edit")) throw new Refusal("not-permitted", { message: "您的角色不能上传表样" });
  const name = path.basename(fileName.replaceAll("\\", "/")).slice(0, 200);
  if (path.extname(name).toLowerCase() !== OWN_FORM_ENDING)
    throw refuseAt(
      "bad-file",
      "file",
      `表样只接受 ${OWN_FORM_ENDING} 文件，请用 Excel 或 WPS 另存为 ${OWN_FORM_ENDING} 后再上传`,
    );
  return keepForm(context, input, name, await wholeOf(bytes).then(withPlaceholders).catch(unreadable));
}

/** All of a file that may not be large. */
async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const incoming = await takeIn(bytes, MAX_OWN_FORM_BYTES);
  try {
    if (incoming.size === 0) throw refuseAt("bad-file", "file", "文件是空的");
    return await readFile(incoming.path);
  } finally {
    await discard(incoming);
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function keepForm(
  context: WriteContext,
  input: UploadOwnForm,
  fileName: string,
  bytes: Buffer,
): Promise<Taken> {
  const examined = await examineForm(context.actor, context.now, bytes).catch(unreadable);
  const file = await takeIn(once(bytes), MAX_OWN_FORM_BYTES + ROOM_FOR_PLACEHOLDERS);
  try {
    await keep(file);
    const { sha256, size } = file;
    return await write(context, input, { fileName, sha256, size, ...examined });
  } finally {
    await discard(file);
  }
}

/** What the list of projects of the present version holds, column by column. */
export async function ownFormColumns(_: unknown, { id }: { id: number }): Promise<FormColumns | null> {
  const bytes = await bytesOf(await presentVersion(id));
  return columnsOf(readForm(new FormArchive(bytes)));
}

/** The next version of a form: the same workbook with other columns in its list of projects. */
export async function remapOwnForm(
  context: WriteContext,
  { requestId, id, expectedVersion, columns }: z.output<typeof contract.remapOwnForm>,
): Promise<Taken> {
  const present = await versionOf(id, expectedVersion);
  const archive = new FormArchive(await bytesOf(present));
  remapColumns(archive, readForm(archive), columns);
  const input = { requestId, name: present.name, formId: id, expectedVersion };
  return keepForm(context, input, present.fileName, archive.toBytes());
}

export function retireOwnForm(
  { actor, now }: WriteContext,
  { id, expectedVersion }: z.output<typeof contract.retireOwnForm>,
): Promise<{ retired: boolean }> {
  return inOne(async (db) => {
    const form = await db.ownForm.findUnique({ where: { id } });
    // Retired is retired, however often it is asked for.
    if (form !== null && form.retiredAt !== null && form.version === expectedVersion)
      return { retired: true };
    const { name, version } = await lockForm(db, id, expectedVersion);
    await db.ownForm.update({ where: { id }, data: { retiredAt: now } });
    await appendAudit(db, actor, now, [
      {
        action: "form:retire",
        subjectKind: "form",
        subjectId: String(id),
        subjectLabel: name,
        before: { version },
        after: null,
      },
    ]);
    return { retired: true };
  });
}
