/** Names of everything that facts point at by id, but for enterprises: those are too many to read at once. */
import "server-only";
import { database, rowOf, sql } from "@/server/platform/database";
import type { Names } from "./project-card-words";

export const factNames = (): Promise<Names> =>
  rowOf<Names>(
    database,
    sql`SELECT (SELECT coalesce(json_object_agg(id, name), '{}') FROM chain) AS chain,
      (SELECT coalesce(json_object_agg(id, name), '{}') FROM unit) AS unit,
      (SELECT coalesce(json_object_agg(id, display_name), '{}') FROM account) AS account,
      (SELECT coalesce(json_object_agg(id, name), '{}') FROM engine) AS engine, '{}'::json AS enterprise`,
  );
