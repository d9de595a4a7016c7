import { describe, expect, it } from "vitest";
import { readFirstShare, sharesOf } from "./two-shares";

describe("the share of the first of two units", () => {
  it.each([
    ["30", 3000],
    ["33.34％", 3334],
    ["0", 0],
    ["0.00%", 0],
    ["100", 10_000],
  ])("%s is read", (text, basisPoints) => {
    expect(readFirstShare(text)).toBe(basisPoints);
  });

  it.each(["", "101", "33.333", "-5", "一半"])("%s is none", (text) => {
    expect(readFirstShare(text)).toBeNull();
  });

  it("leaves the rest to the other", () => {
    expect(sharesOf(1, 2, 3334)).toEqual([
      { unitId: 1, basisPoints: 3334 },
      { unitId: 2, basisPoints: 6666 },
    ]);
  });
});
