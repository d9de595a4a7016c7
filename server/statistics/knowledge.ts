/**
 * What was known at an instant (时点口径). Rows of the ledgers are approved once and end once; a project, or a rate, that was
 * changed since stands in a table of its past. So every question can be asked as of any earlier instant.
 */
import "server-only";
import { addDays, type Day, dayOf } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { Prisma, type Sql, sql } from "@/server/platform/database";

/** An instant, ISO: known is what was recorded before it. Null: everything that is known now. */
export type Knowledge = string | null;

/** All that was known when the day ended. */
export const atEndOf = (day: Day): string => `${addDays(day, 1)}T00:00:00+08:00`;

/** What a report of an earlier day is asked to know. The day must have ended: until then more may become known. */
export function knowledgeOf(knownOn: Day | undefined, now: Date): Knowledge {
  if (knownOn === undefined) return null;
  if (knownOn < dayOf(now)) return atEndOf(knownOn);
  const message = "时点须早于今天";
  throw new Refusal("bad-input", { message, problems: [{ field: "knownOn", message }] });
}

/**
 * Two days of knowledge beside each other tell what came in between, one row at a time. That is for those who answer for the whole
 * of the figures.
 */
export function requirePast({ actor, now }: { actor: Actor; now: Date }, knownOn: Day | undefined): void {
  knowledgeOf(knownOn, now);
  if (knownOn !== undefined && !can(actor, "statistics:past"))
    throw new Refusal("not-permitted", { message: "按时点看数由局长和统计操作" });
}

/** The condition that a row of a ledger or a milestone counts. */
export const live = (alias: string, known: Knowledge = null): Sql => {
  const row = Prisma.raw(alias);
  return known === null
    ? sql`${row}.status = 'approved' AND ${row}.voided_at IS NULL`
    : sql`${row}.approved_at < ${known}::timestamptz AND (${row}.voided_at IS NULL OR ${row}.voided_at >= ${known}::timestamptz)`;
};

const READ = [
  "chain_id",
  "lead_unit_id",
  "street_unit_id",
  "origin_province",
  "industry_code",
  "stage",
  "off_state",
  "off_since",
  "contract_on",
  "start_on",
  "intended_fen",
  "framework_fen",
  "contract_fen",
  "planned_total_fen",
  "agreed_outside_fen",
  "land_mode",
];
const PRESENT = Prisma.raw(["id", ...READ, "sensitivity"].join(", "));
const PAST = Prisma.raw(["q.project_id", ...READ.map((name) => `q.${name}`)].join(", "));

/** Leads that nobody but their own people may know today. */
export const SECRET_NOW = sql`SELECT id FROM project WHERE sensitivity = 'sensitive' AND contract_on IS NULL`;

/**
 * The projects, to be named by an alias, with what the statistics read of them. Secrecy is that of today where it is stricter: who
 * may not know a lead now is not told of it by an earlier day. Both halves are read by indexes made for them (see the migration
 * `read_the_past`): the rows of `project` themselves are wide.
 */
export const projects = (known: Knowledge): Sql =>
  known === null
    ? sql`project`
    : sql`(SELECT ${PRESENT} FROM project WHERE coalesce(known_since, created_at) < ${known}::timestamptz
        UNION ALL SELECT ${PAST}, CASE WHEN q.project_id IN (${SECRET_NOW}) THEN 'sensitive' ELSE q.sensitivity END
        FROM ${pastRows(known)})`;

const pastRows = (known: string): Sql =>
  sql`project_past q WHERE tstzrange(q.known_from, greatest(q.known_from, q.known_to), '(]') @> ${known}::timestamptz`;

/** The condition that nothing was known yet of the project `p`. */
export const unknownThen = (known: string): Sql =>
  sql`coalesce(p.known_since, p.created_at) >= ${known}::timestamptz AND p.id NOT IN (SELECT q.project_id FROM ${pastRows(known)})`;

/** Dollar rates by month, to be named by an alias. */
export const dollarRates = (known: Knowledge): Sql =>
  known === null
    ? sql`(SELECT month, rate_micro FROM exchange_rate WHERE currency = 'USD')`
    : sql`(SELECT month, rate_micro FROM exchange_rate WHERE currency = 'USD' AND known_since < ${known}::timestamptz
        UNION ALL SELECT month, rate_micro FROM exchange_rate_past WHERE currency = 'USD' AND known_from < ${known}::timestamptz
          AND known_to >= ${known}::timestamptz)`;
