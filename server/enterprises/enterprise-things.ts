/** The things of an enterprise that edits, merges and splits change: read, written, and kept with what stood before. */
import "server-only";
import type { EnterpriseLine, EnterpriseThing, EnterpriseValues } from "@/server/domain/enterprise-merging";
import { enterpriseKey } from "@/server/domain/identity";
import { originOf } from "@/server/domain/places";
import { type Database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { renewKeys } from "./write-enterprise";

export type HeldValues = EnterpriseValues & { id: number; version: number };

export async function valuesOf(
  db: Pick<Database, "$queryRaw">,
  ids: readonly number[],
): Promise<Map<number, HeldValues>> {
  const rows = await rowsOf<HeldValues>(
    db,
    sql`SELECT id, version, name, json_build_object('uscc', uscc, 'usccReason', uscc_reason) AS code,
        json_build_object('province', province, 'city', city) AS place, kind, group_name AS "groupName", parent_id AS parent,
        profile, merged_into_id AS merged FROM enterprise WHERE id = ANY(${[...ids]}::int[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The columns behind a thing. */
function columnsOf(field: EnterpriseThing, value: unknown): Record<string, string | number | null> {
  const given = { [field]: value } as Partial<EnterpriseValues>;
  const { name = "", code, place, parent = null, merged = null } = given;
  switch (field) {
    case "name":
      return { name, name_key: enterpriseKey(name) };
    case "code":
      return { uscc: code?.uscc ?? null, uscc_reason: code?.usccReason ?? null };
    case "place": {
      const { province = "", city = "" } = place ?? {};
      return { province, city, origin: province ? originOf(province) : "mainland" };
    }
    case "groupName":
      return { group_name: String(value) };
    case "parent":
      return { parent_id: parent };
    case "merged":
      return { merged_into_id: merged };
    default:
      return { [field]: String(value) };
  }
}

/** Every column that a thing may stand in, with its type. */
const COLUMNS = {
  ...{ name: "text", name_key: "text", uscc: "text", uscc_reason: "text" },
  ...{ province: "text", city: "text", origin: "text", kind: "text", group_name: "text", profile: "text" },
  ...{ parent_id: "integer", merged_into_id: "integer" },
};
/** What is named is set, also to nothing; the rest stays as it is. */
const ASSIGNMENTS: Sql = Prisma.raw(
  Object.entries(COLUMNS)
    .map(
      ([name, type]) =>
        `"${name}" = CASE WHEN x.given->'${name}' IS NULL THEN e."${name}" ELSE (x.given->>'${name}')::${type} END`,
    )
    .join(", "),
);

/** Enterprises of which a line is, each with its lines. */
function byEnterprise(lines: readonly EnterpriseLine[]): Map<number, EnterpriseLine[]> {
  const found = new Map<number, EnterpriseLine[]>();
  for (const line of lines) {
    const mine = found.get(line.enterpriseId);
    if (mine) mine.push(line);
    else found.set(line.enterpriseId, [line]);
  }
  return found;
}

/** Brings every line to its `after`. Codes and parents are given up before they are taken: two may exchange theirs. */
export async function writeLines(
  db: Database,
  { actor, now }: Pick<WriteContext, "actor" | "now">,
  lines: readonly EnterpriseLine[],
  operationId: number | null,
): Promise<void> {
  const coded = lines.filter((line) => line.field === "code").map((line) => line.enterpriseId);
  if (coded.length > 1)
    await db.$executeRaw(sql`UPDATE enterprise SET uscc = NULL WHERE id = ANY(${coded}::int[])`);
  const moved = lines.filter((line) => line.field === "parent").map((line) => line.enterpriseId);
  if (moved.length > 1)
    await db.$executeRaw(sql`UPDATE enterprise SET parent_id = NULL WHERE id = ANY(${moved}::int[])`);
  const rows = [...byEnterprise(lines)].map(([id, mine]) => ({
    id,
    given: Object.assign({}, ...mine.map((line) => columnsOf(line.field, line.after))),
  }));
  await db.$executeRaw(
    sql`UPDATE enterprise e SET ${ASSIGNMENTS}, version = version + 1
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id integer, given jsonb) WHERE e.id = x.id`,
  );
  const told = lines.map(({ enterpriseId, field, before, after }) => ({
    enterpriseId,
    field,
    before,
    after,
  }));
  await db.$executeRaw(
    sql`INSERT INTO enterprise_change (enterprise_id, field, before, after, at, actor_id, operation_id)
      SELECT x."enterpriseId", x.field, coalesce(x.before, 'null'), coalesce(x.after, 'null'), ${now}, ${actor.id}, ${operationId}::int
      FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS x("enterpriseId" integer, field text, before jsonb, after jsonb)`,
  );
  const below = await rowsOf<{ id: number }>(
    db,
    sql`SELECT DISTINCT b AS id FROM unnest(${[...byEnterprise(lines).keys()]}::int[]) AS g(id)
      CROSS JOIN LATERAL enterprise_and_below(g.id) AS b`,
  );
  await renewKeys(
    db,
    below.map((b) => b.id),
  );
}
