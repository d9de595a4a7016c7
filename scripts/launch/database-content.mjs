import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withClient } from "./database-client.mjs";
import { ensureGrants } from "./database-roles.mjs";
import { PlainError } from "./plain-error.mjs";
import { inProject, PROGRAMS, runNode, TYPESCRIPT_RUNNER } from "./project.mjs";

/** Lies in the data folder while the demo district is being filled in, so that a half-filled one is never kept. */
const FILLING_MARK = "demo-filling";

function cannotConnect(url, error) {
  const { hostname, port, pathname } = new URL(url);
  return new PlainError(
    `连不上数据库 ${hostname}:${port || 5432}${pathname}（${error.code ?? error.message}）：请检查 DATABASE_URL。\n` +
      `Cannot reach the database: check DATABASE_URL. ${error.message}`,
  );
}

async function appliedMigrations(url) {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present");
      if (!rows[0].present) return [];
      const applied = await client.query(
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      );
      return applied.rows.map((row) => row.migration_name);
    });
  } catch (error) {
    if (error.code === "3D000") return []; // The database itself is missing: deploying creates it.
    throw cannotConnect(url, error);
  }
}

function migrationNames() {
  if (!existsSync(inProject("prisma", "migrations"))) return [];
  return readdirSync(inProject("prisma", "migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Tables as this version describes them, and what the product's own role may do with them. */
export async function ensureStructure({ progress, signal, database: { url, ownerUrl } }) {
  await ensureMigrations({ progress, signal, url: ownerUrl });
  await ensureGrants({ url, ownerUrl }).catch((error) => {
    throw error instanceof PlainError ? error : cannotConnect(url, error);
  });
}

/** Asking the table first keeps the second start short: the command alone takes two seconds to find nothing to do. */
async function ensureMigrations({ progress, signal, url }) {
  const applied = new Set(await appliedMigrations(url));
  const pending = migrationNames().filter((name) => !applied.has(name));
  if (pending.length === 0) return;
  await progress.step(`更新数据库结构 · applying ${pending.length} migrations`, () =>
    runNode([PROGRAMS.prisma, "migrate", "deploy"], { signal, env: { DATABASE_URL: url } }),
  );
}

async function hasAccounts(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query("SELECT EXISTS (SELECT FROM account) AS present");
    return rows[0].present;
  });
}

/** Drops the database and makes an empty one of the same name, or a copy of `template`. */
export async function recreateDatabase(url, template) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)).replaceAll('"', '""');
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  await withClient(maintenance.href, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(
      `CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}" STRATEGY FILE_COPY` : ""}`,
    );
  });
}

async function fillDemoDistrict({ progress, signal, url, dataDir }) {
  const mark = path.join(dataDir, FILLING_MARK);
  writeFileSync(mark, "");
  await progress.step("写入演示区数据 · filling in the demo district", () =>
    runNode([...TYPESCRIPT_RUNNER, "prisma/seed.ts"], {
      signal,
      echo: progress.stream,
      env: { DATABASE_URL: url, CHAINLEAD_DATA: dataDir },
    }),
  );
  rmSync(mark);
}

/** Evidence files are for the product alone, whoever else may enter the data folder. */
function ensureEvidenceFolder(dataDir) {
  const folder = path.join(dataDir, "evidence");
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
}

/** The database as it was before anyone used it, and no files that only the old one knew. */
export async function emptyContent({ database, dataDir }) {
  await recreateDatabase(database.ownerUrl);
  rmSync(path.join(dataDir, "evidence"), { recursive: true, force: true });
}

/** Structure up to date, and the demo district in an empty database unless CHAINLEAD_DEMO=0. */
export async function ensureContent({ progress, signal, database, dataDir }) {
  const { url, ownerUrl, embedded } = database;
  ensureEvidenceFolder(dataDir);
  if (embedded && existsSync(path.join(dataDir, FILLING_MARK))) {
    progress.say("上次写入演示数据时中断，重新来过 · the demo district was cut short, starting it over");
    await recreateDatabase(ownerUrl);
  }
  await ensureStructure({ progress, signal, database });
  if (process.env.CHAINLEAD_DEMO === "0" || (await hasAccounts(url))) {
    rmSync(path.join(dataDir, FILLING_MARK), { force: true });
    return;
  }
  await fillDemoDistrict({ progress, signal, url, dataDir });
}

/** The demo accounts that exist in this database, for the lines printed at the start. */
export async function knownAccounts(url, accounts) {
  return withClient(url, async (client) => {
    const names = accounts.map((account) => account.username);
    const { rows } = await client.query("SELECT username FROM account WHERE username = ANY($1)", [names]);
    const known = new Set(rows.map((row) => row.username));
    return accounts.filter((account) => known.has(account.username));
  });
}
