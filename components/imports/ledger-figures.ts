/** The totals of a ledger as lines that can stand beside those of the system. Pure. */
import type { LedgerTotals } from "@/server/contracts/import";
import { FEN_PER_WAN, type Fen } from "@/server/domain/amounts";

export interface LedgerFigure {
  label: string;
  /** A count, or an amount in fen. */
  value: number;
  kind: "count" | "amount";
}

export const fenOfWan = (wan: number): Fen => Math.round(wan * FEN_PER_WAN);

const count = (label: string, value: number | undefined): LedgerFigure => ({
  label,
  value: value ?? 0,
  kind: "count",
});
const amount = (label: string, wan: number | undefined): LedgerFigure => ({
  label,
  value: fenOfWan(wan ?? 0),
  kind: "amount",
});

export function figuresOf(totals: LedgerTotals, year: number): LedgerFigure[] {
  const signed = totals[`signed${year}`];
  const framework = totals[`framework${year}`];
  return [
    count("项目", totals.count),
    amount("计划总投资", totals.totalWan),
    amount("其中固定资产投资", totals.fixedWan),
    count(`${year}年正式签约`, signed?.count),
    amount(`${year}年正式签约金额`, signed?.wan),
    count("其中亿元以上", signed?.atLeast1yi),
    count("其中十亿元以上", signed?.atLeast10yi),
    count(`${year}年框架协议`, framework?.count),
    amount(`${year}年框架协议金额`, framework?.wan),
    count(`${year}年开工`, totals[`started${year}`]),
    amount("本年到位省外内资", totals.arrivedOutsideWan),
    amount("本年到位资金", totals.arrivedAllWan),
    amount("本年完成固投", totals.faiWan),
  ];
}

export interface ChainLine {
  chain: string;
  /** One for each of the totals given; zeros where a chain is missing. */
  sides: { count: number; fen: Fen }[];
}

/** The chains of several totals side by side: those that `order` names, then the others. */
export function chainLines(all: readonly LedgerTotals[], order: readonly string[] = []): ChainLine[] {
  const found = new Set(all.flatMap((totals) => Object.keys(totals.byChain)));
  const names = [...new Set([...order.filter((name) => found.has(name)), ...found])];
  return names.map((chain) => ({
    chain,
    sides: all.map((totals) => ({
      count: totals.byChain[chain]?.count ?? 0,
      fen: fenOfWan(totals.byChain[chain]?.totalWan ?? 0),
    })),
  }));
}

/** Where two totals differ, by the words of the line; empty when they are one. */
export function differences(a: LedgerTotals, b: LedgerTotals, year: number): string[] {
  const theirs = figuresOf(b, year);
  const figures = figuresOf(a, year).filter((figure, at) => figure.value !== theirs[at]?.value);
  const chains = chainLines([a, b]).filter(({ sides: [x, y] }) => x?.count !== y?.count || x?.fen !== y?.fen);
  return [...figures.map((f) => f.label), ...chains.map((c) => c.chain)];
}
