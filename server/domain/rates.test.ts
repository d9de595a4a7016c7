import { describe, expect, it } from "vitest";
import { FEN_PER_YI } from "./amounts";
import { startingRates } from "./rate-rules";
import { isMoney, RATE_IDS, rateFigures, rateLabels, rateNotes, ratePercent, rateWords } from "./rates";
import { sharePercent } from "./statistics";

describe("rates that bulletins have printed", () => {
  it.each([
    ["履约率", 244, 247, 1, "98.8"],
    ["履约率", 291, 292, 2, "99.66"],
    ["开工率", 222, 247, 1, "89.9"],
    ["开工率", 222, 247, 0, "90"],
    ["开工率", 907, 1093, 2, "82.98"],
    ["建成率", 401, 1093, 2, "36.69"],
    ["资金到位率", 370, 1077, 0, "34"],
    ["资金到位率", 279_449, 612_909, 2, "45.59"],
    ["落地率", 32, 100, 0, "32"],
  ])("%s: %d of %d to %d places is %s %%", (_, part, whole, places, printed) => {
    expect(sharePercent(part, whole, places)).toBe(printed);
  });
});

const sums = { partCount: 3, wholeCount: 4, partFen: FEN_PER_YI, wholeFen: 3 * FEN_PER_YI };

describe("a rate", () => {
  it("is a share of projects or of their money, and 资金到位率 of money both ways", () => {
    const { count, amount } = rateFigures("started", sums, false);
    expect([ratePercent(count), ratePercent(amount)]).toEqual(["75.00", "33.33"]);
    const arrived = rateFigures("arrived", sums, false);
    expect([ratePercent(arrived.count), ratePercent(arrived.amount)]).toEqual(["33.33", "33.33"]);
    expect([isMoney("arrived", "count"), isMoney("started", "count"), isMoney("started", "amount")]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("has no value over nothing, over leads by amount, and of ended projects when these are left out", () => {
    const nothing = { partCount: 0, wholeCount: 0, partFen: 0, wholeFen: 0 };
    expect(ratePercent(rateFigures("started", nothing, false).count)).toBeNull();
    expect(rateFigures("lead", sums, false).amount).toBeNull();
    expect(rateFigures("ended", sums, true)).toEqual({ count: null, amount: null });
    expect(ratePercent(rateFigures("ended", sums, false).count)).toBe("75.00");
  });

  it("says by which settings it is measured", () => {
    const words = rateWords({ ...startingRates, landed: ["registration", "start"], arrivalBase: "contract" });
    expect(words.landed.definition).toContain("注册、开工均已通过审核");
    expect(words.arrived.definition).toContain("合同额之和");
    expect(rateWords(startingRates).arrived.definition).toContain("改用计划总投资");
    expect(rateWords(startingRates).entered.definition).toContain("500万元及以上");
    expect(RATE_IDS.map((id) => words[id].name)).toHaveLength(
      new Set(RATE_IDS.map((id) => words[id].name)).size,
    );
  });

  it("is labelled where it is no cohort or leaves somebody out, and its notes say since when", () => {
    expect(rateLabels({ way: "cohort", withoutEnded: false })).toEqual([]);
    expect(rateLabels({ way: "period", withoutEnded: true })).toEqual(["期间率", "剔除终止"]);
    expect(rateNotes({ way: "period", withoutEnded: false }, "2026-07-01").join()).toMatch(
      /可能超过100%.*自2026-07-01起施行/,
    );
  });
});
