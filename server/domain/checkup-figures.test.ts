import { describe, expect, it } from "vitest";
import {
  belowZero,
  type CutFigures,
  nestedApart,
  ratiosApart,
  sumsApart,
  targetsApart,
  yearApart,
} from "./checkup-figures";
import { startingProgress } from "./progress-rules";
import type { ReportShape } from "./statistics-columns";
import { emptySums, type Measure, type RowSums } from "./statistics-measures";

type Values = Partial<Record<Measure, number>>;
const row = (year: Values, month: Values = {}, last: Values = {}): RowSums => ({
  ...emptySums(),
  year,
  month,
  last,
});
const cut = (groups: Record<string, RowSums>, total: RowSums): CutFigures => ({
  cut: "chain",
  cutName: "按产业链",
  groups: new Map(Object.entries(groups)),
  total,
});
const TIERS = [100, 500, 1000];
const values = (found: readonly { numbers: { value: unknown }[] }[]) =>
  found.map(({ numbers }) => numbers.map((n) => n.value));

describe("rows and their total", () => {
  it("are apart where the category table does not add up: 58+10+148+42+11+18 beside 295", () => {
    const parts = [58, 10, 148, 42, 11, 18];
    const groups = Object.fromEntries(parts.map((n, i) => [String(i), row({ signedCount: n })]));
    const found = sumsApart([cut(groups, row({ signedCount: 295 }))], TIERS);
    expect(found.map((f) => f.subject)).toEqual(["chain/year/signedCount"]);
    expect(values(found)).toEqual([[287, 295]]);
    expect(sumsApart([cut(groups, row({ signedCount: 287 }))], TIERS)).toEqual([]);
  });

  it("are compared in the month as well as in the year, and by kind of number", () => {
    const found = sumsApart([cut({ a: row({}, { outsideFen: 5 }) }, row({}, { outsideFen: 6 }))], TIERS);
    expect(found[0]?.numbers[0]).toEqual({ label: "各行相加", kind: "amount", value: 5 });
  });
});

describe("nested figures", () => {
  it("descend from tier to tier", () => {
    const good = row({
      signedCount: 9,
      signedTier1: 9,
      signedTier2: 3,
      signedTier3: 3,
      cohortStartedCount: 9,
    });
    expect(nestedApart([cut({ a: good }, good)], TIERS)).toEqual([]);
    const bad = row({ signedCount: 9, signedTier1: 3, signedTier2: 4, frameworkCount: 1, convertedCount: 2 });
    expect(nestedApart([cut({ a: bad }, good)], TIERS).map((f) => f.subject)).toEqual([
      "chain/a/signedTier2",
      "chain/a/convertedCount",
    ]);
  });
});

describe("the year to date", () => {
  const now = cut(
    { a: row({ outsideFen: 70 }, { outsideFen: 20 }) },
    row({ outsideFen: 70 }, { outsideFen: 20 }),
  );
  it("is the one of the month before and the month", () => {
    const aMonthAgo = (n: number) => cut({ a: row({ outsideFen: n }) }, row({ outsideFen: n }));
    expect(yearApart(202606, now, aMonthAgo(50), TIERS)).toEqual([]);
    expect(values(yearApart(202606, now, aMonthAgo(51), TIERS))).toEqual([
      [70, 71],
      [70, 71],
    ]);
  });

  it("is the month in January, but for what the year began with", () => {
    const january = (year: number) =>
      cut({}, row({ outsideFen: year, advancingCount: 40 }, { outsideFen: 20, advancingCount: 3 }));
    expect(yearApart(202601, january(20), null, TIERS)).toEqual([]);
    expect(yearApart(202601, january(21), null, TIERS)).toHaveLength(1);
  });

  it("misses a group that was there a month ago", () => {
    const before = cut({ gone: row({ signedCount: 1 }) }, row({ outsideFen: 50 }));
    expect(yearApart(202606, now, before, TIERS).map((f) => f.subject)).toContain("chain/gone/signedCount");
  });
});

it("a year below zero is found, zero is none", () => {
  expect(
    belowZero(cut({ a: row({ outsideFen: -1 }) }, row({ outsideFen: 0 })), TIERS).map((f) => f.subject),
  ).toEqual(["chain/a/outsideFen"]);
});

describe("ratios", () => {
  const shape: ReportShape = {
    tiers: TIERS,
    foreignIn: "usd",
    indicator: "outsideFen",
    arrivalMinPlanFen: 0,
    investmentMinPlanFen: 0,
    lights: startingProgress,
  };
  const sums = row({ outsideFen: 12_564, signedCount: 3, cohortStartedCount: 2 }, {}, { outsideFen: 10_000 });
  it("of the report are those of their counts, with and without a target", () => {
    const rows = [
      { key: "a", name: "甲", sums, target: 10_000 },
      { key: "b", name: "乙", sums, target: 0 },
      { key: "c", name: "丙", sums: row({}), target: null },
    ];
    expect(ratiosApart(rows, shape, 202610)).toEqual([]);
  });
});

describe("targets", () => {
  const rows = (...given: [kind: "chain" | "total" | "other", target: number | null, actual: number][]) =>
    given.map(([kind, target, actual], i) => ({ key: String(i), name: `行${i}`, kind, target, actual }));
  it("of the chains come to the district's, where every chain has one", () => {
    expect(
      values(targetsApart("outsideFen", rows(["chain", 60, 1], ["chain", 30, 1], ["total", 100, 2]), 10)),
    ).toEqual([[90, 100]]);
    expect(
      targetsApart("outsideFen", rows(["chain", 60, 1], ["chain", 40, 1], ["total", 100, 2]), 10),
    ).toEqual([]);
    expect(
      targetsApart("outsideFen", rows(["chain", 60, 1], ["chain", null, 1], ["total", 100, 2]), 10),
    ).toEqual([]);
    expect(targetsApart("outsideFen", rows(["chain", 60, 1], ["total", null, 2]), 10)).toEqual([]);
  });

  it("that are passed ten times over are asked about", () => {
    expect(
      values(targetsApart("signedCount", rows(["chain", 5, 50], ["chain", 5, 49], ["chain", 0, 9]), 10)),
    ).toEqual([[50, 5]]);
  });
});
