/** What an import put in, summed from the system's own tables: the same keys as the totals of the ledger's dry run. */
import "server-only";
import type { LedgerRow, LedgerTotals } from "@/server/contracts/import";
import type { ImportWord } from "@/server/contracts/import-batch";
import { FEN_PER_YI, formatFen } from "@/server/domain/amounts";
import { type Database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { summarise } from "./reading";

/** What rows of the ledger add up to, under the names that their chains have in the system. */
export function ledgerTotals(
  rows: readonly LedgerRow[],
  chains: readonly ImportWord[],
  year: number,
): LedgerTotals {
  const nameOf = new Map(chains.map((c) => [c.word, c.targetName]));
  const named = rows.map(({ project, ...row }) => ({
    ...row,
    project: { ...project, chain: project.chain === null ? null : (nameOf.get(project.chain) ?? null) },
  }));
  return summarise(named, year);
}

const wan = (fen: number): number => Number(formatFen(fen, "wan", 6));

interface Sums {
  count: number;
  total: number;
  fixed: number;
  signed: number;
  signedFen: number;
  over1: number;
  over10: number;
  framework: number;
  frameworkFen: number;
  started: number;
  outside: number;
  arrived: number;
  invested: number;
}

/** Live projects of the batch. Amounts that arrived or were invested before the ledger's year belong to no stat month. */
export async function importTotals(
  db: Pick<Database, "$queryRaw">,
  batchId: number,
  year: number,
): Promise<LedgerTotals> {
  const mine = sql`p.import_id = ${batchId} AND (p.off_state IS NULL OR p.off_state <> 'withdrawn')`;
  // A date that the ledger left open counts in the year that it did give.
  const thisYear = sql`m.status = 'approved' AND m.voided_at IS NULL AND CASE WHEN m.details ? 'undated'
    THEN (m.details->>'year')::int = ${year} ELSE extract(year FROM m.occurred_on) = ${year} END`;
  const sums = await rowOf<Sums>(
    db,
    sql`WITH p AS MATERIALIZED (SELECT p.id, p.planned_total_fen, p.planned_fixed_fen FROM project p WHERE ${mine}),
      m AS (SELECT m.kind, p.planned_total_fen AS fen FROM p JOIN milestone m ON m.project_id = p.id WHERE ${thisYear}
        AND (m.kind <> 'framework' OR NOT EXISTS (SELECT 1 FROM milestone k WHERE k.project_id = p.id AND k.kind = 'contract'
          AND k.status = 'approved' AND k.voided_at IS NULL))),
      o AS (SELECT sum(a.amount_fen)::bigint AS arrived, sum(a.outside_fen)::bigint AS outside FROM p JOIN arrival a ON a.project_id = p.id
        WHERE a.opening AND a.voided_at IS NULL AND extract(year FROM a.arrived_on) = ${year}),
      i AS (SELECT sum(a.total_fen)::bigint AS invested FROM p JOIN investment a ON a.project_id = p.id
        WHERE a.opening AND a.voided_at IS NULL AND a.month / 100 = ${year})
    SELECT (SELECT count(*)::int FROM p) AS count, (SELECT coalesce(sum(planned_total_fen), 0)::bigint FROM p) AS total,
      (SELECT coalesce(sum(planned_fixed_fen), 0)::bigint FROM p) AS fixed,
      (SELECT count(*)::int FROM m WHERE kind = 'contract') AS signed,
      (SELECT coalesce(sum(fen), 0)::bigint FROM m WHERE kind = 'contract') AS "signedFen",
      (SELECT count(*)::int FROM m WHERE kind = 'contract' AND fen >= ${FEN_PER_YI}::bigint) AS over1,
      (SELECT count(*)::int FROM m WHERE kind = 'contract' AND fen >= ${10 * FEN_PER_YI}::bigint) AS over10,
      (SELECT count(*)::int FROM m WHERE kind = 'framework') AS framework,
      (SELECT coalesce(sum(fen), 0)::bigint FROM m WHERE kind = 'framework') AS "frameworkFen",
      (SELECT count(*)::int FROM m WHERE kind = 'start') AS started,
      coalesce(o.outside, 0) AS outside, coalesce(o.arrived, 0) AS arrived, coalesce(i.invested, 0) AS invested FROM o, i`,
  );
  const chains = await rowsOf<{ name: string; count: number; total: number }>(
    db,
    sql`SELECT coalesce(c.name, '其他') AS name, count(*)::int AS count, coalesce(sum(p.planned_total_fen), 0)::bigint AS total
      FROM project p LEFT JOIN chain c ON c.id = p.chain_id WHERE ${mine} GROUP BY 1 ORDER BY min(c.position), 1`,
  );
  const totals: LedgerTotals = {
    count: sums.count,
    totalWan: wan(sums.total),
    fixedWan: wan(sums.fixed),
    arrivedOutsideWan: wan(sums.outside),
    arrivedAllWan: wan(sums.arrived),
    faiWan: wan(sums.invested),
    byChain: Object.fromEntries(chains.map((c) => [c.name, { count: c.count, totalWan: wan(c.total) }])),
  };
  totals[`signed${year}`] = {
    count: sums.signed,
    wan: wan(sums.signedFen),
    atLeast1yi: sums.over1,
    atLeast10yi: sums.over10,
  };
  totals[`framework${year}`] = { count: sums.framework, wan: wan(sums.frameworkFen) };
  totals[`started${year}`] = sums.started;
  return totals;
}
