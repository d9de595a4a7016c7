/** Copies the rows of a month into its close, and their sums. */
import "server-only";
import { CUT_NAMES } from "@/server/contracts/statistics";
import { monthsBetween, type StatMonth, yearOf, yearStart } from "@/server/domain/periods";
import { type Database, Prisma, rowOf, type Sql, sql } from "@/server/platform/database";
import { CUT_COLUMN, cutKey, GROUPING_FIELDS } from "../cut-keys";
import type { Knowledge } from "../knowledge";
import {
  advancingAtYearOpening,
  EVENT_KINDS,
  EVENT_MEASURES,
  type EventRules,
  eventsOf,
} from "../month-events";
import { openingMonth } from "../recount-sums";
import { byRules, type Close } from "./closes";

export const KEY_COLUMNS = Prisma.raw(CUT_NAMES.map((cut) => CUT_COLUMN[cut]).join(", "));
const keysUnder = (rules: EventRules): Sql =>
  Prisma.join(CUT_NAMES.map((cut) => sql`${cutKey(cut, rules.tiers)} AS ${Prisma.raw(CUT_COLUMN[cut])}`));

/** What every event of these months adds to each measure, with the groups of its project; month 0 of a year is its opening. */
export function countedRows(months: readonly StatMonth[], rules: EventRules, known: Knowledge = null): Sql {
  const spread = (events: Sql, measures: readonly string[]) => {
    const values = Prisma.raw(measures.map((m) => `('${m}', "${m}"::bigint)`).join(", "));
    return sql`SELECT k.stat_month, k.source, k.source_id, k.project_id, v.measure, v.value, k.happened_on, k.opening, ${KEY_COLUMNS}
      FROM (SELECT e.*, ${keysUnder(rules)} FROM (${events}) e) k, LATERAL (VALUES ${values}) v (measure, value)
      WHERE v.value IS NOT NULL`;
  };
  const real = months.filter((m) => m % 100 !== 0);
  const openings = months.filter((m) => m % 100 === 0);
  const parts = [
    ...(real.length === 0
      ? []
      : EVENT_KINDS.map((kind) =>
          spread(
            eventsOf({ kind, months: real, rules, known, columns: GROUPING_FIELDS }),
            EVENT_MEASURES[kind],
          ),
        )),
    ...openings.map((m) =>
      spread(advancingAtYearOpening({ year: yearOf(m), known, columns: GROUPING_FIELDS }), [
        "advancingCount",
      ]),
    ),
  ];
  return Prisma.join(parts, " UNION ALL ");
}

const INTO_ROWS = sql`INSERT INTO month_close_row (close_id, adjusts, stat_month, source, source_id, project_id, measure, value,
  happened_on, opening, ${KEY_COLUMNS})`;

/**
 * What has changed in closed months since they were closed: the rows as they are now, less the rows as they were copied.
 * A project that went from one chain to another leaves the one with its amounts and enters the other.
 */
export function changedSince(
  closes: readonly Close[],
  months: readonly StatMonth[],
  present: EventRules,
  known: Knowledge = null,
): Sql {
  const now = byRules(closes, months, present).map((group) => countedRows(group.months, group.rules, known));
  return sql`SELECT source, source_id, project_id, measure, sum(value)::bigint AS value, min(happened_on) AS happened_on,
      bool_or(opening) AS opening, ${KEY_COLUMNS}
    FROM (${Prisma.join(now, " UNION ALL ")}
      UNION ALL SELECT stat_month, source, source_id, project_id, measure, -value, happened_on, opening, ${KEY_COLUMNS}
      FROM month_close_row WHERE close_id = ANY(${closes.map((c) => c.id)}::int[]) AND stat_month = ANY(${[...months]}::int[])) d
    GROUP BY source, source_id, project_id, measure, ${KEY_COLUMNS} HAVING sum(value) <> 0`;
}

/** Closed months of the year of `month`, its opening among them. */
export const closedOfYear = (month: StatMonth, closed: StatMonth): StatMonth[] =>
  [openingMonth(month), ...monthsBetween(yearStart(month), month)].filter((m) => m <= closed && m < month);

export interface Span {
  month: StatMonth;
  firstMonth: StatMonth;
  /** Closes before this span. */
  closes: readonly Close[];
  rules: EventRules;
}

/** Months to copy: the span, and the opening of each year that begins in it or, at the first close, is compared with. */
export function monthsOf({ month, firstMonth, closes }: Span): StatMonth[] {
  const closed = closes.at(-1)?.month ?? 0;
  const openings = [openingMonth(month) - 100, openingMonth(month)].filter((m) => m > closed);
  return [...openings, ...monthsBetween(firstMonth, month)];
}

/**
 * The rows of the span and, in its last month, the adjustments of earlier closed months of the year, under a reserved id: the
 * head is written last.
 */
export async function freezeRows(db: Database, span: Span): Promise<number> {
  const { month, closes, rules } = span;
  const { id } = await rowOf<{ id: number }>(
    db,
    sql`SELECT nextval(pg_get_serial_sequence('month_close', 'id'))::int AS id`,
  );
  await db.$executeRaw(sql`SELECT set_config('jit', 'off', TRUE), set_config('work_mem', '64MB', TRUE)`);
  await db.$executeRaw(
    sql`${INTO_ROWS} SELECT ${id}::int, FALSE, r.* FROM (${countedRows(monthsOf(span), rules)}) r`,
  );
  const before = closedOfYear(month, closes.at(-1)?.month ?? 0);
  if (before.length > 0)
    await db.$executeRaw(
      sql`${INTO_ROWS} SELECT ${id}::int, TRUE, ${month}::int, c.* FROM (${changedSince(closes, before, rules)}) c`,
    );
  await freezeSums(db, id);
  return id;
}

/** Every cut and the total in one pass over the copied rows. */
async function freezeSums(db: Database, id: number): Promise<void> {
  const columns = CUT_NAMES.map((cut) => CUT_COLUMN[cut]);
  const name = Prisma.raw(
    `CASE ${CUT_NAMES.map((cut) => `WHEN GROUPING(${CUT_COLUMN[cut]}) = 0 THEN '${cut}'`).join(" ")} ELSE 'total' END`,
  );
  const sets = Prisma.raw(columns.map((c) => `(stat_month, measure, ${c})`).join(", "));
  await db.$executeRaw(sql`INSERT INTO month_close_sum (close_id, cut, stat_month, key, measure, value)
    SELECT ${id}::int, ${name}, stat_month, coalesce(${KEY_COLUMNS}, ''), measure, sum(value)::bigint
    FROM month_close_row WHERE close_id = ${id} GROUP BY GROUPING SETS ((stat_month, measure), ${sets})`);
}

/** The earliest stat month with anything in it; the month itself when there is none. */
export async function earliestMonth(db: Database, month: StatMonth): Promise<StatMonth> {
  const { first } = await rowOf<{ first: number | null }>(
    db,
    sql`SELECT least((SELECT min(stat_month) FROM agreement WHERE status = 'approved'), (SELECT min(stat_month) FROM arrival WHERE status = 'approved'),
      (SELECT min(stat_month) FROM investment WHERE status = 'approved'), (SELECT min(stat_month) FROM milestone WHERE status = 'approved' AND kind = 'start')) AS first`,
  );
  return Math.min(first ?? month, month);
}
