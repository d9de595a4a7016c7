import { spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PlainError } from "./plain-error.mjs";
import { commandLineOf, processStartedAt } from "./processes.mjs";

/** Made with the cluster: its superuser, and the owner of every table. */
export const OWNER = "chainlead";
const SETTINGS_FILE = "chainlead.conf";
const LOG_FILE = "server.log";
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

/** Crash recovery after a power cut may replay up to a gigabyte of log on an old disk. */
const START_PATIENCE_SECONDS = 300;

/** Chinese text needs a UTF-8 character type (trigrams, case); order by code point keeps indexes usable for prefixes. */
const CHARACTER_TYPES = ["C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8"];

const SETTINGS = {
  listen_addresses: "'127.0.0.1'",
  unix_socket_directories: "''",
  max_connections: 60,
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  effective_cache_size: "1GB",
  random_page_cost: 1.1,
  jit: "off",
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  lc_messages: "'C'",
};

/** Only for data that nobody would miss: after a power cut such a database may be beyond repair. */
const VOLATILE_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

function run(home, program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(home.program(program), args, {
      ...home.account,
      cwd: "/",
      env: { ...process.env, LC_ALL: "C", PGDATA: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}

function giveTo(account, file) {
  if (account) chownSync(file, account.uid, account.gid);
}

/** A new cluster. What an interrupted attempt left behind never held anything and is taken away first. */
export async function createCluster(home, password) {
  for (const name of readdirSync(home.cluster)) rmSync(path.join(home.cluster, name), { recursive: true });
  const passwordFile = `${home.cluster}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(home.account, passwordFile);
  let result = { ok: false, output: "" };
  try {
    for (const characterType of CHARACTER_TYPES) {
      const locale = ["--encoding=UTF8", "--locale=C", `--lc-ctype=${characterType}`];
      const access = ["--auth=scram-sha-256", `--username=${OWNER}`, `--pwfile=${passwordFile}`];
      result = await run(home, "initdb", ["-D", home.cluster, ...locale, ...access]);
      if (result.ok || !result.output.includes("invalid locale name")) break;
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  if (!result.ok) throw new PlainError(`无法建立数据库 Could not create the database:\n${result.output}`);
  const mainFile = path.join(home.cluster, "postgresql.conf");
  writeFileSync(mainFile, `${readFileSync(mainFile, "utf8")}\ninclude '${SETTINGS_FILE}'\n`);
}

function writeSettings(home, { port, volatile }) {
  const settings = { ...SETTINGS, ...(volatile ? VOLATILE_SETTINGS : {}), port };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const file = path.join(home.cluster, SETTINGS_FILE);
  writeFileSync(
    file,
    `# Written at every start; own settings belong below the include in postgresql.conf.\n${lines.join("\n")}\n`,
  );
  giveTo(home.account, file);
}

/** Line 1 of postmaster.pid is the process, line 4 the port. */
function readProcessFile(cluster) {
  try {
    const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

function isPostmasterOf(cluster, pid) {
  if (processStartedAt(pid) === undefined) return false;
  return process.platform === "win32" || commandLineOf(pid).includes(cluster);
}

/** The port of the server that runs on this cluster, or undefined. A process file of something else is taken away. */
export function runningPort(home) {
  const found = readProcessFile(home.cluster);
  if (!found) return undefined;
  if (isPostmasterOf(home.cluster, found.pid)) return found.port;
  // Left behind by a crash, and its number now belongs to a stranger whom PostgreSQL would take for itself.
  // Should children of the old server still live, the new one finds their shared memory and waits.
  rmSync(path.join(home.cluster, "postmaster.pid"), { force: true });
  return undefined;
}

function portIsFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

export async function findFreePort(first, tried = new Set()) {
  for (let port = first; port < first + 500 && port < 65_536; port += 1) {
    if (!tried.has(port) && (await portIsFree(port))) return port;
  }
  throw new PlainError(`从 ${first} 起没有空闲端口 No free port from ${first} on.`);
}

function rotateLog(home) {
  const file = path.join(home.cluster, LOG_FILE);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}

function lastLogLines(home) {
  const file = path.join(home.cluster, LOG_FILE);
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-8).join("\n") : "";
}

/** Starts the server and returns its port: the preferred one, or the next that is free. */
export async function startServer(home, { preferredPort, volatile }) {
  rotateLog(home);
  const tried = new Set();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = await findFreePort(preferredPort, tried);
    writeSettings(home, { port, volatile });
    const log = path.join(home.cluster, LOG_FILE);
    const patience = ["-w", "-t", String(START_PATIENCE_SECONDS)];
    const { ok, output } = await run(home, "pg_ctl", [
      "start",
      ...patience,
      "-s",
      "-D",
      home.cluster,
      "-l",
      log,
    ]);
    if (ok) return port;
    const reason = lastLogLines(home);
    if (reason.includes("Address already in use")) tried.add(port);
    else if (reason.includes("is still in use")) await sleep(500);
    else throw new PlainError(`数据库没有启动 PostgreSQL did not start:\n${output}\n${reason}`);
  }
  throw new PlainError(`数据库没有启动 PostgreSQL did not start:\n${lastLogLines(home)}`);
}

export async function stopServer(home) {
  if (runningPort(home) === undefined) return;
  const { ok, output } = await run(home, "pg_ctl", [
    "stop",
    "-s",
    "-w",
    "-t",
    "60",
    "-m",
    "fast",
    "-D",
    home.cluster,
  ]);
  if (!ok && runningPort(home) !== undefined)
    throw new PlainError(`数据库没有停下 PostgreSQL did not stop:\n${output}`);
}
