/** The seven public holidays that every year has, and which of them a calendar does not know yet. Pure. */
import { PUBLISHED_DAYS } from "./holiday-calendar";
import { addDays, type Day } from "./periods";
import type { WorkCalendar } from "./working-days";

interface StatutoryHoliday {
  name: string;
  /** One of these days is off when the holiday is entered. */
  oneOf: readonly Day[];
}

const LUNAR = new Intl.DateTimeFormat("en-u-ca-chinese", {
  month: "numeric",
  day: "numeric",
  timeZone: "UTC",
});

/**
 * The day of a lunar date, with its neighbours: a new moon close to midnight (2027) makes the calendars of computers
 * differ by a day, and a holiday is entered with the days around it anyway.
 */
function aroundLunar(year: number, lunar: string, earliest: string): Day[] {
  const days = Array.from({ length: 35 }, (_, i) => addDays(`${year}-${earliest}`, i));
  const at = days.find((day) => LUNAR.format(new Date(`${day}T00:00:00Z`)) === lunar);
  return at ? [addDays(at, -1), at, addDays(at, 1)] : [];
}

/** The solar term in this century: 4 or 5 April. */
function clearBrightness(year: number): Day {
  const of = year % 100;
  const date = Math.floor(of * 0.2422 + 4.81) - Math.floor(of / 4);
  return `${year}-04-0${date}`;
}

const statutoryHolidays = (year: number): StatutoryHoliday[] => [
  { name: "元旦", oneOf: [`${year}-01-01`] },
  { name: "春节", oneOf: aroundLunar(year, "1/1", "01-20") },
  { name: "清明节", oneOf: [clearBrightness(year)] },
  { name: "劳动节", oneOf: [`${year}-05-01`] },
  { name: "端午节", oneOf: aroundLunar(year, "5/5", "05-26") },
  { name: "中秋节", oneOf: aroundLunar(year, "8/15", "09-06") },
  { name: "国庆节", oneOf: [`${year}-10-01`] },
];

/** Holidays of a year that neither the published calendar nor the bureau's own days have: none when the year is known. */
export function missingHolidays(year: number, calendar: WorkCalendar): string[] {
  const own = new Map(calendar.days.map(({ day, kind }) => [day, kind]));
  const isOff = (day: Day) => (own.get(day) ?? PUBLISHED_DAYS.get(day)) === "off";
  return statutoryHolidays(year).flatMap(({ name, oneOf }) => (oneOf.some(isOff) ? [] : name));
}
