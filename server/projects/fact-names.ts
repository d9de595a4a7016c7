/** Names of everything that facts point at by id, but for enterprises: those are too many to read at once. */
import "server-only";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import type { Names } from "./project-card-words";

export const factNames = (): Promise<Names> =>
  rowOf<Names>(
    database,
    sql`SELECT (SELECT coalesce(json_object_agg(id, name), '{}') FROM chain) AS chain,
      (SELECT coalesce(json_object_agg(id, name), '{}') FROM unit) AS unit,
      (SELECT coalesce(json_object_agg(id, display_name), '{}') FROM account) AS account,
      (SELECT coalesce(json_object_agg(id, name), '{}') FROM engine) AS engine, '{}'::json AS enterprise`,
  );

/** Names of the enterprises that these lists of investors point at. */
export async function investorNames(
  lists: readonly (readonly { enterpriseId: number }[] | undefined)[],
): Promise<Record<string, string>> {
  const ids = lists.flatMap((list) => (list ?? []).map((i) => i.enterpriseId));
  if (ids.length === 0) return {};
  const rows = await rowsOf<{ id: number; name: string }>(
    database,
    sql`SELECT id, name FROM enterprise WHERE id = ANY(${ids})`,
  );
  return Object.fromEntries(rows.map((r) => [r.id, r.name]));
}
