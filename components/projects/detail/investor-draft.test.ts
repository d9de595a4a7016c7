import { describe, expect, it } from "vitest";
import { basicsSchema } from "@/server/domain/project-facts";
import { draftsOf, investorsOf, moved, readShare } from "./investor-draft";

const basics = { ...basicsSchema.parse({ name: "主轴基地" }), investorId: 1, investorName: "沈阳远松" };
const team = (...ids: number[]) => ({
  version: 3,
  members: [],
  engines: [],
  linkedChains: [],
  investors: ids.map((id) => ({ id, name: `企业${id}`, uscc: null, shareBasisPoints: 2500 })),
});

describe("shares as typed", () => {
  it("are read in per cent with two decimals", () => {
    expect(["33.34", "33.34%", "３３．３４％", " 100 ", ""].map(readShare)).toEqual([
      3334,
      3334,
      3334,
      10_000,
      null,
    ]);
    expect(["0", "100.01", "1/3", "33.345", "-5"].map(readShare)).toEqual(Array(5).fill("wrong"));
  });
});

describe("the rows of the dialog", () => {
  it("begin with the main investor when it is not listed, and keep the order when it is", () => {
    expect(draftsOf(team(2, 3), basics).map((d) => [d.enterpriseId, d.main])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(draftsOf(team(2, 1), basics).map((d) => d.enterpriseId)).toEqual([2, 1]);
  });
  it("leave out empty names, and the main investor alone is no list", () => {
    const drafts = draftsOf(team(), basics);
    expect(investorsOf(drafts)).toEqual([]);
    expect(investorsOf(drafts.map((d) => ({ ...d, share: "60" })))).toMatchObject([
      { enterpriseId: 1, shareBasisPoints: 6000 },
    ]);
  });
  it("move", () => {
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  });
});
