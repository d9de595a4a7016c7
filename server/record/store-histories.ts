/** Stores facts and everything that follows from them. Inside the record's transaction, or when a history is seeded. */
import "server-only";
import { projectKey } from "@/server/domain/identity";
import type { Fact } from "@/server/domain/project-facts";
import { apply, type ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import type { Rules } from "@/server/domain/rules";
import { type Database, insertRows, reserveIds } from "@/server/platform/database";
import { type Past, pastOf, savePasts } from "./past-of-project";
import { PROJECT_COLUMNS, PROJECT_UPDATE, projectRow } from "./project-columns";
import { saveRows } from "./save-rows";
import type { StoredFact } from "./stored-fact";

export interface FramedFact {
  fact: Fact;
  occurredOn: string;
  /** ISO instant. */
  recordedAt: string;
  actorId: number;
}

/** Facts to add to one project; `id` null begins a new one. */
export interface ProjectHistory {
  id: number | null;
  importId?: number;
  facts: readonly FramedFact[];
}

/**
 * Appends the facts, saves each project's new state and the typed rows. `present` holds the locked states of existing
 * projects and receives the new ones. Returns the states in the order of `histories`.
 */
export async function storeHistories(
  db: Database,
  rules: Rules,
  present: Map<number, ProjectState>,
  histories: readonly ProjectHistory[],
  operationId?: number,
): Promise<ProjectState[]> {
  const fresh = await reserveIds(db, "project", histories.filter((h) => h.id === null).length);
  const stored: StoredFact[] = [];
  const states: ProjectState[] = [];
  const rows: Record<string, unknown>[] = [];
  const pasts = new Map<number, Past>();
  for (const history of histories) {
    const id = history.id ?? (fresh.shift() as number);
    let state = present.get(id) ?? null;
    if (history.id !== null && !state) throw new Refusal("not-found");
    const mine: Omit<StoredFact, "after">[] = [];
    for (const framed of history.facts) {
      state = apply(state, id, { ...framed, operation: operationId !== undefined });
      mine.push({ projectId: id, version: state.version, ...framed });
    }
    if (!state) continue;
    const after = state;
    states.push(after);
    present.set(id, after);
    const last = mine.at(-1);
    if (!last) continue;
    stored.push(...mine.map((f) => ({ ...f, after })));
    // What comes with several instants at once was known step by step, and no trigger has seen the steps.
    if (history.id === null && mine.some((f) => f.recordedAt !== last.recordedAt))
      pasts.set(
        id,
        pastOf(
          id,
          mine.map((f) => ({ ...f, operation: operationId !== undefined })),
        ),
      );
    rows.push(
      projectRow(after, rules, {
        nameKey: projectKey(after.basics.name),
        createdAt: mine[0]?.recordedAt ?? last.recordedAt,
        updatedAt: last.recordedAt,
        importId: history.importId ?? null,
      }),
    );
  }
  if (stored.length === 0) return states;
  await insertRows(db, "project", PROJECT_COLUMNS, rows, `ON CONFLICT (id) DO UPDATE SET ${PROJECT_UPDATE}`);
  if (pasts.size > 0) await savePasts(db, pasts);
  await saveFacts(db, stored, operationId);
  await saveRows(db, stored);
  return states;
}

const FACT_COLUMNS = {
  project_id: "integer",
  version: "integer",
  type: "text",
  payload: "jsonb",
  occurred_on: "date",
  recorded_at: "timestamptz",
  actor_id: "integer",
  operation_id: "integer",
};

async function saveFacts(
  db: Database,
  stored: readonly StoredFact[],
  operationId: number | undefined,
): Promise<void> {
  const rows = stored.map((s) => ({
    project_id: s.projectId,
    version: s.version,
    type: s.fact.type,
    payload: s.fact,
    occurred_on: s.occurredOn,
    recorded_at: s.recordedAt,
    actor_id: s.actorId,
    operation_id: operationId ?? null,
  }));
  await insertRows(db, "project_fact", FACT_COLUMNS, rows);
}
