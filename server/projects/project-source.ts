/** Where an imported project came from: its row in the bureau's own ledger, cell by cell. */
import "server-only";
import { type ImportProblem, LEDGER_FIELDS, type LedgerRow } from "@/server/contracts/import";
import type { LedgerSource } from "@/server/contracts/import-batch";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { admit } from "./project-card-access";

interface SourceRow {
  fileName: string;
  sheet: string;
  row: number;
  importedBy: string;
  importedAt: Date;
  detail: { row: LedgerRow; problems: ImportProblem[] };
}

/** Null for a project that was logged here. Contacts are left out for those who may not see them. */
export async function projectSource(actor: Actor, id: number): Promise<LedgerSource | null> {
  const { contacts } = await admit(actor, "project:read", id);
  const [found] = await rowsOf<SourceRow>(
    database,
    sql`SELECT b.file_name AS "fileName", r.sheet, r.row, coalesce(a.display_name, '') AS "importedBy", o.at AS "importedAt", r.detail
      FROM import_row r JOIN import_batch b ON b.id = r.batch_id JOIN operation o ON o.id = b.operation_id
        LEFT JOIN account a ON a.id = o.actor_id
      WHERE r.project_id = ${id}`,
  );
  if (!found) return null;
  const { detail, importedAt, ...source } = found;
  const shown = detail.row.values.filter((v) => v.raw !== "" && (contacts || v.field !== "contact"));
  return {
    ...source,
    importedAt: importedAt.toISOString(),
    values: shown.map((v) => ({ ...v, label: LEDGER_FIELDS[v.field] })),
    problems: detail.problems,
  };
}
