/** The rows of 招商引资项目台账, read in batches by id so that memory stays flat whatever their number. */
import "server-only";
import type { ProjectFilter } from "@/server/contracts/project";
import { dayOf, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { sizeWordOf } from "@/server/domain/size-words";
import { database, Prisma, rowOf, rowsOf, sql } from "@/server/platform/database";
import { findProjects, lightOf } from "@/server/projects";
import { rulesInForce } from "@/server/record/load-rules";
import { MASKED_NAME } from "./row-keys";

export interface LedgerRow {
  id: number;
  masked: boolean;
  /** 1亿–5亿 of a masked row, whose amounts stay empty. */
  size: string;
  number: string;
  name: string;
  projectCode: string | null;
  chainId: number | null;
  chain: string | null;
  engines: string | null;
  investor: string;
  investorUscc: string | null;
  originProvince: string;
  originCity: string;
  investorKind: string;
  content: string;
  nature: string;
  industryCode: string | null;
  sector: string | null;
  plannedTotalFen: number | null;
  intendedFen: number | null;
  plannedFixedFen: number | null;
  agreedOutsideFen: number | null;
  contractOn: string | null;
  frameworkOn: string | null;
  event: string | null;
  companyName: string;
  registrationOn: string | null;
  filingOn: string | null;
  address: string;
  street: string | null;
  landMode: string;
  landAreaCentiMu: number | null;
  plannedStartOn: string | null;
  startOn: string | null;
  statisticsMonth: number | null;
  plannedCompletionOn: string | null;
  completionOn: string | null;
  productionOn: string | null;
  arrivedYearFen: number | null;
  arrivedFen: number | null;
  investedYearFen: number | null;
  investedFen: number | null;
  progress: string;
  difficulty: string;
  nextStep: string;
  reportingUnit: string | null;
  reporterName: string;
  leadUnit: string | null;
  people: { role: string; name: string }[] | null;
  stage: string;
  offState: string | null;
  light: string;
  sensitivity: string;
  offSince: string | null;
  offReason: string;
  /** 关联产业链, for reading only. */
  linkedChains: string | null;
}

const BATCH = 1000;

/** How many rows an export will have, for its progress bar. */
export async function countLedgerRows(actor: Actor, filter: ProjectFilter, now: Date): Promise<number> {
  const { all } = findProjects(actor, filter, dayOf(now));
  return (await rowOf<{ n: number }>(database, sql`SELECT count(*)::int AS n FROM project p WHERE ${all}`)).n;
}

/**
 * Batches of rows in the order of their ids, inside what the actor may read; masked rows carry only what they may. Money
 * is counted up to the stat month `through` (本年: from its January); everything else is as it stands now.
 */
export async function* ledgerRows(
  actor: Actor,
  filter: ProjectFilter,
  now: Date,
  through: StatMonth,
): AsyncGenerator<LedgerRow[]> {
  const today = dayOf(now);
  const { all, isMasked } = findProjects(actor, filter, today);
  const { tiers } = await rulesInForce(database, today);
  let after = 0;
  for (;;) {
    const ids = await rowsOf<{ id: number; masked: boolean }>(
      database,
      sql`SELECT p.id, ${isMasked} AS masked FROM project p WHERE p.id > ${after} AND ${all} ORDER BY p.id LIMIT ${BATCH}`,
    );
    const last = ids.at(-1);
    if (!last) return;
    const masked = new Set(ids.filter((r) => r.masked).map((r) => r.id));
    const rows = await readBatch(
      ids.map((r) => r.id),
      today,
      through,
    );
    yield rows.map((row) =>
      masked.has(row.id) ? maskedRow(row, tiers) : { ...row, masked: false, size: "" },
    );
    after = last.id;
  }
}

const OPEN_COLUMNS = new Set<string>([
  "id",
  "chainId",
  "chain",
  "reportingUnit",
  "sensitivity",
] satisfies (keyof LedgerRow)[]);

/** Keeps chain, size and first reporter; everything else is emptied by its kind. */
function maskedRow(row: LedgerRow, tiers: readonly number[]): LedgerRow {
  const bare = Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      if (OPEN_COLUMNS.has(key)) return [key, value];
      return [key, typeof value === "string" ? "" : null];
    }),
  ) as unknown as LedgerRow;
  const size = sizeWordOf(row.plannedTotalFen ?? row.intendedFen, tiers);
  return { ...bare, masked: true, size, name: MASKED_NAME, number: "" };
}

async function readBatch(ids: number[], today: string, through: StatMonth): Promise<LedgerRow[]> {
  const thisYear = sql`stat_month >= ${yearStart(through)}`;
  const approved = Prisma.raw("status = 'approved' AND voided_at IS NULL");
  return rowsOf<LedgerRow>(
    database,
    sql`WITH m AS (
        SELECT project_id, max(occurred_on) FILTER (WHERE kind = 'framework')::text AS framework_on,
          max(occurred_on) FILTER (WHERE kind = 'registration')::text AS registration_on,
          max(occurred_on) FILTER (WHERE kind = 'filing')::text AS filing_on,
          max(stat_month) FILTER (WHERE kind = 'statistics') AS statistics_month,
          max(occurred_on) FILTER (WHERE kind = 'completion')::text AS completion_on,
          max(occurred_on) FILTER (WHERE kind = 'production')::text AS production_on
        FROM milestone WHERE project_id = ANY(${ids}) AND ${approved} GROUP BY project_id),
      a AS (SELECT project_id, sum(outside_fen) FILTER (WHERE ${thisYear})::bigint AS year, sum(amount_fen)::bigint AS whole FROM arrival
        WHERE project_id = ANY(${ids}) AND ${approved} AND stat_month <= ${through} GROUP BY project_id),
      i AS (SELECT project_id, sum(total_fen) FILTER (WHERE ${thisYear})::bigint AS year, sum(total_fen)::bigint AS whole FROM investment
        WHERE project_id = ANY(${ids}) AND ${approved} AND basis = 'official' AND stat_month <= ${through} GROUP BY project_id),
      g AS (SELECT project_id, max(event) FILTER (WHERE event <> '') AS event FROM agreement
        WHERE project_id = ANY(${ids}) AND ${approved} GROUP BY project_id),
      e AS (SELECT pe.project_id, string_agg(en.name, '、' ORDER BY en.position) AS names FROM project_engine pe
        JOIN engine en ON en.id = pe.engine_id WHERE pe.project_id = ANY(${ids}) GROUP BY pe.project_id),
      k AS (SELECT pk.project_id, string_agg(kc.name, '、' ORDER BY kc.position) AS names FROM project_linked_chain pk
        JOIN chain kc ON kc.id = pk.chain_id WHERE pk.project_id = ANY(${ids}) GROUP BY pk.project_id),
      t AS (SELECT project_id, json_agg(json_build_object('role', role, 'name', person_name) ORDER BY id) AS people FROM project_member
        WHERE project_id = ANY(${ids}) AND valid_to IS NULL GROUP BY project_id)
      SELECT p.id, p.number, p.name, p.project_code AS "projectCode", p.chain_id AS "chainId", c.name AS chain, e.names AS engines,
        p.investor_name AS investor, p.investor_uscc AS "investorUscc", p.origin_province AS "originProvince",
        p.origin_city AS "originCity", p.investor_kind AS "investorKind", p.content, p.nature, p.industry_code AS "industryCode",
        p.sector, p.planned_total_fen AS "plannedTotalFen", p.intended_fen AS "intendedFen", p.planned_fixed_fen AS "plannedFixedFen",
        p.agreed_outside_fen AS "agreedOutsideFen", p.contract_on::text AS "contractOn", m.framework_on AS "frameworkOn", g.event,
        p.company_name AS "companyName", m.registration_on AS "registrationOn", m.filing_on AS "filingOn", p.address,
        st.name AS street, p.land_mode AS "landMode", p.land_area_centi_mu AS "landAreaCentiMu",
        p.planned_start_on::text AS "plannedStartOn", p.start_on::text AS "startOn", m.statistics_month AS "statisticsMonth",
        p.planned_completion_on::text AS "plannedCompletionOn", m.completion_on AS "completionOn", m.production_on AS "productionOn",
        coalesce(a.year, 0)::bigint AS "arrivedYearFen", coalesce(a.whole, 0)::bigint AS "arrivedFen",
        coalesce(i.year, 0)::bigint AS "investedYearFen", coalesce(i.whole, 0)::bigint AS "investedFen", p.progress, p.difficulty, p.next_step AS "nextStep", r.name AS "reportingUnit",
        p.reporter_name AS "reporterName", l.name AS "leadUnit", t.people, p.stage, p.off_state AS "offState",
        ${lightOf(today)} AS light, p.sensitivity,
        p.off_since::text AS "offSince", p.off_reason AS "offReason", k.names AS "linkedChains"
      FROM project p LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN unit l ON l.id = p.lead_unit_id
      LEFT JOIN unit st ON st.id = p.street_unit_id LEFT JOIN unit r ON r.id = p.reporting_unit_id
      LEFT JOIN m ON m.project_id = p.id LEFT JOIN a ON a.project_id = p.id LEFT JOIN i ON i.project_id = p.id
      LEFT JOIN g ON g.project_id = p.id LEFT JOIN e ON e.project_id = p.id LEFT JOIN t ON t.project_id = p.id LEFT JOIN k ON k.project_id = p.id
      WHERE p.id = ANY(${ids}) ORDER BY p.id`,
  );
}
