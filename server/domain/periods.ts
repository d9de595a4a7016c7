/**
 * Days and statistical months. This file is the only place where an instant becomes a day or a month, always
 * in Asia/Shanghai. A day is an ISO string "YYYY-MM-DD"; a stat month (统计月) is the integer YYYYMM, so that
 * months compare, sort and index as numbers: 202610 is October 2026.
 */

/** ISO calendar day, "2026-10-31". */
export type Day = string;
/** YYYYMM, e.g. 202610. */
export type StatMonth = number;

const SHANGHAI_DAY = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The calendar day in Shanghai at an instant. */
export const dayOf = (instant: Date): Day => SHANGHAI_DAY.format(instant);

/** The stat month that contains a day. */
export const monthOfDay = (day: Day): StatMonth => Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7));

export const yearOf = (month: StatMonth): number => Math.trunc(month / 100);
export const monthNumberOf = (month: StatMonth): number => month % 100;
export const statMonth = (year: number, month: number): StatMonth => year * 100 + month;
export const isStatMonth = (value: number): boolean =>
  Number.isInteger(value) && value % 100 >= 1 && value % 100 <= 12 && value >= 190001 && value <= 999912;

/** Moves a month forward or back: addMonths(202601, -1) → 202512. */
export function addMonths(month: StatMonth, count: number): StatMonth {
  const index = yearOf(month) * 12 + (monthNumberOf(month) - 1) + count;
  return statMonth(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
}

/** Inclusive list of months. */
export function monthsBetween(from: StatMonth, to: StatMonth): StatMonth[] {
  const months: StatMonth[] = [];
  for (let m = from; m <= to; m = addMonths(m, 1)) months.push(m);
  return months;
}

/** January of the month's year: where every year-to-date flow begins. */
export const yearStart = (month: StatMonth): StatMonth => statMonth(yearOf(month), 1);
export const yearEnd = (month: StatMonth): StatMonth => statMonth(yearOf(month), 12);

/** The same month one year earlier (同期). */
export const sameMonthLastYear = (month: StatMonth): StatMonth => month - 100;

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function daysInMonth(month: StatMonth): number {
  const m = monthNumberOf(month);
  if (m === 2) return isLeapYear(yearOf(month)) ? 29 : 28;
  return [4, 6, 9, 11].includes(m) ? 30 : 31;
}

export const firstDayOf = (month: StatMonth): Day =>
  `${yearOf(month)}-${String(monthNumberOf(month)).padStart(2, "0")}-01`;
export const lastDayOf = (month: StatMonth): Day =>
  `${firstDayOf(month).slice(0, 8)}${String(daysInMonth(month)).padStart(2, "0")}`;

/** True when the text is a real calendar day (2026-02-29 is not). */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const month = statMonth(Number(match[1]), Number(match[2]));
  const day = Number(match[3]);
  return isStatMonth(month) && day >= 1 && day <= daysInMonth(month);
}

const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

export const addDays = (day: Day, count: number): Day =>
  new Date((dayNumber(day) + count) * 86_400_000).toISOString().slice(0, 10);

/**
 * 序时进度 of a year at the end of month m: m/12, as an exact pair. For a target of the second half only it is
 * (m−6)/6. Source: DOMAIN rule "targets and progress".
 */
export function elapsedShare(
  month: StatMonth,
  span: "year" | "second-half",
): { part: number; whole: number } {
  const m = monthNumberOf(month);
  return span === "year" ? { part: m, whole: 12 } : { part: Math.max(0, m - 6), whole: 6 };
}

/**
 * The stat month of an event that is approved now: its own month, or, when that month is already closed,
 * the first open month (补报). Rule: stat_month = max(month(event day), first open month).
 */
export const statMonthFor = (eventDay: Day, firstOpenMonth: StatMonth): StatMonth =>
  Math.max(monthOfDay(eventDay), firstOpenMonth);

/** "2026年10月", or "2026年1—10月" for a span inside one year. */
export function monthLabel(month: StatMonth, from?: StatMonth): string {
  const m = monthNumberOf(month);
  if (from === undefined || from === month) return `${yearOf(month)}年${m}月`;
  return `${yearOf(month)}年${monthNumberOf(from)}—${m}月`;
}

export interface ReadDay {
  day: Day;
  /** How the text was understood, for the import's dry run. */
  form: "iso" | "slash" | "dot" | "chinese" | "compact" | "serial";
}

const EXCEL_EPOCH_DAYS = 25_569; // 1970-01-01 in the 1900 date system
const pad2 = (text: string) => text.padStart(2, "0");

/**
 * Reads a full date the way ledgers hold it: 2026-7-4, 2026/4/3, 2026.9.26, 2026年5月1日, 20260501, or an Excel
 * serial. Month-only text such as "2026.10" is not a day: null, the caller asks. `allowSerial` is for number cells.
 */
export function readDay(raw: string, allowSerial = false): ReadDay | null {
  const text = raw
    .replace(/[\s\u3000]/g, "")
    .replace(/[０-９．／－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const forms: [RegExp, ReadDay["form"]][] = [
    [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/, "iso"],
    [/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, "slash"],
    [/^(\d{4})\.(\d{1,2})\.(\d{1,2})$/, "dot"],
    [/^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/, "chinese"],
    [/^(\d{4})(\d{2})(\d{2})$/, "compact"],
  ];
  for (const [pattern, form] of forms) {
    const match = pattern.exec(text);
    if (!match) continue;
    const day = `${match[1]}-${pad2(match[2] ?? "")}-${pad2(match[3] ?? "")}`;
    if (isDay(day)) return { day, form };
  }
  if (allowSerial && /^\d{5}(\.\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text));
    if (serial >= 30_000 && serial <= 80_000) {
      return { day: addDays("1970-01-01", serial - EXCEL_EPOCH_DAYS), form: "serial" };
    }
  }
  return null;
}

/** The ends of the last months that have ended, the latest first: the days as of which figures are asked for. */
export const recentMonthEnds = (today: Day, count = 3): Day[] =>
  Array.from({ length: count }, (_, n) => lastDayOf(addMonths(monthOfDay(today), -n - 1)));
