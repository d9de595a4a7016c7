/** A hand-kept ledger taken in whole: the system's own totals are the ledger's, and an undo leaves nothing behind. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import type { LedgerTotals } from "@/server/contracts/import";
import { importChoices } from "@/server/contracts/import-batch";
import { projectsFor } from "@/server/projects";
import { can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { fold } from "@/server/domain/project-state";
import { importScene, importRows, commitImport, takeLedger, tryImport } from "@/server/imports";
import { undoImport } from "@/server/imports/undo-import";
import { database, rowsOf, sql } from "@/server/platform/database";
import { actorNamed, makeBureau } from "../support/factories";

const NOW = new Date("2026-11-02T02:00:00Z");
const ledgerA = () => readFileSync("tests/fixtures/ledgers/ledger-a.xlsx");
const truth = JSON.parse(readFileSync("tests/fixtures/ledgers/ledger-a.truth.json", "utf8")) as { totals: LedgerTotals };
const silent = async () => {};

async function* bytesOf(bytes: Uint8Array) {
  yield bytes;
}

let actor: SessionActor;
beforeAll(async () => {
  await makeBureau("2026-11-02");
  actor = actorNamed("tongji");
});

async function taken(bytes: Uint8Array, fileName: string): Promise<number> {
  const { id } = await takeLedger({ actor, now: NOW }, { fileName, bytes: bytesOf(bytes) });
  await tryImport({ actor, now: NOW }, id, silent);
  return id;
}

describe("ledger-a", () => {
  it("is read, committed with equal totals, refused twice, undone, and taken in again", async () => {
    expect(can(actor, "import:run")).toBe(true);
    const before = await database.project.count();
    const id = await taken(ledgerA(), "ledger-a.xlsx");
    const tried = await importScene(actor, id);
    expect(tried.summary?.totals).toEqual(truth.totals);
    expect(await database.project.count()).toBe(before);
    const result = await commitImport({ actor, now: NOW, requestId: "job:1" }, id);
    expect(result.totals).toEqual(truth.totals);
    expect(result.projects).toBe(126);
    expect(await commitImport({ actor, now: NOW, requestId: "job:1" }, id)).toEqual(result);
    await expect(commitImport({ actor, now: NOW, requestId: "job:2" }, id)).rejects.toThrow(Refusal);
    const again = await taken(ledgerA(), "again.xlsx");
    expect((await importScene(actor, again)).summary?.counts).toMatchObject({ ready: 0, existing: 126 });
    await undoImport({ actor, now: NOW }, { batchId: id, reason: "试导", force: false });
    const live = await rowsOf(database, sql`SELECT p.id FROM project p WHERE p.import_id = ${id} AND ${projectsFor(actor, "project:read")}`);
    expect(live).toEqual([]);
    const third = await taken(ledgerA(), "third.xlsx");
    expect((await commitImport({ actor, now: NOW, requestId: "job:3" }, third)).totals).toEqual(truth.totals);
  });
});
