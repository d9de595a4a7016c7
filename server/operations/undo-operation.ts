/** 撤销 and 恢复: what an operation changed goes back, as one more operation that can itself be taken back. */
import "server-only";
import type { z } from "zod";
import type { undoOperation as input } from "@/server/contracts/operation";
import { CLOSED_FIGURES_ASK } from "@/server/domain/closed-figures";
import {
  goingBack,
  lineKey,
  OPERATION_KINDS,
  stateOf,
  takenBack,
  UNDO_KEPT_WHY,
  type UndoLine,
  undecided,
  undoKindOf,
} from "@/server/domain/operations";
import type { BasicsField, BasicsPatch, Fact } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, sql } from "@/server/platform/database";
import { mayOn, mergeAgainWrites, pairOf, splitWrites } from "@/server/projects";
import { type ProjectWrite, record, type WriteContext, type WriteScene } from "@/server/record/record";
import { type KeptLine, loadFamily, loadOperation, type StoredOperation } from "./load-operation";
import { plannedLines, projectsOf } from "./plan-lines";
import { patchesOf, requireReversible, undoMovesClosed } from "./plan-undo";
import { decideEnterprises, projectsAbout } from "./undo-enterprises";

interface Decided {
  writes: ProjectWrite[];
  kept: KeptLine[];
  settled: string[];
}

const released = (state: ProjectState, note: string): Fact => ({
  type: "LapsedToPool",
  v: 1,
  reason: "released",
  note,
  formerOwnerId: state.basics.ownerId,
  formerUnitId: state.basics.ownerUnitId,
});

/** The facts of one project: its basics in one, its team in another, and its way back to the pool. */
function factsOf(
  state: ProjectState,
  patch: BasicsPatch | undefined,
  team: UndoLine | undefined,
  reason: string,
): Fact[] {
  const facts: Fact[] = [];
  if (patch?.ownerId === null && state.course.lapsedOn !== null) {
    // Nobody held it before because it was in the pool: that is where it goes back to, or nobody could claim it.
    facts.push(released(state, reason));
    const { ownerId: _, ownerUnitId: __, ...rest } = patch;
    return [...facts, ...factsOf(state, Object.keys(rest).length > 0 ? rest : undefined, team, reason)];
  }
  if (patch) {
    const fields = Object.keys(patch) as BasicsField[];
    const before = Object.fromEntries(fields.map((f) => [f, state.basics[f]])) as BasicsPatch;
    facts.push({ type: "BasicsEdited", v: 1, before, after: patch, reason });
  }
  if (team)
    facts.push({
      type: "TeamSet",
      v: 1,
      members: team.before as Extract<Fact, { type: "TeamSet" }>["members"],
    });
  return facts;
}

function fieldWrites(
  projects: ReadonlyMap<number, ProjectState>,
  back: readonly UndoLine[],
  words: string,
): ProjectWrite[] {
  const patches = patchesOf(back);
  const teams = new Map(back.flatMap((l) => (l.field === "team" ? [[l.projectId, l] as const] : [])));
  return [...new Set(back.map((l) => l.projectId))].flatMap((projectId): ProjectWrite[] => {
    const state = projects.get(projectId);
    if (!state) return [];
    const facts = factsOf(state, patches.get(projectId), teams.get(projectId), words);
    return [{ id: projectId, facts: facts.map((fact) => ({ fact })) }];
  });
}

/** A merge and its split move rows of the ledgers too, on both projects at once. */
async function mergedWrites(
  scene: WriteScene,
  { actor }: WriteContext,
  { keepId, giveId }: { keepId: number; giveId: number },
  lines: { back: readonly UndoLine[]; reason: string; asked: string },
): Promise<ProjectWrite[]> {
  const merged = lines.back.find((l) => l.field === "merged");
  if (!merged)
    throw new Refusal("nothing-to-undo", { message: "两个项目已经不是这次操作之后的样子，请重新核对" });
  const [keep, give] = [scene.projects.get(keepId), scene.projects.get(giveId)];
  if (!keep || !give) throw new Refusal("not-found");
  if (!mayOn(actor, "project:merge", keep) || !mayOn(actor, "project:merge", give))
    throw new Refusal("not-permitted");
  return merged.before === null
    ? splitWrites(scene, keep, give, lines)
    : mergeAgainWrites(scene, keep, give, lines);
}

async function decide(
  scene: WriteScene,
  context: WriteContext,
  operation: StoredOperation,
  { id, decisions, reason }: z.output<typeof input>,
): Promise<Decided> {
  const { db, projects, firstOpenMonth } = scene;
  const family = await loadFamily(db, id, { lock: true });
  const all = await plannedLines(db, context.actor, family, id, projects);
  const free = all.filter((l) => l.keptWhy === null);
  const open = undecided(free, decisions);
  if (open.length > 0)
    throw new Refusal("conflict", {
      message: `有 ${open.length} 处内容在核对之后又被他人改动，没有作任何改动，请重新核对`,
    });
  const back = goingBack(free, decisions);
  if (back.length === 0)
    throw new Refusal("nothing-to-undo", {
      message: `没有可以${OPERATION_KINDS[undoKindOf(operation.kind)]}的内容，请重新核对`,
    });
  if (!reason && undoMovesClosed(back, projects, firstOpenMonth))
    throw refuseAt("needs-reason", "reason", CLOSED_FIGURES_ASK);
  const goes = new Set(back.map(lineKey));
  const said = `${OPERATION_KINDS[undoKindOf(operation.kind)]}“${operation.summary.of ?? operation.name}”`;
  const words = reason ? `${said}：${reason}` : said;
  const pair = pairOf(family.changes);
  const writes = pair
    ? await mergedWrites(scene, context, pair, { back, reason: words, asked: reason })
    : fieldWrites(projects, back, words);
  return {
    writes,
    kept: all
      .filter((l) => l.fate !== "already" && !goes.has(lineKey(l)))
      .map((l) => ({ projectId: l.projectId, field: l.field, why: UNDO_KEPT_WHY[l.keptWhy ?? "decided"] })),
    settled: all.filter((l) => l.fate === "already").map(lineKey),
  };
}

/** What stayed is kept with the operation, and every operation of the family says anew whether it stands. */
async function settle(
  db: Database,
  { actor, now }: WriteContext,
  operationId: number,
  { kept, settled }: Decided,
): Promise<void> {
  await db.$executeRaw(
    sql`UPDATE operation SET summary = summary || ${JSON.stringify({ kept, settled })}::jsonb WHERE id = ${operationId}`,
  );
  const { kin } = await loadFamily(db, operationId, { lock: false });
  const back = takenBack(kin);
  const states = kin.map((one) => ({ id: one.id, state: stateOf(one, back.get(one.id) ?? new Set()) }));
  await db.$executeRaw(
    sql`UPDATE operation o SET state = x.state, undone_at = CASE WHEN x.state = 'in-force' THEN NULL ELSE ${now}::timestamptz END,
        undone_by_id = CASE WHEN x.state = 'in-force' THEN NULL ELSE ${actor.id}::int END
      FROM json_to_recordset(${JSON.stringify(states)}::json) AS x(id integer, state text)
      WHERE o.id = x.id AND o.state <> x.state`,
  );
}

/** Everything as it was decided, or nothing. */
export async function undoOperation(
  context: WriteContext,
  given: z.output<typeof input>,
): Promise<{ operationId: number | null; changed: number; kept: number }> {
  const operation = await loadOperation(database, context.actor, given.id);
  requireReversible(operation);
  const family = await loadFamily(database, given.id, { lock: false });
  const kind = undoKindOf(operation.kind);
  const of = operation.summary.of ?? operation.name;
  const pair = pairOf(family.changes);
  const { enterprises } = operation.summary;
  let decided: Decided | null = null;
  return record(
    { ...context, requestId: given.requestId },
    {
      action: `operation:${kind}`,
      projectIds: enterprises ? await projectsAbout(database, family, enterprises) : projectsOf(family),
      operation: {
        kind,
        name: `${OPERATION_KINDS[kind]}“${of}”`,
        summary: {
          of,
          reason: given.reason,
          ...(pair && { merged: pair }),
          ...(enterprises && { enterprises }),
        },
        undoesId: operation.id,
      },
      async decide(scene) {
        decided = await (operation.summary.enterprises ? decideEnterprises : decide)(
          scene,
          context,
          operation,
          given,
        );
        return decided.writes;
      },
      async answer(states, { db, operationId }) {
        if (!decided || operationId === null) throw new Error("nothing was decided");
        await settle(db, context, operationId, decided);
        return { operationId, changed: states.length, kept: decided.kept.length };
      },
    },
  );
}
