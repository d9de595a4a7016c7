import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureDatabase } from "../../scripts/embedded-database.mjs";

const dataDir = mkdtempSync(path.join(tmpdir(), "chainlead-faults-"));
const processFile = path.join(dataDir, "pg", "postmaster.pid");

const ensure = () => ensureDatabase({ dataDir, externalUrl: null });

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed cuts the line; the next query reports it.
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const notes = async (url: string) =>
  (await query<{ text: string }>(url, "SELECT text FROM note ORDER BY text")).map((row) => row.text);

const serverPid = () => Number(readFileSync(processFile, "utf8").split("\n")[0]);
const isRunning = () => existsSync(processFile);

beforeAll(async () => {
  const database = await ensure();
  await query(database.ownerUrl, "CREATE TABLE note (text text); INSERT INTO note VALUES ('first')");
  await database.stop();
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("the embedded database", () => {
  test("is left alone when DATABASE_URL names another one", async () => {
    const database = await ensureDatabase({ dataDir, externalUrl: "postgresql://elsewhere/bureau" });
    expect(database).toMatchObject({ url: "postgresql://elsewhere/bureau", embedded: false });
    expect(database.ownerUrl).toBe(database.url);
    await database.stop();
    const apart = {
      externalUrl: "postgresql://product@elsewhere/bureau",
      externalOwnerUrl: "postgresql://owner@elsewhere/bureau",
    };
    const { url, ownerUrl } = await ensureDatabase({ dataDir, ...apart });
    expect([url, ownerUrl]).toEqual([apart.externalUrl, apart.externalOwnerUrl]);
    expect(isRunning()).toBe(false);
  });

  test("stops only when the last of those who use it has left", async () => {
    const [one, other] = await Promise.all([ensure(), ensure()]);
    expect(one.url).toBe(other.url);
    expect([one.startedHere, other.startedHere].filter(Boolean)).toHaveLength(1);
    await one.stop();
    expect(await notes(other.ownerUrl)).toEqual(["first"]);
    await other.stop();
    expect(isRunning()).toBe(false);
  });

  test("keeps every committed row when its server is killed, and comes back on the same address", async () => {
    const before = await ensure();
    await query(before.ownerUrl, "INSERT INTO note VALUES ('second')");
    process.kill(serverPid(), "SIGKILL");
    const after = await ensure();
    expect(after.url).toBe(before.url);
    expect(await notes(after.ownerUrl)).toEqual(["first", "second"]);
    await before.stop();
    await after.stop();
  });

  test("is revived for those who hold its address", async () => {
    const database = await ensure();
    process.kill(serverPid(), "SIGKILL");
    while ((await query(database.ownerUrl, "SELECT 1").catch(() => [])).length > 0) await sleep(20);
    await database.revive();
    expect(await notes(database.ownerUrl)).toEqual(["first", "second"]);
    await database.stop();
  });

  test("is not fooled by a process number that now belongs to someone else", async () => {
    writeFileSync(processFile, `${process.pid}\n${dataDir}/pg\n1\n1\n\n127.0.0.1\n`);
    const database = await ensure();
    expect(database.startedHere).toBe(true);
    expect(await notes(database.ownerUrl)).toEqual(["first", "second"]);
    await database.stop();
  });

  test("moves to another port when its own is taken", async () => {
    const before = await ensure();
    await before.stop();
    const squatter = net.createServer().listen(Number(new URL(before.url).port), "127.0.0.1");
    const after = await ensure();
    expect(new URL(after.url).port).not.toBe(new URL(before.url).port);
    expect(await notes(after.ownerUrl)).toEqual(["first", "second"]);
    await after.stop();
    squatter.close();
  });

  test("is never opened by tests when it holds real data", async () => {
    const database = await ensure();
    const byTests = ensureDatabase({ dataDir, externalUrl: null, volatile: true });
    await expect(byTests).rejects.toThrow("holds real data");
    await database.stop();
  });

  test("lets nobody in without a password, which only the owner can read", async () => {
    const database = await ensure();
    for (const address of [database.url, database.ownerUrl]) {
      const guess = Object.assign(new URL(address), { password: "guess" });
      await expect(query(guess.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    }
    expect(statSync(path.join(dataDir, "postgres.json")).mode & 0o777).toBe(0o600);
    await database.stop();
  });
});
