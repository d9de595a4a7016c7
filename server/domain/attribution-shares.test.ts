import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptShares, splitShare, WHOLE } from "./attribution-shares";
import { Refusal } from "./refusals";

const share = (unitId: number, basisPoints: number) => ({ unitId, basisPoints });
const problemOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.detail.problems?.[0];
    throw error;
  }
  return null;
};

describe("shares", () => {
  it("add up to 100 % of the two sides, without those who have nothing", () => {
    expect(acceptShares([share(1, 4000), share(2, 6000)], [1, 2])).toEqual([share(2, 6000), share(1, 4000)]);
    expect(acceptShares([share(1, 0), share(2, 10_000)], [1, 2])).toEqual([share(2, 10_000)]);
  });

  it("are refused at the field when they do not", () => {
    expect(problemOf(() => acceptShares([share(1, 4000), share(2, 5000)], [1, 2]))).toEqual({
      field: "shares",
      message: "各单位份额合计须为 100%，现为 90%",
    });
    expect(problemOf(() => acceptShares([share(1, 5000), share(3, 5000)], [1, 2]))?.message).toContain(
      "双方",
    );
    expect(problemOf(() => acceptShares([share(1, 5000), share(1, 5000)], [1, 2]))?.message).toContain(
      "同一单位",
    );
    expect(problemOf(() => acceptShares([share(1, -100), share(2, 10_100)], [1, 2]))?.message).toContain(
      "0 到 100%",
    );
    expect(problemOf(() => acceptShares([], [1, 2]))?.message).toContain("现为 0%");
  });
});

describe("a transfer", () => {
  it("splits the whole where nothing was recorded, and the giving unit's part where something was", () => {
    const ask = { fromUnitId: 1, toUnitId: 2, keptBasisPoints: 3000 };
    expect(splitShare([], ask)).toEqual([share(2, 7000), share(1, 3000)]);
    expect(splitShare([share(1, 6000), share(3, 4000)], { ...ask, keptBasisPoints: 5000 })).toEqual([
      share(3, 4000),
      share(1, 3000),
      share(2, 3000),
    ]);
    expect(splitShare([share(3, 10_000)], ask)).toEqual([share(3, 10_000)]);
    expect(splitShare([share(1, 5000), share(2, 5000)], { ...ask, keptBasisPoints: 0 })).toEqual([
      share(2, 10_000),
    ]);
  });

  it("never loses or makes a part, whatever was split before", () => {
    const step = fc.record({
      fromUnitId: fc.integer({ min: 1, max: 4 }),
      toUnitId: fc.integer({ min: 5, max: 8 }),
      keptBasisPoints: fc.integer({ min: 0, max: WHOLE }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let shares = splitShare([], steps[0] ?? { fromUnitId: 1, toUnitId: 5, keptBasisPoints: 0 });
        for (const [at, next] of steps.entries())
          shares = splitShare(
            shares,
            at % 2 ? { ...next, fromUnitId: next.toUnitId, toUnitId: next.fromUnitId } : next,
          );
        expect(shares.reduce((sum, s) => sum + s.basisPoints, 0)).toBe(WHOLE);
        expect(shares.every((s) => Number.isInteger(s.basisPoints) && s.basisPoints > 0)).toBe(true);
      }),
    );
  });
});
