/**
 * Documents that people upload under a name and replace by further versions: forms of superior offices, templates of texts.
 * Which tables hold them is the noun's; that nothing is lost, replaced unseen or kept twice is decided here.
 */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, sql } from "@/server/platform/database";
import { appendAudit } from "./audit";
import type { WriteContext } from "./record";

export interface ShelvedVersion {
  id: number;
  version: number;
}
interface Standing extends ShelvedVersion {
  name: string;
  retiredAt: Date | null;
}

/** What every version has; a noun's own row may have more. */
export interface KeptFile {
  fileName: string;
  sha256: string;
  size: number;
  placeholders: number;
}

export interface ShelfWords {
  gone: string;
  changed: string;
  duplicate: string;
  /** There are as many as can be. */
  full: string;
}

export interface Shelf<File extends KeptFile> {
  /** In the audit log: form, template. */
  kind: string;
  most: number;
  words: ShelfWords;
  /** Names that are always taken. */
  reserved: readonly string[];
  find: (db: Database, id: number) => Promise<Standing | null>;
  /** Those in use. */
  present: (db: Database) => Promise<{ id: number; name: string }[]>;
  /** The version that an upload of this person has made already. */
  madeBy: (
    db: Database,
    authorId: number,
    requestId: string,
  ) => Promise<(ShelvedVersion & { sha256: string }) | null>;
  create: (db: Database, row: { name: string; version: number; createdAt: Date }) => Promise<{ id: number }>;
  update: (
    db: Database,
    id: number,
    row: { name: string; version: number } | { retiredAt: Date },
  ) => Promise<unknown>;
  addVersion: (
    db: Database,
    row: File & ShelvedVersion & { authorId: number; at: Date; requestId: string },
  ) => Promise<unknown>;
}

/** Names and versions are looked up first: uploads wait for one another. */
const inOne = <Answer>(kind: string, work: (db: Database) => Promise<Answer>): Promise<Answer> =>
  database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`shelf:${kind}`}, 0))`);
    return work(db);
  });

async function requireName<File extends KeptFile>(
  db: Database,
  { present, reserved, most, words }: Shelf<File>,
  name: string,
  own: number | null,
): Promise<void> {
  const all = await present(db);
  if (reserved.includes(name) || all.some((one) => one.name === name && one.id !== own))
    throw refuseAt("duplicate", "name", words.duplicate);
  if (own === null && all.length >= most) throw refuseAt("bad-state", "name", words.full);
}

async function requireSeen<File extends KeptFile>(
  db: Database,
  { find, words }: Shelf<File>,
  id: number,
  expected: number | undefined,
): Promise<Standing> {
  const found = await find(db, id);
  if (!found || found.retiredAt !== null) throw new Refusal("not-found", { message: words.gone });
  if (found.version !== expected) throw new Refusal("conflict", { message: words.changed });
  return found;
}

const audited = (
  db: Database,
  { actor, now }: { actor: Actor; now: Date },
  action: string,
  {
    kind,
    id,
    name,
    before,
    after,
  }: { kind: string; id: number; name: string; before: object | null; after: object | null },
) =>
  appendAudit(db, actor, now, [
    { action, subjectKind: kind, subjectId: String(id), subjectLabel: name, before, after },
  ]);

/** Puts a first or a further version on the shelf. The same upload sent again gets the first answer. */
export function shelve<File extends KeptFile>(
  shelf: Shelf<File>,
  context: WriteContext,
  asked: { requestId: string; name: string; id: number | undefined; expectedVersion?: number | undefined },
  file: File,
): Promise<ShelvedVersion> {
  const { actor, now } = context;
  const { requestId, name } = asked;
  return inOne(shelf.kind, async (db) => {
    const known = await shelf.madeBy(db, actor.id, requestId);
    if (known && known.sha256 !== file.sha256) throw new Refusal("already-saved");
    if (known) return { id: known.id, version: known.version };
    const stood =
      asked.id === undefined ? null : await requireSeen(db, shelf, asked.id, asked.expectedVersion);
    await requireName(db, shelf, name, stood?.id ?? null);
    const version = (stood?.version ?? 0) + 1;
    if (stood) await shelf.update(db, stood.id, { name, version });
    const id = stood?.id ?? (await shelf.create(db, { name, version, createdAt: now })).id;
    await shelf.addVersion(db, { ...file, id, version, authorId: actor.id, at: now, requestId });
    await audited(db, context, `${shelf.kind}:upload`, {
      ...{ kind: shelf.kind, id, name },
      before: stood && { name: stood.name, version: stood.version },
      after: { name, version, file: file.fileName, sha256: file.sha256 },
    });
    return { id, version };
  });
}

/** Takes it out of use; its versions stay. Retired is retired, however often it is asked for. */
export function retireFrom<File extends KeptFile>(
  shelf: Shelf<File>,
  context: WriteContext,
  { id, expectedVersion }: { id: number; expectedVersion: number },
): Promise<{ retired: boolean }> {
  return inOne(shelf.kind, async (db) => {
    const found = await shelf.find(db, id);
    if (found !== null && found.retiredAt !== null && found.version === expectedVersion)
      return { retired: true };
    const { name, version } = await requireSeen(db, shelf, id, expectedVersion);
    await shelf.update(db, id, { retiredAt: context.now });
    await audited(db, context, `${shelf.kind}:retire`, {
      ...{ kind: shelf.kind, id, name, before: { version }, after: null },
    });
    return { retired: true };
  });
}
