import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, daysBetween } from "./periods";
import { startingPeriod, weekOf } from "./ready-forms";

it("a week runs from Monday to Sunday, also over the turn of a year and before its reference", () => {
  expect(weekOf("2026-11-24")).toEqual({ from: "2026-11-23", to: "2026-11-29" });
  expect(weekOf("2026-11-29")).toEqual({ from: "2026-11-23", to: "2026-11-29" });
  expect(weekOf("2026-01-01")).toEqual({ from: "2025-12-29", to: "2026-01-04" });
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), (n) => {
      const day = addDays("2026-01-01", n);
      const { from, to } = weekOf(day);
      expect([daysBetween(from, to), from <= day && day <= to, weekOf(from).from]).toEqual([6, true, from]);
    }),
  );
});

it("a form begins with the year so far", () => {
  expect(startingPeriod(202611, "2026-11-26")).toEqual({
    month: 202611,
    from: "2026-01-01",
    to: "2026-11-26",
  });
});
