import { describe, expect, it } from "vitest";
import type { LedgerTotals } from "@/server/contracts/import";
import { chainLines, differences, figuresOf } from "./ledger-figures";

const TOTALS: LedgerTotals = {
  count: 3,
  totalWan: 12_600.5,
  fixedWan: 0,
  signed2026: { count: 2, wan: 11_000, atLeast1yi: 1, atLeast10yi: 0 },
  framework2026: { count: 1, wan: 1_600.5 },
  started2026: 1,
  arrivedOutsideWan: 0.07,
  arrivedAllWan: 320,
  faiWan: 40,
  byChain: { 烤肉: { count: 2, totalWan: 11_000 }, 其他: { count: 1, totalWan: 1_600.5 } },
};

describe("the totals of a ledger", () => {
  it("become lines of counts and of whole fen", () => {
    const figures = figuresOf(TOTALS, 2026);
    expect(figures.find((f) => f.label === "计划总投资")?.value).toBe(12_600_500_000);
    expect(figures.find((f) => f.label === "本年到位省外内资")?.value).toBe(70_000);
    expect(figures.find((f) => f.label === "2026年开工")?.value).toBe(1);
  });

  it("of another year have no signings in this one", () => {
    expect(figuresOf(TOTALS, 2025).find((f) => f.label === "2025年正式签约")?.value).toBe(0);
  });

  it("differ by nothing from themselves, and by the line that was changed", () => {
    expect(differences(TOTALS, TOTALS, 2026)).toEqual([]);
    expect(differences(TOTALS, { ...TOTALS, faiWan: 41 }, 2026)).toEqual(["本年完成固投"]);
    const moved = { ...TOTALS, byChain: { 烤肉: { count: 3, totalWan: 12_600.5 } } };
    expect(differences(TOTALS, moved, 2026)).toEqual(["烤肉", "其他"]);
  });

  it("follow the order of the system's chains, then their own", () => {
    expect(chainLines([TOTALS], ["冰雪体育", "其他"]).map((c) => c.chain)).toEqual(["其他", "烤肉"]);
  });

  it("stand chain by chain beside each other, with nothing where a chain is missing", () => {
    expect(chainLines([TOTALS, { ...TOTALS, byChain: {} }])[1]).toEqual({
      chain: "其他",
      sides: [
        { count: 1, fen: 1_600_500_000 },
        { count: 0, fen: 0 },
      ],
    });
  });
});
