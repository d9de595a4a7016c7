/**
 * Sums by stat month, kept in `month_sum`. A report needs two years of them whatever the age of the bureau; months that a
 * write has touched (triggers note them in `month_stale`) are recounted from the rows before the report is read.
 */
import "server-only";
import { CUT_NAMES, type Cut } from "@/server/contracts/statistics";
import { type StatMonth, yearOf } from "@/server/domain/periods";
import type { Measure } from "@/server/domain/statistics-measures";
import { type Database, database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { cutKey, GROUPING_FIELDS } from "./cut-keys";
import type { Knowledge } from "./knowledge";
import {
  advancingAtYearOpening,
  basisOf,
  EVENT_KINDS,
  EVENT_MEASURES,
  type EventRules,
  eventsOf,
  type ReadOnce,
} from "./month-events";

/** Month 0 of a year: what the year began with. */
export const openingMonth = (month: StatMonth): StatMonth => yearOf(month) * 100;

interface Needed {
  months: readonly StatMonth[];
  rules: EventRules;
}

/** Only one process recounts at a time; readers that find nothing to recount never ask for it. */
const RECOUNT_LOCK = 20_261_125;

export const cutsAsColumns = (rules: EventRules, cuts: readonly Cut[] = CUT_NAMES): Sql =>
  Prisma.join(cuts.map((cut) => sql`${cutKey(cut, rules.tiers)} AS ${Prisma.raw(`"${cut}"`)}`));

/** Sums events by month, by every one of these cuts in one pass, where there is anything. */
function sumsOf(rules: EventRules, cuts: readonly Cut[], events: Sql, measures: readonly Measure[]): Sql {
  const sums = Prisma.raw(measures.map((m) => `sum("${m}")::bigint AS "${m}"`).join(", "));
  const values = Prisma.raw(measures.map((m) => `('${m}', "${m}")`).join(", "));
  const keys = Prisma.raw(cuts.map((cut) => `"${cut}"`).join(", "));
  const sets = Prisma.raw(cuts.map((cut) => `(stat_month, "${cut}")`).join(", "));
  const name = Prisma.raw(cuts.map((cut) => `WHEN GROUPING("${cut}") = 0 THEN '${cut}'`).join(" "));
  return sql`WITH e AS MATERIALIZED (${events})
    SELECT s.cut, s.stat_month, s.key, v.measure, v.value
    FROM (SELECT CASE ${name} ELSE 'total' END AS cut, stat_month, coalesce(${keys}, '') AS key, ${sums}
      FROM (SELECT *, ${cutsAsColumns(rules, cuts)} FROM e) keyed
      GROUP BY GROUPING SETS ((stat_month), ${sets})) s, LATERAL (VALUES ${values}) v (measure, value)
    WHERE v.value IS NOT NULL`;
}

interface PartsQuestion {
  months: readonly StatMonth[];
  rules: EventRules;
  known: Knowledge;
  /** Without it all of them: they cost little more when they are kept. */
  cuts?: readonly Cut[];
  among?: ReadOnce;
}

/** The sums of these months, part by part; month 0 of a year is what it began with. */
export function countedParts({ months, rules, known, cuts = CUT_NAMES, among }: PartsQuestion): Sql[] {
  const asked = { known, columns: GROUPING_FIELDS, among };
  const real = months.filter((m) => m % 100 !== 0);
  const sums = (events: Sql, measures: readonly Measure[]) => sumsOf(rules, cuts, events, measures);
  return [
    ...(real.length === 0
      ? []
      : EVENT_KINDS.map((kind) =>
          sums(eventsOf({ ...asked, kind, months: real, rules }), EVENT_MEASURES[kind]),
        )),
    ...months
      .filter((m) => m % 100 === 0)
      .map((m) => sums(advancingAtYearOpening({ ...asked, year: yearOf(m) }), ["advancingCount"])),
  ];
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
async function recount(given: Pick<Database, "$queryRaw">, needed: Needed): Promise<void> {
  const work = (db: Database) => recountIn(db, needed);
  // Whoever is in a transaction already must not wait for a second connection: there may be none.
  if (given !== database) return work(given as Database);
  await database.$transaction((tx) => work(tx as unknown as Database), { maxWait: 30_000, timeout: 120_000 });
}

async function recountIn(db: Database, { months: needed, rules }: Needed): Promise<void> {
  const basis = basisOf(rules);
  await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${RECOUNT_LOCK})`);
  await uncompiled(db);
  await forgetTouched(db);
  const { missing } = await countedAlready(db, basis, needed);
  if (missing.length === 0) return;
  await db.$executeRaw(
    sql`DELETE FROM month_sum WHERE basis = ${basis} AND stat_month = ANY(${missing}::int[])`,
  );
  for (const part of countedParts({ months: missing, rules, known: null }))
    await db.$executeRaw(sql`INSERT INTO month_sum (basis, cut, stat_month, key, measure, value)
      SELECT ${basis}, c.* FROM (${part}) c`);
  await db.$executeRaw(
    sql`INSERT INTO month_sum_state (basis, stat_month) SELECT ${basis}, unnest(${missing}::int[])`,
  );
}

/** Compiling these statements takes longer than running them, and the projects of a month are few and in memory. */
export const uncompiled = (db: Database) =>
  db.$executeRaw(sql`SELECT set_config('jit', 'off', TRUE), set_config('random_page_cost', '1.1', TRUE)`);

/** Makes sure that the sums of these months under these rules are those of the rows. */
export async function ensureCounted(db: Pick<Database, "$queryRaw">, needed: Needed): Promise<void> {
  const { missing, touched } = await countedAlready(db, basisOf(needed.rules), needed.months);
  if (touched || missing.length > 0) await recount(db, needed);
}
