/** Rows of detail sheets as a batch keeps them. */
import "server-only";
import type { DetailFate, DetailKind, DetailRow } from "@/server/contracts/import-details";
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
}

const labelOf = ({ number, code, name, company }: DetailRow["project"]): string =>
  [name || number || code, company].filter(Boolean).join(" ");

export async function keepDetails(
  db: Database,
  batchId: number,
  rows: readonly JudgedDetail[],
): Promise<void> {
  await db.$executeRaw(sql`DELETE FROM import_detail WHERE batch_id = ${batchId}`);
  const stored = rows.map(({ row, fate, projectId, candidates, problems }, ordinal) => {
    const errors = problems.filter((p) => p.severity === "error").length;
    const detail: KeptDetail = { row, candidates, problems };
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
  await insertRows(db, "import_detail", COLUMNS, stored);
}

export interface StoredDetail {
  ordinal: number;
  kind: DetailKind;
  fate: DetailFate;
  projectId: number | null;
  entryId: number | null;
  detail: KeptDetail;
}

export const storedDetails = (
  db: Pick<Database, "$queryRaw">,
  batchId: number,
  fate: DetailFate,
): Promise<StoredDetail[]> =>
  rowsOf<StoredDetail>(
    db,
    sql`SELECT ordinal, kind, fate, project_id AS "projectId", entry_id AS "entryId", detail FROM import_detail
      WHERE batch_id = ${batchId} AND fate = ${fate} ORDER BY ordinal`,
  );

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
