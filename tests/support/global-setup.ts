import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { ensureDatabase } from "../../scripts/embedded-database.mjs";
import { ensureGrants, ensureRole } from "../../scripts/launch/database-roles.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database that every test worker clones: as its owner, and as the product comes in. */
    templateOwnerUrl: string;
    templateUrl: string;
    /** Tells the databases and files of this run from those of another one on the same server. */
    runId: string;
    /** Folder for files that tests write. */
    filesFolder: string;
  }
}

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const MIGRATIONS = path.join(ROOT, "prisma", "migrations");
const DATA_FOLDER = path.join(ROOT, ".data", "test");
const TEMPLATE_PREFIX = "chainlead_template_";
const CLONE_PREFIX = "chainlead_test_";

type RunningDatabase = Awaited<ReturnType<typeof ensureDatabase>>;
const OWN_SERVERS_ROLE = "chainlead_test_app";

/** Any number will do; two runs that start together must agree on it. */
const TEMPLATE_LOCK = 20_261_123;

function migrationsHash(): string {
  const hash = createHash("sha256");
  const files = existsSync(MIGRATIONS) ? readdirSync(MIGRATIONS, { recursive: true, encoding: "utf8" }) : [];
  for (const file of files.filter((name) => name.endsWith(".sql")).sort()) {
    hash.update(file).update(readFileSync(path.join(MIGRATIONS, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

function addressOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function migrate(url: string): Promise<void> {
  const prisma = path.join(ROOT, "node_modules/prisma/build/index.js");
  await promisify(execFile)(process.execPath, [prisma, "migrate", "deploy"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
  });
}

/** On a server of one's own the product's role is made too: without it a missing right would not show. */
async function productAddress(client: pg.Client, database: RunningDatabase): Promise<string> {
  if (database.url !== database.ownerUrl) return database.url;
  await ensureRole(client, OWN_SERVERS_ROLE, OWN_SERVERS_ROLE);
  return Object.assign(new URL(database.url), { username: OWN_SERVERS_ROLE, password: OWN_SERVERS_ROLE })
    .href;
}

async function ensureTemplate(
  client: pg.Client,
  serverUrl: string,
  productUrl: string,
): Promise<{ url: string; ownerUrl: string }> {
  const name = `${TEMPLATE_PREFIX}${migrationsHash()}`;
  await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  const { rows } = await client.query<{ datname: string; ready: boolean }>(
    `SELECT datname, coalesce(shobj_description(oid, 'pg_database') = 'ready', false) AS ready
     FROM pg_database WHERE starts_with(datname, $1)`,
    [TEMPLATE_PREFIX],
  );
  if (!rows.some((row) => row.datname === name && row.ready)) {
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}"`);
    await migrate(addressOf(serverUrl, name));
    await client.query(`COMMENT ON DATABASE "${name}" IS 'ready'`);
  }
  const template = { url: addressOf(productUrl, name), ownerUrl: addressOf(serverUrl, name) };
  await ensureGrants(template);
  await client.query("SELECT pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  return template;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Clones of this run, when it is over, and of runs that were killed. */
async function dropClones(client: pg.Client, isOver: (runId: number) => boolean): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
    [CLONE_PREFIX],
  );
  for (const { datname } of rows) {
    const runId = Number(datname.slice(CLONE_PREFIX.length).split("_")[0]);
    if (isOver(runId)) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  }
}

/** TEST_DATABASE_URL names a server to use instead of the embedded one; its role must be allowed to create databases and roles. */
export default async function prepareDatabases(project: TestProject): Promise<() => Promise<void>> {
  const database = await ensureDatabase({
    dataDir: DATA_FOLDER,
    volatile: true,
    externalUrl: process.env.TEST_DATABASE_URL || null,
    externalOwnerUrl: undefined,
  });
  const client = new pg.Client({ connectionString: addressOf(database.ownerUrl, "postgres") });
  await client.connect();
  await dropClones(client, (runId) => !isAlive(runId));
  const filesFolder = path.join(DATA_FOLDER, `files-${process.pid}`);
  const template = await ensureTemplate(client, database.ownerUrl, await productAddress(client, database));
  project.provide("templateUrl", template.url);
  project.provide("templateOwnerUrl", template.ownerUrl);
  project.provide("runId", String(process.pid));
  project.provide("filesFolder", filesFolder);
  return async () => {
    await dropClones(client, (runId) => runId === process.pid);
    await client.end();
    await database.stop();
    rmSync(filesFolder, { recursive: true, force: true });
  };
}
