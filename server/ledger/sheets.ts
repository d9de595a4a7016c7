/** What the month grids are filled from: one project's year, or all my projects in one month. */
import "server-only";
import type { z } from "zod";
import type { monthSheet as monthInput, projectSheet as projectInput } from "@/server/contracts/ledger";
import type { Fen } from "@/server/domain/amounts";
import type { EntryStatus } from "@/server/domain/ledger-entries";
import { type LedgerSums, ledgerWarnings } from "@/server/domain/ledger-warnings";
import { addMonths, type Day, dayOf, lastDayOf, type StatMonth, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { InvestmentRow } from "@/server/domain/project-facts";
import { Refusal } from "@/server/domain/refusals";
import { database, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { firstOpenMonth, rulesInForce } from "@/server/record/load-rules";
import { SUM_COLUMNS } from "./ledger-sums";

export interface SheetEntry extends InvestmentRow {
  id: number;
  version: number;
  status: EntryStatus;
  opening: boolean;
  correctionOfId: number | null;
  statMonth: StatMonth | null;
  returnReason: string | null;
}
const ENTRY_JSON = sql`json_build_object('id', e.id, 'version', e.version, 'status', e.status, 'opening', e.opening,
  'correctionOfId', e.correction_of_id, 'statMonth', e.stat_month, 'returnReason', e.return_reason, 'month', e.month,
  'basis', e.basis, 'constructionFen', e.construction_fen, 'installationFen', e.installation_fen,
  'equipmentFen', e.equipment_fen, 'otherFen', e.other_fen, 'totalFen', e.total_fen, 'note', e.note)`;

export interface SheetProject extends LedgerSums {
  id: number;
  number: string;
  name: string;
  chainName: string | null;
  chainHue: number | null;
  plannedFixedFen: Fen | null;
  contractFen: Fen | null;
  contractOn: Day | null;
  startOn: Day | null;
  offState: string | null;
  originProvince: string | null;
  mayDraft: boolean;
  /** Approved, from before the year shown. */
  priorInvestedFen: Fen;
}

export interface ProjectSheet {
  project: SheetProject;
  entries: SheetEntry[];
  warnings: string[];
  firstOpenMonth: StatMonth;
  today: Day;
}

export async function projectSheet(
  actor: Actor,
  { projectId, year }: z.output<typeof projectInput>,
  now: Date,
): Promise<ProjectSheet> {
  const today = dayOf(now);
  const january = year * 100 + 1;
  const [[project], entries, openMonth, rules] = await Promise.all([
    rowsOf<SheetProject>(
      database,
      sql`SELECT p.id, p.number, p.name, c.name AS "chainName", c.hue AS "chainHue", ${SUM_COLUMNS},
          p.planned_fixed_fen AS "plannedFixedFen", p.contract_fen AS "contractFen", p.contract_on::text AS "contractOn",
          p.start_on::text AS "startOn", p.off_state AS "offState", p.origin_province AS "originProvince",
          ${projectsFor(actor, "entry:draft")} AS "mayDraft",
          (SELECT coalesce(sum(i.total_fen), 0)::bigint FROM investment i WHERE i.project_id = p.id AND i.voided_at IS NULL
            AND i.basis = 'official' AND i.status = 'approved' AND i.month < ${january}) AS "priorInvestedFen"
        FROM project p LEFT JOIN chain c ON c.id = p.chain_id
        WHERE p.id = ${projectId} AND ${projectsFor(actor, "entry:read")} AND NOT ${maskedFor(actor)}`,
    ),
    rowsOf<{ entry: SheetEntry }>(
      database,
      sql`SELECT ${ENTRY_JSON} AS entry FROM investment e
        WHERE e.project_id = ${projectId} AND e.voided_at IS NULL AND e.month BETWEEN ${january} AND ${january + 11}
        ORDER BY e.month, e.id`,
    ),
    firstOpenMonth(database, today),
    rulesInForce(database, today),
  ]);
  if (!project) throw new Refusal("not-found");
  const warnings = ledgerWarnings(project, rules).map((w) => w.message);
  return { project, entries: entries.map((e) => e.entry), warnings, firstOpenMonth: openMonth, today };
}

/** Projects `p` that owe a figure for a month: begun by then, on the main line, and not yet completed before it. */
export function reportingIn(month: StatMonth, basis: "official" | "dispatch"): Sql {
  const begun = basis === "official" ? sql`p.start_on` : sql`p.contract_on`;
  return sql`(p.off_state IS NULL AND ${begun} <= ${lastDayOf(month)}::date AND NOT EXISTS (
    SELECT 1 FROM milestone m WHERE m.project_id = p.id AND m.kind IN ('completion', 'production', 'full-capacity')
      AND m.status = 'approved' AND m.voided_at IS NULL AND m.occurred_on < ${lastDayOf(addMonths(month, -1))}::date))`;
}

/** No ordinary row of `p` stands for the month; drafts count as standing. */
export const unreportedIn = (month: StatMonth, basis: "official" | "dispatch"): Sql =>
  sql`NOT EXISTS (SELECT 1 FROM investment r WHERE r.project_id = p.id AND r.month = ${month} AND r.basis = ${basis}
    AND r.voided_at IS NULL AND r.correction_of_id IS NULL)`;

export interface MonthLine {
  projectId: number;
  number: string;
  name: string;
  chainName: string | null;
  chainHue: number | null;
  plannedTotalFen: Fen | null;
  /** Approved in this year before the month. */
  earlierFen: Fen;
  previousFen: Fen | null;
  entry: SheetEntry | null;
}

export async function monthSheet(actor: Actor, input: z.output<typeof monthInput>, now: Date) {
  const { month, basis, offset, limit, missing } = input;
  const owing = sql`${projectsFor(actor, "entry:draft")} AND ${reportingIn(month, basis)}`;
  const shown = missing ? sql`${owing} AND ${unreportedIn(month, basis)}` : owing;
  const [lines, counts, openMonth] = await Promise.all([
    rowsOf<MonthLine>(
      database,
      sql`SELECT p.id AS "projectId", p.number, p.name, c.name AS "chainName", c.hue AS "chainHue",
          p.planned_total_fen AS "plannedTotalFen", before.earlier AS "earlierFen", before.previous AS "previousFen",
          (SELECT ${ENTRY_JSON} FROM investment e WHERE e.project_id = p.id AND e.month = ${month} AND e.basis = ${basis}
            AND e.voided_at IS NULL AND NOT e.opening AND e.correction_of_id IS NULL) AS entry
        FROM project p LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN LATERAL (
          SELECT coalesce(sum(i.total_fen) FILTER (WHERE i.status = 'approved' AND i.month >= ${yearStart(month)}), 0)::bigint AS earlier,
            sum(i.total_fen) FILTER (WHERE i.month = ${addMonths(month, -1)})::bigint AS previous
          FROM investment i WHERE i.project_id = p.id AND i.basis = ${basis} AND i.voided_at IS NULL
            AND i.month BETWEEN ${Math.min(yearStart(month), addMonths(month, -1))} AND ${addMonths(month, -1)}) before ON TRUE
        WHERE ${shown} ORDER BY c.position NULLS LAST, p.number LIMIT ${limit} OFFSET ${offset}`,
    ),
    rowOf<{ total: number; owing: number; missing: number }>(
      database,
      sql`SELECT count(*) FILTER (WHERE ${missing} = FALSE OR absent) AS total, count(*) AS owing,
          count(*) FILTER (WHERE absent) AS missing
        FROM (SELECT ${unreportedIn(month, basis)} AS absent FROM project p WHERE ${owing}) owed`,
    ),
    firstOpenMonth(database, dayOf(now)),
  ]);
  return { lines, ...counts, firstOpenMonth: openMonth };
}
