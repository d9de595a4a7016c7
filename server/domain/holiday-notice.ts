/**
 * Reads the yearly notice of holidays (or any list of days) into calendar days:
 * "春节：2月15日（农历腊月二十八）至23日放假调休，共9天。2月14日（周六）上班。" or "2027-02-05 至 2027-02-13 休 春节". Pure.
 */
import { addDays, type Day, daysBetween, readDay } from "./periods";
import type { WorkCalendar } from "./working-days";

type CalendarDay = WorkCalendar["days"][number];

interface NoticeReading {
  days: CalendarDay[];
  /** Lines that speak of a day which could not be read, as they stand. */
  unread: string[];
}

const DAY = /(?:(\d{4})\s*[年./-]\s*)?(?:(\d{1,2})\s*[月./-]\s*)?(\d{1,2})(?:[日号])?/;
/** Days and ranges of days, and the words that say what they are, in their order. */
const TOKEN = new RegExp(
  `(放假(?:调休)?|休息|休)|((?:调休)?(?:上班|补班|班))|${DAY.source}(?:\\s*[至到—~-]+\\s*${DAY.source})?`,
  "g",
);
const FESTIVALS = /元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节?/g;
const LONGEST = 31;

interface Cursor {
  year: number;
  month: number | null;
}

/** A day of which year and month may have been said before it. */
function dayAt(parts: readonly (string | undefined)[], at: Cursor): Day | null {
  const [year, month, date] = parts;
  at.year = year ? Number(year) : at.year;
  at.month = month ? Number(month) : at.month;
  return at.month ? (readDay(`${at.year}-${at.month}-${date}`)?.day ?? null) : null;
}

function rangeOf(first: Day | null, last: Day | null): Day[] | null {
  if (!first || !last || last < first || daysBetween(first, last) >= LONGEST) return null;
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => addDays(first, i));
}

/** What is left of a line beside its days: the festival, else its own words. */
function noteOf(line: string): string {
  const festivals = [...new Set(line.match(FESTIVALS) ?? [])];
  if (festivals.length > 0) return festivals.join("、");
  return line
    .replace(TOKEN, " ")
    .replace(/[\s:,。、;至到~—-]+/g, " ")
    .trim()
    .slice(0, 40);
}

/** The days of one line; null when a day in it is none. */
function daysOfLine(line: string, year: number, note: string): CalendarDay[] | null {
  const found: CalendarDay[] = [];
  const at: Cursor = { year, month: null };
  let waiting: Day[] = [];
  const settle = (kind: CalendarDay["kind"]) => {
    found.push(...waiting.map((day) => ({ day, kind, note })));
    waiting = [];
  };
  for (const [whole, off, work, ...parts] of line.matchAll(TOKEN)) {
    if (off) settle("off");
    else if (work) settle("work");
    else if (/[月日号./-]/.test(whole)) {
      const first = dayAt(parts.slice(0, 3), at);
      const days = rangeOf(first, parts[5] ? dayAt(parts.slice(3, 6), at) : first);
      if (!days) return null;
      waiting.push(...days);
    }
  }
  settle("off");
  return found;
}

/** Days that name no year are of the one that the text speaks of, else of `otherwise`; a later mention of a day wins. */
export function readHolidayNotice(raw: string, otherwise: number): NoticeReading {
  const text = raw.normalize("NFKC").replace(/\([^()]*\)/g, "");
  const year = Number(/(\d{4})\s*年/.exec(text)?.[1] ?? otherwise);
  const days = new Map<Day, CalendarDay>();
  const unread: string[] = [];
  for (const line of text.split(/\n/).map((part) => part.trim())) {
    const found = daysOfLine(line, year, noteOf(line));
    if (!found) unread.push(line);
    for (const day of found ?? []) days.set(day.day, day);
  }
  return { days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), unread };
}
