/** Days and stat months of what a ledger says has happened before the system knew of it. Pure. */
import {
  type Day,
  isStatMonth,
  monthOfDay,
  type StatMonth,
  statMonth,
  yearOf,
} from "@/server/domain/periods";

/** Stat month of a milestone or amount that belongs to no month the system counts: before everything. */
export const NO_STAT_MONTH: StatMonth = 190001;

export interface LedgerTime {
  /** The day up to which the ledger speaks. */
  cutoff: Day;
  /** The year whose sums the ledger gives. */
  year: number;
  firstOpenMonth: StatMonth;
  /** Months that this system itself has closed. */
  closedMonths: Pick<ReadonlySet<StatMonth>, "has">;
}

/** The last day before the ledger's own year: where what happened earlier is put when nobody wrote down when. */
export const dayBeforeYear = (time: Pick<LedgerTime, "year">): Day => `${time.year - 1}-12-31`;

/**
 * The stat month in which an imported event counts: its own, unless that month is closed. Then the rule of late papers
 * holds inside the open year (it counts in the first open month); an earlier year that was closed here stays as reported.
 */
export function importedMonth(
  day: Day,
  time: Pick<LedgerTime, "firstOpenMonth" | "closedMonths">,
): StatMonth {
  const own = monthOfDay(day);
  if (own >= time.firstOpenMonth) return own;
  if (yearOf(own) === yearOf(time.firstOpenMonth)) return time.firstOpenMonth;
  return time.closedMonths.has(own) ? NO_STAT_MONTH : own;
}

/** The cut-off of a ledger that names none: the end of its year, or today while that year runs. */
export function cutoffOf(stated: Day | null, year: number | null, today: Day): Day {
  if (stated !== null) return stated;
  if (year === null || year >= Number(today.slice(0, 4))) return today;
  return `${year}-12-31`;
}

/** "2026年8月", "2026-08", "2026.8" → the month; null for anything else. */
export function readMonth(text: string): StatMonth | null {
  const found = /^\s*(\d{4})\s*[年./-]\s*(\d{1,2})(?!\d)/.exec(text) ?? /^\s*(\d{4})(\d{2})\s*$/.exec(text);
  const month = found ? statMonth(Number(found[1]), Number(found[2])) : null;
  return month !== null && isStatMonth(month) ? month : null;
}
