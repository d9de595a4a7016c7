import { describe, expect, it } from "vitest";
import { setInvestors, sharesProblem } from "./investors";
import { basicsSchema } from "./project-facts";
import { Refusal } from "./refusals";

const state = (investorId: number | null) => ({
  basics: { ...basicsSchema.parse({ name: "主轴基地" }), investorId, investorName: "沈阳远松" },
  off: null,
});
const share = (enterpriseId: number, shareBasisPoints: number | null = null) => ({
  enterpriseId,
  shareBasisPoints,
});
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.detail.problems?.[0]?.field];
  }
  return null;
};

describe("investors of a project", () => {
  it("are kept in the order given, with and without shares", () => {
    expect(setInvestors(state(1), [share(2, 3000), share(1, 7000), share(3)])).toEqual([
      { type: "InvestorsSet", v: 1, investors: [share(2, 3000), share(1, 7000), share(3)] },
    ]);
  });
  it("may hold the whole, never more", () => {
    expect(sharesProblem([share(1, 6667), share(2, 3333)])).toBeNull();
    expect(sharesProblem([share(1, 6667), share(2, 3334)])).toBe("股比合计 100.01%，不能超过 100%，请核对");
    expect(refusal(() => setInvestors(state(1), [share(1, 9000), share(2, 2000)]))).toEqual([
      "bad-input",
      "shares",
    ]);
  });
  it("are each named once", () => {
    expect(refusal(() => setInvestors(state(1), [share(1), share(2), share(2)]))).toEqual([
      "duplicate",
      "investors.2.name",
    ]);
  });
  it("include the main investor, unless he stands alone or is unknown", () => {
    expect(refusal(() => setInvestors(state(1), [share(2)]))).toEqual(["bad-input", "investors"]);
    expect(setInvestors(state(1), [])).toMatchObject([{ investors: [] }]);
    expect(setInvestors(state(null), [share(2)])).toMatchObject([{ investors: [{ enterpriseId: 2 }] }]);
  });
});
