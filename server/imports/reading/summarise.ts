/** The totals of a ledger, from the rows that count. Sums in fen first, 万元 last. */

import type { LedgerRow, LedgerTotals } from "@/server/contracts/import";
import { FEN_PER_YI, sumFen } from "@/server/domain/amounts";
import { wanOf } from "./row-money";

/** Rows without a chain are kept apart, so that the chains add up to the whole. */
export const NO_CHAIN = "其他";

/** `year` decides which signings and starts are this year's; arrivals and investment are the ledger's own year to date. */
export function summarise(rows: readonly LedgerRow[], year: number): LedgerTotals {
  const counted = rows.filter((row) => row.counted);
  const totalOf = (some: readonly LedgerRow[]) => sumFen(some.map((row) => row.amounts.totalFen ?? 0));
  const signedBy = (agreement: "正式" | "框架") =>
    counted.filter(({ project, years }) => project.agreement === agreement && years.sign === year);
  const signed = signedBy("正式");
  const framework = signedBy("框架");
  const atLeast = (fen: number) => signed.filter((row) => (row.amounts.totalFen ?? 0) >= fen).length;
  const byChain: LedgerTotals["byChain"] = {};
  const rowsByChain = new Map<string, LedgerRow[]>();
  for (const row of counted) {
    const chain = row.project.chain ?? NO_CHAIN;
    const rowsOfChain = rowsByChain.get(chain);
    if (rowsOfChain) rowsOfChain.push(row);
    else rowsByChain.set(chain, [row]);
  }
  for (const [chain, rowsOfChain] of rowsByChain) {
    byChain[chain] = { count: rowsOfChain.length, totalWan: wanOf(totalOf(rowsOfChain)) };
  }
  const totals: LedgerTotals = {
    count: counted.length,
    totalWan: wanOf(totalOf(counted)),
    fixedWan: wanOf(sumFen(counted.map((row) => row.amounts.fixedFen ?? 0))),
    arrivedOutsideWan: wanOf(sumFen(counted.map((row) => row.arrivedOutsideFen))),
    arrivedAllWan: wanOf(sumFen(counted.map((row) => row.amounts.arrivedFen))),
    faiWan: wanOf(sumFen(counted.map((row) => row.amounts.faiFen))),
    byChain,
  };
  totals[`signed${year}`] = {
    count: signed.length,
    wan: wanOf(totalOf(signed)),
    atLeast1yi: atLeast(FEN_PER_YI),
    atLeast10yi: atLeast(10 * FEN_PER_YI),
  };
  totals[`framework${year}`] = { count: framework.length, wan: wanOf(totalOf(framework)) };
  totals[`started${year}`] = counted.filter(({ years }) => years.start === year).length;
  return totals;
}
