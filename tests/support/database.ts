import pg from "pg";
import { inject } from "vitest";
import { ensureGrants } from "../../scripts/launch/database-roles.mjs";

const named = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

async function runIn(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/**
 * A fresh clone of the migrated template for this test file: its address for the product. Named after the run and the
 * worker.
 */
export async function testDatabase(): Promise<string> {
  const template = new URL(inject("templateUrl")).pathname.slice(1);
  const name = `chainlead_test_${inject("runId")}_${process.env.VITEST_POOL_ID ?? "0"}`;
  const maintenance = named(inject("templateOwnerUrl"), "postgres");
  await runIn(maintenance, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await runIn(maintenance, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const addresses = {
    url: named(inject("templateUrl"), name),
    ownerUrl: named(inject("templateOwnerUrl"), name),
  };
  // What hangs on the database as a whole is not copied with it.
  await ensureGrants(addresses);
  return addresses.url;
}

/** The address of this file's database for the owner of its tables, for what the product may not do. */
export const ownerAddress = (): string =>
  named(inject("templateOwnerUrl"), new URL(process.env.DATABASE_URL ?? "").pathname.slice(1));

/** One statement as the owner of the tables. */
export const asOwner = (statement: string) => runIn(ownerAddress(), statement);

/** One statement as the product, without an ORM between it and PostgreSQL's own words. */
export const asProduct = (statement: string) => runIn(process.env.DATABASE_URL ?? "", statement);
