import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const dataDir = mkdtempSync(path.join(tmpdir(), "chainlead-start-"));
const starts: ChildProcess[] = [];

/** May include a build of the pages. */
const PATIENCE_MS = 300_000;

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

const port = await freePort();

function start(): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: "",
      CHAINLEAD_DATA: dataDir,
      CHAINLEAD_DEMO: "0",
      PORT: String(port),
    },
  });
  starts.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk));
  return { child, output: () => text };
}

async function startAndWait(): Promise<ChildProcess> {
  const { child, output } = start();
  while (!output().includes("已就绪")) {
    if (child.exitCode !== null) throw new Error(`did not start:\n${output()}`);
    await sleep(50);
  }
  return child;
}

const answers = () =>
  fetch(`http://127.0.0.1:${port}/login`).then(
    (response) => response.ok,
    () => false,
  );

function childrenOf(pid: number | undefined): number[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child ?? 0);
}

function isAlive(pid: number): boolean {
  const state = stateOf(pid);
  return state !== "" && !state.startsWith("Z");
}

function stateOf(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

async function inDatabase(text: string): Promise<unknown[]> {
  const kept = JSON.parse(readFileSync(path.join(dataDir, "postgres.json"), "utf8"));
  const client = new pg.Client({
    connectionString: `postgresql://chainlead:${kept.password}@127.0.0.1:${kept.port}/chainlead`,
  });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  for (const child of starts) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  rmSync(dataDir, { recursive: true, force: true });
});

describe("npm start", { timeout: PATIENCE_MS }, () => {
  test("serves pages, and refuses a second start on the same data", async () => {
    await startAndWait();
    expect(await answers()).toBe(true);
    const second = start();
    await once(second.child, "exit");
    expect(second.child.exitCode).toBe(1);
    expect(second.output()).toContain("已在运行");
    expect(await answers()).toBe(true);
  });

  test("leaves no server and no worker behind when it is killed, and recovers with nothing lost", async () => {
    await inDatabase("CREATE TABLE fault_note (text text); INSERT INTO fault_note VALUES ('kept')");
    const killed = starts[0];
    const children = childrenOf(killed?.pid);
    expect(children.length).toBeGreaterThanOrEqual(2);
    killed?.kill("SIGKILL");
    while (children.some(isAlive)) await sleep(50);
    expect(await answers()).toBe(false);
    await startAndWait();
    expect(await answers()).toBe(true);
    expect(await inDatabase("SELECT text FROM fault_note")).toEqual([{ text: "kept" }]);
  });

  test("starts the web server and the worker again when they are killed", async () => {
    const product = starts.at(-1);
    for (const pid of childrenOf(product?.pid)) process.kill(pid, "SIGKILL");
    while (await answers()) await sleep(20);
    while (!(await answers())) await sleep(50);
    expect(childrenOf(product?.pid)).toHaveLength(2);
  });

  test("starts the database again when it is killed", async () => {
    const processFile = path.join(dataDir, "pg", "postmaster.pid");
    const pid = Number(readFileSync(processFile, "utf8").split("\n")[0]);
    process.kill(pid, "SIGKILL");
    while ((await inDatabase("SELECT 1").catch(() => [])).length > 0) await sleep(20);
    while ((await inDatabase("SELECT 1").catch(() => [])).length === 0) await sleep(50);
    expect(await inDatabase("SELECT text FROM fault_note")).toEqual([{ text: "kept" }]);
  });

  test("stops everything on SIGTERM", async () => {
    const product = starts.at(-1);
    const children = childrenOf(product?.pid);
    product?.kill("SIGTERM");
    if (product) await once(product, "exit");
    expect(product?.exitCode).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    expect(existsSync(path.join(dataDir, "pg", "postmaster.pid"))).toBe(false);
  });
});
