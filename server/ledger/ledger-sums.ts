/** Warnings about projects whose ledgers run beyond what was agreed or planned. */
import "server-only";
import { type LedgerSums, ledgerWarnings } from "@/server/domain/ledger-warnings";
import type { Rules } from "@/server/domain/rules";
import { type Database, rowsOf, type Sql, sql } from "@/server/platform/database";

export interface ProjectWarning {
  projectId: number;
  projectName: string;
  message: string;
}

/** Counted, or on the way to it (在途): what is still with its author, or came back to him, is not. */
const ON_THE_WAY = sql`('approved', 'submitted')`;

/** Sums of a project `p`, approved and on the way, as columns for a SELECT. Fen. */
export const SUM_COLUMNS: Sql = sql`p.planned_total_fen AS "plannedTotalFen", p.agreed_outside_fen AS "agreedOutsideFen",
  (SELECT coalesce(sum(a.outside_fen), 0)::bigint FROM arrival a
    WHERE a.project_id = p.id AND a.voided_at IS NULL AND a.status IN ${ON_THE_WAY}) AS "outsideFen",
  (SELECT coalesce(sum(i.total_fen), 0)::bigint FROM investment i
    WHERE i.project_id = p.id AND i.voided_at IS NULL AND i.basis = 'official' AND i.status IN ${ON_THE_WAY}) AS "investedFen"`;

export async function projectWarnings(
  db: Database,
  projectIds: readonly number[],
  rules: Rules,
): Promise<ProjectWarning[]> {
  if (projectIds.length === 0) return [];
  const rows = await rowsOf<LedgerSums & { id: number; name: string }>(
    db,
    sql`SELECT p.id, p.name, ${SUM_COLUMNS} FROM project p WHERE p.id = ANY(${[...projectIds]}) ORDER BY p.id`,
  );
  return rows.flatMap((row) =>
    ledgerWarnings(row, rules).map(({ message }) => ({ projectId: row.id, projectName: row.name, message })),
  );
}
