/**
 * What was known of a project before its last change, made from its facts. Live changes are kept by a trigger
 * (`keep_past_of_project`); histories that come with several instants, and projects older than the table, are written here.
 */
import "server-only";
import { apply, type ProjectState, type RecordedFact } from "@/server/domain/project-state";
import {
  type ColumnTypes,
  type Database,
  database,
  insertRows,
  rowsOf,
  sql,
} from "@/server/platform/database";
import { approvedOn } from "./project-columns";

const READ: ColumnTypes = {
  chain_id: "integer",
  lead_unit_id: "integer",
  street_unit_id: "integer",
  origin_province: "text",
  industry_code: "text",
  sensitivity: "text",
  stage: "text",
  off_state: "text",
  off_since: "date",
  contract_on: "date",
  start_on: "date",
  intended_fen: "bigint",
  framework_fen: "bigint",
  contract_fen: "bigint",
  planned_total_fen: "bigint",
  agreed_outside_fen: "bigint",
  land_mode: "text",
};
export const PAST_COLUMNS: ColumnTypes = {
  project_id: "integer",
  known_from: "timestamptz",
  known_to: "timestamptz",
  ...READ,
};

/** What the statistics read of a state. */
const readOf = (state: ProjectState): Record<string, unknown> => ({
  chain_id: state.basics.chainId,
  lead_unit_id: state.basics.leadUnitId,
  street_unit_id: state.basics.streetUnitId,
  origin_province: state.basics.originProvince,
  industry_code: state.basics.industryCode,
  sensitivity: state.basics.sensitivity,
  stage: state.stage,
  off_state: state.off?.state ?? null,
  off_since: state.off?.since ?? null,
  contract_on: approvedOn(state, "contract"),
  start_on: approvedOn(state, "start"),
  intended_fen: state.basics.intendedFen,
  framework_fen: state.frameworkFen,
  contract_fen: state.contractFen,
  planned_total_fen: state.basics.plannedTotalFen,
  agreed_outside_fen: state.basics.agreedOutsideFen,
  land_mode: state.basics.landMode,
});

export interface Past {
  /** Rows of `project_past`, oldest first. */
  rows: Record<string, unknown>[];
  /** Since when what the statistics read has been as it is. */
  knownSince: string;
}

export interface KnownFact extends RecordedFact {
  /** ISO instant. */
  recordedAt: string;
}

/** Facts recorded at one instant are known together. */
export function pastOf(id: number, facts: readonly KnownFact[]): Past {
  const rows: Record<string, unknown>[] = [];
  let state: ProjectState | null = null;
  let known: Record<string, unknown> | null = null;
  let since = facts[0]?.recordedAt ?? "";
  facts.forEach((fact, i) => {
    state = apply(state, id, fact);
    if (fact.recordedAt === facts[i + 1]?.recordedAt) return;
    const now = readOf(state);
    if (known !== null && JSON.stringify(known) !== JSON.stringify(now)) {
      rows.push({ project_id: id, known_from: since, known_to: fact.recordedAt, ...known });
      since = fact.recordedAt;
    }
    known = now;
  });
  return { rows, knownSince: since };
}

/** Stores the past of projects that have none yet. */
export async function savePasts(db: Database, pasts: ReadonlyMap<number, Past>): Promise<void> {
  await insertRows(
    db,
    "project_past",
    PAST_COLUMNS,
    [...pasts.values()].flatMap((past) => past.rows),
    "ON CONFLICT DO NOTHING",
  );
  await db.$executeRaw(sql`UPDATE project p SET known_since = x.since
    FROM unnest(${[...pasts.keys()]}::int[], ${[...pasts.values()].map((p) => p.knownSince)}::timestamptz[]) AS x (id, since)
    WHERE p.id = x.id`);
  // Sums of earlier days were counted from another past (server/statistics/past-sums.ts).
  await db.$executeRaw(sql`DELETE FROM past_sum`);
  await db.$executeRaw(sql`DELETE FROM past_sum_state`);
}

const BATCH = 200;

/** One batch of the projects that were there before the table; false when nothing is left. */
export async function refillPasts(): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    const found = await rowsOf<{ id: number; facts: [KnownFact["fact"], string, number, string, boolean][] }>(
      db,
      sql`SELECT p.id, (SELECT json_agg(json_build_array(f.payload, f.occurred_on, f.actor_id, f.recorded_at, f.operation_id IS NOT NULL)
            ORDER BY f.version) FROM project_fact f WHERE f.project_id = p.id) AS facts
        FROM project p WHERE p.known_since IS NULL ORDER BY p.id LIMIT ${BATCH} FOR UPDATE`,
    );
    const pasts = found.map(({ id, facts }): [number, Past] => [
      id,
      pastOf(
        id,
        facts.map(([fact, occurredOn, actorId, at, operation]) => ({
          fact,
          occurredOn,
          actorId,
          operation,
          recordedAt: new Date(at).toISOString(),
        })),
      ),
    ]);
    if (pasts.length > 0) await savePasts(db, new Map(pasts));
    return pasts.length > 0;
  });
}
