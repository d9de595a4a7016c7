import { addMonths, type Day, daysInMonth, monthOfDay, readDay, yearOf } from "@/server/domain/periods";

export interface DayRange {
  min?: Day | undefined;
  max?: Day | undefined;
}

export const isWithin = (day: Day, { min, max }: DayRange): boolean =>
  (min === undefined || day >= min) && (max === undefined || day <= max);

/**
 * A day as typed. Without a year ("11-24", "11月24日") it is this year's; where the range forbids that one, last year's or
 * next year's: in January "12-28" of something that has happened is the December gone by.
 */
export function readTypedDay(text: string, today: Day, range: DayRange = {}): Day | null {
  const whole = readDay(text);
  if (whole) return whole.day;
  const short = /^\s*(\d{1,2})\s*[-/.月－．／]\s*(\d{1,2})\s*[日号]?\s*$/.exec(text.normalize("NFKC"));
  if (!short) return null;
  const year = yearOf(monthOfDay(today));
  const [here, ...others] = [year, year - 1, year + 1].flatMap(
    (y) => readDay(`${y}-${short[1]}-${short[2]}`)?.day ?? [],
  );
  return here === undefined || isWithin(here, range)
    ? (here ?? null)
    : (others.find((day) => isWithin(day, range)) ?? here);
}

/** The same day of another month, or its last one: 31 January, one month on, is 28 February. */
export function addMonthsToDay(day: Day, count: number): Day {
  const month = addMonths(monthOfDay(day), count);
  const date = Math.min(Number(day.slice(8)), daysInMonth(month));
  const two = (n: number) => String(n).padStart(2, "0");
  return `${yearOf(month)}-${two(month % 100)}-${two(date)}`;
}

/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export const WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"] as const;
