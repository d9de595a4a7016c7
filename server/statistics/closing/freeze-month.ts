/** Copies a month into its close: rows, sums, reports of every cut, and the hash over them. */
import "server-only";
import { CUT_NAMES, type Cut } from "@/server/contracts/statistics";
import { monthsBetween, type StatMonth, yearStart } from "@/server/domain/periods";
import { type Database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { CUT_COLUMN, cutKey, GROUPING_FIELDS } from "../cut-keys";
import { advancingAt, EVENT_KINDS, EVENT_MEASURES, type EventRules, eventsOf } from "../month-events";
import { openingMonth } from "../recount-sums";
import { byRules, type Close } from "./closes";

const KEY_COLUMNS = Prisma.raw(CUT_NAMES.map((cut) => CUT_COLUMN[cut]).join(", "));
const keysUnder = (rules: EventRules): Sql =>
  Prisma.join(CUT_NAMES.map((cut) => sql`${cutKey(cut, rules.tiers)} AS ${Prisma.raw(CUT_COLUMN[cut])}`));

/** What every event of these months adds to each measure, with the groups of its project; month 0 of a year is its opening. */
function countedRows(months: readonly StatMonth[], rules: EventRules): Sql {
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
          spread(eventsOf({ kind, months: real, rules, columns: GROUPING_FIELDS }), EVENT_MEASURES[kind]),
        )),
    ...openings.map((m) => spread(advancingAt(m + 1, GROUPING_FIELDS, true), ["advancingCount"])),
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
): Sql {
  const now = byRules(closes, months, present).map((group) => countedRows(group.months, group.rules));
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

export interface Frozen {
  /** Reserved; the head is written last. */
  id: number;
  rowCount: number;
  rowsHash: string;
}

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

/** The rows of the span and, in its last month, the adjustments of earlier closed months of the year. */
export async function freezeRows(db: Database, span: Span): Promise<Frozen> {
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
  return { id, ...(await hashOfRows(db, id)) };
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

async function hashOfRows(db: Database, id: number): Promise<{ rowCount: number; rowsHash: string }> {
  return rowOf(
    db,
    sql`SELECT count(*)::int AS "rowCount",
        encode(sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex') AS "rowsHash"
      FROM (SELECT concat_ws('|', stat_month, source, source_id, project_id, measure, value, happened_on, opening, adjusts,
        ${KEY_COLUMNS}) AS line FROM month_close_row WHERE close_id = ${id}) l`,
  );
}

export interface Head {
  version: number;
  reason: string;
  signers: readonly object[];
  warnings: readonly object[];
  at: Date;
}

export const freezeReport = (db: Database, id: number, cut: Cut, content: object): Promise<number> =>
  db.$executeRaw(
    sql`INSERT INTO month_close_report (close_id, cut, content) VALUES (${id}, ${cut}, ${JSON.stringify(content)}::jsonb)`,
  );

/** Seals a close: the head with the hash over rows, reports, signers and the close before. Nothing joins it afterwards. */
export async function seal(
  db: Database,
  { id, rowCount, rowsHash }: Frozen,
  span: Span,
  head: Head,
): Promise<string> {
  const { month, firstMonth, rules } = span;
  const json = (value: unknown) => JSON.stringify(value);
  const { tiers, thresholds } = rules;
  const [sealed] = await rowsOf<{ hash: string }>(
    db,
    sql`WITH p AS (SELECT coalesce((SELECT hash FROM month_close ORDER BY id DESC LIMIT 1), '') AS hash),
      r AS (SELECT string_agg(cut || content::text, E'\\n' ORDER BY cut COLLATE "C") AS reports FROM month_close_report WHERE close_id = ${id})
      INSERT INTO month_close (id, month, version, first_month, reason, closed_at, signers, warnings, rules, row_count, previous_hash, hash)
      SELECT ${id}::int, ${month}::int, ${head.version}::int, ${firstMonth}::int, ${head.reason}::text, ${head.at.toISOString()}::timestamptz,
        ${json(head.signers)}::jsonb, ${json(head.warnings)}::jsonb, ${json({ tiers, thresholds })}::jsonb, ${rowCount}::int, p.hash,
        encode(sha256(convert_to(concat_ws('|', p.hash, ${month}::int, ${head.version}::int, ${firstMonth}::int, ${head.reason}::text,
          ${json(head.signers)}::jsonb::text, ${json({ tiers, thresholds })}::jsonb::text, ${rowsHash}::text, r.reports), 'UTF8')), 'hex')
      FROM p, r RETURNING hash`,
  );
  if (!sealed) throw new Error("the close was not sealed");
  return sealed.hash;
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
