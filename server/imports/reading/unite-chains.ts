/** The same chain under two names in one ledger: 教育 on one row, 现代教育 on the next. */
import type { ImportProblem, LedgerRow } from "@/server/contracts/import";
import { isNewTradeOf } from "./chain-names";

/** A short name that is part of exactly one longer name of the same ledger means that one; each change is reported. */
export function uniteChains(rows: readonly LedgerRow[], known: readonly string[]): ImportProblem[] {
  const names = [...new Set(rows.map((row) => row.project.chain).filter((chain) => chain !== null))];
  if (names.length > 200) return [];
  const fullName = new Map<string, string>();
  for (const name of names) {
    if (name.length < 2 || known.includes(name)) continue;
    const longer = names.filter(
      (other) => other !== name && other.includes(name) && !isNewTradeOf(name, other),
    );
    if (longer.length === 1 && longer[0]) fullName.set(name, longer[0]);
  }
  return rows.flatMap((row) => {
    const chain = row.project.chain;
    const full = chain === null ? undefined : fullName.get(chain);
    if (full === undefined) return [];
    row.project.chain = full;
    const value = row.values.find((entry) => entry.field === "chain");
    if (value) Object.assign(value, { value: full, note: `“${chain}”与“${full}”视为同一条产业链` });
    return [
      {
        sheet: row.sheet,
        row: row.row,
        cell: value?.cell ?? null,
        kind: "chain-matched" as const,
        severity: "warning" as const,
        message: `产业链“${chain}”与本表的“${full}”视为同一条。`,
      },
    ];
  });
}
