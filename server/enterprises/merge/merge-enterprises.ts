/** 合并企业: one of two records gives way to the other; one operation, which can be taken back. */
import "server-only";
import type { z } from "zod";
import type { mergeEnterprises as input } from "@/server/contracts/enterprise-merge";
import { mergedLines, namesAfter, relinkFact } from "@/server/domain/enterprise-merging";
import type { RelinkFact } from "@/server/domain/merge-facts";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { type ProjectWrite, record, type WriteContext, type WriteScene } from "@/server/record/record";
import { type HeldValues, writeLines } from "../enterprise-things";
import { insertName } from "../other-names";
import { renewKeys } from "../write-enterprise";
import {
  areTwoPersons,
  bothOf,
  IN_WAY,
  investorsOf,
  isInWay,
  linesOfBoth,
  otherNamesOf,
  pointingAt,
} from "./load-merge";

/** Rows that came with the one that gave way: a split takes them back. */
export interface Moved {
  /** Names that the survivor has from it. */
  names: number[];
  honours: number[];
  anchors: number[];
}

const changed = (message: string) => new Refusal("conflict", { message });

/** Nobody else merges, edits or names one of the two until this is done. */
export const holdBoth = (db: Database, ids: readonly number[]): Promise<unknown> =>
  db.$queryRaw(sql`SELECT id FROM enterprise WHERE id = ANY(${[...ids]}::int[]) ORDER BY id FOR UPDATE`);

/** The projects that are locked are all that point at it: one may have come in between. */
async function requireAll(
  { db, projects }: Pick<WriteScene, "db" | "projects">,
  actor: Actor,
  giveId: number,
): Promise<ProjectState[]> {
  const states = (await pointingAt(db, giveId)).map((id) => projects.get(id));
  if (states.some((state) => !state)) throw changed("这家企业刚有新的项目，请重新核对后再合并");
  const all = states.filter((state) => state !== undefined);
  if (all.some((state) => isInWay(actor, state))) throw new Refusal("not-permitted", { message: IN_WAY });
  return all;
}

/** Honours and anchors go to the survivor, except those that it has itself. */
async function moveRows(
  db: Database,
  from: number,
  into: number,
): Promise<Pick<Moved, "honours" | "anchors">> {
  const honours = await rowsOf<{ id: number }>(
    db,
    sql`UPDATE enterprise_honour h SET enterprise_id = ${into} WHERE h.enterprise_id = ${from} AND NOT EXISTS (
      SELECT 1 FROM enterprise_honour o WHERE o.enterprise_id = ${into} AND o.title = h.title
        AND o.awarded_on IS NOT DISTINCT FROM h.awarded_on AND o.batch = h.batch AND o.removed_at IS NULL)
      RETURNING h.id`,
  );
  const anchors = await rowsOf<{ id: number }>(
    db,
    sql`UPDATE chain_anchor x SET enterprise_id = ${into} WHERE x.enterprise_id = ${from} AND NOT EXISTS (
      SELECT 1 FROM chain_anchor o WHERE o.enterprise_id = ${into} AND o.chain_id = x.chain_id
        AND (o.valid_to IS NULL) = (x.valid_to IS NULL)) RETURNING x.id`,
  );
  return { honours: honours.map((h) => h.id), anchors: anchors.map((a) => a.id) };
}

async function moveNames(
  db: Database,
  context: WriteContext,
  { keep, give, present }: Pick<Deed, "keep" | "give" | "present">,
): Promise<number[]> {
  const own = (await otherNamesOf(db, keep.id)).map((one) => one.name);
  const names = namesAfter(present, [keep.name, give.name], own, await otherNamesOf(db, give.id));
  const ids = [];
  for (const name of names) ids.push(await insertName(db, { enterpriseId: keep.id, ...name, ...context }));
  await renewKeys(db, [keep.id]);
  return ids;
}

/** The facts by which projects point at the survivor. */
export async function relinkWrites(
  db: Database,
  states: readonly ProjectState[],
  ends: { from: RelinkFact["from"]; into: RelinkFact["into"]; reason: string },
): Promise<ProjectWrite[]> {
  const lists = await investorsOf(
    db,
    states.map((state) => state.id),
  );
  const [from, into] = [ends.from, ends.into].map(({ id, name }) => ({ id, name })) as [
    RelinkFact["from"],
    RelinkFact["into"],
  ];
  return states.flatMap(({ id, basics }): ProjectWrite[] => {
    const pointing = { investorId: basics.investorId, investors: lists.get(id) ?? [] };
    const fact = relinkFact(pointing, from, into, ends.reason);
    return fact ? [{ id, facts: [{ fact }] }] : [];
  });
}

interface Deed {
  keep: HeldValues;
  give: HeldValues;
  /** The name that the survivor bears from now on. */
  present: string;
  reason: string;
}

/** Everything that a merge writes but the values of the two: rows that move, names, projects, the audit log. */
export async function carryOver(
  scene: Pick<WriteScene, "db" | "projects">,
  context: WriteContext,
  operationId: number,
  { keep, give, present, reason }: Deed,
): Promise<ProjectWrite[]> {
  const { db } = scene;
  const states = await requireAll(scene, context.actor, give.id);
  const names = await moveNames(db, context, { keep, give, present });
  const moved: Moved = { names, ...(await moveRows(db, give.id, keep.id)) };
  await db.$executeRaw(
    sql`UPDATE operation SET summary = summary || ${JSON.stringify({ moved })}::jsonb WHERE id = ${operationId}`,
  );
  return relinkWrites(db, states, { from: give, into: keep, reason });
}

/** The log has enterprises by their ids alone. */
export const auditBoth = (
  db: Database,
  { actor, now }: WriteContext,
  action: string,
  ids: readonly number[],
) =>
  appendAudit(
    db,
    actor,
    now,
    ids.map((id) => ({ action, subjectKind: "enterprise", subjectId: String(id) })),
  );

async function decide(
  scene: WriteScene,
  context: WriteContext,
  given: z.output<typeof input>,
): Promise<ProjectWrite[]> {
  const { db, operationId } = scene;
  const { keepId, giveId, fields: taken, reason } = given;
  await holdBoth(db, [keepId, giveId]);
  const { keep, give } = await bothOf(db, context.actor, given);
  if (keep.version !== given.keepVersion || give.version !== given.giveVersion)
    throw changed("两家企业在核对之后有变动，请重新核对后再合并");
  if (areTwoPersons(keep, give) && reason.trim() === "")
    throw refuseAt("needs-reason", "reason", "两边的信用代码都有效而不相同，请写明为何是同一企业");
  if (operationId === null) throw new Error("a merge is an operation");
  const present = taken.includes("name") ? give.name : keep.name;
  const writes = await carryOver(scene, context, operationId, { keep, give, present, reason });
  const lines = mergedLines({ keep, give, taken, ...(await linesOfBoth(db, keepId, giveId)) });
  await writeLines(db, context, lines, operationId);
  await auditBoth(db, context, "enterprise:merge", [keepId, giveId]);
  return writes;
}

export async function mergeEnterprises(
  context: WriteContext,
  given: z.output<typeof input>,
): Promise<{ operationId: number | null; keepId: number }> {
  const { keepId, giveId, reason } = given;
  return record(
    { ...context, requestId: given.requestId },
    {
      action: "enterprise:merge",
      projectIds: await pointingAt(database, giveId),
      operation: {
        kind: "enterprise-merge",
        // By their numbers: the list of operations is read by people who may not know who a sensitive lead is about.
        name: `合并企业 ${giveId} 到 ${keepId}`,
        summary: { reason, enterprises: { keepId, giveId } },
      },
      decide: (scene) => decide(scene, context, given),
      answer: (_, { operationId }) => ({ operationId, keepId }),
    },
  );
}
