/** A hand-kept ledger taken in whole: the system's own totals are the ledger's, and an undo leaves nothing behind. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import type { LedgerTotals } from "@/server/contracts/import";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { Refusal } from "@/server/domain/refusals";
import { commitImport, importScene, takeLedger, tryImport } from "@/server/imports";
import { undoImport } from "@/server/imports/undo-import";
import { database, rowsOf, sql } from "@/server/platform/database";
import { logFollowUp } from "@/server/projects/log-follow-up";
import { projectsFor } from "@/server/projects/project-scope";
import { loadProjects } from "@/server/record/load-project";
import { monthReport } from "@/server/statistics";
import { actorNamed, makeBureau } from "../support/factories";
import { stories } from "./fold-month";

const NOW = new Date("2026-11-02T02:00:00Z");
const FOLDER = "tests/fixtures/ledgers";
const silent = async () => {};
const totalsOf = (name: string): LedgerTotals =>
  JSON.parse(readFileSync(path.join(FOLDER, `${name}.truth.json`), "utf8")).totals;
const ledgers = readdirSync(FOLDER)
  .filter((file) => !file.endsWith(".truth.json"))
  .map((file) => [path.parse(file).name, file] as const);

async function* once(bytes: Uint8Array) {
  yield bytes;
}

let actor: SessionActor;
let requests = 0;
const context = () => ({ actor, now: NOW, requestId: `job:${++requests}` });

/** Uploaded and tried, not committed. */
async function tried(fileName: string): Promise<number> {
  const bytes = readFileSync(path.join(FOLDER, fileName));
  const { id } = await takeLedger(context(), { fileName, bytes: once(bytes) });
  await tryImport({ actor, now: NOW }, id, silent);
  return id;
}

const liveOf = (importId: number) =>
  rowsOf<{ id: number; version: number }>(
    database,
    sql`SELECT p.id, p.version FROM project p WHERE p.import_id = ${importId} AND ${projectsFor(actor, "project:read")} ORDER BY p.id`,
  );

beforeAll(async () => {
  await makeBureau("2026-11-02");
  actor = actorNamed("tongji");
});

describe("ledger-a", () => {
  let batch: number;

  it("is tried without writing a project", async () => {
    batch = await tried("ledger-a.xlsx");
    const { state, summary } = await importScene(actor, batch);
    expect([state, summary?.totals]).toEqual(["tried", totalsOf("ledger-a")]);
    expect(await database.project.count()).toBe(0);
    expect(await database.enterprise.count({ where: { name: { contains: "丰屿锦驰食品" } } })).toBe(0);
  });

  it("is committed once, with every total of the ledger", async () => {
    const first = context();
    const result = await commitImport(first, batch);
    expect(result.totals).toEqual(totalsOf("ledger-a"));
    expect([result.projects, result.skipped, result.newChains]).toEqual([126, 0, []]);
    expect(await commitImport(first, batch)).toEqual(result);
    await expect(commitImport(context(), batch)).rejects.toThrow(Refusal);
    expect(await database.project.count()).toBe(126);
  });

  it("gives the month report the ledger's year", async () => {
    const { rows } = await monthReport(
      { now: NOW },
      { month: 202610, cut: "chain", indicator: "outsideFen" },
    );
    const values = rows.find((r) => r.name === "合计")?.values;
    const totals = totalsOf("ledger-a");
    const { signed2026: signed, framework2026: framework } = totals;
    expect(values).toMatchObject({
      signedYearCount: signed?.count,
      signedYearFen: Number(signed?.wan) * FEN_PER_WAN,
      signedTier1Count: signed?.atLeast1yi,
      signedTier3Count: signed?.atLeast10yi,
      frameworkYearCount: framework?.count,
      startedYearCount: totals.started2026,
      outsideYearFen: totals.arrivedOutsideWan * FEN_PER_WAN,
      investmentYearFen: totals.faiWan * FEN_PER_WAN,
    });
  });

  it("is what the fold of its facts says, project by project", async () => {
    const folded = await stories();
    const ids = folded.map((s) => s.state.id);
    const loaded = await database.$transaction((tx) => loadProjects(tx as never, ids, { lock: false }));
    for (const { state } of folded) expect(loaded.get(state.id), state.number).toEqual(state);
  });

  it("finds its own projects in the same ledger again", async () => {
    const again = await tried("ledger-a.xlsx");
    expect((await importScene(actor, again)).summary?.counts).toMatchObject({ ready: 0, unchanged: 126 });
    await expect(commitImport(context(), again)).rejects.toThrow("没有可以导入的行");
  });

  it("is not undone over somebody's work unless that is meant", async () => {
    const [project] = await liveOf(batch);
    if (!project) throw new Error("no project");
    await logFollowUp(
      { actor: actorNamed("juzhang"), now: NOW },
      {
        requestId: crypto.randomUUID(),
        projectId: project.id,
        kind: "visit",
        on: "2026-11-01",
        summary: "实地走访",
        people: "",
        nextStep: "",
        nextOn: null,
      },
    );
    const undo = { batchId: batch, reason: "试导", force: false };
    await expect(undoImport(context(), undo)).rejects.toThrow("导入之后有 1 个项目被修改过");
    expect(await liveOf(batch)).toHaveLength(126);
    expect(await undoImport(context(), { ...undo, force: true })).toEqual({
      projects: 126,
      changed: 0,
      kept: 0,
    });
    expect(await liveOf(batch)).toEqual([]);
    const { rows } = await monthReport(
      { now: NOW },
      { month: 202610, cut: "chain", indicator: "outsideFen" },
    );
    expect(rows.find((r) => r.name === "合计")?.values).toMatchObject({
      signedYearCount: 0,
      outsideYearFen: 0,
    });
  });
});

describe.each(ledgers)("%s", (name, file) => {
  it("is in the system with its totals, and out again", async () => {
    const batch = await tried(file);
    const result = await commitImport(context(), batch);
    expect(result.totals).toEqual(totalsOf(name));
    await undoImport(context(), { batchId: batch, reason: "下一份台账", force: false });
    expect(await liveOf(batch)).toEqual([]);
  });
});
