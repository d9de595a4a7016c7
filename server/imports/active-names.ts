/** Chains and units of the bureau to which words of a ledger may lead. */
import "server-only";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { Named } from "./words";

export const activeChains = (db: Pick<Database, "$queryRaw">): Promise<Named[]> =>
  rowsOf<Named>(db, sql`SELECT id, name FROM chain WHERE active ORDER BY position, id`);
export const activeUnits = (db: Pick<Database, "$queryRaw">): Promise<(Named & { kind: string })[]> =>
  rowsOf<Named & { kind: string }>(
    db,
    sql`SELECT id, name, kind FROM unit WHERE active ORDER BY position, id`,
  );
