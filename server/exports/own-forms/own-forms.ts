/** 自有表样: which there are, and how one comes in, is replaced and retired. Nothing that was uploaded is ever lost. */
import "server-only";
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
import { Refusal } from "@/server/domain/refusals";
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
import { keptBytes, officeName, unreadable, wholeFile } from "../office-upload";
import { examineForm, withPlaceholders } from "./examine-form";
import { FormArchive } from "./form-archive";
import { columnsOf, remapColumns } from "./propose-columns";
import { readForm } from "./read-form";

const MOST_FORMS = 100;
const GONE = "没有这张表样，或已停用";
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
  if (!row) throw new Refusal("not-found", { message: GONE });
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

interface FormFile extends KeptFile {
  /** It lists projects. */
  lists: boolean;
}

const SHELF: Shelf<FormFile> = {
  kind: "form",
  most: MOST_FORMS,
  words: {
    gone: GONE,
    changed: "表样已被他人更新，请重新打开后再操作",
    duplicate: "已有同名的表样，请换个名称，或上传为它的新版本",
    full: `最多保存 ${MOST_FORMS} 张表样，请先停用不用的`,
  },
  reserved: [],
  find: (db, id) => db.ownForm.findUnique({ where: { id } }),
  present: (db) => db.ownForm.findMany({ where: { retiredAt: null }, select: { id: true, name: true } }),
  madeBy: async (db, authorId, requestId) => {
    const where = { authorId_requestId: { authorId, requestId } };
    const found = await db.ownFormVersion.findUnique({ where });
    return found && { ...found, id: found.formId };
  },
  create: (db, data) => db.ownForm.create({ data }),
  update: (db, id, data) => db.ownForm.update({ where: { id }, data }),
  addVersion: (db, { id: formId, ...row }) => db.ownFormVersion.create({ data: { ...row, formId } }),
};

/** Takes a form in, or its next version. It is kept only when every placeholder of it means something. */
export async function takeOwnForm(
  context: WriteContext,
  input: UploadOwnForm,
  { fileName, bytes }: { fileName: string; bytes: AsyncIterable<Uint8Array> },
): Promise<ShelvedVersion> {
  const { actor } = context;
  if (!can(actor, "form:edit")) throw new Refusal("not-permitted", { message: "您的角色不能上传表样" });
  const name = officeName(fileName, { what: "表样", ending: OWN_FORM_ENDING, office: "Excel" });
  const whole = wholeFile(bytes, MAX_OWN_FORM_BYTES);
  return keepForm(context, input, name, await whole.then(withPlaceholders).catch(unreadable));
}

async function keepForm(
  context: WriteContext,
  { requestId, name, formId: id, expectedVersion }: UploadOwnForm,
  fileName: string,
  bytes: Buffer,
): Promise<ShelvedVersion> {
  const examined = await examineForm(context.actor, context.now, bytes).catch(unreadable);
  const kept = await keptBytes(bytes, MAX_OWN_FORM_BYTES + ROOM_FOR_PLACEHOLDERS);
  return shelve(SHELF, context, { requestId, name, id, expectedVersion }, { fileName, ...kept, ...examined });
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
): Promise<ShelvedVersion> {
  const present = await versionOf(id, expectedVersion);
  const archive = new FormArchive(await bytesOf(present));
  remapColumns(archive, readForm(archive), columns);
  const input = { requestId, name: present.name, formId: id, expectedVersion };
  return keepForm(context, input, present.fileName, archive.toBytes());
}

export const retireOwnForm = (
  context: WriteContext,
  input: z.output<typeof contract.retireOwnForm>,
): Promise<{ retired: boolean }> => retireFrom(SHELF, context, input);
