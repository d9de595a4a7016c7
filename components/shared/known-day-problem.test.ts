import { expect, it } from "vitest";
import { knownDayProblem } from "./known-day-problem";

const today = "2026-11-26";

it("is nothing of an earlier day, and nothing without a day", () => {
  expect([null, "", "2026-11-25", "2024-02-29"].map((text) => knownDayProblem(text, today))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it("names what is no day, and how one is written", () => {
  for (const text of ["2026-13-40", "2026-02-29", "20261031", "昨天"])
    expect(knownDayProblem(text, today)).toBe(`“${text}”不是有效的日期，应写作 2026-11-25 这样。`);
});

it("tells a day that has not ended from one that has not come", () => {
  expect(knownDayProblem(today, today)).toBe("今天还没有结束，时点须早于今天。");
  expect(knownDayProblem("2027-01-01", today)).toBe("2027-01-01 还没有到，时点须早于今天。");
});
