/** A close that is killed before its commit leaves nothing behind, and one that meets an approval on its way waits for it and must be signed anew. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { monthReport, verifyCloses } from "@/server/statistics";
import { TYPESCRIPT_RUNNER } from "../../scripts/launch/project.mjs";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  requestId,
  STARTED,
  WAN,
} from "../support/ledger-scene";

/** Held by whoever appends to the audit log until he commits: the last thing that a close and an approval do. */
const AUDIT_LOCK = 20_261_124;
/** Alone with whoever closes, shared by approvals. */
const MONTH_LOCK = 20_261_202;
const MONTH = 202610;

let scene: LedgerScene;
let project: number;
let holder: pg.Client;
let signer: ChildProcess | null = null;

beforeAll(async () => {
  scene = await ledgerScene();
  project = await makeProject(scene, { done: STARTED });
  holder = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await holder.connect();
});
afterAll(async () => {
  signer?.kill("SIGKILL");
  await holder.end();
});

async function waiting(lock: number): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const { rows } = await holder.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [lock],
    );
    if (rows.length > 0) return;
    await sleep(50);
  }
  throw new Error(`nobody waits for ${lock}`);
}

const hold = () => holder.query("SELECT pg_advisory_lock($1)", [AUDIT_LOCK]);
const release = () => holder.query("SELECT pg_advisory_unlock($1)", [AUDIT_LOCK]);

const statistics = (person: "statistician" | "director") => scene.as(person).statistics;
async function sign(person: "statistician" | "director", month: number) {
  const { figures } = await statistics(person).closing({ month });
  return statistics(person).sign({ month, figures: figures ?? "", reason: "已逐条核对" });
}
async function toReview(month: number): Promise<void> {
  await statistics("statistician").move({ month, from: "open", to: "cutoff" });
  await statistics("statistician").move({ month, from: "cutoff", to: "review" });
}
async function arrivedIn(month: number, now = NOW): Promise<unknown> {
  const report = await monthReport({ now }, { month, cut: "chain", indicator: "outsideFen", compare: false });
  return report.rows.find((row) => row.kind === "total")?.values.outsideYearFen;
}

/** An arrival that waits for review. */
async function submitted(wan: number) {
  const { entries } = await scene.as("officer").ledger.saveArrivals({
    requestId: requestId(),
    submit: true,
    rows: [
      {
        projectId: project,
        arrivedOn: "2026-10-12",
        payerName: "沈阳远松精密机械有限公司",
        sourceProvince: "辽宁",
        originalCents: wan * WAN,
        voucherKind: "银行进账单",
        voucherNumber: requestId(),
      },
    ] as never,
  });
  return entries.map(({ ledger, id, version }) => ({ ledger, id, version }));
}
const approve = (entries: Awaited<ReturnType<typeof submitted>>) =>
  scene.as("statistician").ledger.approve({ requestId: requestId(), entries });

it("is wholly undone when its process is killed, and is made by the next signature", {
  timeout: 120_000,
}, async () => {
  await approve(await submitted(800));
  await toReview(MONTH);
  await sign("statistician", MONTH);
  const { figures } = await statistics("director").closing({ month: MONTH });
  await hold();
  const words = [JSON.stringify(scene.actors.director), NOW.toISOString(), String(MONTH), figures ?? ""];
  signer = spawn(process.execPath, [...TYPESCRIPT_RUNNER, "tests/support/sign-month.ts", ...words], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(signer, "exit");
  await waiting(AUDIT_LOCK);
  signer.kill("SIGKILL");
  expect(await ended).toEqual([null, "SIGKILL"]);
  await release();
  expect(await database.monthClose.count()).toBe(0);
  const left = await statistics("director").closing({ month: MONTH });
  expect(left).toMatchObject({ state: "review", signatures: [{ part: "statistics" }] });
  expect((await sign("director", MONTH)).closed).toBe(true);
  expect(await database.monthClose.count()).toBe(1);
  expect(await verifyCloses()).toEqual([]);
});

it("waits for an approval on its way, and then is no longer what was signed", async () => {
  await statistics("statistician").move({ month: MONTH, from: "closed", to: "reported" });
  const before = await arrivedIn(MONTH);
  expect(before).toBe(800 * WAN);
  const rows = await submitted(500);
  const late = new Date("2026-12-02T02:00:00Z");
  const as = (person: "statistician" | "director") => scene.as(person, late).statistics;
  await as("statistician").move({ month: 202611, from: "open", to: "cutoff" });
  await as("statistician").move({ month: 202611, from: "cutoff", to: "review" });
  const { figures } = await as("statistician").closing({ month: 202611 });
  await as("statistician").sign({ month: 202611, figures: figures ?? "", reason: "已逐条核对" });
  await hold();
  const approval = scene.as("statistician", late).ledger.approve({ requestId: requestId(), entries: rows });
  await waiting(AUDIT_LOCK);
  const signature = as("director").sign({ month: 202611, figures: figures ?? "", reason: "已逐条核对" });
  await waiting(MONTH_LOCK);
  await release();
  await approval;
  // The row counts in the month, so the director has not seen what he was about to sign.
  await expect(signature).rejects.toThrow("您查看之后数字有变化");
  const { statMonth } = await database.arrival.findUniqueOrThrow({ where: { id: rows[0]?.id ?? 0 } });
  expect(statMonth).toBe(202611);
  for (const person of ["statistician", "director"] as const) {
    const seen = await as(person).closing({ month: 202611 });
    await as(person).sign({ month: 202611, figures: seen.figures ?? "", reason: "已逐条核对" });
  }
  expect(await arrivedIn(202611, late)).toBe(1300 * WAN);
  expect(await arrivedIn(MONTH)).toBe(before);
  expect(await verifyCloses()).toEqual([]);
});
