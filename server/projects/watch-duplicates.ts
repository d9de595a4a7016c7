/**
 * Keeps the pairs that may be the same project: what has changed is compared anew, a few projects at a time, by the worker
 * between its jobs.
 */
import "server-only";
import { type Database, database, insertRows, rowsOf, sql } from "@/server/platform/database";
import { type AlikeProject, alikeProjects, profilesOf } from "./alike-projects";

const ROUND = 5;
/** A project that is like so many others has a telling name in none of them. */
const MOST_PAIRS = 20;

const PAIR_COLUMNS = {
  first_id: "integer",
  second_id: "integer",
  certainty: "text",
  points: "float8",
  reasons: "jsonb",
  told_certainty: "text",
  told_reasons: "jsonb",
};

function pairRow(id: number, { id: other, likeness, told }: AlikeProject): Record<string, unknown> {
  return {
    first_id: Math.min(id, other),
    second_id: Math.max(id, other),
    certainty: likeness.certainty,
    points: likeness.points,
    reasons: likeness.reasons,
    told_certainty: told.certainty,
    told_reasons: told.reasons,
  };
}

async function replacePairs(
  marks: readonly number[],
  ids: readonly number[],
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  await database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    await db.$executeRaw(sql`DELETE FROM likeness_stale WHERE id = ANY(${[...marks]})`);
    await db.$executeRaw(
      sql`DELETE FROM likeness_pair WHERE first_id = ANY(${[...ids]}) OR second_id = ANY(${[...ids]})`,
    );
    await insertRows(db, "likeness_pair", PAIR_COLUMNS, rows, "ON CONFLICT (first_id, second_id) DO NOTHING");
  });
}

/** Compares the next few changed projects; false when none has changed. */
export async function watchDuplicates(): Promise<boolean> {
  const marks = await rowsOf<{ id: number; projectId: number }>(
    database,
    sql`SELECT id, project_id AS "projectId" FROM likeness_stale ORDER BY id LIMIT ${ROUND}`,
  );
  if (marks.length === 0) return false;
  const ids = [...new Set(marks.map((m) => m.projectId))];
  // Withdrawn ones have no profile: their pairs go and none come.
  const profiles = [...(await profilesOf(database, ids))];
  const alike = await alikeProjects(
    database,
    profiles.map(([, profile]) => profile),
  );
  const rows = profiles.flatMap(([id], i) =>
    (alike[i] ?? [])
      .filter((a) => a.id !== id && a.likeness.verdict === "same")
      .slice(0, MOST_PAIRS)
      .map((a) => pairRow(id, a)),
  );
  await replacePairs(
    marks.map((m) => m.id),
    ids,
    rows,
  );
  return true;
}
