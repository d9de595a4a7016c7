/**
 * Keys of likeness for rows that were there before them, or before their present version: filled in batch by batch by the
 * worker. A row that somebody writes meanwhile gets them with that write.
 */
import "server-only";
import { LIKENESS_VERSION } from "@/server/domain/likeness-keys";
import { type LikenessSubject, likenessSubject } from "@/server/domain/likeness-profile";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { enterpriseLikeness, projectLikeness } from "@/server/platform/likeness-tools";

const BATCH = 200;

async function refillProjects(): Promise<number> {
  const rows = await rowsOf<LikenessSubject & { id: number; version: number }>(
    database,
    sql`SELECT id, version, name, content, investor_name AS "investorName", investor_uscc AS "investorUscc",
        company_name AS "companyName", company_uscc AS "companyUscc", project_code AS "projectCode",
        contact_phone AS "contactPhone", origin_province AS "originProvince", origin_city AS "originCity", address
      FROM project WHERE likeness_version < ${LIKENESS_VERSION} ORDER BY likeness_version, id LIMIT ${BATCH}`,
  );
  const made = rows.map(({ id, version, ...known }) => ({
    id,
    version,
    ...projectLikeness(likenessSubject(known)),
  }));
  return made.length === 0 ? 0 : storeKeys(database, "project", made);
}

async function refillEnterprises(): Promise<number> {
  const rows = await rowsOf<Parameters<typeof enterpriseLikeness>[0] & { id: number; version: number }>(
    database,
    sql`SELECT id, version, name, uscc, enterprise_names(id, 'former') AS "formerNames",
        enterprise_names(id, 'short') AS "shortNames", enterprise_group(id) AS "groupName" FROM enterprise
      WHERE likeness_version < ${LIKENESS_VERSION} ORDER BY likeness_version, id LIMIT ${BATCH}`,
  );
  const made = rows.map(({ id, version, ...known }) => ({ id, version, ...enterpriseLikeness(known) }));
  return made.length === 0 ? 0 : storeKeys(database, "enterprise", made);
}

/** Only where the row is still the one that was read. */
async function storeKeys(
  db: Pick<Database, "$executeRawUnsafe">,
  table: "project" | "enterprise",
  rows: readonly object[],
): Promise<number> {
  await db.$executeRawUnsafe(
    `UPDATE "${table}" t SET likeness_keys = x."likenessKeys", likeness_version = x."likenessVersion"
      FROM json_to_recordset($1::json) AS x(id integer, version integer, "likenessKeys" text[], "likenessVersion" integer)
      WHERE t.id = x.id AND t.version = x.version`,
    JSON.stringify(rows),
  );
  return rows.length;
}

/** One batch of what is still to be filled in; false when nothing is. */
export async function refillLikeness(): Promise<boolean> {
  return (await refillEnterprises()) + (await refillProjects()) > 0;
}

/** The investors' names or groups have changed: their projects are compared anew. */
export async function markStale(db: Database, enterpriseIds: readonly number[]): Promise<void> {
  await db.$executeRaw(
    sql`INSERT INTO likeness_stale (project_id) SELECT id FROM project WHERE investor_id = ANY(${[...enterpriseIds]}::int[])`,
  );
}
