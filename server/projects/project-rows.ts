/** The columns of list rows and board cards. PostgreSQL builds the JSON: one value travels instead of thousands. */
import "server-only";
import type { Day } from "@/server/domain/periods";
import { type Database, Prisma, rowOf, type Sql, sql } from "@/server/platform/database";
import { lightOf } from "./project-filter";

// Names come by sub-select: a join of seven tables takes the planner longer than the query takes to run.
const unitName = (column: "lead_unit_id" | "street_unit_id" | "reporting_unit_id"): Sql =>
  sql`(SELECT u.name FROM unit u WHERE u.id = ${Prisma.raw(`p.${column}`)})`;
const ownerName: Sql = sql`(SELECT a.display_name FROM account a WHERE a.id = p.owner_id)`;
const chainColumns: Sql = sql`(SELECT c.name FROM chain c WHERE c.id = p.chain_id) AS "chainName",
  (SELECT c.hue FROM chain c WHERE c.id = p.chain_id) AS "chainHue"`;

/** Chain leaders (链长) in office on a day. */
const leaderName = (
  today: Day,
): Sql => sql`(SELECT string_agg(l.person_name, '、' ORDER BY l.id) FROM chain_appointment l
  WHERE l.chain_id = p.chain_id AND l.role = 'leader' AND l.valid_from <= ${today}::date AND (l.valid_to IS NULL OR l.valid_to >= ${today}::date))`;

const lightColumns = (today: Day): Sql => sql`${lightOf(today)} AS "light",
  CASE WHEN p.late_on <= ${today}::date THEN p.late_on WHEN p.warn_on <= ${today}::date THEN p.warn_on END AS "lightSince",
  p.light_reason AS "lightReason"`;

/** Whole row of the table. */
export const rowColumns = (
  today: Day,
): Sql => sql`FALSE AS "masked", p.id, p.version, p.number, p.name, p.sensitivity,
  p.chain_id AS "chainId", ${chainColumns}, ${leaderName(today)} AS "leaderName",
  p.stage, p.stage_since AS "stageSince", ${today}::date - p.stage_since AS "daysInStage", p.off_state AS "offState",
  p.planned_total_fen AS "plannedTotalFen", p.intended_fen AS "intendedFen", p.arrived_fen AS "arrivedFen",
  p.invested_fen AS "investedFen", ${lightColumns(today)}, p.next_step AS "nextStep", p.next_due_on AS "nextDueOn",
  ${unitName("reporting_unit_id")} AS "firstReporter",
  (p.first_reported_at AT TIME ZONE 'Asia/Shanghai')::date AS "firstReportedOn", ${ownerName} AS "ownerName",
  p.investor_name AS "investorName", p.origin_province AS "originProvince", p.origin_city AS "originCity",
  ${unitName("lead_unit_id")} AS "leadUnitName", ${unitName("street_unit_id")} AS "streetName", p.contract_on AS "contractOn",
  p.start_on AS "startOn", p.project_code AS "projectCode", p.company_name AS "companyName"`;

/** Intended before signing, planned total from signing on: the amount a board speaks of. */
export const boardAmount: Sql = sql`CASE WHEN p.contract_on IS NULL THEN coalesce(p.intended_fen, p.planned_total_fen)
  ELSE coalesce(p.planned_total_fen, p.contract_fen) END`;

export const cardColumns = (
  today: Day,
): Sql => sql`p.id, p.version, p.name, p.stage, p.off_state AS "offState", ${chainColumns},
  p.origin_province AS "originProvince", p.origin_city AS "originCity", p.investor_name AS "investorName",
  ${boardAmount} AS "amountFen", ${today}::date - p.stage_since AS "daysInStage", ${lightColumns(today)}, ${ownerName} AS "ownerName",
  (SELECT m.kind FROM milestone m WHERE m.project_id = p.id AND m.status = 'submitted' AND m.voided_at IS NULL LIMIT 1) AS "pending"`;

interface PageOf {
  columns: Sql;
  where: Sql;
  order: Sql;
  offset: number;
  limit: number;
}

/** One page of projects. Ids are found first, by index alone; names are joined for the page only. */
export async function projectPage<Row>(db: Pick<Database, "$queryRaw">, page: PageOf): Promise<Row[]> {
  const { rows } = await rowOf<{ rows: Row[] }>(
    db,
    sql`WITH page AS MATERIALIZED (
        SELECT p.id FROM project p WHERE ${page.where} ORDER BY ${page.order} OFFSET ${page.offset} LIMIT ${page.limit})
      SELECT coalesce(json_agg(row_to_json(found)), '[]') AS rows FROM (
        SELECT ${page.columns} FROM page JOIN project p ON p.id = page.id ORDER BY ${page.order}) found`,
  );
  return rows;
}

/** ORDER BY of a column; unknown values come last either way, ids decide between equals. */
export const orderBy = (column: Sql, descending: boolean, nullable: boolean): Sql =>
  sql`${column} ${Prisma.raw(descending ? "DESC" : "ASC")}${Prisma.raw(nullable ? " NULLS LAST" : "")}, p.id ${Prisma.raw(descending ? "DESC" : "ASC")}`;
