import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withClient } from "./launch/database-client.mjs";
import { ensureRole } from "./launch/database-roles.mjs";
import { PlainError } from "./launch/plain-error.mjs";
import { findPostgresHome } from "./launch/postgres-home.mjs";
import { createCluster, OWNER, runningPort, startServer, stopServer } from "./launch/postgres-server.mjs";
import { joinUsers, withLock } from "./launch/processes.mjs";

/** The first port tried for a new database; far from 5432, where a PostgreSQL of the machine may listen. */
const FIRST_PORT = 54_320;
const DATABASE = "chainlead";
/** What the web server, the worker and the commands sign in with. */
const PRODUCT = "chainlead_app";

/** Not listening yet, starting up or shutting down, and cut off while doing so. */
const PASSING_ERRORS = new Set(["ECONNREFUSED", "57P03", "ECONNRESET", "57P01"]);
const MEMORY_FILE = "postgres.json";
const ADOPTION_PATIENCE_MS = 300_000;

export function dataDirFromEnvironment() {
  return path.resolve(process.env.CHAINLEAD_DATA || path.join(import.meta.dirname, "..", ".data"));
}

/** A file that only its owner may read; root writes it in the name of whoever owns the folder. */
export function writePrivateFile(file, text) {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, text, { mode: 0o600 });
  chmodSync(half, 0o600);
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(path.dirname(file));
    chownSync(half, uid, gid);
  }
  renameSync(half, file);
}

function recall(dataDir) {
  const file = path.join(dataDir, MEMORY_FILE);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** `memory` holds password (the owner's), productPassword, port, volatile, created, and cluster when the data live outside the data folder. */
function remember(dataDir, memory, changes) {
  Object.assign(memory, changes);
  writePrivateFile(path.join(dataDir, MEMORY_FILE), `${JSON.stringify(memory, null, 2)}\n`);
}

function passwordOf(memory, home, dataDir) {
  if (memory.password) return memory.password;
  if (existsSync(path.join(home.cluster, "PG_VERSION"))) {
    throw new PlainError(
      `数据还在 ${home.cluster}，但 ${path.join(dataDir, MEMORY_FILE)} 里的数据库密码不见了：请从备份恢复该文件。\n` +
        "The data are there, but the file with the database password is gone: restore it from a backup.",
    );
  }
  return newPassword();
}

function newPassword() {
  return randomBytes(24).toString("base64url");
}

function addressOf(port, role, password, database) {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Proves that what listens there is this cluster, and makes the product's database and role if they are missing. */
async function openDatabase(port, passwords, cluster) {
  await withClient(addressOf(port, OWNER, passwords.owner, "postgres"), async (client) => {
    const { rows } = await client.query("SELECT current_setting('data_directory') AS folder");
    if (rows[0].folder !== cluster) throw new Error(`port ${port} belongs to ${rows[0].folder}`);
    const existing = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (existing.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    await ensureRole(client, PRODUCT, passwords.product);
  });
  return {
    url: addressOf(port, PRODUCT, passwords.product, DATABASE),
    ownerUrl: addressOf(port, OWNER, passwords.owner, DATABASE),
  };
}

/** A server that someone else is just starting or stopping answers, or is gone, within moments. */
async function adopt(home, passwords) {
  const deadline = Date.now() + ADOPTION_PATIENCE_MS;
  for (let port = runningPort(home); port !== undefined; port = runningPort(home)) {
    try {
      // While it begins to start, the port is not written down yet.
      if (port) return await openDatabase(port, passwords, home.cluster);
    } catch (error) {
      if (!PASSING_ERRORS.has(error.code) || Date.now() > deadline) throw error;
    }
    await sleep(100);
  }
  return undefined;
}

async function openEmbedded(dataDir, { log, volatile }) {
  const memory = recall(dataDir);
  if (memory.password && memory.volatile !== volatile) {
    throw new PlainError(
      `${dataDir} 里是${memory.volatile ? "测试用的数据" : "正式数据"} · holds ${memory.volatile ? "test" : "real"} data.`,
    );
  }
  const home = findPostgresHome(dataDir, memory.cluster);
  const password = passwordOf(memory, home, dataDir);
  const productPassword = memory.productPassword ?? newPassword();
  // A folder from before there were two roles learns its second password here.
  if (memory.created && !memory.productPassword) remember(dataDir, memory, { productPassword });
  const passwords = { owner: password, product: productPassword };
  const adopted = await adopt(home, passwords);
  if (adopted) return { ...adopted, home, startedHere: false };

  if (!memory.created) {
    log("建立数据库 · creating the database");
    const outside = home.cluster === path.join(dataDir, "pg") ? {} : { cluster: home.cluster };
    remember(dataDir, memory, { password, productPassword, volatile, created: false, ...outside });
    await createCluster(home, password);
    remember(dataDir, memory, { created: true });
  }
  const firstPort = Number(process.env.CHAINLEAD_DATABASE_PORT || FIRST_PORT);
  const port = await startServer(home, { preferredPort: memory.port ?? firstPort, volatile });
  if (port !== memory.port) remember(dataDir, memory, { port });
  return { ...(await openDatabase(port, passwords, home.cluster)), home, startedHere: true };
}

/**
 * The addresses of a running database, `url` for the product and `ownerUrl` for whoever changes its structure:
 * DATABASE_URL (or `externalUrl`; null: none) and DATABASE_OWNER_URL when they are set (the first alone is both), otherwise
 * PostgreSQL 15 from node_modules with its data in `dataDir`. Several processes may ask; the server stops when the last of them has called `stop()`.
 * `volatile` gives up safety for speed: for tests and measurements only. `revive()` starts a server again that has died.
 */
export async function ensureDatabase({
  dataDir = dataDirFromEnvironment(),
  log = () => {},
  volatile = false,
  externalUrl = process.env.DATABASE_URL,
  externalOwnerUrl = process.env.DATABASE_OWNER_URL,
} = {}) {
  if (externalUrl) {
    return {
      url: externalUrl,
      ownerUrl: externalOwnerUrl || externalUrl,
      embedded: false,
      startedHere: false,
      revive: async () => {},
      stop: async () => {},
    };
  }
  mkdirSync(dataDir, { recursive: true });
  const folder = realpathSync(dataDir);
  const alone = (work) =>
    withLock(path.join(folder, "postgres.lock"), work, {
      what: { zh: "另一个命令启动或停止数据库", en: "another command that starts or stops the database" },
    });
  return alone(async () => {
    const { url, ownerUrl, home, startedHere } = await openEmbedded(folder, { log, volatile });
    const leave = joinUsers(path.join(folder, "postgres-users"));
    return {
      url,
      ownerUrl,
      embedded: true,
      startedHere,
      stop: () => alone(async () => (leave() ? stopServer(home) : undefined)),
      revive: async () => {
        if (runningPort(home) !== undefined) return;
        const revived = await alone(() => openEmbedded(folder, { log, volatile }));
        if (revived.url !== url)
          throw new PlainError("数据库的端口被占用 · another program has taken the database's port.");
        log("数据库已重新启动 · the database was started again");
      },
    };
  });
}
