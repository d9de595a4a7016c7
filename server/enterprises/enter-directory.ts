/** 企业名录: enterprises made and changed by the thousand, each table in one statement, as part of one operation. */
import "server-only";
import {
  type DirectoryChange,
  type DirectoryEntry,
  directoryStart,
  reasonFor,
} from "@/server/domain/enterprise-directory";
import { enterpriseKey } from "@/server/domain/identity";
import { type Database, insertRows, reserveIds, sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { writeLines } from "./enterprise-things";
import { holdRegister, insertEnterprises } from "./find-or-create-enterprise";
import { renewKeys } from "./write-enterprise";

/** Nobody registers, edits, merges or names one of them until the transaction ends. */
export async function holdEnterprises(db: Database, ids: readonly number[]): Promise<void> {
  await holdRegister(db);
  await db.$queryRaw(
    sql`SELECT id FROM enterprise WHERE id = ANY(${[...ids]}::int[]) ORDER BY id FOR NO KEY UPDATE`,
  );
}

type Beside = Pick<DirectoryChange, "names" | "honours"> & { id: number };

async function insertBeside(
  db: Database,
  { actor, now }: Pick<WriteContext, "actor" | "now">,
  operationId: number | null,
  all: readonly Beside[],
): Promise<void> {
  const names = all.flatMap(({ id, names: own }) =>
    own.map(({ kind, name }) => ({
      ...{ enterprise_id: id, kind, name, name_key: enterpriseKey(name) },
      ...{ recorded_at: now.toISOString(), recorded_by_id: actor.id, operation_id: operationId },
    })),
  );
  await insertRows(
    db,
    "enterprise_name",
    {
      ...{ enterprise_id: "integer", kind: "text", name: "text", name_key: "text" },
      ...{ recorded_at: "timestamptz", recorded_by_id: "integer", operation_id: "integer" },
    },
    names,
  );
  const honours = all.flatMap(({ id, honours: own }) =>
    own.map(({ title, awardedOn, batch }) => ({
      ...{ enterprise_id: id, title, awarded_on: awardedOn, batch, operation_id: operationId },
    })),
  );
  await insertRows(
    db,
    "enterprise_honour",
    { enterprise_id: "integer", title: "text", awarded_on: "date", batch: "text", operation_id: "integer" },
    honours,
  );
}

async function make(
  db: Database,
  operationId: number | null,
  entries: readonly DirectoryEntry[],
): Promise<Beside[]> {
  const ids = await reserveIds(db, "enterprise", entries.length);
  const made = entries.map((entry, i) => ({ entry, id: ids[i] as number, ...directoryStart(entry) }));
  await insertEnterprises(
    db,
    made.map(({ entry, id, names }) => ({
      ...{ id, operationId, name: entry.name, uscc: entry.uscc, usccReason: reasonFor(entry.uscc) },
      ...{ province: entry.province ?? "", city: entry.city ?? "", kind: entry.investorKind ?? "" },
      ...{ groupName: entry.groupName, profile: entry.profile },
      formerNames: names.filter(({ kind }) => kind === "former").map(({ name }) => name),
      shortNames: names.filter(({ kind }) => kind === "short").map(({ name }) => name),
    })),
  );
  return made;
}

/** Ids of those that were made, in the order of the entries. The changed ones must be held. */
export async function enterDirectory(
  db: Database,
  context: Pick<WriteContext, "actor" | "now">,
  operationId: number | null,
  {
    entries,
    changes,
  }: { entries: readonly DirectoryEntry[]; changes: readonly (DirectoryChange & { id: number })[] },
): Promise<number[]> {
  const made = await make(db, operationId, entries);
  await insertBeside(db, context, operationId, [...made, ...changes]);
  const lines = changes.flatMap(({ id, lines: own }) => own.map((line) => ({ enterpriseId: id, ...line })));
  await writeLines(db, context, lines, operationId);
  const beside = changes.filter(({ lines: own }) => own.length === 0).map(({ id }) => id);
  if (beside.length > 0) {
    await db.$executeRaw(sql`UPDATE enterprise SET version = version + 1 WHERE id = ANY(${beside}::int[])`);
    await renewKeys(db, beside);
  }
  return made.map(({ id }) => id);
}
