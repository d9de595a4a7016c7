/** A data folder from before there were two roles, where everything came in as the owner. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { ensureDatabase } from "../../scripts/embedded-database.mjs";
import { ensureStructure } from "../../scripts/launch/database-content.mjs";

const dataDir = mkdtempSync(path.join(tmpdir(), "chainlead-roles-"));
const memoryFile = path.join(dataDir, "postgres.json");
const progress = { say: () => {}, step: <T>(_: string, work: () => Promise<T>) => work() };

const ensure = () => ensureDatabase({ dataDir, externalUrl: null, volatile: true });

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const ROLES = "SELECT rolname FROM pg_roles WHERE rolcanlogin ORDER BY 1";

/** Structure and a row as an old version left them: one role, and one password. */
async function makeOldFolder(): Promise<void> {
  const database = await ensure();
  await ensureStructure({ progress, database: { ...database, url: database.ownerUrl } });
  await query(
    database.ownerUrl,
    "INSERT INTO setting (key, value, effective_from) VALUES ('tiers', '[1]', '2026-01-01')",
  );
  await query(database.ownerUrl, "DROP OWNED BY chainlead_app; DROP ROLE chainlead_app");
  expect(await query(database.ownerUrl, ROLES)).toEqual([{ rolname: "chainlead" }]);
  await database.stop();
  const { productPassword: _, ...old } = JSON.parse(readFileSync(memoryFile, "utf8"));
  writeFileSync(memoryFile, JSON.stringify(old));
}

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("is upgraded at the next start: the product comes in with its own role, and finds its data", {
  timeout: 120_000,
}, async () => {
  await makeOldFolder();
  const database = await ensure();
  expect(new URL(database.url).username).toBe("chainlead_app");
  await ensureStructure({ progress, database });
  expect(await query(database.url, "SELECT key FROM setting")).toEqual([{ key: "tiers" }]);
  await expect(query(database.url, "DELETE FROM setting")).rejects.toThrow("permission denied");
  await database.stop();

  const again = await ensure();
  expect(again.url).toBe(database.url);
  await ensureStructure({ progress, database: again });
  expect(await query(again.ownerUrl, ROLES)).toEqual([
    { rolname: "chainlead" },
    { rolname: "chainlead_app" },
  ]);
  await again.stop();
});
