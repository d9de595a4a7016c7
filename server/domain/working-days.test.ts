import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLISHED_DAYS, PUBLISHED_YEARS } from "./holiday-calendar";
import { addDays, type Day, daysBetween } from "./periods";
import {
  addWorkingDays,
  calendarRuns,
  calendarSchema,
  isWorkingDay,
  weekdayOf,
  workingDaysBetween,
} from "./working-days";

const plain = { days: [] };
const day = fc.integer({ min: 0, max: 365 * 5 }).map((n) => addDays("2023-06-01", n));
const calendars = fc
  .uniqueArray(fc.record({ day, kind: fc.constantFrom("off" as const, "work" as const) }), {
    selector: (d) => d.day,
    maxLength: 30,
  })
  .map((days) => ({ days: days.map((d) => ({ ...d, note: "" })) }));
const counts = fc.integer({ min: 1, max: 60 });

describe("the published calendar", () => {
  it.each([
    ["2024", 28, 8],
    ["2025", 28, 5],
    ["2026", 33, 6],
  ])("%s has its days off and its worked weekends", (year, off, worked) => {
    const of = (kind: string) =>
      [...PUBLISHED_DAYS].filter(([d, k]) => d.startsWith(year) && k === kind).map(([d]) => d);
    expect(of("off").length).toBe(off);
    expect(of("work").length).toBe(worked);
  });

  it("works only at weekends that it takes", () => {
    for (const [d, kind] of PUBLISHED_DAYS) if (kind === "work") expect(weekdayOf(d), d).toBeGreaterThan(4);
    expect(PUBLISHED_YEARS).toEqual([2024, 2025, 2026]);
  });

  // Working days of a year: 365 − weekends − holidays + worked days.
  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])("%i has %i working days", (year, days) => {
    expect(workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, plain)).toBe(days);
  });
});

describe("working days", () => {
  it.each<[Day, number, Day]>([
    ["2026-11-27", 1, "2026-11-30"],
    ["2026-11-25", 3, "2026-11-30"],
    // 国庆: Wednesday 30 September, then eight days later, and Saturday the 10th is worked.
    ["2026-09-30", 1, "2026-10-08"],
    ["2026-09-30", 3, "2026-10-10"],
    // 春节 2026 begins on Sunday the 15th; Saturday the 14th is worked.
    ["2026-02-13", 1, "2026-02-14"],
    ["2026-02-13", 2, "2026-02-24"],
    ["2025-01-27", 1, "2025-02-05"],
    ["2024-02-09", 2, "2024-02-19"],
  ])("from %s, %i later: %s", (from, count, to) => {
    expect(addWorkingDays(from, count, plain)).toBe(to);
  });

  it("of a year that nobody published are weekends, until the bureau enters it", () => {
    expect(isWorkingDay("2027-01-01", plain)).toBe(true);
    const entered = calendarSchema.parse({
      days: [
        { day: "2027-01-01", kind: "off", note: "元旦" },
        { day: "2027-01-03", kind: "work" },
      ],
    });
    expect(isWorkingDay("2027-01-01", entered)).toBe(false);
    expect(isWorkingDay("2027-01-03", entered)).toBe(true);
    expect(addWorkingDays("2026-12-31", 1, entered)).toBe("2027-01-03");
  });

  it("let the bureau's own day win over the published one", () => {
    const local = { days: [{ day: "2026-10-08", kind: "off" as const, note: "本地" }] };
    expect(addWorkingDays("2026-09-30", 1, local)).toBe("2026-10-09");
  });

  it("refuse a day that is none, and one that stands twice", () => {
    expect(calendarSchema.safeParse({ days: [{ day: "2027-02-30", kind: "off" }] }).success).toBe(false);
    const twice = [
      { day: "2027-01-01", kind: "off" },
      { day: "2027-01-01", kind: "work" },
    ];
    expect(calendarSchema.safeParse({ days: twice }).success).toBe(false);
  });

  it("that follow each other with one note are told as one run, in their order", () => {
    const days = (
      [
        ["2027-02-13", "work", "春节"],
        ["2027-02-06", "off", "春节"],
        ["2027-01-01", "off", "元旦"],
        ["2027-02-05", "off", "春节"],
        ["2027-02-07", "off", "本地"],
      ] as const
    ).map(([day, kind, note]) => ({ day, kind, note }));
    expect(calendarRuns({ days }).map((r) => `${r.from} ${r.to} ${r.kind} ${r.note}`)).toEqual([
      "2027-01-01 2027-01-01 off 元旦",
      "2027-02-05 2027-02-06 off 春节",
      "2027-02-07 2027-02-07 off 本地",
      "2027-02-13 2027-02-13 work 春节",
    ]);
  });

  it("end on a working day, and counting back gives the count", () => {
    fc.assert(
      fc.property(day, counts, calendars, (from, count, calendar) => {
        const to = addWorkingDays(from, count, calendar);
        expect(isWorkingDay(to, calendar)).toBe(true);
        expect(workingDaysBetween(from, to, calendar)).toBe(count);
        expect(workingDaysBetween(to, from, calendar)).toBe(-count);
      }),
    );
  });

  it("add up: m and then n are m + n; more days never end earlier", () => {
    fc.assert(
      fc.property(day, counts, counts, calendars, (from, m, n, calendar) => {
        const once = addWorkingDays(from, m + n, calendar);
        expect(addWorkingDays(addWorkingDays(from, m, calendar), n, calendar)).toBe(once);
        expect(daysBetween(from, once)).toBeGreaterThanOrEqual(m + n);
      }),
    );
  });

  it("split at any day between", () => {
    fc.assert(
      fc.property(day, day, day, calendars, (a, b, c, calendar) => {
        const [x = a, y = b, z = c] = [a, b, c].sort();
        expect(workingDaysBetween(x, z, calendar)).toBe(
          workingDaysBetween(x, y, calendar) + workingDaysBetween(y, z, calendar),
        );
      }),
    );
  });
});
