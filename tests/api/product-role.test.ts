/** The product comes in with a role that PostgreSQL itself keeps from undoing what was recorded. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { ensureGrants } from "../../scripts/launch/database-roles.mjs";
import { asOwner, asProduct, ownerAddress } from "../support/database";
import { actorNamed, makeBureau, makeProject } from "../support/factories";

const grantAgain = () => ensureGrants({ url: process.env.DATABASE_URL ?? "", ownerUrl: ownerAddress() });

beforeAll(async () => {
  await makeBureau("2026-11-02");
  await makeProject({ stage: "contract" });
  await database.evidenceFile.create({
    data: {
      sha256: "a".repeat(64),
      size: 1,
      mediaType: "application/pdf",
      uploadedById: actorNamed("keyuan").id,
    },
  });
});

describe.each([
  ["project_fact", "payload = '{}'"],
  ["audit_entry", "actor_name = 'x'"],
  ["setting", "value = '{}'"],
  ["evidence_file", "sha256 = 'x'"],
  ["evidence_link", "original_name = 'x'"],
])("facts of %s", (table, change) => {
  it.each([
    `UPDATE "${table}" SET ${change}`,
    `UPDATE "${table}" SET ${change} WHERE FALSE`,
    `DELETE FROM "${table}" WHERE FALSE`,
    `TRUNCATE "${table}" CASCADE`,
  ])("are out of reach of %s", async (statement) => {
    await expect(asProduct(statement)).rejects.toThrow(`permission denied for table ${table}`);
  });
});

describe("the role of the product", () => {
  it("reads every table and view but the history of the structure", async () => {
    const rows = await asOwner(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
        AND NOT has_table_privilege('chainlead_app', oid, 'SELECT')`,
    );
    expect(rows).toEqual([{ name: "_prisma_migrations" }]);
  });

  it.each([
    ["ALTER TABLE project_fact DISABLE TRIGGER ALL", /must be owner/],
    ["ALTER TABLE milestone DISABLE TRIGGER milestone_frozen", /must be owner/],
    ["DROP TRIGGER project_fact_append_only ON project_fact", /must be owner/],
    ["DROP TABLE project_fact CASCADE", /must be owner/],
    ["ALTER TABLE arrival ADD COLUMN x integer", /must be owner/],
    ["ALTER TABLE arrival OWNER TO CURRENT_USER", /must be owner/],
    ["DROP FUNCTION refuse_change() CASCADE", /must be owner/],
    ["CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS ''", /permission denied/],
    ["CREATE TABLE of_its_own (id integer)", /permission denied for schema public/],
    ["CREATE TEMPORARY TABLE project_fact (id integer)", /permission denied to create temporary tables/],
    ["CREATE SCHEMA of_its_own", /permission denied/],
    ["SET session_replication_role = 'replica'", /permission denied to set parameter/],
    ["TRUNCATE arrival CASCADE", /permission denied/],
    ["TRUNCATE month_sum", /permission denied/],
    ["INSERT INTO evidence_paper SELECT * FROM evidence_paper", /permission denied for view/],
    ["DELETE FROM project WHERE FALSE", /permission denied/],
    ["SELECT setval('project_fact_id_seq', 1)", /permission denied/],
    ["SELECT 1 FROM _prisma_migrations", /permission denied/],
    ["ALTER ROLE CURRENT_USER SUPERUSER", /must be superuser/],
    ["CREATE ROLE another", /permission denied to create role/],
    ["COPY setting TO PROGRAM 'cat'", /permission denied to COPY|must be superuser/],
  ])("is refused %s", async (statement, words) => {
    await expect(asProduct(statement)).rejects.toThrow(words);
  });

  it("cannot become the owner", async () => {
    const owner = new URL(ownerAddress()).username;
    await expect(asProduct(`SET ROLE "${owner}"`)).rejects.toThrow(/permission denied to set role/);
  });

  it("may change no table that a trigger keeps append-only", async () => {
    const product = new URL(process.env.DATABASE_URL ?? "").username;
    const rows = await asOwner(
      `SELECT DISTINCT c.relname AS name,
        has_table_privilege('${product}', c.oid, 'UPDATE') OR has_table_privilege('${product}', c.oid, 'DELETE') AS may
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE p.proname = 'refuse_change' AND t.tgname LIKE '%append_only' ORDER BY 1`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(rows.filter((row) => row.may)).toEqual([]);
  });
});

describe("the rights", () => {
  it("on a table that came by hand are to read and to add", async () => {
    await asOwner("CREATE TABLE by_hand (id serial PRIMARY KEY, note text)");
    await asProduct("INSERT INTO by_hand (note) VALUES ('added')");
    expect(await asProduct("SELECT note FROM by_hand")).toEqual([{ note: "added" }]);
    await expect(asProduct("DELETE FROM by_hand")).rejects.toThrow("permission denied");
    await asOwner("DROP TABLE by_hand");
  });

  it("that someone added are gone after the next start, and lost ones are back", async () => {
    const product = new URL(process.env.DATABASE_URL ?? "").username;
    await asOwner(`GRANT UPDATE, TRUNCATE ON project_fact TO "${product}"`);
    await asOwner(`REVOKE INSERT ON audit_entry FROM "${product}"`);
    await grantAgain();
    await grantAgain();
    await expect(asProduct("UPDATE project_fact SET type = 'x' WHERE FALSE")).rejects.toThrow(
      "permission denied",
    );
    await asProduct("INSERT INTO audit_entry SELECT * FROM audit_entry WHERE FALSE");
  });

  it("are not handed to a role that owns the tables: two names for one role are no protection", async () => {
    const disguised = Object.assign(new URL(ownerAddress()), { search: "application_name=other" }).href;
    await expect(ensureGrants({ url: disguised, ownerUrl: ownerAddress() })).rejects.toThrow(
      "请为 DATABASE_URL 另建一个普通角色",
    );
  });
});
