import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dataDirFromEnvironment } from "../embedded-database.mjs";
import { ensureBuild, holdBuild } from "./compile.mjs";
import { knownAccounts } from "./database-content.mjs";
import { loadEnvironmentFile, portFromEnvironment, serviceEnvironment } from "./environment.mjs";
import { watchLauncher } from "./launcher.mjs";
import { PlainError, reportFailure } from "./plain-error.mjs";
import { alone, ensureFilledDatabase, ensureToolchain } from "./prepare.mjs";
import { claim } from "./processes.mjs";
import { createProgress } from "./progress.mjs";
import { inProject, WORKER } from "./project.mjs";
import { supervise } from "./supervisor.mjs";

const ECHO_MS = 1500;
const WATCH_INTERVAL_MS = 1000;
const FIRST_ANSWER_PATIENCE_MS = 120_000;

function takeDataDir(dataDir, port) {
  mkdirSync(dataDir, { recursive: true });
  const lock = path.join(dataDir, "start.lock");
  const holder = claim(lock, { port });
  if (holder) {
    throw new PlainError(
      `ChainLead 已在运行（进程 ${holder.pid}）：http://localhost:${holder.port}，数据目录 ${dataDir}\n` +
        `ChainLead is already running on this data folder (process ${holder.pid}).`,
    );
  }
  return () => rmSync(lock, { force: true });
}

async function requireFreePort(host, port) {
  const error = await new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", resolve);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
  if (!error) return;
  throw new PlainError(
    error.code === "EADDRINUSE"
      ? `端口 ${port} 已被其他程序占用：请换一个，例如 PORT=${port + 1} npm start\n` +
          `Port ${port} is taken by another program: choose another one, for example PORT=${port + 1} npm start`
      : `不能监听 ${host}:${port} · cannot listen there: ${error.message}`,
  );
}

async function firstAnswer(host, port, web, signal) {
  const address = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/api/health`;
  const deadline = Date.now() + FIRST_ANSWER_PATIENCE_MS;
  while (Date.now() < deadline && web.exits() === 0) {
    signal.throwIfAborted();
    const answered = await fetch(address, { signal: AbortSignal.timeout(10_000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
  throw new PlainError("网页服务没有启动，原因见上 · the web server did not start, see above.");
}

function addressesOf(host, port) {
  const local = `http://localhost:${port}`;
  if (host !== "0.0.0.0") return [local];
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((entry) => entry.family === "IPv4" && !entry.internal);
  return [local, ...others.map((entry) => `http://${entry.address}:${port}`)];
}

async function printWelcome({ say, host, port, url }) {
  say("ChainLead 链上招商 已就绪 · ready");
  const [local, ...others] = addressesOf(host, port);
  console.log(`\n  ${local}`);
  if (others.length > 0) console.log(`  其他电脑 · from other machines: ${others.join("  ")}`);
  const file = inProject("prisma", "demo-accounts.json");
  const listed = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const accounts = await knownAccounts(url, listed);
  if (accounts.length > 0) {
    console.log("\n  演示账号 · demo accounts (CHAINLEAD_DEMO=0: none)");
    const width = Math.max(...accounts.map((account) => account.username.length));
    for (const { username, password, roleName, name } of accounts) {
      console.log(`    ${username.padEnd(width)}  ${password}  ${roleName} ${name}`);
    }
  }
  console.log("\n  Ctrl-C 停止 · stops\n");
}

function startWeb({ say, env, dev }) {
  const args = [inProject("scripts", "serve.mjs"), ...(dev ? ["--dev"] : [])];
  return supervise({ name: "网页服务 · web server", args, env, say });
}

function startWorker({ say, env }) {
  return supervise({ name: "后台任务 · worker", args: WORKER, env, say });
}

/** Aborts at the first Ctrl-C, SIGTERM or death of npm; another Ctrl-C later on does not wait for anything. */
function listenForTheEnd() {
  const controller = new AbortController();
  let impatientFrom = Infinity;
  function end() {
    if (Date.now() > impatientFrom) process.exit(130);
    if (controller.signal.aborted) return;
    // One Ctrl-C arrives twice: from the terminal and, passed on, from npm.
    impatientFrom = Date.now() + ECHO_MS;
    controller.abort();
  }
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, end);
  watchLauncher(() => controller.abort());
  return controller.signal;
}

/** Holds until someone ends it; meanwhile a database that was killed or ran out of memory comes back by itself. */
async function watchOver(database, signal) {
  while (!signal.aborted) {
    await database.revive();
    await sleep(WATCH_INTERVAL_MS, undefined, { signal }).catch(() => {});
  }
}

async function runUntilTheEnd({ dev, signal, progress, cleanUps }) {
  loadEnvironmentFile();
  const dataDir = dataDirFromEnvironment();
  const host = process.env.CHAINLEAD_HOST || "0.0.0.0";
  const port = portFromEnvironment();
  cleanUps.push(takeDataDir(dataDir, port));
  await requireFreePort(host, port);
  await ensureToolchain({ progress, signal });
  const database = await ensureFilledDatabase({ progress, signal, dataDir });
  cleanUps.push(database.stop);
  if (!dev) {
    await alone(() => ensureBuild({ progress, signal }));
    cleanUps.push(holdBuild());
  }
  signal.throwIfAborted();
  const env = serviceEnvironment({ dataDir, databaseUrl: database.url, port, dev });
  const web = startWeb({ say: progress.say, env, dev });
  cleanUps.push(web.stop);
  await firstAnswer(host, port, web, signal);
  // Only now: on two old cores the worker would make the first page wait.
  const worker = startWorker({ say: progress.say, env });
  cleanUps.push(worker.stop);
  await printWelcome({ say: progress.say, host, port, url: database.url });
  await watchOver(database, signal);
}

/** From a bare checkout to a served product, and back to nothing running. Returns the exit code. */
export async function startProduct({ dev }) {
  const progress = createProgress();
  const signal = listenForTheEnd();
  const cleanUps = [];
  let exitCode = 0;
  try {
    await runUntilTheEnd({ dev, signal, progress, cleanUps });
  } catch (error) {
    if (!signal.aborted) {
      reportFailure(error);
      exitCode = 1;
    }
  }
  if (signal.aborted) progress.say("正在停止 · stopping …");
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
  if (signal.aborted) progress.say("已停止 · stopped");
  return exitCode;
}
