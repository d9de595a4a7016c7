/**
 * Lights and duties are kept beside the state that they follow from. When the clocks, the duties or the calendar change,
 * or a rule set for a later day comes into force, every project's are made anew: batch by batch, from where it stopped.
 */
import "server-only";
import { createHash } from "node:crypto";
import { PUBLISHED_DAYS } from "@/server/domain/holiday-calendar";
import { dayOf } from "@/server/domain/periods";
import type { Rules } from "@/server/domain/rules";
import { type Database, database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "./load-project";
import { rulesInForce } from "./load-rules";
import { clockColumns } from "./project-columns";

const BATCH = 500;
/** Raised when lights or duties are reckoned otherwise by the program itself. */
const RECKONING = 2;

/** What lights and duties depend on, as one word. */
export function clockStamp({ clocks, duties, calendar }: Rules): string {
  const parts = [RECKONING, clocks, duties, calendar, [...PUBLISHED_DAYS]];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

interface Progress {
  done_for: string;
  doing_for: string;
  after_id: number;
}

const COLUMNS =
  "warn_on date, late_on date, light_reason text, light_from date, duty text, duty_due_on date, duty_head_on date, duty_director_on date";
const NAMES = COLUMNS.split(", ").map((column) => column.split(" ")[0] ?? "");

async function refreshBatch(db: Database, ids: readonly number[], rules: Rules): Promise<number> {
  const states = await loadProjects(db, ids, { lock: true });
  const rows = [...states.values()].map((state) => ({ id: state.id, ...clockColumns(state, rules) }));
  // History and version stay as they are: nothing happened to the project.
  return db.$executeRawUnsafe(
    `UPDATE project p SET ${NAMES.map((n) => `${n} = x.${n}`).join(", ")}
      FROM json_to_recordset($1::json) AS x(id integer, ${COLUMNS})
      WHERE p.id = x.id AND (${NAMES.map((n) => `p.${n}`).join(", ")}) IS DISTINCT FROM (${NAMES.map((n) => `x.${n}`).join(", ")})`,
    JSON.stringify(rows),
  );
}

/** One batch; true while there is more to do. Of several that ask at once, one works. */
export function refreshClocks(now: Date): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    const rules = await rulesInForce(db, dayOf(now));
    const stamp = clockStamp(rules);
    const [at] = await rowsOf<Progress>(
      db,
      sql`SELECT done_for, doing_for, after_id FROM upkeep WHERE name = 'clocks' FOR UPDATE SKIP LOCKED`,
    );
    if (!at || (at.done_for === stamp && at.doing_for === "")) return false;
    const after = at.doing_for === stamp ? at.after_id : 0;
    if (at.doing_for !== stamp)
      await db.$executeRaw(sql`UPDATE upkeep SET doing_for = ${stamp}, after_id = 0, seen = 0, changed = 0,
        started_at = ${now}, finished_at = NULL, total = (SELECT count(*)::int FROM project) WHERE name = 'clocks'`);
    const ids = (
      await rowsOf<{ id: number }>(
        db,
        sql`SELECT id FROM project WHERE id > ${after} ORDER BY id LIMIT ${BATCH}`,
      )
    ).map((row) => row.id);
    const changed = ids.length > 0 ? await refreshBatch(db, ids, rules) : 0;
    const more = ids.length === BATCH;
    await db.$executeRaw(sql`UPDATE upkeep SET after_id = ${ids.at(-1) ?? after}, seen = seen + ${ids.length},
      changed = changed + ${changed},
      doing_for = ${more ? stamp : ""}, done_for = CASE WHEN ${more} THEN done_for ELSE ${stamp} END,
      finished_at = CASE WHEN ${more} THEN NULL ELSE ${now}::timestamptz END WHERE name = 'clocks'`);
    return more;
  });
}

export interface ClockRefresh {
  /** The lights and duties of some projects still follow an earlier rule. */
  behind: boolean;
  seen: number;
  total: number;
  changed: number;
  finishedAt: string | null;
}

/** How far the projects are with the rules in force. */
export async function clockRefresh(now: Date): Promise<ClockRefresh> {
  const rules = await rulesInForce(database, dayOf(now));
  const row = await rowOf<
    Progress & { seen: number; total: number; changed: number; finished_at: Date | null }
  >(
    database,
    sql`SELECT done_for, doing_for, after_id, seen, total, changed, finished_at FROM upkeep WHERE name = 'clocks'`,
  );
  const stamp = clockStamp(rules);
  const begun = row.doing_for === stamp;
  const behind = begun || row.done_for !== stamp;
  return {
    behind,
    seen: behind && !begun ? 0 : row.seen,
    total: row.total,
    changed: row.changed,
    finishedAt: behind ? null : (row.finished_at?.toISOString() ?? null),
  };
}
