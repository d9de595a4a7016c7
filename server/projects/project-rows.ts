/** Rows of the list and cards of the board: ids found by index alone, their columns read, their names put in. */
import "server-only";
import type { BoardCard, OpenRow } from "@/server/contracts/project-list";
import type { Day } from "@/server/domain/periods";
import { type NameBook, nameBook, nameVersion } from "@/server/organisation";
import { database, Prisma, rowsOf, type Sql, sql, steadyRowsOf } from "@/server/platform/database";
import { lightOf, lightStoryOf } from "./project-filter";

const lightColumns = (today: Day): Sql => sql`${lightOf(today)} AS "light",
  (CASE WHEN p.late_on <= ${today}::date THEN p.late_on WHEN p.warn_on <= ${today}::date THEN p.warn_on END)::text
    AS "lightSince", ${lightStoryOf(today)} AS "lightReason"`;

/** Ids stand where the names will. */
const rowColumns = (
  today: Day,
): Sql => sql`FALSE AS "masked", p.id, p.version, p.number, p.name, p.sensitivity, p.chain_id AS "chainId",
  p.stage, p.stage_since::text AS "stageSince", ${today}::date - p.stage_since AS "daysInStage", p.off_state AS "offState",
  p.planned_total_fen AS "plannedTotalFen", p.intended_fen AS "intendedFen", p.arrived_fen AS "arrivedFen",
  p.invested_fen AS "investedFen", ${lightColumns(today)}, p.next_step AS "nextStep", p.next_due_on::text AS "nextDueOn",
  p.reporting_unit_id AS "firstReporter", (p.first_reported_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "firstReportedOn",
  p.owner_id AS "ownerName", p.investor_name AS "investorName", p.origin_province AS "originProvince",
  p.origin_city AS "originCity", p.lead_unit_id AS "leadUnitName", p.street_unit_id AS "streetName",
  p.contract_on::text AS "contractOn", p.start_on::text AS "startOn", p.project_code AS "projectCode",
  p.company_name AS "companyName"`;

/** Intended before signing, planned total from signing on: the amount a board speaks of. */
export const boardAmountOf = (alias: "p" | "n"): Sql => {
  const row = Prisma.raw(alias);
  return sql`CASE WHEN ${row}.contract_on IS NULL THEN coalesce(${row}.intended_fen, ${row}.planned_total_fen)
  ELSE coalesce(${row}.planned_total_fen, ${row}.contract_fen) END`;
};
export const boardAmount: Sql = boardAmountOf("p");

const cardColumns = (
  today: Day,
): Sql => sql`p.id, p.version, p.name, p.stage, p.off_state AS "offState", p.chain_id AS "chainId",
  p.origin_province AS "originProvince", p.origin_city AS "originCity", p.investor_name AS "investorName",
  ${boardAmount} AS "amountFen", ${today}::date - p.stage_since AS "daysInStage", ${lightColumns(today)}, p.owner_id AS "ownerName",
  (SELECT m.kind FROM milestone m WHERE m.project_id = p.id AND m.status = 'submitted' AND m.voided_at IS NULL LIMIT 1) AS "pending"`;

export interface PageOf {
  where: Sql;
  order: Sql;
  offset: number;
  limit: number;
  /** The condition reads as many rows whatever its values are: see `steadyRowsOf`. */
  steady?: boolean;
}

/** A row whose names are still ids. `nameVersion` is undefined once they are put in, and so is not sent. */
type Bare<Row, Name extends keyof Row> = Omit<Row, Name | "chainName" | "chainHue" | "leaderName"> &
  Record<Name, number | null> & { chainId: number | null; nameVersion: number | undefined };

/**
 * One page of projects. Ids are found first, by index alone; the columns are read for the page only. The names are put
 * into the rows as they came: copying them took as long as parsing them.
 */
async function pageOf<Row>(
  columns: Sql,
  page: PageOf,
  today: Day,
): Promise<{ rows: Row[]; names: NameBook }> {
  const query = sql`WITH page AS MATERIALIZED (
      SELECT p.id FROM project p WHERE ${page.where} ORDER BY ${page.order} OFFSET ${page.offset} LIMIT ${page.limit})
    SELECT ${columns}, ${nameVersion} AS "nameVersion" FROM page JOIN project p ON p.id = page.id ORDER BY ${page.order}`;
  type Versioned = Row & { nameVersion: number };
  const rows = page.steady ? await steadyRowsOf<Versioned>(query) : await rowsOf<Versioned>(database, query);
  return { rows, names: await nameBook(rows[0]?.nameVersion ?? null, today) };
}

const chainOf = (names: NameBook, id: number | null) => {
  const chain = names.chain(id);
  return { chainName: chain?.name ?? null, chainHue: chain?.hue ?? null, nameVersion: undefined };
};

/** A page of the table. */
export async function rowPage(page: PageOf, today: Day): Promise<OpenRow[]> {
  type BareRow = Bare<OpenRow, "firstReporter" | "ownerName" | "leadUnitName" | "streetName">;
  const { rows, names } = await pageOf<BareRow>(rowColumns(today), page, today);
  return rows.map((row) =>
    Object.assign(row, chainOf(names, row.chainId), {
      leaderName: names.leaders(row.chainId),
      firstReporter: names.unit(row.firstReporter),
      ownerName: names.account(row.ownerName),
      leadUnitName: names.unit(row.leadUnitName),
      streetName: names.unit(row.streetName),
    }),
  );
}

/** Some cards of a board column. */
export async function cardPage(page: PageOf, today: Day): Promise<BoardCard[]> {
  const { rows, names } = await pageOf<Bare<BoardCard, "ownerName">>(cardColumns(today), page, today);
  return rows.map((card) =>
    Object.assign(card, chainOf(names, card.chainId), { ownerName: names.account(card.ownerName) }),
  );
}

/** ORDER BY of a column; unknown values come last either way, ids decide between equals. */
export const orderBy = (column: Sql, descending: boolean, nullable: boolean): Sql =>
  sql`${column} ${Prisma.raw(descending ? "DESC" : "ASC")}${Prisma.raw(nullable ? " NULLS LAST" : "")}, p.id ${Prisma.raw(descending ? "DESC" : "ASC")}`;
