/** Whether the closes are what was sealed: every hash made anew, the chain from one to the next, and the sums from the rows. */
import "server-only";
import { CUT_NAMES } from "@/server/contracts/statistics";
import type { StatMonth } from "@/server/domain/periods";
import { database, Prisma, rowsOf, sql } from "@/server/platform/database";
import { CUT_COLUMN } from "../cut-keys";
import { CLOSE_HASH } from "./make-close";

export interface BrokenClose {
  month: StatMonth;
  version: number;
  /** hash: head, rows or reports are others than were sealed; chain: not after the close before it; sums: not those of the rows. */
  what: "hash" | "chain" | "sums";
}

const TO_KEY = Prisma.raw(
  `CASE s.cut ${CUT_NAMES.map((cut) => `WHEN '${cut}' THEN r.${CUT_COLUMN[cut]}`).join(" ")} ELSE '' END`,
);

/** In the order in which they were made; empty when all is as it was sealed. */
export const verifyCloses = (): Promise<BrokenClose[]> =>
  rowsOf<BrokenClose>(
    database,
    sql`WITH found AS (
        SELECT c.id, c.month, c.version, c.hash <> ${CLOSE_HASH} AS hash,
          c.previous_hash <> coalesce(lag(c.hash) OVER (ORDER BY c.id), '') AS chain,
          EXISTS (SELECT 1 FROM month_close_sum s WHERE s.close_id = c.id AND s.value IS DISTINCT FROM
            (SELECT sum(r.value) FROM month_close_row r WHERE r.close_id = c.id AND r.measure = s.measure
              AND r.stat_month = s.stat_month AND s.key = ${TO_KEY})) AS sums
        FROM month_close c)
      SELECT f.month, f.version, w.what FROM found f, LATERAL (VALUES ('hash', f.hash), ('chain', f.chain), ('sums', f.sums)) w (what, broken)
      WHERE w.broken ORDER BY f.id, w.what`,
  );
