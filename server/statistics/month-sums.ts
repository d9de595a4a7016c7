/**
 * Sums by stat month, kept in `month_sum`. A report needs two years of them whatever the age of the bureau; months that a
 * write has touched (triggers note them in `month_stale`) are recounted from the rows before the report is read.
 */
import "server-only";
import type { Cut } from "@/server/contracts/statistics";
import { CUT_NAMES } from "@/server/contracts/statistics";
import { monthsBetween, type StatMonth, sameMonthLastYear, yearOf, yearStart } from "@/server/domain/periods";
import { addSums, emptySums, type Measure, type RowSums } from "@/server/domain/statistics-measures";
import { type Database, database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { cutKey, GROUPING_FIELDS } from "./cut-keys";
import { advancingAt, EVENT_KINDS, EVENT_MEASURES, type EventRules, eventsOf } from "./month-events";

/** Names the rules that decide what is counted; other rules, other sums. */
const basisOf = ({ tiers, thresholds }: EventRules): string =>
  [tiers.join(","), thresholds.arrivalMinPlanFen, thresholds.investmentMinPlanFen].join("|");

/** Month 0 of a year: what the year began with. */
const openingMonth = (month: StatMonth): StatMonth => yearOf(month) * 100;

/** Only one process recounts at a time; readers that find nothing to recount never ask for it. */
const RECOUNT_LOCK = 20_261_125;

const cutsAsColumns = (rules: EventRules): Sql =>
  Prisma.join(CUT_NAMES.map((cut) => sql`${cutKey(cut, rules.tiers)} AS ${Prisma.raw(`"${cut}"`)}`));
const CUT_COLUMNS = Prisma.raw(CUT_NAMES.map((cut) => `"${cut}"`).join(", "));
const GROUPING_SETS = Prisma.raw(CUT_NAMES.map((cut) => `(stat_month, "${cut}")`).join(", "));
const CUT_NAME = Prisma.raw(
  `CASE ${CUT_NAMES.map((cut) => `WHEN GROUPING("${cut}") = 0 THEN '${cut}'`).join(" ")} ELSE 'total' END`,
);

/** Sums events by month and by every cut in one pass, and stores what is not empty. */
async function insertSums(
  db: Database,
  rules: EventRules,
  events: Sql,
  measures: readonly Measure[],
): Promise<void> {
  const sums = Prisma.raw(measures.map((m) => `sum("${m}")::bigint AS "${m}"`).join(", "));
  const values = Prisma.raw(measures.map((m) => `('${m}', "${m}")`).join(", "));
  await db.$executeRaw(sql`WITH e AS MATERIALIZED (${events})
    INSERT INTO month_sum (basis, cut, stat_month, key, measure, value)
    SELECT ${basisOf(rules)}, s.cut, s.stat_month, s.key, v.measure, v.value
    FROM (SELECT ${CUT_NAME} AS cut, stat_month, coalesce(${CUT_COLUMNS}, '') AS key, ${sums}
      FROM (SELECT *, ${cutsAsColumns(rules)} FROM e) keyed
      GROUP BY GROUPING SETS ((stat_month), ${GROUPING_SETS})) s, LATERAL (VALUES ${values}) v (measure, value)
    WHERE v.value IS NOT NULL`);
}

/** Takes the notes of touched months and forgets those months, and the year openings after them, under every basis. */
async function forgetTouched(db: Database): Promise<void> {
  const touched = await rowsOf<{ stat_month: number }>(
    db,
    sql`WITH taken AS (DELETE FROM month_stale RETURNING stat_month)
    SELECT DISTINCT stat_month FROM taken`,
  );
  if (touched.length === 0) return;
  const months = touched.map((t) => t.stat_month);
  const first = Math.min(...months);
  await db.$executeRaw(
    sql`DELETE FROM month_sum_state WHERE stat_month = ANY(${months}::int[]) OR (stat_month % 100 = 0 AND stat_month > ${first})`,
  );
}

async function countedAlready(
  db: Pick<Database, "$queryRaw">,
  basis: string,
  months: readonly StatMonth[],
): Promise<{ missing: StatMonth[]; touched: boolean }> {
  const [row] = await rowsOf<{ months: StatMonth[] | null; touched: boolean }>(
    db,
    sql`SELECT (SELECT array_agg(stat_month) FROM month_sum_state WHERE basis = ${basis} AND stat_month = ANY(${[...months]}::int[])) AS months,
      EXISTS (SELECT 1 FROM month_stale) AS touched`,
  );
  const present = new Set(row?.months ?? []);
  return { missing: months.filter((m) => !present.has(m)), touched: row?.touched ?? false };
}

/**
 * Recounts what is missing. Read committed and in this order: notes are taken first, rows are read later, so a write that
 * commits in between is counted now and, its note still being there, once more next time. Nothing is ever missed.
 */
async function recount(basis: string, needed: readonly StatMonth[], rules: EventRules): Promise<void> {
  await database.$transaction(
    async (tx) => {
      const db = tx as unknown as Database;
      await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${RECOUNT_LOCK})`);
      // Compiling these statements takes longer than running them, and the projects of a month are few and in memory.
      await db.$executeRaw(
        sql`SELECT set_config('jit', 'off', TRUE), set_config('random_page_cost', '1.1', TRUE)`,
      );
      await forgetTouched(db);
      const { missing } = await countedAlready(db, basis, needed);
      if (missing.length === 0) return;
      await db.$executeRaw(
        sql`DELETE FROM month_sum WHERE basis = ${basis} AND stat_month = ANY(${missing}::int[])`,
      );
      const columns = GROUPING_FIELDS;
      const months = missing.filter((m) => m % 100 !== 0);
      for (const kind of months.length === 0 ? [] : EVENT_KINDS) {
        await insertSums(db, rules, eventsOf({ kind, months, rules, columns }), EVENT_MEASURES[kind]);
      }
      for (const opening of missing.filter((m) => m % 100 === 0)) {
        await insertSums(db, rules, advancingAt(opening + 1, columns, true), ["advancingCount"]);
      }
      await db.$executeRaw(
        sql`INSERT INTO month_sum_state (basis, stat_month) SELECT ${basis}, unnest(${missing}::int[])`,
      );
    },
    { maxWait: 30_000, timeout: 120_000 },
  );
}

interface SumRow {
  key: string;
  cut: string;
  sums: Record<string, number>;
}

/** Which spans each part of the two years adds to: a year is its opening, the months before and the month itself. */
const SPANS_OF = {
  began: ["year"],
  before: ["year"],
  month: ["month", "year"],
  lastBefore: ["last"],
  lastMonth: ["lastMonth", "last"],
} as const satisfies Record<string, (keyof RowSums)[]>;

/** `month:signedFen` … → the row's sums. */
function rowSums(sums: Record<string, number>): RowSums {
  const row = emptySums();
  for (const [name, value] of Object.entries(sums)) {
    const [part, measure] = name.split(":") as [keyof typeof SPANS_OF, Measure];
    for (const span of SPANS_OF[part]) row[span][measure] = (row[span][measure] ?? 0) + value;
  }
  return row;
}

/** Sums of every group of a cut, and of everything, for a stat month and its year. */
export async function monthSums(
  month: StatMonth,
  cut: Cut,
  rules: EventRules,
): Promise<{ groups: Map<string, RowSums>; total: RowSums }> {
  const basis = basisOf(rules);
  const lastMonth = sameMonthLastYear(month);
  const needed = [
    openingMonth(month),
    ...monthsBetween(yearStart(month), month),
    openingMonth(lastMonth),
    ...monthsBetween(yearStart(lastMonth), lastMonth),
  ];
  const { missing, touched } = await countedAlready(database, basis, needed);
  if (touched || missing.length > 0) await recount(basis, needed, rules);
  const rows = await rowsOf<SumRow>(
    database,
    sql`SELECT cut, key, json_object_agg(span || ':' || measure, value) AS sums FROM (
        SELECT cut, key, measure, sum(value)::bigint AS value, CASE WHEN stat_month = ${month} THEN 'month' WHEN stat_month = ${openingMonth(month)} THEN 'began'
          WHEN stat_month = ${lastMonth} THEN 'lastMonth' WHEN stat_month < ${openingMonth(month)} THEN 'lastBefore' ELSE 'before' END AS span
        FROM month_sum WHERE basis = ${basis} AND cut IN (${cut}, 'total') AND stat_month = ANY(${needed}::int[])
        GROUP BY 1, 2, 3, 5) s GROUP BY 1, 2`,
  );
  const groups = new Map<string, RowSums>();
  const total = emptySums();
  for (const row of rows) {
    if (row.cut === "total") addSums(total, rowSums(row.sums));
    else groups.set(row.key, rowSums(row.sums));
  }
  return { groups, total };
}
