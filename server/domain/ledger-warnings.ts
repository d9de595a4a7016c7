/** What a reviewer should look at twice. Warnings never stop anyone. */
import { type Fen, formatFen } from "./amounts";
import type { Rules } from "./rules";

export interface LedgerSums {
  plannedTotalFen: Fen | null;
  agreedOutsideFen: Fen | null;
  /** Σ outside money of the arrivals that are approved or wait for review; drafts and returned rows are not on the way. */
  outsideFen: Fen;
  /** Σ official investment, likewise. */
  investedFen: Fen;
}

export interface LedgerWarning {
  kind: "over-agreed" | "over-plan";
  message: string;
}

const wan = (fen: Fen) => `${formatFen(fen, "wan", 2).replace(/\.?0+$/, "")} 万元`;

/** Σ 到位 > 约定省外资金, and Σ 固投 > 计划总投资 × the overrun that the rules allow. */
export function ledgerWarnings(sums: LedgerSums, rules: Pick<Rules, "thresholds">): LedgerWarning[] {
  const warnings: LedgerWarning[] = [];
  const { agreedOutsideFen, plannedTotalFen } = sums;
  if (agreedOutsideFen !== null && sums.outsideFen > agreedOutsideFen) {
    const message = `累计省外资金 ${wan(sums.outsideFen)}，超过约定的 ${wan(agreedOutsideFen)}`;
    warnings.push({ kind: "over-agreed", message });
  }
  const percent = rules.thresholds.investmentOverrunPercent;
  if (plannedTotalFen !== null && plannedTotalFen > 0 && sums.investedFen * 100 > plannedTotalFen * percent) {
    const message = `累计固投 ${wan(sums.investedFen)}，超过计划总投资 ${wan(plannedTotalFen)} 的 ${percent}%`;
    warnings.push({ kind: "over-plan", message });
  }
  return warnings;
}
