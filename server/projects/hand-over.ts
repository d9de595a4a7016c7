/** 批量指派: many projects to one person, counted beforehand, in one transaction, as one named operation. */
import "server-only";
import type { z } from "zod";
import type {
  HandOverPreview,
  handOver as handOverInput,
  matchingIds as matchingInput,
  previewHandOver as previewInput,
} from "@/server/contracts/hand-over";
import {
  HOLDER_ROLES,
  judgeHandOver,
  KEPT_WHY,
  type KeptWhy,
  MOST_HANDED_OVER,
} from "@/server/domain/hand-over";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { type NewFact, type ProjectWrite, record, type WriteContext } from "@/server/record/record";
import { findProjects } from "./project-filter";
import { subjectOf } from "./project-subject";

export interface NewOwner {
  id: number;
  name: string;
  unitId: number | null;
  unitName: string | null;
}

/** Who may be put in charge of a project; everybody else is refused at the field. */
export async function requireOwner(db: Database, ownerId: number): Promise<NewOwner> {
  const [owner] = await rowsOf<NewOwner>(
    db,
    sql`SELECT a.id, a.display_name AS name, a.unit_id AS "unitId", u.name AS "unitName"
      FROM account a LEFT JOIN unit u ON u.id = a.unit_id
      WHERE a.id = ${ownerId} AND a.active AND a.role = ANY(${[...HOLDER_ROLES]}::text[])`,
  );
  if (!owner) throw refuseAt("bad-input", "ownerId", "请选择在岗的承办人");
  return owner;
}

const judged = (actor: Actor, state: ProjectState | undefined, ownerId: number) =>
  judgeHandOver(
    actor,
    state ? { ...subjectOf(state), withdrawn: state.off?.state === "withdrawn" } : null,
    ownerId,
  );

/** Ids of everything that a filter finds and the actor may see whole, when they are few enough for one operation. */
export async function matchingIds(
  actor: Actor,
  { filter }: z.output<typeof matchingInput>,
  today: Day,
): Promise<{ ids: number[] }> {
  const { open } = findProjects(actor, filter, today);
  const rows = await rowsOf<{ id: number }>(
    database,
    sql`SELECT p.id FROM project p WHERE ${open} ORDER BY p.id LIMIT ${MOST_HANDED_OVER + 1}`,
  );
  if (rows.length > MOST_HANDED_OVER)
    throw refuseAt(
      "bad-input",
      "filter",
      `符合条件的项目超过 ${MOST_HANDED_OVER} 个，请先缩小条件，分批指派`,
    );
  return { ids: rows.map((r) => r.id) };
}

/** What would happen; writes nothing. */
export async function previewHandOver(
  actor: Actor,
  { ids, ownerId }: z.output<typeof previewInput>,
): Promise<HandOverPreview> {
  const owner = await requireOwner(database, ownerId);
  const states = await loadProjects(database, ids, { lock: false });
  const change: HandOverPreview["change"] = [];
  const kept = new Map<KeptWhy, string[]>();
  let already = 0;
  for (const id of ids) {
    const state = states.get(id);
    const verdict = judged(actor, state, owner.id);
    if (verdict === "change") change.push({ id, ownerId: state?.basics.ownerId ?? null });
    else if (verdict === "already") already += 1;
    else {
      // The name of what may not be seen stays unsaid.
      const name = verdict === "unseen" ? "" : (state?.basics.name ?? "");
      kept.set(verdict, [...(kept.get(verdict) ?? []), name]);
    }
  }
  return {
    change,
    already,
    kept: [...kept].map(([why, names]) => ({
      why: KEPT_WHY[why],
      count: names.length,
      names: names.filter(Boolean).slice(0, 5),
    })),
    ownerName: owner.name,
    ownerUnitName: owner.unitName,
  };
}

/** Everything as it was previewed, or nothing: who moved a project in between is not overruled unseen. */
function writesOf(
  actor: Actor,
  owner: NewOwner,
  chosen: z.output<typeof handOverInput>["projects"],
  states: ReadonlyMap<number, ProjectState>,
): ProjectWrite[] {
  let lost = 0;
  let moved = 0;
  const writes = chosen.flatMap(({ id, ownerId: seen }): ProjectWrite[] => {
    const state = states.get(id);
    const verdict = judged(actor, state, owner.id);
    if (!state || verdict === "unseen" || verdict === "not-yours") lost += 1;
    else if (state.basics.ownerId !== seen) moved += 1;
    else if (verdict === "change") return [{ id, facts: [handedOver(state, owner)] }];
    return [];
  });
  if (lost > 0)
    throw new Refusal("not-permitted", {
      message: `有 ${lost} 个项目现在不能由您指派，没有作任何改动，请重新核对`,
    });
  if (moved > 0)
    throw new Refusal("conflict", {
      message: `有 ${moved} 个项目的承办人刚被他人改动，没有作任何改动，请重新核对`,
    });
  return writes;
}

/** The unit goes with the person. */
export const handedOver = (state: ProjectState, owner: Pick<NewOwner, "id" | "unitId">): NewFact => ({
  fact: {
    type: "BasicsEdited",
    v: 1,
    before: { ownerId: state.basics.ownerId, ownerUnitId: state.basics.ownerUnitId },
    after: { ownerId: owner.id, ownerUnitId: owner.unitId },
    reason: "移交",
  },
});

export async function handOver(
  context: WriteContext,
  { requestId, ownerId, projects }: z.output<typeof handOverInput>,
): Promise<{ changed: number; operationId: number | null }> {
  const { name } = await requireOwner(database, ownerId);
  let changed = 0;
  return record(
    { ...context, requestId },
    {
      action: "project:hand-over",
      projectIds: projects.map((p) => p.id),
      operation: {
        kind: "hand-over",
        name: `批量指派给${name}`,
        summary: { ownerId, projects: projects.length },
      },
      async decide(scene) {
        const owner = await requireOwner(scene.db, ownerId);
        const writes = writesOf(context.actor, owner, projects, scene.projects);
        changed = writes.length;
        return writes;
      },
      answer: (_, { operationId }) => ({ changed, operationId }),
    },
  );
}
