/** Rows of the detail sheets of a batch, page by page, with how the rows of the ledger stand that they became. */
import "server-only";
import type { z } from "zod";
import type {
  DetailFilter,
  DetailPage,
  DetailProject,
  DetailRowView,
  importDetails as input,
} from "@/server/contracts/import-details";
import type { Actor } from "@/server/domain/permissions";
import { knownTo } from "@/server/enterprises/standing";
import { database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { loadBatch } from "../import-batch";
import type { KeptDetail } from "./keep-details";

const SHOW: Record<DetailFilter, Sql> = {
  all: sql`TRUE`,
  ready: sql`d.fate IN ('ready', 'committed', 'taken-back', 'kept')
    AND (d.kind <> 'enterprise' OR d.detail->'enterprise'->>'id' IS NULL)`,
  changed: sql`d.kind = 'enterprise' AND (d.fate = 'changed' OR (d.fate IN ('committed', 'taken-back', 'kept')
    AND d.detail->'enterprise'->>'id' IS NOT NULL))`,
  open: sql`d.fate IN ('unmatched', 'ambiguous', 'covered')`,
  standing: sql`d.fate IN ('unchanged', 'duplicate')`,
  failed: sql`d.fate = 'failed'`,
  "left-out": sql`d.fate = 'left-out'`,
};

/** Projects as far as the reader may see them. */
async function projectsShown(actor: Actor, ids: readonly number[]): Promise<Map<number, DetailProject>> {
  const rows = await rowsOf<DetailProject>(
    database,
    sql`SELECT p.id, p.number, p.name FROM project p WHERE p.id = ANY(${[...new Set(ids)]}::int[])
      AND ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}`,
  );
  return new Map(rows.map((project) => [project.id, project]));
}

type Found = Pick<DetailRowView, "fate" | "status" | "entryId"> & {
  projectId: number | null;
  detail: KeptDetail;
};

const enterpriseOf = ({ enterprise }: KeptDetail, entryId: number | null): number | null =>
  enterprise?.id ?? entryId;

/** Enterprises as far as the reader may know of them. */
function enterprisesShown(actor: Actor, rows: readonly Found[]): Promise<Map<number, string>> {
  const ids = rows
    .filter(({ detail }) => detail.row.kind === "enterprise")
    .flatMap(({ detail, entryId }) => enterpriseOf(detail, entryId) ?? []);
  return ids.length === 0 ? Promise.resolve(new Map()) : knownTo(database, actor, ids);
}

/** What changes on an enterprise is shown to whoever may know of it. */
function aboutEnterprise(
  kind: DetailRowView["kind"],
  entryId: number | null,
  detail: KeptDetail,
  names: ReadonlyMap<number, string>,
): Pick<DetailRowView, "enterprise" | "changes" | "keptWhy"> {
  const id = kind === "enterprise" ? enterpriseOf(detail, entryId) : null;
  const name = id === null ? undefined : names.get(id);
  const enterprise = id === null || name === undefined ? null : { id, name };
  const changes = enterprise ? (detail.enterprise?.changes ?? []) : [];
  return { enterprise, changes, keptWhy: detail.keptWhy ?? null };
}

/** What waits for an answer first, then what cannot be read, then in the order of the sheets. */
export async function importDetails(actor: Actor, asked: z.output<typeof input>): Promise<DetailPage> {
  await loadBatch(database, actor, asked.id);
  const like = `%${asked.search.replace(/[\\%_]/g, "\\$&")}%`;
  const where = Prisma.join(
    [
      sql`d.batch_id = ${asked.id}`,
      SHOW[asked.show],
      asked.search === "" ? sql`TRUE` : sql`d.label LIKE ${like}`,
    ],
    " AND ",
  );
  const [{ total }, rows] = await Promise.all([
    rowOf<{ total: number }>(
      database,
      sql`SELECT count(*)::int AS total FROM import_detail d WHERE ${where}`,
    ),
    rowsOf<Found>(
      database,
      sql`SELECT d.fate, d.project_id AS "projectId", d.entry_id AS "entryId", d.detail, coalesce(a.status, i.status) AS status
        FROM import_detail d LEFT JOIN arrival a ON d.kind = 'arrival' AND a.id = d.entry_id AND a.voided_at IS NULL
          LEFT JOIN investment i ON d.kind = 'investment' AND i.id = d.entry_id AND i.voided_at IS NULL
        WHERE ${where}
        ORDER BY (d.fate IN ('unmatched', 'ambiguous', 'covered')) DESC, (d.errors > 0) DESC, d.ordinal
        OFFSET ${asked.offset} LIMIT ${asked.limit}`,
    ),
  ]);
  const projects = await projectsShown(
    actor,
    rows.flatMap(({ projectId, detail }) => [
      ...(projectId === null ? [] : [projectId]),
      ...detail.candidates,
    ]),
  );
  const enterprises = await enterprisesShown(actor, rows);
  return {
    total,
    rows: rows.map(({ fate, status, entryId, projectId, detail }) => {
      const { kind, sheet, row, project, reading, cells } = detail.row;
      return {
        ...{ kind, sheet, row, project, reading, cells, fate, status, entryId, problems: detail.problems },
        target: projectId === null ? null : (projects.get(projectId) ?? null),
        candidates: detail.candidates.flatMap((id) => projects.get(id) ?? []),
        ...aboutEnterprise(kind, entryId, detail, enterprises),
      };
    }),
  };
}
