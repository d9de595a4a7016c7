/** What an import changed of known projects goes back with it: what nobody touched since; the rest stays and is listed. */
import "server-only";
import type { ImportScene } from "@/server/contracts/import-batch";
import { goingBack, lineKey, UNDO_KEPT_WHY } from "@/server/domain/operations";
import type { Actor } from "@/server/domain/permissions";
import type { BasicsField, BasicsPatch } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { type KeptLine, loadFamily } from "@/server/operations/load-operation";
import { type PlannedLine, plannedLines } from "@/server/operations/plan-lines";
import { patchesOf } from "@/server/operations/plan-undo";
import { type Database, database } from "@/server/platform/database";
import { thingWords } from "@/server/projects";
import { loadProjects } from "@/server/record/load-project";
import type { ProjectWrite } from "@/server/record/record";

/** Projects whose fields the operation of an import changed. */
export async function changedProjects(db: Database, operationId: number | null): Promise<number[]> {
  if (operationId === null) return [];
  const { changes } = await loadFamily(db, operationId, { lock: false });
  return [...new Set(changes.map((c) => c.projectId))];
}

export interface ChangesBack {
  writes: ProjectWrite[];
  kept: KeptLine[];
}

export async function changesBack(
  db: Database,
  actor: Actor,
  operationId: number | null,
  states: ReadonlyMap<number, ProjectState>,
  reason: string,
): Promise<ChangesBack> {
  if (operationId === null) return { writes: [], kept: [] };
  const family = await loadFamily(db, operationId, { lock: true });
  const lines = await plannedLines(db, actor, family, operationId, states);
  const back = goingBack(
    lines.filter((l) => l.keptWhy === null),
    [],
  );
  const goes = new Set(back.map(lineKey));
  const writes = [...patchesOf(back)].flatMap(([id, patch]): ProjectWrite[] => {
    const state = states.get(id);
    if (!state) return [];
    const fields = Object.keys(patch) as BasicsField[];
    const before = Object.fromEntries(fields.map((f) => [f, state.basics[f]])) as BasicsPatch;
    return [{ id, facts: [{ fact: { type: "BasicsEdited", v: 1, before, after: patch, reason } }] }];
  });
  const kept = lines
    .filter((l) => l.fate !== "already" && !goes.has(lineKey(l)))
    .map((l) => ({ projectId: l.projectId, field: l.field, why: UNDO_KEPT_WHY[l.keptWhy ?? "decided"] }));
  return { writes, kept };
}

const LISTED = 50;

const stays = (line: PlannedLine): boolean => line.fate === "overlap" && line.keptWhy === null;

/** What taking the batch back would do to them now, for whoever is about to ask for it. */
export async function undoOfChanges(actor: Actor, operationId: number | null): Promise<ImportScene["undo"]> {
  const ids = await changedProjects(database, operationId);
  if (operationId === null || ids.length === 0) return { fields: 0, stay: [] };
  const family = await loadFamily(database, operationId, { lock: false });
  const states = await loadProjects(database, ids, { lock: false });
  const lines = await plannedLines(database, actor, family, operationId, states);
  return {
    fields: lines.filter((l) => l.fate === "back" && l.keptWhy === null).length,
    stay: lines
      .filter(stays)
      .slice(0, LISTED)
      .map(({ projectId, field, later }) => ({
        ...{ projectId, label: thingWords(field).label, name: states.get(projectId)?.basics.name ?? "" },
        ...{ by: later?.by ?? "", at: later?.at ?? "" },
      })),
  };
}
