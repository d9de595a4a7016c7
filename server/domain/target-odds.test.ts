import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oddsOf, oddsWord, type PastMonth, pastBuildingSeason, yearsWord } from "./target-odds";

/** Three years of a northern district: little in winter, half of it from September on. */
const SEASON = [1, 1, 3, 6, 8, 9, 9, 9, 12, 14, 12, 6];
const past = (scale = 1, cases = 2): PastMonth[] =>
  [2023, 2024, 2025].flatMap((year, y) =>
    SEASON.map((share, i) => ({
      year,
      month: i + 1,
      value: Math.round(share * scale * (1 + ((i * 7 + y * 5) % 4) / 10)),
      cases,
    })),
  );
const asked = { past: past(1000), actual: 60_000, month: 202609, span: "year" } as const;

describe("推演", () => {
  it("says too little is known under 30 records or two years", () => {
    expect(oddsOf({ ...asked, past: past(1000, 0), target: 1 })).toMatchObject({
      state: "too-few",
      cases: 0,
    });
    const one = past(1000, 9).filter((p) => p.year === 2025);
    expect(oddsOf({ ...asked, past: one, target: 1 })).toMatchObject({ state: "too-few", years: [2025] });
  });
  it("has no measure for a year that has brought nothing", () => {
    expect(oddsOf({ ...asked, actual: 0, target: 1 })).toEqual({ state: "nothing-yet" });
    expect(oddsOf({ ...asked, span: "second-half", month: 202605, target: 1 })).toEqual({
      state: "nothing-yet",
    });
  });
  it("respects the season: September stands for 58 of 90, not for nine twelfths", () => {
    const odds = oddsOf({ ...asked, target: 80_000 });
    if (odds.state !== "told") throw new Error(odds.state);
    expect(odds.low).toBeGreaterThan(85_000);
    expect(odds.high).toBeLessThan(102_000);
    expect(odds).toMatchObject({ cases: 72, years: [2023, 2024, 2025], reaching: 10 });
  });
  it("gives the same answer for the same data in any order", () => {
    const first = oddsOf({ ...asked, target: 93_000 });
    expect(oddsOf({ ...asked, target: 93_000 })).toEqual(first);
    expect(oddsOf({ ...asked, past: [...past(1000)].reverse(), target: 93_000 })).toEqual(first);
  });
  it("is never more likely for a higher target, and its interval does not know the target", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300_000 }), fc.nat(100_000), (target, more) => {
        const [low, high] = [oddsOf({ ...asked, target }), oddsOf({ ...asked, target: target + more })];
        if (low.state !== "told" || high.state !== "told") throw new Error("told");
        expect(high.reaching).toBeLessThanOrEqual(low.reaching);
        expect([high.low, high.high]).toEqual([low.low, low.high]);
        expect(low.low).toBeLessThanOrEqual(low.high);
      }),
      { numRuns: 20 },
    );
  });
  it("ends where it is when the span is over", () => {
    expect(oddsOf({ ...asked, month: 202612, target: 70_000 })).toMatchObject({
      low: 60_000,
      high: 60_000,
      reaching: 0,
    });
  });
  it("is told in words", () => {
    expect([10, 7, 5, 2, 0].map(oddsWord)).toEqual([
      "把握较大",
      "有望完成",
      "难以断言",
      "偏紧",
      "按往年节奏难以完成",
    ]);
    expect(yearsWord([2022, 2023, 2024])).toBe("2022—2024年");
    expect(yearsWord([2022, 2024])).toBe("2022、2024年");
    expect([202609, 202610, 202612].map((m) => pastBuildingSeason(m, "year"))).toEqual([false, true, false]);
  });
});
