import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { charactersApart, slipBetween } from "./amount-slips";

const wan = (n: number) => n * 1_000_000;

describe("a slip between two amounts", () => {
  it("is two neighbouring digits exchanged, of which at least three mean something", () => {
    expect(slipBetween(wan(6793), wan(6973))).toBe("digits");
    expect(slipBetween(wan(6793), wan(6793))).toBeNull();
    expect(slipBetween(wan(6793), wan(9763))).toBeNull();
    expect(slipBetween(wan(1200), wan(2100))).toBeNull();
    expect(slipBetween(wan(120.5), wan(210.5))).toBe("digits");
    // 01234 is no number that somebody writes.
    expect(slipBetween(102_34, 12_34)).toBeNull();
  });

  it("is a point or a unit, not any multiple", () => {
    expect(slipBetween(wan(77), wan(770))).toBe("unit");
    expect(slipBetween(wan(7700), wan(77))).toBe("unit");
    expect(slipBetween(77, 770_000)).toBe("unit");
    expect(slipBetween(wan(77), wan(77_000))).toBeNull();
    expect(slipBetween(wan(77), wan(154))).toBeNull();
    expect(slipBetween(0, 0)).toBeNull();
    expect(slipBetween(-70, 700)).toBeNull();
  });

  it("is the same whichever comes first", () => {
    const amount = fc.integer({ min: 1, max: 10 ** 13 });
    fc.assert(
      fc.property(amount, fc.constantFrom(10, 100, 10_000), (a, by) => {
        expect(slipBetween(a, a * by)).toBe("unit");
        expect(slipBetween(a * by, a)).toBe("unit");
      }),
    );
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(slipBetween(a, b)).toBe(slipBetween(b, a));
      }),
    );
  });
});

describe("the characters in which two texts differ", () => {
  const marked = (text: string, marks: readonly boolean[]) =>
    [...text].map((c, i) => (marks[i] ? `[${c}]` : c)).join("");
  const shown = (a: string, b: string) => {
    const [left, right] = charactersApart(a, b);
    return `${marked(a, left)} ${marked(b, right)}`;
  };
  it("are the exchanged digits, or what one has more", () => {
    expect(shown("6,793.00", "6,973.00")).toBe("6,[7][9]3.00 6,[9][7]3.00");
    expect(shown("770", "7,700")).toBe("770 7[,]70[0]");
    expect(shown("12", "12")).toBe("12 12");
  });

  it("leave the same text on both sides", () => {
    const text = fc.string({ maxLength: 12 }).map((t) => [...t].filter((c) => c.length === 1).join(""));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = charactersApart(a, b);
        const rest = (t: string, marks: readonly boolean[]) => [...t].filter((_, i) => !marks[i]).join("");
        expect(rest(a, left)).toBe(rest(b, right));
      }),
    );
  });
});
