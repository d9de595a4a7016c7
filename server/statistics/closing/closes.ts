/** The closes in force: of every closed span of months the highest version. */
import "server-only";
import type { StatMonth } from "@/server/domain/periods";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { Knowledge } from "../knowledge";
import { basisOf, type EventRules } from "../month-events";

export interface Close {
  id: number;
  month: StatMonth;
  /** The first month of the span; the first close of a bureau takes everything before it along. */
  firstMonth: StatMonth;
  version: number;
  /** Tiers and thresholds under which it was counted. */
  rules: EventRules;
}

/**
 * In the order of months. With `upTo`, those that were in force when that close was made, itself among them; with `known`,
 * those that had been made by then.
 */
export const closesInForce = (
  db: Pick<Database, "$queryRaw">,
  upTo: number | null = null,
  known: Knowledge = null,
): Promise<Close[]> =>
  rowsOf<Close>(
    db,
    sql`SELECT DISTINCT ON (month) id, month, first_month AS "firstMonth", version, rules FROM month_close
      WHERE (${upTo}::int IS NULL OR id <= ${upTo}::int) AND (${known}::timestamptz IS NULL OR closed_at < ${known}::timestamptz)
      ORDER BY month, version DESC`,
  );

/** The last closed month; 0 before anything was closed. */
export const lastClosed = (closes: readonly Close[]): StatMonth => closes.at(-1)?.month ?? 0;

/** The rules under which a month is counted: those of its close, or, while it is open, the present ones. */
export const rulesOf = (closes: readonly Close[], month: StatMonth, present: EventRules): EventRules =>
  closes.find((c) => month <= c.month)?.rules ?? present;

/** Months that are counted under the same rules, together. */
export function byRules(
  closes: readonly Close[],
  months: readonly StatMonth[],
  present: EventRules,
): { rules: EventRules; months: StatMonth[] }[] {
  const groups = new Map<string, { rules: EventRules; months: StatMonth[] }>();
  for (const month of new Set(months)) {
    const rules = rulesOf(closes, month, present);
    const group = groups.get(basisOf(rules)) ?? { rules, months: [] };
    groups.set(basisOf(rules), group);
    group.months.push(month);
  }
  return [...groups.values()];
}
