/**
 * Public holidays and the weekends worked for them (调休), as published. A year that is not here has no known holidays:
 * its weekends alone are off until the bureau enters its days.
 * Source: 国务院办公厅节假日安排通知 (for 2024, 2025 and 2026).
 */
import { addDays, type Day, daysBetween } from "./periods";

interface Holiday {
  name: string;
  /** First and last day off. */
  off: readonly [Day, Day];
  /** Saturdays and Sundays that are working days because of it. */
  worked: readonly Day[];
}

export const CALENDAR_SOURCE = "国务院办公厅节假日安排通知";

const HOLIDAYS: readonly Holiday[] = [
  { name: "元旦", off: ["2024-01-01", "2024-01-01"], worked: [] },
  { name: "春节", off: ["2024-02-10", "2024-02-17"], worked: ["2024-02-04", "2024-02-18"] },
  { name: "清明节", off: ["2024-04-04", "2024-04-06"], worked: ["2024-04-07"] },
  { name: "劳动节", off: ["2024-05-01", "2024-05-05"], worked: ["2024-04-28", "2024-05-11"] },
  { name: "端午节", off: ["2024-06-10", "2024-06-10"], worked: [] },
  { name: "中秋节", off: ["2024-09-15", "2024-09-17"], worked: ["2024-09-14"] },
  { name: "国庆节", off: ["2024-10-01", "2024-10-07"], worked: ["2024-09-29", "2024-10-12"] },
  { name: "元旦", off: ["2025-01-01", "2025-01-01"], worked: [] },
  { name: "春节", off: ["2025-01-28", "2025-02-04"], worked: ["2025-01-26", "2025-02-08"] },
  { name: "清明节", off: ["2025-04-04", "2025-04-06"], worked: [] },
  { name: "劳动节", off: ["2025-05-01", "2025-05-05"], worked: ["2025-04-27"] },
  { name: "端午节", off: ["2025-05-31", "2025-06-02"], worked: [] },
  { name: "国庆节、中秋节", off: ["2025-10-01", "2025-10-08"], worked: ["2025-09-28", "2025-10-11"] },
  { name: "元旦", off: ["2026-01-01", "2026-01-03"], worked: ["2026-01-04"] },
  { name: "春节", off: ["2026-02-15", "2026-02-23"], worked: ["2026-02-14", "2026-02-28"] },
  { name: "清明节", off: ["2026-04-04", "2026-04-06"], worked: [] },
  { name: "劳动节", off: ["2026-05-01", "2026-05-05"], worked: ["2026-05-09"] },
  { name: "端午节", off: ["2026-06-19", "2026-06-21"], worked: [] },
  { name: "中秋节", off: ["2026-09-25", "2026-09-27"], worked: [] },
  { name: "国庆节", off: ["2026-10-01", "2026-10-07"], worked: ["2026-09-20", "2026-10-10"] },
];

/** Years whose days are known. */
export const PUBLISHED_YEARS: readonly number[] = [
  ...new Set(HOLIDAYS.map((h) => Number(h.off[0].slice(0, 4)))),
];

/** Day → whether it is off or worked; days that are what their weekday says may be in it too. */
export const PUBLISHED_DAYS: ReadonlyMap<Day, "off" | "work"> = new Map(
  HOLIDAYS.flatMap(({ off: [first, last], worked }) => [
    ...Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => [addDays(first, i), "off"] as const),
    ...worked.map((day) => [day, "work"] as const),
  ]),
);
