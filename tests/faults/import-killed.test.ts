/** The worker dies in the middle of an import, after its last row and before its commit: nothing of it may remain. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importScene, requestCommit, takeLedger } from "@/server/imports";
import { database } from "@/server/platform/database";
import { WORKER } from "../../scripts/launch/project.mjs";
import { actorNamed, makeBureau } from "../support/factories";

/** Held by whoever appends to the audit log until he commits: the last thing that an import does. */
const AUDIT_LOCK = 20_261_124;
const workers: ChildProcess[] = [];

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, WORKER, { stdio: ["ignore", "ignore", "inherit"] });
  workers.push(worker);
  return worker;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await holds()) return;
    await sleep(100);
  }
  throw new Error(`never happened: ${what}`);
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

beforeAll(() => makeBureau("2026-11-02"));
afterAll(() => {
  for (const worker of workers) worker.kill("SIGKILL");
});

it("leaves nothing behind, and the next worker does all of it", { timeout: 120_000 }, async () => {
  const actor = actorNamed("tongji");
  const now = new Date();
  const bytes = readFileSync("tests/fixtures/ledgers/ledger-a.xlsx");
  const first = startWorker();
  const { id } = await takeLedger({ actor, now }, { fileName: "ledger-a.xlsx", bytes: once(bytes) });
  await until("the dry run", async () => (await importScene(actor, id)).state === "tried");

  const holder = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await holder.connect();
  await holder.query("SELECT pg_advisory_lock($1)", [AUDIT_LOCK]);
  const { jobId } = await requestCommit({ actor, now }, { id, requestId: crypto.randomUUID() });
  await until("waiting for the audit log", async () => {
    const { rows } = await holder.query(
      `SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objid = $1 AND NOT l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [AUDIT_LOCK],
    );
    return rows.length > 0;
  });
  first.kill("SIGKILL");
  await new Promise((ended) => first.once("exit", ended));
  await holder.end();
  await sleep(500);
  expect(await database.project.count()).toBe(0);
  expect((await importScene(actor, id)).state).toBe("tried");

  await database.$executeRaw`UPDATE job SET beat_at = now() - interval '5 minutes' WHERE id = ${jobId}`;
  startWorker();
  await until("the commit", async () => (await importScene(actor, id)).state === "committed");
  const truth = JSON.parse(readFileSync("tests/fixtures/ledgers/ledger-a.truth.json", "utf8"));
  expect((await importScene(actor, id)).result?.totals).toEqual(truth.totals);
  expect(await database.project.count()).toBe(126);
});

it("gives up a job that has taken two workers down, and goes on with the next", async () => {
  const actor = actorNamed("tongji");
  const enqueue = (attempts: number) => database.$queryRaw<{ id: number }[]>`
    INSERT INTO job (kind, actor_id, input, attempts) VALUES ('import-try', ${actor.id}, '{"batchId": 0}', ${attempts}) RETURNING id`;
  const [poison] = await enqueue(2);
  const [next] = await enqueue(0);
  if (workers.every((w) => w.exitCode !== null || w.killed)) startWorker();
  const stateOf = (id: number | undefined) => database.job.findUniqueOrThrow({ where: { id: id ?? 0 } });
  await until("the end of both", async () => (await stateOf(next?.id)).state === "failed");
  expect((await stateOf(poison?.id)).message).toContain("两次中断");
  expect((await stateOf(next?.id)).message).not.toContain("两次中断");
});
