/** Rows of detail sheets as a batch keeps them. */
import "server-only";
import type { DetailKind } from "@/server/contracts/detail-fields";
import type { DetailFate, DetailRow, EnterpriseFieldChange } from "@/server/contracts/import-details";
import type { Database } from "@/server/platform/database";
import { insertRows, rowsOf, sql } from "@/server/platform/database";
import type { JudgedDetail } from "./judged";

const COLUMNS = {
  batch_id: "integer",
  ordinal: "integer",
  kind: "text",
  sheet: "text",
  row: "integer",
  label: "text",
  fate: "text",
  errors: "integer",
  warnings: "integer",
  project_id: "integer",
  detail: "jsonb",
};

/** The understood row, and which projects it could mean. Its own problems are among those that were found since. */
export interface KeptDetail {
  row: DetailRow;
  candidates: number[];
  problems: DetailRow["problems"];
  /** Of a row of a directory. */
  enterprise?: { id: number | null; changes: EnterpriseFieldChange[] };
  /** Why the undo of the batch left it. */
  keptWhy?: string;
}

const labelOf = ({ number, code, name, company }: DetailRow["project"]): string =>
  [name || number || code, company].filter(Boolean).join(" ");

export async function keepDetails(
  db: Database,
  batchId: number,
  rows: readonly JudgedDetail[],
): Promise<void> {
  await db.$executeRaw(sql`DELETE FROM import_detail WHERE batch_id = ${batchId}`);
  const kept = rows.map(({ row, fate, projectId, candidates, problems, id, shown }, ordinal) => {
    const errors = problems.filter((p) => p.severity === "error").length;
    const enterprise =
      row.kind === "enterprise" ? { enterprise: { id: id ?? null, changes: shown ?? [] } } : {};
    const detail: KeptDetail = { row, candidates, problems, ...enterprise };
    return {
      ...{
        batch_id: batchId,
        ordinal,
        kind: row.kind,
        sheet: row.sheet,
        row: row.row,
        label: labelOf(row.project),
      },
      ...{ fate, errors, warnings: problems.length - errors, project_id: projectId, detail },
    };
  });
  await insertRows(db, "import_detail", COLUMNS, kept);
}

export interface StoredDetail {
  ordinal: number;
  kind: DetailKind;
  fate: DetailFate;
  projectId: number | null;
  entryId: number | null;
  detail: KeptDetail;
}

const stored = (
  db: Pick<Database, "$queryRaw">,
  batchId: number,
  fates: readonly DetailFate[],
  ofEnterprises: boolean,
): Promise<StoredDetail[]> =>
  rowsOf<StoredDetail>(
    db,
    sql`SELECT ordinal, kind, fate, project_id AS "projectId", entry_id AS "entryId", detail FROM import_detail
      WHERE batch_id = ${batchId} AND fate = ANY(${[...fates]}::text[]) AND (kind = 'enterprise') = ${ofEnterprises}
      ORDER BY ordinal`,
  );

/** Rows about projects. */
export const storedDetails = (
  db: Pick<Database, "$queryRaw">,
  batchId: number,
  fate: DetailFate,
): Promise<StoredDetail[]> => stored(db, batchId, [fate], false);

/** Rows of a directory. */
export const storedEnterprises = (
  db: Pick<Database, "$queryRaw">,
  batchId: number,
  ...fates: DetailFate[]
): Promise<StoredDetail[]> => stored(db, batchId, fates, true);

/** Projects to lock before the rows of a fate are acted upon. */
export const projectsOfDetails = async (
  db: Pick<Database, "$queryRaw">,
  batchId: number,
  fate: DetailFate,
): Promise<number[]> =>
  (
    await rowsOf<{ id: number }>(
      db,
      sql`SELECT DISTINCT project_id AS id FROM import_detail WHERE batch_id = ${batchId} AND fate = ${fate} AND project_id IS NOT NULL`,
    )
  ).map(({ id }) => id);
