import { expect, it } from "vitest";
import { heightFor, linesOf } from "./row-height";

it("gives text the lines it takes in its column, a Chinese character as wide as two digits", () => {
  expect(linesOf("建设机床车间", 16)).toBe(1);
  expect(linesOf("建设机床车间及配套", 16)).toBe(2);
  expect(linesOf("A".repeat(14), 16)).toBe(1);
  expect(linesOf("一\n二\n三", 16)).toBe(3);
});

it("leaves rows of one line alone and stops where spreadsheets do", () => {
  expect(heightFor(1)).toBeNull();
  expect(heightFor(2)).toBeGreaterThan(18);
  expect(heightFor(1000)).toBe(409);
});
