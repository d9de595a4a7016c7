/** Two commands of one checkout that must not work at once: the second one waits, and says so. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "chainlead-lock-"));
const lock = path.join(folder, "prepare.lock");
const module = path.resolve(import.meta.dirname, "../../scripts/launch/processes.mjs");
const children: ChildProcess[] = [];

/** A process that takes the lock, works for as long as its standard input is open, or answers and leaves. */
function taker(work: string, options = {}) {
  const what = { zh: "测试", en: "the test" };
  const script = `import { withLock } from ${JSON.stringify(module)};
    await withLock(${JSON.stringify(lock)}, async () => { ${work} }, ${JSON.stringify({ what, ...options })})
      .catch((error) => { process.stderr.write(error.message); process.exitCode = 1; });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "pipe" });
  children.push(child);
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (said.stdout += chunk));
  child.stderr.on("data", (chunk) => (said.stderr += chunk));
  return { child, said, end: once(child, "close").then(() => said) };
}

async function holder() {
  const held = taker('process.stdout.write("held"); for await (const _ of process.stdin);');
  await once(held.child.stdout, "data");
  return held;
}

const answer = "process.stdout.write(JSON.stringify({ answer: 1 }));";

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("says once in a while what it waits for and who holds it, and keeps its answer clean", async () => {
  const first = await holder();
  const second = taker(answer, { repeatMs: 300 });
  while (second.said.stderr.split("\n").length < 3) await once(second.child.stderr, "data");
  first.child.stdin.end();
  const { stdout, stderr } = await second.end;
  const words = `等待测试（进程 ${first.child.pid}） · waiting for the test (process ${first.child.pid}) …`;
  for (const line of stderr.trim().split("\n")) expect(line.startsWith(words), line).toBe(true);
  expect(JSON.parse(stdout)).toEqual({ answer: 1 });
});

test("says nothing when nobody is in the way", async () => {
  const { stdout, stderr } = await taker(answer).end;
  expect({ stdout, stderr }).toEqual({ stdout: '{"answer":1}', stderr: "" });
});

test("gives up after its patience with a sentence, and does nothing", async () => {
  const first = await holder();
  const { stdout, stderr } = await taker(answer, { patienceMs: 200 }).end;
  expect(stdout).toBe("");
  expect(stderr).toContain(`测试（进程 ${first.child.pid}）仍未结束`);
});
