import { describe, expect, it } from "vitest";
import { addMonthsToDay, readTypedDay, weekdayOf } from "./day-text";

const TODAY = "2026-11-24";

describe("a day as typed", () => {
  it("is read in every form people write", () => {
    for (const text of [
      "2026-11-24",
      "20261124",
      "2026年11月24日",
      "2026.11.24",
      "11-24",
      "11月24日",
      "１１／２４",
    ])
      expect(readTypedDay(text, TODAY), text).toBe(TODAY);
  });
  it("is none when there is no such day", () => {
    for (const text of ["2-30", "13-1", "24", "明天", "2026-02-29", "1124"])
      expect(readTypedDay(text, TODAY), text).toBeNull();
  });
  it("takes the year that the range allows", () => {
    expect(readTypedDay("12-28", "2027-01-05", { max: "2027-01-05" })).toBe("2026-12-28");
    expect(readTypedDay("1-5", TODAY, { min: TODAY })).toBe("2027-01-05");
    expect(readTypedDay("3-1", TODAY, { min: TODAY, max: "2026-12-31" })).toBe("2026-03-01");
  });
});

describe("steps in the calendar", () => {
  it("keep the day of the month, or take its last", () => {
    expect(addMonthsToDay("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonthsToDay("2026-11-24", 12)).toBe("2027-11-24");
    expect(addMonthsToDay("2026-01-15", -1)).toBe("2025-12-15");
  });
  it("begin the week on Monday", () => {
    expect([weekdayOf("2026-11-23"), weekdayOf("2026-11-24"), weekdayOf("2026-11-29")]).toEqual([0, 1, 6]);
  });
});
