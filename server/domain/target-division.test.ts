import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divisionOf, divisionWord } from "./target-division";

const told = (whole: number | null, parts: (number | null)[]) => {
  const division = divisionOf(whole, parts);
  return division && divisionWord(division, String);
};

describe("the division of a target", () => {
  it("says whether its parts add up to it", () => {
    expect(told(100, [60, 40, null])).toBe("正好分完");
    expect(told(100, [60, 50])).toBe("多分 10");
    expect(told(100, [60, null])).toBe("还有 40 未分");
    expect(told(null, [60])).toBe("没有全区目标");
    expect(told(100, [null, null])).toBeNull();
  });
  it("is even exactly when the sum is the whole", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1 }), fc.nat(1_000_000), (parts, whole) => {
        const division = divisionOf(whole, parts);
        expect(division?.over === 0).toBe(parts.reduce((a, b) => a + b, 0) === whole);
        expect(divisionOf(division?.sum ?? null, parts)?.over).toBe(0);
      }),
    );
  });
});
