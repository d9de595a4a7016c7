/** Two enterprises that were merged are split again, or merged once more. Both are held, and their projects locked. */
import "server-only";
import type { EnterpriseLine } from "@/server/domain/enterprise-merging";
import type { InvestorShare } from "@/server/domain/investors";
import type { RelinkFact } from "@/server/domain/merge-facts";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { ProjectWrite, WriteContext, WriteScene } from "@/server/record/record";
import { type HeldValues, valuesOf, writeLines } from "../enterprise-things";
import { enterprisesFor } from "../list-enterprises";
import { removeNames } from "../other-names";
import { renewKeys } from "../write-enterprise";
import { IN_WAY, investorsOf, isInWay, linesOfBoth } from "./load-merge";
import { auditBoth, carryOver, holdBoth, type Moved } from "./merge-enterprises";

/** What a project goes back to: its main investor, its list of them, or both. */
export interface ProjectBack {
  projectId: number;
  field: string;
  before: unknown;
}

export interface TakingBack {
  pair: { keepId: number; giveId: number };
  /** Things of enterprises as they are to be, with what stands now. */
  lines: readonly EnterpriseLine[];
  projects: readonly ProjectBack[];
  moved: Moved | undefined;
  reason: string;
}

const gone = (message: string) => new Refusal("nothing-to-undo", { message });

/** Both as they stand now, for who may know of them. The survivor must still stand by itself. */
async function heldPair(
  db: Database,
  actor: Actor,
  { keepId, giveId }: TakingBack["pair"],
): Promise<{ keep: HeldValues; give: HeldValues }> {
  await holdBoth(db, [keepId, giveId]);
  const values = await valuesOf(db, [keepId, giveId]);
  const [keep, give] = [values.get(keepId), values.get(giveId)];
  if (!keep || !give) throw new Refusal("not-found");
  if (keep.merged !== null) throw gone("保留的企业之后又并入了另一家企业，请先撤销那次合并");
  const known = await rowsOf<{ id: number }>(
    db,
    sql`SELECT e.id FROM enterprise e WHERE e.id = ${keepId} AND ${enterprisesFor(actor)}`,
  );
  if (known.length === 0) throw new Refusal("not-found");
  return { keep, give };
}

/** One fact a project, with what stands now as what was before. */
async function factsBack(
  { db, projects: states }: Pick<WriteScene, "db" | "projects">,
  ends: { from: RelinkFact["from"]; into: RelinkFact["into"]; reason: string },
  back: readonly ProjectBack[],
): Promise<ProjectWrite[]> {
  const ids = [...new Set(back.map((line) => line.projectId))];
  const lists = await investorsOf(db, ids);
  return ids.flatMap((id): ProjectWrite[] => {
    const state = states.get(id);
    if (!state) return [];
    const [main, list] = ["investorId", "investors"].map((field) =>
      back.find((line) => line.projectId === id && line.field === field),
    );
    const fact: RelinkFact = {
      type: "InvestorRelinked",
      v: 1,
      ...ends,
      before: main ? { investorId: state.basics.investorId } : {},
      after: main ? { investorId: main.before as number | null } : {},
      listsBefore: list ? { investors: lists.get(id) ?? [] } : {},
      listsAfter: list ? { investors: (list.before ?? []) as InvestorShare[] } : {},
    };
    return [{ id, facts: [{ fact }] }];
  });
}

async function rowsBack(db: Database, now: Date, pair: TakingBack["pair"], moved: Moved | undefined) {
  if (!moved) return;
  const { keepId, giveId } = pair;
  await removeNames(db, moved.names, now);
  await renewKeys(db, [keepId]);
  await db.$executeRaw(
    sql`UPDATE enterprise_honour SET enterprise_id = ${giveId} WHERE enterprise_id = ${keepId} AND id = ANY(${moved.honours}::int[])`,
  );
  await db.$executeRaw(
    sql`UPDATE chain_anchor SET enterprise_id = ${giveId} WHERE enterprise_id = ${keepId} AND id = ANY(${moved.anchors}::int[])`,
  );
}

export async function splitEnterprises(
  scene: WriteScene,
  context: WriteContext,
  { pair, lines, projects, moved, reason }: TakingBack,
): Promise<ProjectWrite[]> {
  const { db, operationId } = scene;
  const { keep, give } = await heldPair(db, context.actor, pair);
  if (give.merged !== keep.id) throw gone("两家企业已经不是这次合并之后的样子，请重新核对");
  if ([...scene.projects.values()].some((state) => isInWay(context.actor, state)))
    throw new Refusal("not-permitted", { message: IN_WAY });
  const name = ({ id, name: said }: HeldValues) => ({ id, name: said });
  const writes = await factsBack(scene, { from: name(keep), into: name(give), reason }, projects);
  await rowsBack(db, context.now, pair, moved);
  await writeLines(db, context, lines, operationId);
  await auditBoth(db, context, "enterprise:split", [keep.id, give.id]);
  return writes;
}

/** What belongs to the one that gives way by now goes with it, and so does what has come to point at it. */
export async function mergeEnterprisesAgain(
  scene: WriteScene,
  context: WriteContext,
  { pair, lines, reason }: TakingBack,
): Promise<ProjectWrite[]> {
  const { db, operationId } = scene;
  const { keep, give } = await heldPair(db, context.actor, pair);
  if (give.merged !== null || operationId === null)
    throw gone("两家企业已经不是这次拆分之后的样子，请重新核对");
  const named = lines.find((line) => line.enterpriseId === keep.id && line.field === "name");
  const present = named ? String(named.after) : keep.name;
  const writes = await carryOver(scene, context, operationId, { keep, give, present, reason });
  const told = new Set(lines.filter((line) => line.field === "parent").map((line) => line.enterpriseId));
  const { children } = await linesOfBoth(db, keep.id, give.id);
  const more = children
    .filter((id) => !told.has(id) && id !== keep.id)
    .map((id): EnterpriseLine => ({ enterpriseId: id, field: "parent", before: give.id, after: keep.id }));
  const alone: EnterpriseLine[] =
    give.parent === null || told.has(give.id)
      ? []
      : [{ enterpriseId: give.id, field: "parent", before: give.parent, after: null }];
  await writeLines(db, context, [...lines, ...alone, ...more], operationId);
  await auditBoth(db, context, "enterprise:merge", [keep.id, give.id]);
  return writes;
}
