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

/** So many new projects are told and stored at a time: what is kept of thousands at once is their states. */
const AT_A_TIME = 500;

/** Positions of histories, in the parts in which they are stored: those of present projects together, new ones by and by. */
function partsOf(histories: readonly ProjectHistory[]): number[][] {
  const places = histories.map((_, place) => place);
  const present = places.filter((place) => histories[place]?.id !== null);
  const fresh = places.filter((place) => histories[place]?.id === null);
  if (present.length + fresh.length <= AT_A_TIME) return [places];
  const parts = Array.from({ length: Math.ceil(fresh.length / AT_A_TIME) }, (_, i) =>
    fresh.slice(i * AT_A_TIME, (i + 1) * AT_A_TIME),
  );
  return [...parts, present].filter((part) => part.length > 0);
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
  const ids = histories.map((h) => h.id ?? (fresh.shift() as number));
  const states = new Map<number, ProjectState>();
  for (const part of partsOf(histories)) {
    const told = tell(rules, present, part, { histories, ids, operation: operationId !== undefined });
    for (const [place, state] of told.states) states.set(place, state);
    await storeTold(db, told, operationId);
  }
  return histories.flatMap((_, place) => states.get(place) ?? []);
}

interface Told {
  states: [place: number, state: ProjectState][];
  stored: StoredFact[];
  rows: Record<string, unknown>[];
  pasts: Map<number, Past>;
}

/** What becomes of the projects at these places. */
function tell(
  rules: Rules,
  present: Map<number, ProjectState>,
  places: readonly number[],
  all: { histories: readonly ProjectHistory[]; ids: readonly number[]; operation: boolean },
): Told {
  const told: Told = { states: [], stored: [], rows: [], pasts: new Map() };
  const { operation } = all;
  for (const place of places) {
    const [history, id] = [all.histories[place], all.ids[place]];
    if (!history || id === undefined) continue;
    let state = present.get(id) ?? null;
    if (history.id !== null && !state) throw new Refusal("not-found");
    const mine: Omit<StoredFact, "after">[] = [];
    for (const framed of history.facts) {
      state = apply(state, id, { ...framed, operation });
      mine.push({ projectId: id, version: state.version, ...framed });
    }
    if (!state) continue;
    const after = state;
    told.states.push([place, after]);
    present.set(id, after);
    const last = mine.at(-1);
    if (!last) continue;
    told.stored.push(...mine.map((f) => ({ ...f, after })));
    // What comes with several instants at once was known step by step, and no trigger has seen the steps.
    if (history.id === null && mine.some((f) => f.recordedAt !== last.recordedAt))
      told.pasts.set(
        id,
        pastOf(
          id,
          mine.map((f) => ({ ...f, operation })),
        ),
      );
    told.rows.push(
      projectRow(after, rules, {
        nameKey: projectKey(after.basics.name),
        createdAt: mine[0]?.recordedAt ?? last.recordedAt,
        updatedAt: last.recordedAt,
        importId: history.importId ?? null,
      }),
    );
  }
  return told;
}

async function storeTold(
  db: Database,
  { stored, rows, pasts }: Told,
  operationId: number | undefined,
): Promise<void> {
  if (stored.length === 0) return;
  await insertRows(db, "project", PROJECT_COLUMNS, rows, `ON CONFLICT (id) DO UPDATE SET ${PROJECT_UPDATE}`);
  if (pasts.size > 0) await savePasts(db, pasts);
  await saveFacts(db, stored, operationId);
  await saveRows(db, stored);
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
