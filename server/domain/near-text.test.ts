import fc from "fast-check";
import { expect, it } from "vitest";
import { likenessOfPieces, slipsBetween } from "./near-text";

it.each([
  ["远松精密", "远松精密", 0],
  ["远松精密", "远松精蜜", 1],
  ["远松精密", "松远精密", 1],
  ["远松精密", "远精密", 1],
  ["远松精密", "远松松精密", 1],
  ["远松精密", "远柏精蜜", 2],
  ["远松精密", "博朗能源", 3],
])("%s and %s", (a, b, slips) => {
  expect(slipsBetween(a, b, 2)).toBe(slips);
});

it("is the same from either side, and nothing only for equal texts", () => {
  const text = fc.string({ unit: fc.constantFrom(..."远松精"), maxLength: 7 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(slipsBetween(a, b, 3)).toBe(slipsBetween(b, a, 3));
      expect(slipsBetween(a, b, 3) === 0).toBe(a === b);
    }),
  );
});

it("weighs what two have in common", () => {
  const [a, b] = [
    new Map([
      ["主轴", 1],
      ["基地", 0.1],
    ]),
    new Map([
      ["丝杠", 1],
      ["基地", 0.1],
    ]),
  ];
  expect(likenessOfPieces(a, b)).toBeCloseTo(0.2 / 2.2);
  expect(likenessOfPieces(a, a)).toBe(1);
});
