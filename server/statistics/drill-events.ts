/**
 * The rows behind a figure, as SQL: of an open month as they are now, of a closed one as they were copied, and in the first
 * open month also what has changed in closed ones since.
 */
import "server-only";
import type { DrillInput } from "@/server/contracts/statistics";
import { addMonths, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ReportColumn } from "@/server/domain/statistics-columns";
import type { Measure } from "@/server/domain/statistics-measures";
import { Prisma, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { byRules, type Close, lastClosed } from "./closing/closes";
import { changedSince, closedOfYear } from "./closing/freeze-month";
import { CUT_COLUMN, cutKey, GROUPING_FIELD } from "./cut-keys";
import { type Knowledge, live } from "./knowledge";
import { advancingAt, type EventRules, eventsOf, kindOf } from "./month-events";
import { openingMonth } from "./recount-sums";
import type { RowFrame } from "./report-frames";

export interface Question {
  column: ReportColumn;
  frame: RowFrame;
  claimed: readonly string[];
  months: readonly StatMonth[];
  /** The stat month asked for, or the same of last year. */
  month: StatMonth;
  closes: readonly Close[];
  cut: DrillInput["cut"];
  rules: EventRules;
  known: Knowledge;
  actor: Actor;
}

/** Projects that had started by the end of a stat month. */
const startedBy = (month: StatMonth, known: Knowledge): Sql =>
  sql`EXISTS (SELECT 1 FROM milestone s WHERE s.project_id = p.id AND s.kind = 'start' AND ${live("s", known)}
    AND s.stat_month <= ${month})`;

/** Whether the person may see a row. Unknown (an owner that is NULL compared with somebody) means no. */
export function seenBy(actor: Actor): Sql {
  const secret = sql`coalesce(${maskedFor(actor)}, FALSE)`;
  return sql`coalesce(${projectsFor(actor, "project:read")}, FALSE) AND NOT ${secret} AS readable, ${secret} AS secret`;
}

/** The measure whose rows are listed; a rate lists what it is a share of. */
const measureOf = ({ id, source }: ReportColumn): Measure =>
  id === "startRate" ? "signedCount" : source.measure;
/** What stands beside a count of agreements. */
const amountOf = (measure: Measure): Measure | null => {
  const kind = kindOf(measure);
  return kind === "signing" ? "signedFen" : kind === "framework" ? "frameworkFen" : null;
};

/** Events of the figure and the group of each: `value` is what each adds. */
function figureEvents({ column, months, month, rules, known }: Question, columns: Sql): Sql {
  const cohort = column.id === "startRate";
  const measure = measureOf(column);
  if (measure === "advancingCount") {
    return sql`SELECT e.*, "advancingCount" AS value, NULL::bigint AS amount FROM (${advancingAt({ month, known, columns })}) e`;
  }
  const kind = kindOf(measure);
  const beside = amountOf(measure);
  const amount = beside === null ? "NULL::bigint" : `"${beside}"`;
  const value = cohort ? "has_started::int" : `"${measure}"`;
  const further = column.id === "outsideNewFen" ? sql`AND "carriedFen" IS NULL` : Prisma.empty;
  const asked = cohort ? sql`${columns}, ${startedBy(month, known)} AS has_started` : columns;
  return sql`SELECT e.*, ${Prisma.raw(value)}::bigint AS value, ${Prisma.raw(amount)} AS amount
    FROM (${eventsOf({ kind, months, rules, known, columns: asked })}) e
    WHERE ${Prisma.raw(`"${measure}"`)} IS NOT NULL ${further}`;
}

/**
 * The same with what decides whether a row is shown. As narrow as can be: there may be many. Whether somebody may see a row is
 * decided by the project as it is now, also where its group is that of an earlier day.
 */
function seenEvents(question: Question): Sql {
  const { frame, cut, actor, known } = question;
  const group = GROUPING_FIELD[cut];
  if (known !== null)
    return sql`SELECT e.*, ${seenBy(actor)} FROM (${figureEvents(question, group)}) e JOIN project p ON p.id = e.project_id`;
  return figureEvents(question, frame.keys === "all" ? seenBy(actor) : sql`${group}, ${seenBy(actor)}`);
}

/** Whether a key belongs to the row of the report. */
export function inRow({ frame, claimed }: Pick<Question, "frame" | "claimed">, key: Sql): Sql {
  if (frame.keys === "all") return sql`TRUE`;
  return frame.keys === "others"
    ? sql`${key} <> ALL(${[...claimed]}::text[])`
    : sql`${key} = ANY(${[...frame.keys]}::text[])`;
}

const LISTED = Prisma.raw(
  "source, source_id, project_id, happened_on, stat_month, opening, value::bigint AS value, amount, readable, secret",
);

/** From the rows as they are now, each month under the rules that it is counted by. */
function countedEvents(question: Question): Sql {
  const { closes, cut, months, rules } = question;
  const parts = byRules(closes, months, rules).map((group) => {
    const mine = { ...question, ...group };
    return sql`SELECT ${LISTED}, FALSE AS adjusts FROM (${seenEvents(mine)}) f WHERE ${inRow(mine, cutKey(cut, group.rules.tiers))}`;
  });
  return Prisma.join(parts, " UNION ALL ");
}

/** What a copied row adds to the figure: its measure, less 续建 where 其中新建 is asked for. */
const signed = ({ id }: ReportColumn, measure: Measure): Sql =>
  id === "outsideNewFen"
    ? sql`sum(CASE measure WHEN 'outsideFen' THEN value WHEN 'carriedFen' THEN -value END)`
    : sql`sum(value) FILTER (WHERE measure = ${measure})`;

/** The figure out of rows with measures (`c`), copied or changed since; what adds nothing is left out. */
function measuredEvents(
  question: Question,
  rows: Sql,
  months: readonly StatMonth[],
  { statMonth, adjusts }: { statMonth: Sql; adjusts: Sql },
): Sql {
  const { column, cut, actor, closes } = question;
  const measure = measureOf(column);
  const beside = amountOf(measure);
  const measures = [
    measure,
    ...(beside ? [beside] : []),
    ...(column.id === "outsideNewFen" ? ["carriedFen"] : []),
  ];
  const started = sql`(SELECT coalesce(sum(s.value), 0) FROM month_close_row s WHERE s.close_id = ANY(${closes.map((c) => c.id)}::int[])
    AND s.measure = 'cohortStartedCount' AND s.stat_month = ANY(${[...months]}::int[]) AND s.project_id = g.project_id)`;
  return sql`SELECT g.source, g.source_id, g.project_id, g.happened_on, g.stat_month, g.opening,
      ${column.id === "startRate" ? started : sql`g.adds`}::bigint AS value, g.amount::bigint AS amount, ${seenBy(actor)}, g.adjusts
    FROM (SELECT source, source_id, project_id, min(happened_on) AS happened_on, max(${statMonth})::int AS stat_month, bool_or(opening) AS opening,
        ${signed(column, measure)} AS adds, ${beside === null ? sql`NULL::bigint` : sql`sum(value) FILTER (WHERE measure = ${beside})`} AS amount,
        ${adjusts} AS adjusts
      FROM (${rows}) c WHERE measure = ANY(${measures}::text[]) AND ${inRow(question, Prisma.raw(`c.${CUT_COLUMN[cut]}`))}
      GROUP BY source, source_id, project_id HAVING coalesce(${signed(column, measure)}, 0) <> 0) g
    JOIN project p ON p.id = g.project_id`;
}

/** From the closes: as the rows were when the months were closed. */
function closedEvents(question: Question): Sql {
  const { closes, months, month, column } = question;
  const all = column.source.measure === "advancingCount" ? [openingMonth(month), ...months] : months;
  const rows = sql`SELECT * FROM month_close_row WHERE close_id = ANY(${closes.map((c) => c.id)}::int[]) AND stat_month = ANY(${[...all]}::int[])`;
  // What a year began with stands in no month of its own.
  const statMonth = sql`CASE WHEN stat_month % 100 = 0 THEN ${month}::int ELSE stat_month END`;
  return measuredEvents(question, rows, months, { statMonth, adjusts: sql`bool_and(adjusts)` });
}

/** The figure's events of one row of the report; they add up to it. */
export function rowEvents(question: Question): Sql {
  const { closes, months, month, rules, known, column } = question;
  const closed = lastClosed(closes);
  if (month <= closed) return closedEvents(question);
  const changed = closedOfYear(month, closed);
  const first = closed > 0 && month === addMonths(closed, 1);
  if (!first || column.source.span === "year" || changed.length === 0) return countedEvents(question);
  const since = measuredEvents(question, changedSince(closes, changed, rules, known), months, {
    statMonth: sql`${month}::int`,
    adjusts: sql`TRUE`,
  });
  return sql`${countedEvents(question)} UNION ALL ${since}`;
}

/** Whether all that is hidden from the person are sensitive leads. */
export const isAllMasked = (hidden: number, masked: readonly { count: number }[]): boolean =>
  masked.reduce((n, { count }) => n + count, 0) === hidden;
