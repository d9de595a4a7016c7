/** What hangs on projects that are merged or split: lists, rows of the ledgers, papers. */
import "server-only";
import type { MergeLists } from "@/server/domain/merge-facts";
import type { LiveEntry, Unapproved } from "@/server/domain/merging";
import { LEDGERS } from "@/server/domain/project-facts";
import { type Database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { ROW_JSON } from "@/server/record/row-json";

type Asking = Pick<Database, "$queryRaw">;

const inLedgers = (select: (ledger: (typeof LEDGERS)[number], table: Sql) => Sql): Sql =>
  Prisma.join(
    LEDGERS.map((ledger) => select(ledger, Prisma.raw(`"${ledger}"`))),
    " UNION ALL ",
  );

/** The approved rows of projects, by project. */
export async function liveEntries(db: Asking, ids: readonly number[]): Promise<Map<number, LiveEntry[]>> {
  const rows = await rowsOf<LiveEntry & { projectId: number }>(
    db,
    inLedgers(
      (
        ledger,
        table,
      ) => sql`SELECT e.project_id AS "projectId", ${ledger} AS ledger, e.id AS "entryId", ${ROW_JSON[ledger]} AS row,
        e.stat_month AS "statMonth", e.opening, e.correction_of_id AS "correctionOfId", e.recorded_by_id AS "recordedById"
        FROM ${table} e WHERE e.project_id = ANY(${[...ids]}::int[]) AND e.status = 'approved' AND e.voided_at IS NULL`,
    ),
  );
  const found = new Map<number, LiveEntry[]>(ids.map((id) => [id, []]));
  for (const { projectId, ...entry } of rows.sort((a, b) => a.entryId - b.entryId))
    found.get(projectId)?.push(entry);
  return found;
}

/** Rows that are on their way. */
export const unapprovedEntries = (
  db: Asking,
  ids: readonly number[],
): Promise<(Unapproved & { correctionOfId: number | null })[]> =>
  rowsOf(
    db,
    inLedgers(
      (
        ledger,
        table,
      ) => sql`SELECT e.project_id AS "projectId", ${ledger} AS ledger, e.correction_of_id AS "correctionOfId"
        FROM ${table} e WHERE e.project_id = ANY(${[...ids]}::int[]) AND e.status <> 'approved' AND e.voided_at IS NULL`,
    ),
  );

/** People, tags and investors of projects. */
export async function listsOf(
  db: Asking,
  ids: readonly number[],
): Promise<Map<number, Required<MergeLists>>> {
  const rows = await rowsOf<Required<MergeLists> & { id: number }>(
    db,
    sql`SELECT p.id,
        (SELECT coalesce(json_agg(json_build_object('role', m.role, 'personName', m.person_name, 'accountId', m.account_id)
          ORDER BY m.id), '[]') FROM project_member m WHERE m.project_id = p.id AND m.valid_to IS NULL) AS team,
        json_build_object('engineIds', (SELECT coalesce(json_agg(engine_id ORDER BY engine_id), '[]') FROM project_engine e
            WHERE e.project_id = p.id),
          'linkedChainIds', (SELECT coalesce(json_agg(chain_id ORDER BY chain_id), '[]') FROM project_linked_chain l
            WHERE l.project_id = p.id)) AS tags,
        (SELECT coalesce(json_agg(json_build_object('enterpriseId', i.enterprise_id, 'shareBasisPoints', i.share_basis_points)
          ORDER BY i.id), '[]') FROM project_investor i WHERE i.project_id = p.id) AS investors
      FROM project p WHERE p.id = ANY(${[...ids]}::int[])`,
  );
  return new Map(rows.map(({ id, ...lists }) => [id, lists]));
}

export interface PaperLink {
  linkId: number;
  projectId: number;
  fileId: number;
  requirement: string;
  originalName: string;
  subjectKind: string;
  subjectId: number | null;
}

export const papersOf = (db: Asking, ids: readonly number[]): Promise<PaperLink[]> =>
  rowsOf<PaperLink>(
    db,
    sql`SELECT l.id AS "linkId", l.project_id AS "projectId", l.file_id AS "fileId", l.requirement,
        l.original_name AS "originalName", l.subject_kind AS "subjectKind", l.subject_id AS "subjectId"
      FROM evidence_paper l WHERE l.project_id = ANY(${[...ids]}::int[]) ORDER BY l.id`,
  );
