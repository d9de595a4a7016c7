import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  daysInMonth,
  elapsedShare,
  isDay,
  lastDayOf,
  monthLabel,
  monthsBetween,
  readDay,
  statMonthFor,
} from "./periods";

describe("instants become days in Shanghai", () => {
  it("around the turn of the year", () => {
    expect(dayOf(new Date("2025-12-31T15:59:59Z"))).toBe("2025-12-31");
    expect(dayOf(new Date("2025-12-31T16:00:00Z"))).toBe("2026-01-01");
  });
});

describe("months", () => {
  it("walk over years", () => {
    expect(addMonths(202601, -1)).toBe(202512);
    expect(addMonths(202512, 1)).toBe(202601);
    expect(monthsBetween(202511, 202602)).toEqual([202511, 202512, 202601, 202602]);
  });
  it("know leap Februaries", () => {
    expect(daysInMonth(202402)).toBe(29);
    expect(daysInMonth(202602)).toBe(28);
    expect(lastDayOf(202402)).toBe("2024-02-29");
    expect(isDay("2026-02-29")).toBe(false);
    expect(isDay("2024-02-29")).toBe(true);
  });
  it("give the elapsed share of the year and of the second half", () => {
    expect(elapsedShare(202610, "year")).toEqual({ part: 10, whole: 12 });
    expect(elapsedShare(202609, "second-half")).toEqual({ part: 3, whole: 6 });
    expect(elapsedShare(202603, "second-half")).toEqual({ part: 0, whole: 6 });
  });
  it("count a late paper in the first open month", () => {
    expect(statMonthFor("2026-03-05", 202605)).toBe(202605);
    expect(statMonthFor("2026-06-05", 202605)).toBe(202606);
  });
  it("are labelled with an em dash over a span", () => {
    expect(monthLabel(202610, 202601)).toBe("2026年1—10月");
    expect(monthLabel(202610)).toBe("2026年10月");
  });
});

describe("reading dates as people write them", () => {
  it.each([
    ["2026-07-04", "2026-07-04"],
    ["2026-7-4", "2026-07-04"],
    ["2026/4/3", "2026-04-03"],
    ["2026.9.26", "2026-09-26"],
    ["2026年5月1日", "2026-05-01"],
    ["２０２６．５．２６", "2026-05-26"],
    ["20260501", "2026-05-01"],
  ])("%s", (text, day) => {
    expect(readDay(text)?.day).toBe(day);
  });
  it("reads a serial only where a number cell allows it", () => {
    expect(readDay("46071", true)?.day).toBe("2026-02-18");
    expect(readDay("46071")).toBeNull();
  });
  it.each(["2026.10", "2026.1", "2026-13-01", "2026-02-30", "待定", "—", ""])("%j is no day", (text) => {
    expect(readDay(text)).toBeNull();
  });
});

describe("properties", () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays("1970-01-01", n));
  it("adding and measuring days agree", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (d, n) => daysBetween(d, addDays(d, n)) === n),
    );
  });
  it("every made day is a day", () => {
    fc.assert(fc.property(day, (d) => isDay(d)));
  });
});
