/**
 * The projects behind the rates of a window, one row each with what it adds to every rate. Written once: the table and the
 * rows behind a figure come from the same text. What is live and which agreement is the first is asked as in `month-events`.
 */
import "server-only";
import { addMonths, firstDayOf, monthsBetween, type StatMonth } from "@/server/domain/periods";
import type { RateRules } from "@/server/domain/rate-rules";
import { RATE_IDS, type RateId, type RateWay } from "@/server/domain/rates";
import { Prisma, type Sql, sql } from "@/server/platform/database";
import { type Knowledge, live, projects } from "../knowledge";
import { firstOf, within } from "../month-events";

export interface RateQuestion {
  from: StatMonth;
  to: StatMonth;
  cutoff: StatMonth;
  way: RateWay;
  withoutEnded: boolean;
  rules: RateRules;
  known: Knowledge;
  /** Further columns, over `p`: the projects as they were known. */
  columns: Sql;
}

/** Projects with anything that may count: in a cohort those that were signed, framed or reported in the window. */
function touched({ from, to, way, known }: RateQuestion): Sql {
  const months = monthsBetween(from, to);
  const kinds = way === "period" ? sql`TRUE` : sql`m.kind IN ('lead', 'negotiation')`;
  const group = sql`SELECT project_id FROM agreement a WHERE a.stat_month ${within(months)} AND a.kind IN ('contract', 'framework') AND ${live("a", known)}
    UNION SELECT project_id FROM milestone m WHERE m.stat_month ${within(months)} AND ${kinds} AND ${live("m", known)}`;
  if (way === "cohort") return group;
  return sql`${group} UNION SELECT project_id FROM arrival r WHERE r.stat_month ${within(months)} AND ${live("r", known)}
    UNION SELECT id FROM ${projects(known)} p WHERE off_state IN ('ended', 'lost') AND off_since >= ${firstDayOf(from)}::date
      AND off_since < ${firstDayOf(addMonths(to, 1))}::date`;
}

/** The stat month of a milestone, or the earliest of several. */
const monthsOf = Prisma.raw(
  `min(stat_month) FILTER (WHERE kind IN ('lead', 'negotiation')) AS l, min(stat_month) FILTER (WHERE kind = 'registration') AS registration,
    min(stat_month) FILTER (WHERE kind = 'filing') AS filing, min(stat_month) FILTER (WHERE kind = 'land') AS land,
    min(stat_month) FILTER (WHERE kind IN ('start', 'completion', 'production', 'full-capacity')) AS start,
    min(stat_month) FILTER (WHERE kind = 'statistics') AS statistics,
    min(stat_month) FILTER (WHERE kind IN ('completion', 'production', 'full-capacity')) AS built`,
);

/** Money of an arrival that the rate counts: what came from outside where agreed money from outside is the measure. */
const arrivedBy = ({ arrivalBase }: RateRules): Sql =>
  arrivalBase === "agreed"
    ? sql`CASE WHEN p.agreed_outside_fen IS NULL THEN r.amount_fen ELSE r.outside_fen + r.foreign_fen END`
    : sql`r.amount_fen`;
const baseBy = ({ arrivalBase }: RateRules): Sql => {
  if (arrivalBase === "contract") return sql`g."contractFen"`;
  return arrivalBase === "plan"
    ? sql`p.planned_total_fen`
    : sql`coalesce(p.agreed_outside_fen, p.planned_total_fen)`;
};

/**
 * Stat months in the life of each project: lead l, framework f, contract k, milestones by their names, ended o. Money is that
 * of the first contract (framework) with its corrections and the supplements, up to the cutoff.
 */
function lives(question: RateQuestion): Sql {
  const { from, cutoff, way, rules, known } = question;
  const since = way === "period" ? sql`AND r.stat_month >= ${from}` : Prisma.empty;
  return sql`SELECT t.project_id, g.*, m.*, o.o, i.arrived, i.received, ${baseBy(rules)} AS base, p.planned_total_fen AS plan,
      p.land_mode = '无需用地' AS landless
    FROM (${touched(question)}) t JOIN ${projects(known)} p ON p.id = t.project_id,
    LATERAL (SELECT min(a.stat_month) FILTER (WHERE a.kind = 'contract' AND a.correction_of_id IS NULL) AS k,
        min(a.stat_month) FILTER (WHERE a.kind = 'framework' AND a.correction_of_id IS NULL) AS f,
        coalesce(sum(a.amount_fen) FILTER (WHERE a.stat_month <= ${cutoff} AND (a.kind = 'supplement'
          OR (a.kind = 'contract' AND coalesce(a.correction_of_id, a.id) = ${firstOf("contract", known)}))), 0)::bigint AS "contractFen",
        coalesce(sum(a.amount_fen) FILTER (WHERE a.stat_month <= ${cutoff} AND a.kind = 'framework'
          AND coalesce(a.correction_of_id, a.id) = ${firstOf("framework", known)}), 0)::bigint AS "frameworkFen"
      FROM agreement a WHERE a.project_id = t.project_id AND ${live("a", known)}) g,
    LATERAL (SELECT ${monthsOf} FROM milestone m WHERE m.project_id = t.project_id AND ${live("m", known)}) m,
    LATERAL (SELECT CASE WHEN p.off_state IN ('ended', 'lost')
      THEN (extract(year FROM p.off_since) * 100 + extract(month FROM p.off_since))::int END AS o) o,
    LATERAL (SELECT coalesce(sum(${arrivedBy(rules)}), 0)::bigint AS arrived, coalesce(sum(r.amount_fen), 0)::bigint AS received FROM arrival r
      WHERE r.project_id = t.project_id AND r.stat_month <= ${cutoff} ${since} AND ${live("r", known)}) i`;
}

/** 无需用地 needs no land. */
const step = (name: string): Sql =>
  name === "land" ? sql`CASE WHEN x.landless THEN 0 ELSE x.land END` : Prisma.raw(`x.${name}`);

/** The month in which the last of several was there; none while one is missing. */
function allOf(names: readonly string[]): Sql {
  const parts = names.map(step);
  const missing = Prisma.join(
    parts.map((part) => sql`(${part}) IS NULL`),
    " OR ",
  );
  return sql`CASE WHEN NOT (${missing}) THEN greatest(x.k, ${Prisma.join(parts)}) END`;
}

interface RateParts {
  /** Month in which the project came into the group of the rate. */
  group: Sql;
  /** Month in which it met the condition, never before the group. */
  met: Sql;
  /** Further conditions of the denominator. */
  among?: Sql;
  /** Further conditions of the numerator. */
  only?: Sql;
  fen?: "contractFen" | "frameworkFen";
}

function partsOf(id: RateId, { rules, cutoff }: RateQuestion): RateParts {
  const k = sql`x.k`;
  const after = (month: Sql): Sql => sql`CASE WHEN ${month} IS NOT NULL THEN greatest(x.k, ${month}) END`;
  switch (id) {
    case "performed": {
      const any = sql`least(${Prisma.join(rules.performing.map((s) => Prisma.raw(`x.${s}`)))})`;
      return { group: k, met: after(any), only: sql`(x.o IS NULL OR x.o > ${cutoff})` };
    }
    case "registered":
      return { group: k, met: after(sql`x.registration`) };
    case "landed":
      return { group: k, met: allOf(rules.landed) };
    case "started":
      return { group: k, met: after(sql`x.start`) };
    case "built":
      return { group: k, met: after(sql`x.built`) };
    case "funded":
    case "arrived":
      return { group: k, met: sql`x.k` };
    case "entered":
      return {
        group: sql`CASE WHEN x.start IS NOT NULL AND x.k IS NOT NULL THEN greatest(x.k, x.start) END`,
        met: sql`CASE WHEN x.statistics IS NOT NULL AND x.start IS NOT NULL THEN greatest(x.k, x.start, x.statistics) END`,
        among: sql`x.plan >= ${rules.statisticsMinPlanFen}`,
      };
    case "ended":
      return { group: k, met: after(sql`x.o`) };
    case "framework":
      return {
        group: sql`x.f`,
        met: sql`CASE WHEN x.k IS NOT NULL THEN greatest(x.f, x.k) END`,
        fen: "frameworkFen",
      };
    case "lead":
      return { group: sql`x.l`, met: sql`CASE WHEN x.k IS NOT NULL THEN greatest(x.l, x.k) END` };
  }
}

/** Whether a project stands below and above the line of a rate. */
function sidesOf(id: RateId, question: RateQuestion): { part: Sql; whole: Sql } {
  const { from, to, cutoff, way } = question;
  const { group, met, among = sql`TRUE`, only = sql`TRUE` } = partsOf(id, question);
  const inWindow = (month: Sql): Sql => sql`${month} BETWEEN ${from} AND ${to}`;
  // Who must enter the library is known when he started; his contract is what puts him into the cohort.
  const whole =
    id === "entered" && way === "cohort"
      ? sql`(${inWindow(sql`x.k`)} AND ${group} <= ${cutoff} AND ${among})`
      : sql`(${inWindow(group)} AND ${among})`;
  if (id === "funded" || id === "arrived") {
    const received = id === "funded" ? sql`x.received > 0` : sql`x.base IS NOT NULL`;
    const reached = way === "cohort" ? whole : sql`x.k <= ${to}`;
    return {
      whole: id === "arrived" ? sql`(${whole} AND x.base IS NOT NULL)` : whole,
      part: sql`(${reached} AND ${received})`,
    };
  }
  return {
    whole,
    part:
      way === "cohort"
        ? sql`(${whole} AND ${met} <= ${cutoff} AND ${only})`
        : sql`(${inWindow(met)} AND ${group} <= ${to} AND ${among} AND ${only})`,
  };
}

/** What a project adds to a rate by amount. */
const fenOf = (id: RateId, question: RateQuestion): { part: Sql; whole: Sql } => {
  if (id === "arrived") return { part: sql`x.arrived`, whole: sql`x.base` };
  const { fen = "contractFen" } = partsOf(id, question);
  const amount = id === "lead" ? sql`0::bigint` : Prisma.raw(`x."${fen}"`);
  return { part: amount, whole: amount };
};

/** Columns of one rate over a life `x`: whether it counts, and with how much; NULL is no. */
function columnsOf(id: RateId, question: RateQuestion): Sql {
  const { part, whole } = sidesOf(id, question);
  const fen = fenOf(id, question);
  const name = (what: string) => Prisma.raw(`"${id}${what}"`);
  return sql`coalesce(${part}, FALSE) AS ${name("Part")}, coalesce(${whole}, FALSE) AS ${name("Whole")},
    CASE WHEN ${part} THEN ${fen.part} ELSE 0 END AS ${name("PartFen")}, CASE WHEN ${whole} THEN ${fen.whole} ELSE 0 END AS ${name("WholeFen")}`;
}

/** One row a project, with the columns of the rates asked for. */
export function ratedProjects(question: RateQuestion, ids: readonly RateId[] = RATE_IDS): Sql {
  const columns = Prisma.join(ids.map((id) => columnsOf(id, question)));
  const stays = question.withoutEnded ? sql`(x.o IS NULL OR x.o > ${question.cutoff})` : sql`TRUE`;
  return sql`SELECT x.project_id, x.k, x.f, x.l, x.o, (x.k BETWEEN ${question.from} AND ${question.to} AND x.base IS NULL) AS unbased,
      ${columns}, ${question.columns}
    FROM (${lives(question)}) x JOIN ${projects(question.known)} p ON p.id = x.project_id WHERE ${stays}`;
}
