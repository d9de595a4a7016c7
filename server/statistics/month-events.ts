/**
 * The events that the month's figures count. Written once: the sums of a report and the rows behind a figure come from the
 * same text. An event names its source row, project, stat month and day, and holds a value for each measure that it adds
 * to (null for the others).
 */
import "server-only";
import { type Day, firstDayOf, lastDayOf, type StatMonth } from "@/server/domain/periods";
import type { Rules } from "@/server/domain/rules";
import { MAX_TIERS, type Measure, tierMeasure } from "@/server/domain/statistics-measures";
import { Prisma, type Sql, sql } from "@/server/platform/database";
import { dollarRates, type Knowledge, live, projects } from "./knowledge";

export type EventRules = Pick<Rules, "tiers" | "thresholds">;

/** Names the rules that decide what is counted; other rules, other sums. */
export const basisOf = ({ tiers, thresholds }: EventRules): string =>
  [tiers.join(","), thresholds.arrivalMinPlanFen, thresholds.investmentMinPlanFen].join("|");

const TIER_MEASURES = Array.from({ length: MAX_TIERS }, (_, i) => tierMeasure(i + 1));

/** Which measures each kind of event can add to. */
export const EVENT_MEASURES = {
  signing: ["signedFen", "signedCount", ...TIER_MEASURES],
  framework: ["frameworkFen", "frameworkCount"],
  life: ["convertedCount", "cohortStartedCount", "advancingCount"],
  start: ["startedCount"],
  arrival: [
    "outsideFen",
    "carriedFen",
    "outsideOpeningFen",
    "foreignFen",
    "foreignOpeningFen",
    "foreignUsdCents",
    "foreignUnrated",
  ],
  investment: ["investmentFen", "investmentOpeningFen"],
} as const satisfies Record<string, readonly Measure[]>;
export type EventKind = keyof typeof EVENT_MEASURES;
export const EVENT_KINDS = Object.keys(EVENT_MEASURES) as EventKind[];

export function kindOf(measure: Measure): EventKind {
  const kind = EVENT_KINDS.find((k) => (EVENT_MEASURES[k] as readonly Measure[]).includes(measure));
  if (!kind) throw new Error(`no event adds to ${measure}`);
  return kind;
}

export interface EventQuestion {
  kind: EventKind;
  months: readonly StatMonth[];
  rules: EventRules;
  known: Knowledge;
  /** Further columns, over `p`: the projects as they were known. */
  columns: Sql;
  /** Where a question has read them for all its parts. */
  among?: ReadOnce | undefined;
}

/** Names that `readOnce` gives to what it has read. */
export interface ReadOnce {
  /** The projects as they were known. */
  projects: Sql;
  /** Of a year: the projects that had entered before it and were not done before it. */
  enteredBefore: (year: number) => Sql;
}

const projectsOf = ({ known, among }: Pick<EventQuestion, "known" | "among">): Sql =>
  among?.projects ?? projects(known);

export const within = (months: readonly StatMonth[]): Sql => sql`= ANY(${[...months]}::int[])`;

/** The first agreement of a kind in the project of the row `a`; later ones of the same kind are the same event signed again. */
export const firstOf = (kind: string, known: Knowledge = null): Sql =>
  sql`(SELECT f.id FROM agreement f WHERE f.project_id = a.project_id AND f.kind = ${kind} AND f.correction_of_id IS NULL
    AND ${live("f", known)} ORDER BY f.stat_month, f.id LIMIT 1)`;

const AGREEMENT_FRAME = Prisma.raw(
  "'agreement' AS source, a.id AS source_id, a.project_id, a.stat_month, a.signed_on AS happened_on, a.opening",
);

/** Contracts once a project, supplements and corrections with their amounts, and the nested tiers. */
function signings(question: EventQuestion): Sql {
  const { months, rules, known, columns } = question;
  const tiers = TIER_MEASURES.map((measure, i) => {
    const tier = rules.tiers[i];
    return sql`${tier === undefined ? sql`NULL::int` : sql`CASE WHEN c.first AND p.planned_total_fen >= ${tier} THEN 1 END`} AS ${Prisma.raw(`"${measure}"`)}`;
  });
  return sql`SELECT ${AGREEMENT_FRAME}, a.amount_fen AS "signedFen", CASE WHEN c.first THEN 1 END AS "signedCount", ${Prisma.join(tiers)}, ${columns}
    FROM agreement a JOIN ${projectsOf(question)} p ON p.id = a.project_id, LATERAL (SELECT a.kind = 'contract' AND a.correction_of_id IS NULL AS first) c
    WHERE a.stat_month ${within(months)} AND a.kind IN ('contract', 'supplement') AND ${live("a", known)}
      AND (a.kind = 'supplement' OR coalesce(a.correction_of_id, a.id) = ${firstOf("contract", known)})`;
}

const frameworks = ({ months, known, columns, among }: EventQuestion): Sql =>
  sql`SELECT ${AGREEMENT_FRAME}, a.amount_fen AS "frameworkFen", CASE WHEN a.correction_of_id IS NULL THEN 1 END AS "frameworkCount", ${columns}
    FROM agreement a JOIN ${projectsOf({ known, among })} p ON p.id = a.project_id
    WHERE a.stat_month ${within(months)} AND a.kind = 'framework' AND ${live("a", known)}
      AND coalesce(a.correction_of_id, a.id) = ${firstOf("framework", known)}`;

/**
 * Stat months in the life of the projects named by `t`: framework f, contract k, start s, done d (completed or in
 * production), ended o, entered e. OFFSET 0 keeps the subqueries on the few rows of one project each.
 */
const lifeOf = ({ known, among }: Pick<EventQuestion, "known" | "among">): Sql =>
  sql`(SELECT t.project_id, a.f, a.k, m.s, m.d, least(a.k, m.s) AS e, o.o, p.contract_on, p.start_on, p.off_since
  FROM t JOIN ${projectsOf({ known, among })} p ON p.id = t.project_id,
  LATERAL (SELECT CASE WHEN p.off_state IN ('ended', 'lost')
    THEN (extract(year FROM p.off_since) * 100 + extract(month FROM p.off_since))::int END AS o OFFSET 0) o,
  LATERAL (SELECT min(stat_month) FILTER (WHERE kind = 'framework') AS f, min(stat_month) FILTER (WHERE kind = 'contract') AS k
    FROM agreement r WHERE project_id = t.project_id AND ${live("r", known)} AND correction_of_id IS NULL
      AND kind <> 'supplement') a,
  LATERAL (SELECT min(stat_month) FILTER (WHERE kind = 'start') AS s, min(stat_month) FILTER (WHERE kind <> 'start') AS d
    FROM milestone r WHERE project_id = t.project_id AND ${live("r", known)}
      AND kind IN ('start', 'completion', 'production', 'full-capacity')) m)`;

/** Projects whose life has an event in these months. */
const livesTouched = ({ months, known, among }: Pick<EventQuestion, "months" | "known" | "among">): Sql => {
  const [first, last] = daysOf(months);
  return sql`SELECT project_id FROM agreement a WHERE a.stat_month ${within(months)} AND a.kind IN ('framework', 'contract') AND ${live("a", known)}
    UNION SELECT project_id FROM milestone m WHERE m.stat_month ${within(months)} AND m.kind = 'start' AND ${live("m", known)}
    UNION SELECT id FROM ${projectsOf({ known, among })} p WHERE off_state IN ('ended', 'lost') AND off_since BETWEEN ${first}::date AND ${last}::date`;
};

/**
 * What follows from two dates of one project. Converted: framework and contract of one year, in the month in which both
 * are there. Cohort started: the same of contract and start. Advancing: +1 on entering, −1 when it ends in a year in which
 * it did not start; what was done in an earlier year left with that year (see `advancingAt`).
 */
const lives = ({
  months,
  known,
  columns,
  among,
}: EventQuestion): Sql => sql`SELECT 'project' AS source, p.id AS source_id, p.id AS project_id, l.at AS stat_month,
    l.happened_on, FALSE AS opening, CASE WHEN n = 1 THEN 1 END AS "convertedCount", CASE WHEN n = 2 THEN 1 END AS "cohortStartedCount",
    CASE WHEN n = 3 THEN 1 WHEN n = 4 THEN -1 END AS "advancingCount", ${columns}
  FROM (WITH t AS (${livesTouched({ months, known, among })}) SELECT x.project_id, n,
      CASE n WHEN 1 THEN CASE WHEN x.f / 100 = greatest(x.f, x.k) / 100 AND x.k IS NOT NULL THEN greatest(x.f, x.k) END
        WHEN 2 THEN CASE WHEN x.k / 100 = greatest(x.k, x.s) / 100 AND x.s IS NOT NULL THEN greatest(x.k, x.s) END
        WHEN 3 THEN CASE WHEN x.d IS NULL OR x.d / 100 >= x.e / 100 THEN x.e END
        ELSE CASE WHEN x.o IS NOT NULL AND x.e IS NOT NULL AND (x.d IS NULL OR x.d / 100 >= greatest(x.o, x.e) / 100)
          AND x.s / 100 IS DISTINCT FROM greatest(x.o, x.e) / 100 THEN greatest(x.o, x.e) END END AS at,
      CASE n WHEN 1 THEN x.contract_on WHEN 2 THEN x.start_on WHEN 3 THEN coalesce(x.contract_on, x.start_on) ELSE x.off_since END AS happened_on
    FROM ${lifeOf({ known, among })} x, generate_series(1, 4) n) l JOIN ${projectsOf({ known, among })} p ON p.id = l.project_id
  WHERE l.at ${within(months)}`;

/** Projects being advanced (推进) at the end of `month`. */
export function advancingAt({
  month,
  known,
  columns,
}: {
  month: StatMonth;
  known: Knowledge;
  columns: Sql;
}): Sql {
  const year = Math.trunc(month / 100);
  return sql`SELECT 'project' AS source, p.id AS source_id, p.id AS project_id, ${month}::int AS stat_month,
      coalesce(l.contract_on, l.start_on) AS happened_on, FALSE AS opening, 1 AS "advancingCount", ${columns}
    FROM (WITH t AS (SELECT id AS project_id FROM ${projects(known)} p WHERE contract_on IS NOT NULL OR start_on IS NOT NULL)
      SELECT * FROM ${lifeOf({ known })} x) l JOIN ${projects(known)} p ON p.id = l.project_id
    WHERE l.e IS NOT NULL AND (l.d IS NULL OR l.d / 100 >= ${year}) AND l.e <= ${month} AND (l.o IS NULL OR greatest(l.o, l.e) > ${month}
        OR (greatest(l.o, l.e) / 100 = ${year} AND l.s / 100 = ${year}))`;
}

/** Projects that entered before a year and were not done before it, by their papers alone. */
const enteredBefore = (year: number, known: Knowledge): Sql => {
  const [of, before] = [(row: string) => live(row, known), sql`stat_month < ${year * 100}`];
  return sql`SELECT project_id FROM (SELECT a.project_id FROM agreement a
        WHERE a.kind = 'contract' AND a.${before} AND a.correction_of_id IS NULL AND ${of("a")}
      UNION SELECT m.project_id FROM milestone m WHERE m.kind = 'start' AND m.${before} AND ${of("m")} OFFSET 0) entered
    WHERE project_id NOT IN (SELECT m.project_id FROM milestone m
      WHERE m.kind IN ('completion', 'production', 'full-capacity') AND m.${before} AND ${of("m")})`;
};

/**
 * Projects being advanced with which a year began: entered before it, neither done nor ended before it. By sets rather than life by
 * life: almost every project of the district is asked for.
 */
export const advancingAtYearOpening = ({
  year,
  known,
  columns,
  among,
}: Pick<EventQuestion, "known" | "columns" | "among"> & { year: number }): Sql =>
  sql`SELECT 'project' AS source, p.id AS source_id, p.id AS project_id, ${year * 100}::int AS stat_month,
      coalesce(p.contract_on, p.start_on) AS happened_on, FALSE AS opening, 1 AS "advancingCount", ${columns}
    FROM ${projectsOf({ known, among })} p
    WHERE (p.contract_on IS NOT NULL OR p.start_on IS NOT NULL)
      AND (p.off_state IS NULL OR p.off_state NOT IN ('ended', 'lost') OR p.off_since IS NULL OR p.off_since >= ${`${year}-01-01`}::date)
      AND p.id IN (${among?.enteredBefore(year) ?? enteredBefore(year, known)})`;

/** The first and the last day of these months; they follow each other. */
const daysOf = (months: readonly StatMonth[]): [Day, Day] => [
  firstDayOf(Math.min(...months)),
  lastDayOf(Math.max(...months)),
];

/**
 * Clauses (of WITH) that read what the parts of a question have in common: few projects have an event in two years, and their state
 * as it was known is looked for once. `months` as in `countedParts`: month 0 of a year is what it began with.
 */
export function readOnce(months: readonly StatMonth[], known: Knowledge): { clauses: Sql; among: ReadOnce } {
  const real = months.filter((m) => m % 100 !== 0);
  const years = months.filter((m) => m % 100 === 0).map((m) => m / 100);
  const name = (year: number) => Prisma.raw(`entered_before_${year}`);
  const [first, last] = daysOf(real.length > 0 ? real : months.map((m) => m + 1));
  const touched = [
    ...["agreement", "arrival", "investment"].map(
      (table) => sql`SELECT project_id FROM ${Prisma.raw(table)} WHERE stat_month ${within(real)}`,
    ),
    sql`SELECT project_id FROM milestone WHERE kind = 'start' AND stat_month ${within(real)}`,
    ...years.map((year) => sql`SELECT project_id FROM ${name(year)}`),
  ];
  const clauses = [
    ...years.map((year) => sql`${name(year)} AS MATERIALIZED (${enteredBefore(year, known)})`),
    sql`known_project AS MATERIALIZED (SELECT * FROM ${projects(known)} k WHERE id IN (${Prisma.join(touched, " UNION ALL ")})
      OR (off_state IN ('ended', 'lost') AND off_since BETWEEN ${first}::date AND ${last}::date))`,
  ];
  return {
    clauses: Prisma.join(clauses, ", "),
    among: {
      projects: sql`known_project`,
      enteredBefore: (year) => sql`SELECT project_id FROM ${name(year)}`,
    },
  };
}

const starts = ({ months, known, columns, among }: EventQuestion): Sql =>
  sql`SELECT 'milestone' AS source, m.id AS source_id, m.project_id, m.stat_month, m.occurred_on AS happened_on, FALSE AS opening,
      1 AS "startedCount", ${columns}
    FROM milestone m JOIN ${projectsOf({ known, among })} p ON p.id = m.project_id
    WHERE m.stat_month ${within(months)} AND m.kind = 'start' AND ${live("m", known)}`;

/**
 * Whether the entry `a` of project `p` counts by the size of its project. Year-to-date amounts of an import were recognised
 * by the bureau itself; the minimum plan is not asked of them again.
 */
export const recognised = (table: "arrival" | "investment", minimum: number): Sql =>
  sql`(a.opening OR p.planned_total_fen >= ${minimum}
    OR (a.correction_of_id IS NOT NULL AND (SELECT o.opening FROM ${Prisma.raw(table)} o WHERE o.id = a.correction_of_id)))`;

function arrivals({ months, rules, known, columns, among }: EventQuestion): Sql {
  const counted = sql`a.outside_fen <> 0 AND ${recognised("arrival", rules.thresholds.arrivalMinPlanFen)}`;
  return sql`SELECT 'arrival' AS source, a.id AS source_id, a.project_id, a.stat_month, a.arrived_on AS happened_on, a.opening,
      CASE WHEN ${counted} THEN a.outside_fen END AS "outsideFen",
      CASE WHEN coalesce(p.contract_on, p.start_on) < make_date(a.stat_month / 100, 1, 1) AND ${counted} THEN a.outside_fen END AS "carriedFen",
      CASE WHEN a.opening AND a.outside_fen <> 0 THEN a.outside_fen END AS "outsideOpeningFen",
      nullif(a.foreign_fen, 0) AS "foreignFen",
      CASE WHEN a.opening THEN nullif(a.foreign_fen, 0) END AS "foreignOpeningFen",
      CASE WHEN a.foreign_fen = 0 THEN NULL WHEN a.currency = 'USD' THEN a.original_cents
        ELSE round(a.foreign_fen::numeric * 100000000 / r.rate_micro)::bigint END AS "foreignUsdCents",
      CASE WHEN a.foreign_fen <> 0 AND a.currency <> 'USD' AND r.rate_micro IS NULL THEN 1 END AS "foreignUnrated", ${columns}
    FROM arrival a JOIN ${projectsOf({ known, among })} p ON p.id = a.project_id
      LEFT JOIN ${dollarRates(known)} r ON a.foreign_fen <> 0 AND r.month = (extract(year FROM a.arrived_on) * 100 + extract(month FROM a.arrived_on))::int
    WHERE a.stat_month ${within(months)} AND ${live("a", known)}`;
}

const investments = ({ months, rules, known, columns, among }: EventQuestion): Sql =>
  sql`SELECT 'investment' AS source, a.id AS source_id, a.project_id, a.stat_month, make_date(a.month / 100, a.month % 100, 1) AS happened_on, a.opening,
      a.total_fen AS "investmentFen", CASE WHEN a.opening THEN a.total_fen END AS "investmentOpeningFen", ${columns}
    FROM investment a JOIN ${projectsOf({ known, among })} p ON p.id = a.project_id
    WHERE a.stat_month ${within(months)} AND a.basis = 'official' AND ${live("a", known)}
      AND ${recognised("investment", rules.thresholds.investmentMinPlanFen)}`;

const QUESTIONS: Record<EventKind, (question: EventQuestion) => Sql> = {
  signing: signings,
  framework: frameworks,
  life: lives,
  start: starts,
  arrival: arrivals,
  investment: investments,
};

/** All events of one kind in the given stat months. */
export const eventsOf = (question: EventQuestion): Sql => QUESTIONS[question.kind](question);
