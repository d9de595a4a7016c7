/** Working days: weekends and public holidays as published, and what the bureau entered of its own. Pure. */
import { z } from "zod";
import { PUBLISHED_DAYS } from "./holiday-calendar";
import { addDays, type Day, daysBetween, isDay } from "./periods";

/** A day that the bureau set otherwise: years not yet published, local days. */
export const calendarDaySchema = z.object({
  day: z.string().refine(isDay, "请填写真实存在的日期"),
  kind: z.enum(["off", "work"]),
  note: z.string().trim().max(40, "不能超过40个字").default(""),
});
export const calendarSchema = z.object({
  days: z
    .array(calendarDaySchema)
    .max(600, "最多填 600 天")
    .refine((days) => new Set(days.map((d) => d.day)).size === days.length, "同一天填了两次"),
});
export type WorkCalendar = z.infer<typeof calendarSchema>;

const A_MONDAY: Day = "1970-01-05";
/** 0 Monday … 6 Sunday. */
export const weekdayOf = (day: Day): number => ((daysBetween(A_MONDAY, day) % 7) + 7) % 7;

/** A day's own setting comes first, then the published calendar, then the weekday. */
export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  const kind = overridesOf(calendar).get(day) ?? PUBLISHED_DAYS.get(day);
  return kind === undefined ? weekdayOf(day) < 5 : kind === "work";
}

const read = new WeakMap<WorkCalendar, ReadonlyMap<Day, "off" | "work">>();
function overridesOf(calendar: WorkCalendar): ReadonlyMap<Day, "off" | "work"> {
  const known = read.get(calendar);
  if (known) return known;
  const made = new Map(calendar.days.map(({ day, kind }) => [day, kind]));
  read.set(calendar, made);
  return made;
}

/** No calendar has so many days off in a row that a sensible count would not end. */
const MOST_DAYS_LOOKED_AT = 20_000;

/**
 * The `count`-th working day after `day`; the day itself never counts, so a clock of one day that starts on a Friday ends
 * on Monday. With 0, the day itself when it is a working day, else the next one.
 */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar): Day {
  let at = day;
  let left = count;
  if (left === 0 && isWorkingDay(at, calendar)) return at;
  for (let looked = 0; looked < MOST_DAYS_LOOKED_AT; looked++) {
    at = addDays(at, 1);
    if (!isWorkingDay(at, calendar)) continue;
    left -= 1;
    if (left <= 0) return at;
  }
  throw new RangeError(`no ${count} working days after ${day}`);
}

/** Working days in (from, to]: how many have passed since `from`. Negative when `to` is earlier. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) count++;
  return count;
}

export interface CalendarRun {
  from: Day;
  to: Day;
  kind: "off" | "work";
  note: string;
}

/** The bureau's own days in their order, neighbours of one kind and note as one run: 春节 is a line, not nine. */
export function calendarRuns(calendar: WorkCalendar): CalendarRun[] {
  const runs: CalendarRun[] = [];
  for (const { day, kind, note } of [...calendar.days].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const last = runs.at(-1);
    if (last && last.kind === kind && last.note === note && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day, kind, note });
  }
  return runs;
}
