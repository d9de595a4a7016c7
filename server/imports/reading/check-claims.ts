/** Totals and counts that the ledger states itself, held against the rows they speak of. */

import type { ImportProblem, LedgerRow } from "@/server/contracts/import";
import { type AmountUnit, type Fen, formatFen, sumFen } from "@/server/domain/amounts";
import { cleanAmount } from "./clean-amount";
import type { SheetCell } from "./workbook";

export interface Claim {
  sheet: string;
  row: number;
  label: string;
  countCell: SheetCell | null;
  count: number | null;
  totalCell: SheetCell | null;
  unit: AmountUnit;
  /** Positions in the list of the table's rows that the claim may speak of, the likeliest first. */
  scopes: [number, number][];
}

/** One unit of the last printed digit: parts rounded one by one need not add up to the printed whole. */
function tolerance(text: string, unit: AmountUnit): Fen {
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const whole = { yuan: 100, wan: 1_000_000, yi: 10_000_000_000 }[unit];
  return Math.round(whole / 10 ** decimals);
}

const wan = (fen: Fen): string => `${formatFen(fen, "wan", 2).replace(/\.00$/, "")} 万元`;

export function checkClaims(claims: readonly Claim[], rows: readonly LedgerRow[]): ImportProblem[] {
  return claims.flatMap((claim) => {
    const candidates = claim.scopes
      .map(([from, to]) => rows.slice(from, to))
      .filter((some) => some.length > 0);
    const likeliest = candidates[0];
    if (!likeliest) return [];
    const about = { sheet: claim.sheet, row: claim.row, severity: "warning" as const };
    const problems: ImportProblem[] = [];
    if (claim.count !== null && !candidates.some((some) => some.length === claim.count)) {
      const message = `“${claim.label}”写明 ${claim.count} 个项目，明细有 ${likeliest.length} 个。`;
      problems.push({ ...about, cell: claim.countCell?.ref ?? null, kind: "count-differs", message });
    }
    // A formula without a saved result shows nothing to anybody yet: there is no claim to hold it to.
    const cell = claim.totalCell?.computed ? null : claim.totalCell;
    const stated = cell ? cleanAmount(cell, claim.unit).value : null;
    if (!cell || stated === null) return problems;
    const sums = candidates.map((some) => sumFen(some.map((row) => row.amounts.totalFen ?? 0)));
    const allowed = tolerance(cell.text, claim.unit);
    if (sums.some((sum) => Math.abs(sum - stated) <= allowed)) return problems;
    const message = `“${claim.label}”写明总投资 ${wan(stated)}，明细相加是 ${wan(sums[0] ?? 0)}。`;
    return [...problems, { ...about, cell: cell.ref, kind: "subtotal-differs" as const, message }];
  });
}
