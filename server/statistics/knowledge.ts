/**
 * What was known at an instant (时点口径). Rows of the ledgers are approved once and end once; a project, or a rate, that was
 * changed since stands in a table of its past. So every question can be asked as of any earlier instant.
 */
import "server-only";
import { addDays, type Day } from "@/server/domain/periods";
import { Prisma, type Sql, sql } from "@/server/platform/database";

/** An instant, ISO: known is what was recorded before it. Null: everything that is known now. */
export type Knowledge = string | null;

/** All that was known when the day ended. */
export const atEndOf = (day: Day): string => `${addDays(day, 1)}T00:00:00+08:00`;

/** The condition that a row of a ledger or a milestone counts. */
export const live = (alias: string, known: Knowledge = null): Sql => {
  const row = Prisma.raw(alias);
  return known === null
    ? sql`${row}.status = 'approved' AND ${row}.voided_at IS NULL`
    : sql`${row}.approved_at < ${known}::timestamptz AND (${row}.voided_at IS NULL OR ${row}.voided_at >= ${known}::timestamptz)`;
};

const READ = Prisma.raw(
  [
    "chain_id",
    "lead_unit_id",
    "street_unit_id",
    "origin_province",
    "industry_code",
    "sensitivity",
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
  ].join(", "),
);

/** The projects, to be named by an alias, with what the statistics read of them. */
export const projects = (known: Knowledge): Sql =>
  known === null
    ? sql`project`
    : sql`(SELECT id, ${READ} FROM project WHERE coalesce(known_since, created_at) < ${known}::timestamptz
        UNION ALL SELECT project_id, ${READ} FROM project_past WHERE known_from < ${known}::timestamptz AND known_to >= ${known}::timestamptz)`;

/** Dollar rates by month, to be named by an alias. */
export const dollarRates = (known: Knowledge): Sql =>
  known === null
    ? sql`(SELECT month, rate_micro FROM exchange_rate WHERE currency = 'USD')`
    : sql`(SELECT month, rate_micro FROM exchange_rate WHERE currency = 'USD' AND known_since < ${known}::timestamptz
        UNION ALL SELECT month, rate_micro FROM exchange_rate_past WHERE currency = 'USD' AND known_from < ${known}::timestamptz
          AND known_to >= ${known}::timestamptz)`;
