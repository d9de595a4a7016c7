/** 冲减 and 补报 that correct a closed month from later ones: no version of the closed month ever holds them. */
import "server-only";
import type { LaterCorrections } from "@/server/contracts/month-close";
import type { StatMonth } from "@/server/domain/periods";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { live } from "../knowledge";

type Of = LaterCorrections["of"];

/** Approved rows of a ledger that point at one of the month and count later. */
const of = (word: Of, ledger: string, amount: string, condition: string, month: StatMonth): Sql => {
  const table = Prisma.raw(ledger);
  return sql`SELECT ${word}::text AS of, e.stat_month AS "statMonth", count(*)::int AS count, sum(e.${Prisma.raw(amount)})::bigint AS fen
    FROM ${table} e JOIN ${table} o ON o.id = e.correction_of_id
    WHERE e.correction_of_id IS NOT NULL AND o.stat_month = ${month} AND e.stat_month > ${month}
      AND ${live("e")} AND ${live("o")} AND ${Prisma.raw(condition)} GROUP BY 2`;
};

export const laterCorrections = (month: StatMonth): Promise<LaterCorrections[]> =>
  rowsOf<LaterCorrections>(
    database,
    sql`${of("contract", "agreement", "amount_fen", "e.kind <> 'framework'", month)}
      UNION ALL ${of("framework", "agreement", "amount_fen", "e.kind = 'framework'", month)}
      UNION ALL ${of("arrival", "arrival", "amount_fen", "TRUE", month)}
      UNION ALL ${of("investment", "investment", "total_fen", "e.basis = 'official'", month)}
      ORDER BY 2, 1`,
  );
