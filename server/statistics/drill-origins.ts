/** What a row behind a figure goes back to: the row that it corrects, or, for an adjustment, the closed month that it changes. */
import "server-only";
import { Prisma, type Sql, sql } from "@/server/platform/database";

const LEDGERS = ["agreement", "arrival", "investment"] as const;

/** A correction speaks of the row it corrects, every other row of a ledger or milestone of its own. */
const ofLedger = (ledger: (typeof LEDGERS)[number]): Sql => {
  const table = Prisma.raw(ledger);
  return sql`SELECT json_build_object('month', coalesce(o.stat_month, e.stat_month), 'corrects', e.correction_of_id IS NOT NULL)
    FROM ${table} e LEFT JOIN ${table} o ON o.id = e.correction_of_id WHERE e.id = f.source_id`;
};

/** JSON of `DrillRow["origin"]` for the row `f` of the drill; what follows from a whole project has none. */
export const originOf: Sql = sql`CASE f.source ${Prisma.join(
  LEDGERS.map((ledger) => sql`WHEN ${Prisma.raw(`'${ledger}'`)} THEN (${ofLedger(ledger)})`),
  " ",
)} WHEN 'milestone' THEN (SELECT json_build_object('month', m.stat_month, 'corrects', FALSE) FROM milestone m WHERE m.id = f.source_id) END`;
