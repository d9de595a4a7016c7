import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asFen,
  divideHalfUp,
  FEN_PER_WAN,
  formatFen,
  formatRatioPercent,
  parseDecimalToFen,
  readAmount,
  sumFen,
} from "./amounts";

const wan = (n: number) => n * FEN_PER_WAN;

describe("rounding", () => {
  it("aggregates first and rounds last: three times 3350 万元", () => {
    const parts = [wan(3350), wan(3350), wan(3350)];
    expect(parts.map((p) => formatFen(p, "yi", 2))).toEqual(["0.34", "0.34", "0.34"]);
    expect(formatFen(sumFen(parts), "wan", 0)).toBe("10050");
    expect(formatFen(sumFen(parts), "yi", 2)).toBe("1.01");
  });

  it("rounds halves away from zero on both sides", () => {
    expect(divideHalfUp(5n, 10n)).toBe(1n);
    expect(divideHalfUp(-5n, 10n)).toBe(-1n);
    expect(divideHalfUp(4n, 10n)).toBe(0n);
  });

  it("prints 291/292 as 99.66 where the bulletin truncated", () => {
    expect(formatRatioPercent(291, 292, 2)).toBe("99.66");
  });

  it("has no ratio to a base of zero", () => {
    expect(formatRatioPercent(5, 0, 2)).toBeNull();
    expect(formatRatioPercent(0, 0, 2)).toBeNull();
  });

  it("refuses what is no whole number of fen", () => {
    expect(() => asFen(0.5)).toThrow(RangeError);
    expect(() => asFen(2 ** 53)).toThrow(RangeError);
  });
});

describe("reading amounts as people write them", () => {
  const cases: [string, number, boolean][] = [
    ["9965", wan(9965), false],
    ["9,965", wan(9965), false],
    ["３０００", wan(3000), false],
    ["1.9亿元", wan(19000), false],
    ["3.2亿", wan(32000), false],
    ["0.13亿元", wan(1300), false],
    ["10650万元", wan(10650), false],
    ["约5000万元", wan(5000), true],
    ["1亿5000万", wan(15000), false],
    ["(500)", wan(-500), false],
    ["25,300.5", 25_300.5 * FEN_PER_WAN, false],
    ["1200元", 120_000, false],
  ];
  it.each(cases)("%s", (text, fen, approximate) => {
    expect(readAmount(text, "wan")).toMatchObject({ fen, approximate });
  });
  it.each(["", "待定", "—", "/", "暂无", "1.2.3", "abc", "5000-8000", "1e5"])("%j is no amount", (text) => {
    expect(readAmount(text, "wan")).toBeNull();
  });
});

describe("properties", () => {
  const anyFen = fc.integer({ min: -(10 ** 14), max: 10 ** 14 });
  it("text in yuan comes back to the fen", () => {
    fc.assert(fc.property(anyFen, (fen) => parseDecimalToFen(formatFen(fen, "yuan", 2), "yuan") === fen));
  });
  it("the sum does not depend on the order", () => {
    fc.assert(
      fc.property(
        fc.array(anyFen, { maxLength: 50 }),
        (list) => sumFen(list) === sumFen([...list].reverse()),
      ),
    );
  });
  it("rounding is never off by more than half a unit", () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        const shown = parseDecimalToFen(formatFen(fen, "wan", 0), "wan") ?? Number.NaN;
        return Math.abs(shown - fen) * 2 <= FEN_PER_WAN;
      }),
    );
  });
});
