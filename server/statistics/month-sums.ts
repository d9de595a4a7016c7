/**
 * The sums under a month's report. A closed month is read from its close; an open one is counted from the rows. What has
 * changed in the closed months of a year since they were closed is an adjustment (冲减/补报) of its first open month, so
 * that closed months and adjustments together are always a recount of everything.
 */
import "server-only";
import type { Cut } from "@/server/contracts/statistics";
import {
  addMonths,
  monthsBetween,
  type StatMonth,
  sameMonthLastYear,
  yearStart,
} from "@/server/domain/periods";
import { addSums, emptySums, type Measure, type RowSums } from "@/server/domain/statistics-measures";
import { type Database, database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { byRules, type Close, closesInForce, lastClosed, rulesOf } from "./closing/closes";
import type { Knowledge } from "./knowledge";
import { basisOf, type EventRules } from "./month-events";
import { ensureKept } from "./past-sums";
import { ensureCounted, openingMonth } from "./recount-sums";

export interface CutSums {
  groups: Map<string, RowSums>;
  total: RowSums;
  /** The month holds what has changed in closed months since they were closed. */
  adjusted: boolean;
}

/** Which spans each part of the two years adds to: a year is its opening, the months before and the month itself. */
const SPANS_OF = {
  began: ["year"],
  before: ["year"],
  month: ["month", "year"],
  lastBefore: ["last"],
  lastMonth: ["lastMonth", "last"],
  /** Counted in the year already: the year of an open month is counted from the rows as a whole. */
  adjusted: ["month"],
} as const satisfies Record<string, (keyof RowSums)[]>;
type Part = keyof typeof SPANS_OF;

/** One month's sums, from the rows or from its close, and what becomes of them. */
interface Wanted {
  from: "rows" | "close";
  month: StatMonth;
  part: Part;
  sign: 1 | -1;
}

/** `since`: of the year only the months from this one on, as a target of the second half counts them. */
function wantedFor(month: StatMonth, closed: StatMonth, since: StatMonth | null): Wanted[] {
  const then = sameMonthLastYear(month);
  const monthsTo = (m: StatMonth, from: StatMonth | null) =>
    from === null ? [openingMonth(m), ...monthsBetween(yearStart(m), m)] : monthsBetween(from, m);
  const yearOfMonth = monthsTo(month, since);
  const partOf = (m: StatMonth): Part => (m === month ? "month" : m % 100 === 0 ? "began" : "before");
  const now = yearOfMonth.map(
    (m): Wanted => ({ from: month <= closed ? "close" : "rows", month: m, part: partOf(m), sign: 1 }),
  );
  const last = monthsTo(then, since === null ? null : sameMonthLastYear(since)).map(
    (m): Wanted => ({
      from: m <= closed ? "close" : "rows",
      month: m,
      part: m === then ? "lastMonth" : "lastBefore",
      sign: 1,
    }),
  );
  // Only the first open month of a year takes what changed in its closed ones.
  const adjusted = closed > 0 && month === addMonths(closed, 1) ? yearOfMonth.filter((m) => m <= closed) : [];
  return [
    ...now,
    ...last,
    ...adjusted.flatMap((m): Wanted[] => [
      { from: "rows", month: m, part: "adjusted", sign: 1 },
      { from: "close", month: m, part: "adjusted", sign: -1 },
    ]),
  ];
}

interface SumRow {
  key: string;
  cut: string;
  sums: Record<string, number>;
}

/** `month:signedFen` … → the row's sums. */
function rowSums(sums: Record<string, number>): RowSums {
  const row = emptySums();
  for (const [name, value] of Object.entries(sums)) {
    const [part, measure] = name.split(":") as [Part, Measure];
    for (const span of SPANS_OF[part]) row[span][measure] = (row[span][measure] ?? 0) + value;
  }
  return row;
}

interface SumsQuestion {
  month: StatMonth;
  cut: Cut;
  rules: EventRules;
  since?: StatMonth | null;
  known?: Knowledge;
}

/** Where the sums of open months are kept: those of the present, or those of an earlier day. */
const keptSums = (known: Knowledge): Sql =>
  known === null ? sql`month_sum` : sql`(SELECT * FROM past_sum WHERE known = ${known}::timestamptz)`;

/** Sums of every group of a cut, and of everything, for a stat month and its year, with these closes in force. */
export async function sumsWith(
  db: Pick<Database, "$queryRaw">,
  closes: readonly Close[],
  { month, cut, rules, since = null, known = null }: SumsQuestion,
): Promise<CutSums> {
  const wanted = wantedFor(month, lastClosed(closes), since);
  const ruled = (m: StatMonth) => rulesOf(closes, m, rules);
  const counted = wanted.filter((w) => w.from === "rows");
  const copied = wanted.filter((w) => w.from === "close");
  const groups = byRules(
    closes,
    counted.map((w) => w.month),
    rules,
  );
  for (const group of groups)
    await (known === null ? ensureCounted(db, group) : ensureKept({ ...group, known }));
  const rows = await rowsOf<SumRow>(
    db,
    sql`SELECT cut, key, json_object_agg(part || ':' || measure, value) AS sums FROM (
        SELECT cut, key, measure, part, sum(sign * value)::bigint AS value FROM (
          SELECT s.cut, s.key, s.measure, s.value, w.part, w.sign
          FROM unnest(${counted.map((w) => basisOf(ruled(w.month)))}::text[], ${counted.map((w) => w.month)}::int[],
            ${counted.map((w) => w.part)}::text[], ${counted.map((w) => w.sign)}::int[]) AS w (basis, stat_month, part, sign)
            JOIN ${keptSums(known)} s ON s.basis = w.basis AND s.stat_month = w.stat_month AND s.cut IN (${cut}, 'total')
          UNION ALL
          SELECT s.cut, s.key, s.measure, s.value, w.part, w.sign
          FROM unnest(${copied.map((w) => w.month)}::int[], ${copied.map((w) => w.part)}::text[],
            ${copied.map((w) => w.sign)}::int[]) AS w (stat_month, part, sign)
            JOIN month_close_sum s ON s.stat_month = w.stat_month AND s.cut IN (${cut}, 'total')
              AND s.close_id = ANY(${closes.map((c) => c.id)}::int[])
        ) signed GROUP BY 1, 2, 3, 4) summed GROUP BY 1, 2`,
  );
  return cutSums(rows);
}

function cutSums(rows: readonly SumRow[]): CutSums {
  const groups = new Map<string, RowSums>();
  const total = emptySums();
  for (const row of rows) {
    if (row.cut === "total") addSums(total, rowSums(row.sums));
    else groups.set(row.key, rowSums(row.sums));
  }
  const adjusted = rows.some(({ sums }) =>
    Object.entries(sums).some(([name, value]) => name.startsWith("adjusted:") && value !== 0),
  );
  return { groups, total, adjusted };
}

/** Sums of every group of a cut, and of everything, for a stat month and its year. */
export async function monthSums(
  month: StatMonth,
  cut: Cut,
  rules: EventRules,
  known: Knowledge = null,
): Promise<CutSums> {
  return sumsWith(database, await closesInForce(database, null, known), { month, cut, rules, known });
}
