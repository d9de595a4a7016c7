import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownerAddress } from "../support/database";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
// Inside the project, so that the configuration in it finds the packages.
const folder = path.join(ROOT, ".data", "test", `schema-engine-${process.pid}`);
const databaseName = `chainlead_test_${process.ppid}_engine`;

const inDatabase = (name: string) => {
  const url = new URL(ownerAddress());
  url.pathname = `/${name}`;
  return url.href;
};

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model Voucher {
  id     Int    @id
  amount BigInt
  @@map("voucher")
}
`;

const FIRST_MIGRATION = `
CREATE TABLE "voucher" ("id" INTEGER NOT NULL, "amount" BIGINT NOT NULL, CONSTRAINT "voucher_pkey" PRIMARY KEY ("id"));
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'vouchers are append-only; row % stays', OLD.id;
END;
$$;
CREATE TRIGGER voucher_append_only BEFORE UPDATE OR DELETE ON "voucher"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
DO $$ BEGIN PERFORM 1; PERFORM 2; END; $$;
`;

function writeMigration(name: string, text: string): void {
  mkdirSync(path.join(folder, "migrations", name), { recursive: true });
  writeFileSync(path.join(folder, "migrations", name, "migration.sql"), text);
}

/** A run of the stock command line in the throw-away project. */
async function prisma(...args: string[]): Promise<{ status: number; output: string }> {
  return runProgram(path.join(ROOT, "node_modules/prisma/build/index.js"), args, {
    DATABASE_URL: inDatabase(databaseName),
    PRISMA_SCHEMA_ENGINE_BINARY: path.join(ROOT, "prisma/schema-engine.mjs"),
    CHECKPOINT_DISABLE: "1",
  });
}

function runProgram(program: string, args: string[], env = {}): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: folder, env: { ...process.env, ...env } },
      (error, stdout, stderr) =>
        resolve({ status: Number(error?.code ?? 0), output: `${stdout}\n${stderr}` }),
    );
  });
}

async function query<Row extends pg.QueryResultRow>(database: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inDatabase(database) });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "prisma.config.ts"),
    `export default {
      schema: "schema.prisma",
      migrations: { path: "migrations" },
      datasource: { url: process.env.DATABASE_URL },
    };\n`,
  );
  writeFileSync(path.join(folder, "schema.prisma"), SCHEMA);
  writeMigration("1_first", FIRST_MIGRATION);
  writeFileSync(path.join(folder, "migrations", "migration_lock.toml"), 'provider = "postgresql"\n');
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await query("postgres", `DROP DATABASE IF EXISTS "${databaseName}" WITH (FORCE)`);
});

// Each command of the tool takes two seconds, and many more on a busy machine.
describe("the schema engine that needs no download", { timeout: 120_000 }, () => {
  test("creates the database and applies a migration whose function bodies hold semicolons", async () => {
    const { status, output } = await prisma("migrate", "deploy");
    expect(output).toContain("All migrations have been successfully applied");
    expect(status).toBe(0);
    await query(databaseName, "INSERT INTO voucher VALUES (1, 335000)");
    await expect(query(databaseName, "DELETE FROM voucher")).rejects.toThrow(
      "vouchers are append-only; row 1 stays",
    );
  });

  test("finds nothing to do the second time", async () => {
    expect((await prisma("migrate", "deploy")).output).toContain("No pending migrations to apply");
    expect((await prisma("migrate", "status")).output).toContain("Database schema is up to date");
  });

  test("replays the migrations in a shadow database, sees that they lead to the schema, and leaves none behind", async () => {
    const compare = [
      "migrate",
      "diff",
      "--from-migrations",
      "migrations",
      "--to-schema",
      "schema.prisma",
      "--exit-code",
    ];
    expect(await prisma(...compare)).toMatchObject({ status: 0 });
    writeFileSync(
      path.join(folder, "schema.prisma"),
      SCHEMA.replace("amount BigInt", "amount BigInt\n  note String?"),
    );
    const changed = await prisma(...compare, "--script");
    expect(changed.output).toContain('ADD COLUMN     "note" TEXT');
    expect(changed.status).toBe(2);
    const left = await query(
      "postgres",
      "SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'",
    );
    expect(left).toEqual([]);
  });

  test("says in PostgreSQL's words and by line what is wrong with a migration, and applies none of it", async () => {
    writeMigration("2_wrong", "CREATE TABLE half (id int);\n\nSELECT boom FROM voucher;\n");
    const { status, output } = await prisma("migrate", "deploy");
    expect(status).toBe(1);
    expect(output).toContain('column "boom" does not exist (SQLSTATE 42703, line 3 of the script)');
    expect(await query(databaseName, "SELECT to_regclass('half') AS name")).toEqual([{ name: null }]);
    expect((await prisma("migrate", "deploy")).output).toContain("P3009");
  });

  test("says P1001 when no server answers", async () => {
    const program = path.join(ROOT, "prisma/schema-engine.mjs");
    const datasource = JSON.stringify({ url: "postgresql://nobody:x@127.0.0.1:1/none" });
    const command = ["--datasource", datasource, "cli", "can-connect-to-database"];
    const { status, output } = await runProgram(program, command);
    expect(status).toBe(1);
    expect(output).toContain('"error_code":"P1001"');
  });
});
