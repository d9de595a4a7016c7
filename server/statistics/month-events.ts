/**
 * The events that the month's figures count, each one row: source, project, stat month, day, measure, value. Written
 * once: the sums of a report and the rows behind a figure come from the same text.
 */
import "server-only";
import type { StatMonth } from "@/server/domain/periods";
import type { Rules } from "@/server/domain/rules";
import { MAX_TIERS, type Measure, tierMeasure } from "@/server/domain/statistics-measures";
import { Prisma, type Sql, sql } from "@/server/platform/database";

/** Columns of every event: source, source_id, project_id, stat_month, happened_on (date), measure, value, opening. */
export type EventKind = "signing" | "framework" | "life" | "start" | "arrival" | "investment";

export const KIND_OF_MEASURE = (measure: Measure): EventKind => {
  if (measure.startsWith("signed")) return "signing";
  if (measure.startsWith("framework")) return "framework";
  if (measure.startsWith("outside") || measure.startsWith("foreign") || measure === "carriedFen") return "arrival";
  if (measure.startsWith("investment")) return "investment";
  return measure === "startedCount" ? "start" : "life";
};

export type EventRules = Pick<Rules, "tiers" | "thresholds">;

const live = (alias: string): Sql => Prisma.raw(`${alias}.status = 'approved' AND ${alias}.voided_at IS NULL`);
const within = (months: readonly StatMonth[]): Sql => sql`= ANY(${[...months]}::int[])`;

/** The first agreement of a kind in a project; later ones of the same kind are the same event signed again. */
const firstOf = (kind: string): Sql =>
  sql`(SELECT f.id FROM agreement f WHERE f.project_id = a.project_id AND f.kind = ${kind} AND f.correction_of_id IS NULL
    AND ${live("f")} ORDER BY f.stat_month, f.id LIMIT 1)`;

/** Contracts once a project, supplements and corrections with their amounts, and the nested tiers. */
function signings(months: readonly StatMonth[], rules: EventRules): Sql {
  const tiers = rules.tiers.slice(0, MAX_TIERS);
  const tierValues = tiers.map(
    (tier, i) => sql`(${tierMeasure(i + 1)}, CASE WHEN first AND p.planned_total_fen >= ${tier} THEN 1 END)`,
  );
  return sql`SELECT 'agreement' AS source, a.id AS source_id, a.project_id, a.stat_month, a.signed_on AS happened_on,
      v.measure, v.value::bigint AS value, a.opening
    FROM agreement a JOIN project p ON p.id = a.project_id,
      LATERAL (SELECT a.kind = 'contract' AND a.correction_of_id IS NULL AS first) c,
      LATERAL (VALUES ('signedFen', a.amount_fen), ('signedCount', CASE WHEN first THEN 1 END),
        ${Prisma.join(tierValues)}) v (measure, value)
    WHERE a.stat_month ${within(months)} AND a.kind IN ('contract', 'supplement') AND ${live("a")} AND v.value IS NOT NULL
      AND (a.kind = 'supplement' OR coalesce(a.correction_of_id, a.id) = ${firstOf("contract")})`;
}

function frameworks(months: readonly StatMonth[]): Sql {
  return sql`SELECT 'agreement' AS source, a.id AS source_id, a.project_id, a.stat_month, a.signed_on AS happened_on,
      v.measure, v.value::bigint AS value, a.opening
    FROM agreement a,
      LATERAL (VALUES ('frameworkFen', a.amount_fen),
        ('frameworkCount', CASE WHEN a.correction_of_id IS NULL THEN 1 END)) v (measure, value)
    WHERE a.stat_month ${within(months)} AND a.kind = 'framework' AND ${live("a")} AND v.value IS NOT NULL
      AND coalesce(a.correction_of_id, a.id) = ${firstOf("framework")}`;
}

/**
 * Stat months in a project's life: framework f, contract k, start s, done d (completed or in production), ended o. `t`
 * must name the projects; subqueries with aggregates run once a project on its own few rows.
 */
const LIFE = Prisma.raw(`(SELECT t.project_id, a.f, a.k, m.s, m.d, least(a.k, m.s) AS e,
    CASE WHEN p.off_state IN ('ended', 'lost') THEN to_char(p.off_since, 'YYYYMM')::int END AS o,
    p.contract_on, p.start_on, p.off_since
  FROM t JOIN project p ON p.id = t.project_id,
  LATERAL (SELECT min(stat_month) FILTER (WHERE kind = 'framework') AS f, min(stat_month) FILTER (WHERE kind = 'contract') AS k
    FROM agreement WHERE project_id = t.project_id AND status = 'approved' AND voided_at IS NULL AND correction_of_id IS NULL
      AND kind <> 'supplement') a,
  LATERAL (SELECT min(stat_month) FILTER (WHERE kind = 'start') AS s, min(stat_month) FILTER (WHERE kind <> 'start') AS d
    FROM milestone WHERE project_id = t.project_id AND status = 'approved' AND voided_at IS NULL
      AND kind IN ('start', 'completion', 'production', 'full-capacity')) m
  OFFSET 0)`);

/** Projects whose life has an event in these months. */
const livesTouched = (months: readonly StatMonth[]): Sql => {
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const day = (month: StatMonth) => `${Math.trunc(month / 100)}-${String(month % 100).padStart(2, "0")}-01`;
  return sql`SELECT project_id FROM agreement a WHERE a.stat_month ${within(months)} AND a.kind IN ('framework', 'contract') AND ${live("a")}
    UNION SELECT project_id FROM milestone m WHERE m.stat_month ${within(months)} AND m.kind = 'start' AND ${live("m")}
    UNION SELECT id FROM project WHERE off_state IN ('ended', 'lost')
      AND off_since >= ${day(first)}::date AND off_since < ${day(last)}::date + interval '1 month'`;
};

/**
 * What follows from two dates of one project. Converted: framework and contract of one year, when both are there. Cohort
 * started: contract and start of one year. Advancing: +1 on entering, −1 when it ends in a year in which it did not start;
 * what was done in an earlier year left with that year (see `advancingAt`).
 */
const lives = (months: readonly StatMonth[]): Sql => sql`SELECT 'project' AS source, l.project_id AS source_id, l.project_id, v.at AS stat_month,
    v.happened_on, v.measure, v.value::bigint AS value, FALSE AS opening
  FROM (WITH t AS (${livesTouched(months)}) SELECT * FROM ${LIFE} x) l,
    LATERAL (VALUES
      ('convertedCount', 1, CASE WHEN l.f / 100 = greatest(l.f, l.k) / 100 AND l.k IS NOT NULL THEN greatest(l.f, l.k) END, l.contract_on),
      ('cohortStartedCount', 1, CASE WHEN l.k / 100 = greatest(l.k, l.s) / 100 AND l.s IS NOT NULL THEN greatest(l.k, l.s) END, l.start_on),
      ('advancingCount', 1, CASE WHEN l.d IS NULL OR l.d / 100 >= l.e / 100 THEN l.e END, coalesce(l.contract_on, l.start_on)),
      ('advancingCount', -1, CASE WHEN l.o IS NOT NULL AND l.e IS NOT NULL AND (l.d IS NULL OR l.d / 100 >= greatest(l.o, l.e) / 100)
        AND l.s / 100 IS DISTINCT FROM greatest(l.o, l.e) / 100 THEN greatest(l.o, l.e) END, l.off_since)
    ) v (measure, value, at, happened_on)
  WHERE v.at ${within(months)}`;

/** Projects being advanced (推进) at the end of `month`; `yearOpening` counts what its year began with instead. */
export const advancingAt = (month: StatMonth, yearOpening = false): Sql => {
  const year = Math.trunc(month / 100);
  const stays = yearOpening
    ? sql`l.e / 100 < ${year} AND (l.o IS NULL OR l.o / 100 >= ${year})`
    : sql`l.e <= ${month} AND (l.o IS NULL OR greatest(l.o, l.e) > ${month}
        OR (greatest(l.o, l.e) / 100 = ${year} AND l.s / 100 = ${year}))`;
  return sql`SELECT 'project' AS source, l.project_id AS source_id, l.project_id, ${yearOpening ? year * 100 : month}::int AS stat_month,
      coalesce(l.contract_on, l.start_on) AS happened_on, 'advancingCount' AS measure, 1::bigint AS value, FALSE AS opening
    FROM (WITH t AS (SELECT id AS project_id FROM project WHERE contract_on IS NOT NULL OR start_on IS NOT NULL)
      SELECT * FROM ${LIFE} x) l
    WHERE l.e IS NOT NULL AND (l.d IS NULL OR l.d / 100 >= ${year}) AND ${stays}`;
};

const starts = (months: readonly StatMonth[]): Sql =>
  sql`SELECT 'milestone' AS source, m.id AS source_id, m.project_id, m.stat_month, m.occurred_on AS happened_on,
      'startedCount' AS measure, 1::bigint AS value, FALSE AS opening
    FROM milestone m WHERE m.stat_month ${within(months)} AND m.kind = 'start' AND ${live("m")}`;

/** Year-to-date amounts of an import were recognised by the bureau itself; the minimum plan is not asked of them again. */
const recognised = (table: "arrival" | "investment", minimum: number): Sql =>
  sql`(a.opening OR p.planned_total_fen >= ${minimum}
    OR (a.correction_of_id IS NOT NULL AND (SELECT o.opening FROM ${Prisma.raw(table)} o WHERE o.id = a.correction_of_id)))`;

function arrivals(months: readonly StatMonth[], rules: EventRules): Sql {
  return sql`SELECT 'arrival' AS source, a.id AS source_id, a.project_id, a.stat_month, a.arrived_on AS happened_on,
      v.measure, v.value::bigint AS value, a.opening
    FROM arrival a JOIN project p ON p.id = a.project_id
      LEFT JOIN exchange_rate r ON a.foreign_fen <> 0 AND r.currency = 'USD'
        AND r.month = (extract(year FROM a.arrived_on) * 100 + extract(month FROM a.arrived_on))::int,
      LATERAL (SELECT CASE WHEN a.outside_fen <> 0 AND ${recognised("arrival", rules.thresholds.arrivalMinPlanFen)}
        THEN a.outside_fen END AS counted) c,
      LATERAL (VALUES ('outsideFen', c.counted),
        ('carriedFen', CASE WHEN extract(year FROM coalesce(p.contract_on, p.start_on)) < a.stat_month / 100 THEN c.counted END),
        ('outsideOpeningFen', CASE WHEN a.opening THEN c.counted END),
        ('foreignFen', nullif(a.foreign_fen, 0)),
        ('foreignUsdCents', CASE WHEN a.foreign_fen = 0 THEN NULL WHEN a.currency = 'USD' THEN a.original_cents
          ELSE round(a.foreign_fen::numeric * 100000000 / r.rate_micro)::bigint END),
        ('foreignUnrated', CASE WHEN a.foreign_fen <> 0 AND a.currency <> 'USD' AND r.rate_micro IS NULL THEN 1 END)
      ) v (measure, value)
    WHERE a.stat_month ${within(months)} AND ${live("a")} AND v.value IS NOT NULL`;
}

function investments(months: readonly StatMonth[], rules: EventRules): Sql {
  return sql`SELECT 'investment' AS source, a.id AS source_id, a.project_id, a.stat_month, to_date(a.month::text, 'YYYYMM') AS happened_on,
      v.measure, v.value::bigint AS value, a.opening
    FROM investment a JOIN project p ON p.id = a.project_id,
      LATERAL (VALUES ('investmentFen', a.total_fen),
        ('investmentOpeningFen', CASE WHEN a.opening THEN a.total_fen END)) v (measure, value)
    WHERE a.stat_month ${within(months)} AND a.basis = 'official' AND ${live("a")} AND v.value IS NOT NULL
      AND ${recognised("investment", rules.thresholds.investmentMinPlanFen)}`;
}

/** All events of one kind in the given stat months. */
export function eventsOf(kind: EventKind, months: readonly StatMonth[], rules: EventRules): Sql {
  switch (kind) {
    case "signing":
      return signings(months, rules);
    case "framework":
      return frameworks(months);
    case "life":
      return lives(months);
    case "start":
      return starts(months);
    case "arrival":
      return arrivals(months, rules);
    case "investment":
      return investments(months, rules);
  }
}
export const EVENT_KINDS: readonly EventKind[] = ["signing", "framework", "life", "start", "arrival", "investment"];
