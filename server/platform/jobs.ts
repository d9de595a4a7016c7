/**
 * Long work, kept in a table: the web process enqueues, the worker process takes one at a time, reports progress,
 * and stops when the person cancels. A job whose worker died is taken up again.
 */
import "server-only";
import { type Database, database, rowsOf, sql } from "./database";

export interface JobRow {
  id: number;
  kind: string;
  actorId: number;
  input: unknown;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  /** 0 to 100. */
  progress: number;
  message: string;
  result: unknown;
  createdAt: Date;
  finishedAt: Date | null;
  /** How often a worker has begun it, this time included. */
  attempts: number;
}

const COLUMNS = sql`id, kind, actor_id AS "actorId", input, state, progress, message, result, created_at AS "createdAt",
  finished_at AS "finishedAt", attempts`;

/** A worker that has not beaten for this long is taken for dead. */
const DEAD_AFTER_SECONDS = 60;

export class JobCancelled extends Error {}

export async function enqueueJob(
  db: Pick<Database, "$queryRaw">,
  job: { kind: string; actorId: number; input: unknown },
): Promise<number> {
  const [row] = await rowsOf<{ id: number }>(
    db,
    sql`INSERT INTO job (kind, actor_id, input) VALUES (${job.kind}, ${job.actorId}, ${JSON.stringify(job.input)}::jsonb) RETURNING id`,
  );
  if (!row) throw new Error("job was not stored");
  return row.id;
}

/** The oldest waiting job of the given kinds, now ours; null when there is nothing to do. */
export async function claimJob(kinds: readonly string[]): Promise<JobRow | null> {
  const list = [...kinds];
  const [row] = await rowsOf<JobRow>(
    database,
    sql`UPDATE job SET state = 'running', started_at = now(), beat_at = now(), progress = 0, message = '', attempts = attempts + 1
      WHERE id = (SELECT id FROM job WHERE kind = ANY(${list}) AND (state = 'waiting'
          OR (state = 'running' AND beat_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS})))
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING ${COLUMNS}`,
  );
  return row ?? null;
}

/** Says how far the job is, and learns whether the person cancelled it (then throws JobCancelled). */
export async function reportJob(id: number, progress: number, message: string): Promise<void> {
  const rows = await rowsOf<{ state: string }>(
    database,
    sql`UPDATE job SET progress = ${Math.round(progress)}, message = ${message}, beat_at = now()
      WHERE id = ${id} AND state = 'running' RETURNING state`,
  );
  if (rows.length === 0) throw new JobCancelled();
}

export async function finishJob(id: number, result: unknown): Promise<void> {
  await database.$executeRaw(
    sql`UPDATE job SET state = 'done', progress = 100, message = '', result = ${JSON.stringify(result)}::jsonb, finished_at = now()
      WHERE id = ${id} AND state = 'running'`,
  );
}

/** `message` is shown to the person: words of ours, never a stack. */
export async function failJob(id: number, message: string): Promise<void> {
  await database.$executeRaw(
    sql`UPDATE job SET state = 'failed', message = ${message}, finished_at = now() WHERE id = ${id} AND state = 'running'`,
  );
}

export async function cancelJob(id: number, actorId: number): Promise<boolean> {
  const changed = await database.$executeRaw(
    sql`UPDATE job SET state = 'cancelled', message = '已取消', finished_at = now()
      WHERE id = ${id} AND actor_id = ${actorId} AND state IN ('waiting', 'running')`,
  );
  return changed === 1;
}

export async function findJob(id: number, actorId: number): Promise<JobRow | null> {
  const [row] = await rowsOf<JobRow>(
    database,
    sql`SELECT ${COLUMNS} FROM job WHERE id = ${id} AND actor_id = ${actorId}`,
  );
  return row ?? null;
}

/** How many the worker has to do, or is doing, before this one. */
export async function jobsBefore(id: number): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    database,
    sql`SELECT count(*)::int AS count FROM job WHERE id < ${id} AND state IN ('waiting', 'running')`,
  );
  return row?.count ?? 0;
}

export async function listJobs(actorId: number, kinds: readonly string[], limit: number): Promise<JobRow[]> {
  const list = [...kinds];
  return rowsOf<JobRow>(
    database,
    sql`SELECT ${COLUMNS} FROM job WHERE actor_id = ${actorId} AND kind = ANY(${list}) ORDER BY id DESC LIMIT ${limit}`,
  );
}
