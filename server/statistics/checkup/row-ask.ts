/** What every question over rows is asked with, and what it answers: one row a finding. */
import "server-only";
import type { Day, StatMonth } from "@/server/domain/periods";
import { yearStart } from "@/server/domain/periods";
import type { Rules } from "@/server/domain/rules";
import { Prisma, type Sql, sql } from "@/server/platform/database";
import { live } from "../knowledge";

export interface RowAsk {
  month: StatMonth;
  today: Day;
  rules: Pick<Rules, "thresholds" | "clocks">;
  /** Of a close: only what counts in that month is looked at. */
  closing: boolean;
}

/**
 * project_id, other_id (a second project that it speaks of), subject, numbers (jsonb, see `numbers`), since (day), detail
 * (jsonb, see `RowDetail`).
 */
export type RowQuestion = (ask: RowAsk) => Sql;

/** What several checks read, as a named part of their statement: looked up once for all of them. */
export interface Shared {
  name: string;
  rows: RowQuestion;
}

/** Where a finding is mended, and by what. */
export interface RowDetail {
  /** Of the project, to be filled in or corrected. */
  field?: string;
  /** What the field should probably be. */
  value?: number;
  ledger?: "agreement" | "arrival" | "investment";
  entryId?: number;
  status?: string;
}

type Kind = "amount" | "count" | "day" | "month" | "text";
/** The numbers beside each other, as the screen shows them; their text is what an acceptance holds on to. */
export const numbers = (...said: readonly [label: Sql | string, kind: Kind, value: Sql][]): Sql =>
  sql`jsonb_build_array(${Prisma.join(
    said.map(
      ([label, kind, value]) =>
        sql`jsonb_build_object('label', ${typeof label === "string" ? sql`${label}::text` : label}, 'kind', ${kind}::text, 'value', ${value})`,
    ),
  )})`;

/** Counted, or on its way to it. */
export const onTheWay = (alias: string): Sql =>
  Prisma.raw(`${alias}.status IN ('approved', 'submitted') AND ${alias}.voided_at IS NULL`);

/** A row that counts in the year up to the month; of a close, in the month itself. */
export const inSpan = (alias: string, { month, closing }: RowAsk): Sql =>
  sql`${Prisma.raw(alias)}.stat_month BETWEEN ${closing ? month : yearStart(month)}::int AND ${month}::int`;

/** Of a close: projects with a row that counts in the month, looked up once instead of for every project. */
export const touched = (ask: RowAsk, id: Sql = sql`p.id`): Sql =>
  ask.closing
    ? sql`${id} = ANY(ARRAY(SELECT r.project_id FROM agreement r WHERE ${inSpan("r", ask)} AND ${live("r")}
        UNION SELECT r.project_id FROM arrival r WHERE ${inSpan("r", ask)} AND ${live("r")}
        UNION SELECT r.project_id FROM investment r WHERE ${inSpan("r", ask)} AND ${live("r")}))`
    : sql`TRUE`;

export const project = sql`'project:' || p.id`;
export const NO_OTHER = sql`NULL::int AS other_id`;
/** A field of the project, in which it is mended. */
export const atField = (field: string): Sql => sql`jsonb_build_object('field', ${field}::text)`;
