import pg from "pg";
import { inject } from "vitest";

/** A fresh clone of the migrated template for this test file: its address. Named after the run and the worker. */
export async function testDatabase(): Promise<string> {
  const templateUrl = new URL(inject("templateUrl"));
  const template = templateUrl.pathname.slice(1);
  const name = `chainlead_test_${inject("runId")}_${process.env.VITEST_POOL_ID ?? "0"}`;
  const maintenance = new URL(templateUrl);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  } finally {
    await client.end();
  }
  const url = new URL(templateUrl);
  url.pathname = `/${name}`;
  return url.href;
}
