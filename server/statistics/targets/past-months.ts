/** What every month of the past years brought, counted from the rows as the report counts them, and by how many records. */
import "server-only";
import type { TargetDeskInput } from "@/server/contracts/target-desk";
import { monthsBetween, type StatMonth, statMonth, yearOf } from "@/server/domain/periods";
import { TARGET_MEASURE } from "@/server/domain/statistics-columns";
import type { PastMonth } from "@/server/domain/target-odds";
import { database, Prisma, rowsOf, sql } from "@/server/platform/database";
import { cutKey, GROUPING_FIELD } from "../cut-keys";
import { eventsOf, kindOf } from "../month-events";
import type { RowFrame } from "../report-frames";
import type { ReportScene } from "../report-scene";

/** Further back another district worked. */
const YEARS_BACK = 5;
/** A first year whose records begin later is no whole year. */
const WHOLE_YEAR_BEGINS_BY = 3;

interface Row {
  key: string;
  year: number;
  month: number;
  value: number;
  cases: number;
  /** It holds year-to-date sums of an import, which say nothing of months. */
  opening: boolean;
}

/** Years that can be divided by months: whole ones, without sums of an import. */
function wholeYears(rows: readonly Row[]): Set<number> {
  const years = [...new Set(rows.map((row) => row.year))];
  const first = Math.min(...years);
  const begins = Math.min(...rows.filter((row) => row.year === first).map((row) => row.month));
  return new Set(
    years.filter(
      (year) =>
        (year !== first || begins <= WHOLE_YEAR_BEGINS_BY) &&
        !rows.some((row) => row.year === year && row.opening),
    ),
  );
}

export async function pastMonths(
  { rules, frames }: ReportScene,
  { month, cut, indicator }: Pick<TargetDeskInput, "month" | "cut" | "indicator">,
): Promise<(frame: RowFrame) => PastMonth[]> {
  const measure = TARGET_MEASURE[indicator];
  const year = yearOf(month);
  const events = eventsOf({
    kind: kindOf(measure),
    months: monthsBetween(statMonth(year - YEARS_BACK, 1), statMonth(year - 1, 12)) as StatMonth[],
    rules,
    known: null,
    columns: GROUPING_FIELD[cut],
  });
  const value = Prisma.raw(`"${measure}"`);
  const rows = await rowsOf<Row>(
    database,
    sql`SELECT ${cutKey(cut, rules.tiers)} AS key, stat_month / 100 AS year, stat_month % 100 AS month, sum(${value})::bigint AS value,
        (count(*) FILTER (WHERE ${value} > 0))::int AS cases, bool_or(opening) AS opening
      FROM (${events}) e WHERE ${value} IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 2, 3, 1`,
  );
  const years = wholeYears(rows);
  const whole = rows.filter((row) => years.has(row.year));
  const claimed = new Set(frames.flatMap((f) => (typeof f.keys === "string" ? [] : f.keys)));
  return ({ keys }) =>
    whole.filter(({ key }) =>
      keys === "all" ? true : keys === "others" ? !claimed.has(key) : keys.includes(key),
    );
}
