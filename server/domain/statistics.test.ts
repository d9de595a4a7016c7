import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEN_PER_WAN, FEN_PER_YI } from "./amounts";
import { industrySection } from "./industries";
import {
  elapsedPercent,
  growthPercent,
  isCarriedOver,
  leadPoints,
  rankByCompletion,
  sharePercent,
  sharePoints,
  tierBand,
  tierCounts,
  usdCents,
} from "./statistics";

describe("ratios that bulletins have printed", () => {
  it.each([
    [244, 247, 1, "98.8"],
    [222, 247, 0, "90"],
    [1005136, 800000, 2, "125.64"],
    [412678, 83253, 2, "495.69"],
    [629_0, 647_4, 1, "97.2"],
    [78, 132, 2, "59.09"],
    [291, 292, 2, "99.66"],
    [173_84 + 2000_00, 3069_80, 2, "70.81"],
  ])("%d ÷ %d to %d places is %s %%", (part, whole, places, printed) => {
    expect(sharePercent(part, whole, places)).toBe(printed);
  });

  it.each([
    [1005136, 800000, 2, "42.31"],
    [412678, 250000, 2, "81.74"],
    [176031, 250000, 2, "-12.92"],
    [629_0, 647_4, 1, "13.8"],
  ])("%d of %d in October leads by %s points", (actual, target, places, printed) => {
    expect(leadPoints(actual, target, 202610, "year", places)).toBe(printed);
  });

  it("grows as printed: 4766.22 after 3878.66", () => {
    expect(growthPercent(476622, 387866)).toBe("22.88");
    expect(growthPercent(9108, 10000)).toBe("-8.92");
  });
});

it("moves a share in points of one fraction: 21 of 38 after 21 of 45 is 8.60, not the difference of rounded shares", () => {
  expect(sharePoints({ part: 21, whole: 38 }, { part: 21, whole: 45 })).toBe("8.60");
  expect(sharePoints({ part: 1, whole: 3 }, { part: 2, whole: 3 })).toBe("-33.33");
});

describe("empty cases", () => {
  it("have no ratio rather than zero or infinity", () => {
    expect(sharePercent(5, 0)).toBeNull();
    expect(sharePercent(5, null)).toBeNull();
    expect(growthPercent(5, 0)).toBeNull();
    expect(sharePoints({ part: 1, whole: 2 }, { part: 0, whole: 0 })).toBeNull();
    expect(growthPercent(5, -5)).toBeNull();
    expect(leadPoints(5, 0, 202610)).toBeNull();
  });

  it("of a second-half target begin in July", () => {
    expect(elapsedPercent(202606, "second-half")).toBe("0.00");
    expect(elapsedPercent(202609, "second-half")).toBe("50.00");
    expect(elapsedPercent(202610)).toBe("83.33");
  });
});

describe("places", () => {
  const row = (key: string, actual: number, target: number | null) => ({ key, actual, target });
  it("are 1, 2, 2, 4; the larger amount wins an equal completion; no target, no place", () => {
    const rows = [
      row("a", 90, 100),
      row("b", 50, 100),
      row("c", 50, 100),
      row("d", 10, 100),
      row("e", 99, 0),
      row("f", 99, null),
    ];
    expect(Object.fromEntries(rankByCompletion(rows))).toEqual({ a: 1, b: 2, c: 2, d: 4 });
    expect(Object.fromEntries(rankByCompletion([row("small", 1, 3), row("large", 100, 300)]))).toEqual({
      large: 1,
      small: 2,
    });
  });

  it("do not depend on the order of the rows, and never tell equal rows apart", () => {
    const rows = fc.uniqueArray(
      fc.record({ key: fc.string(), actual: fc.nat(5), target: fc.option(fc.nat(3)) }),
      { selector: (r) => r.key },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const places = rankByCompletion(given);
        expect(rankByCompletion([...given].reverse())).toEqual(places);
        const ranked = given.filter((r) => (r.target ?? 0) > 0);
        for (const r of ranked) {
          const ahead = ranked.filter((o) => (places.get(o.key) ?? 0) < (places.get(r.key) ?? 0)).length;
          expect(places.get(r.key)).toBe(ahead + 1);
        }
        expect(places.size).toBe(ranked.length);
      }),
    );
  });
});

describe("tiers", () => {
  const tiers = [FEN_PER_YI, 5 * FEN_PER_YI, 10 * FEN_PER_YI];
  it("include their boundary and nothing one fen below it", () => {
    expect(tierCounts([FEN_PER_YI, FEN_PER_YI - 1, null, 20 * FEN_PER_YI], tiers)).toEqual([2, 1, 1]);
    expect([FEN_PER_YI - 1, FEN_PER_YI, 5 * FEN_PER_YI, null].map((t) => tierBand(t, tiers))).toEqual([
      0,
      1,
      2,
      null,
    ]);
  });

  it("are nested, and the bands partition", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 * FEN_PER_YI }))), (totals) => {
        const counts = tierCounts(totals, tiers);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
        const bands = totals.map((t) => tierBand(t, tiers));
        expect(bands.filter((b) => b !== null && b >= 2).length).toBe(counts[1]);
      }),
    );
  });
});

describe("续建", () => {
  it("is a contract of an earlier year, or a start where there is no contract; the rest is 新建", () => {
    expect(isCarriedOver("2021-11-05", null, 202203)).toBe(true);
    expect(isCarriedOver("2022-01-01", "2021-05-01", 202203)).toBe(false);
    expect(isCarriedOver(null, "2021-05-01", 202203)).toBe(true);
    expect(isCarriedOver(null, null, 202203)).toBe(false);
  });
});

describe("odds and ends", () => {
  it("convert RMB at the rate of the month, half-up to the cent", () => {
    expect(usdCents(70 * FEN_PER_WAN, 700_000_000)).toBe(10_000_000);
    expect(usdCents(1, 200_000_000)).toBe(1);
  });

  it("find the section of an industry code with or without its letter", () => {
    expect(["C3421", "3421", "34", " q84", "8411", "99", "", null].map(industrySection)).toEqual([
      "C",
      "C",
      "C",
      "Q",
      "Q",
      null,
      null,
      null,
    ]);
  });
});
