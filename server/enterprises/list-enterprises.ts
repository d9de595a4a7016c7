/** 企业: found by name, former name, code or pinyin; with how many projects each has behind it. */
import "server-only";
import type { z } from "zod";
import type { listEnterprises as input } from "@/server/contracts/enterprise";
import type { Actor } from "@/server/domain/permissions";
import { database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { searchMatch } from "@/server/platform/search-match";
import { maskedFor, projectsFor } from "@/server/projects";
import { type ListedName, OTHER_NAMES } from "./listed-names";
import { toldName } from "./told-name";

/**
 * Enterprises an actor may know of: anchors, those with honours, those without any project, and those behind a project
 * that he may read. The investors of somebody else's lead stay unknown to him, their names included, and so do those whose
 * import was undone. Out of use is known to nobody. One that was merged into another is known by that one alone. The last is asked for one enterprise at a time: as EXISTS the planner would rather list every readable
 * project first.
 */
export function enterprisesFor(actor: Actor): Sql {
  const readable = sql`${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}`;
  return sql`(e.merged_into_id IS NULL AND e.withdrawn_at IS NULL AND (EXISTS (SELECT 1 FROM chain_anchor x WHERE x.enterprise_id = e.id)
    OR EXISTS (SELECT 1 FROM enterprise_honour h WHERE h.enterprise_id = e.id AND h.removed_at IS NULL)
    OR NOT (EXISTS (SELECT 1 FROM project p WHERE p.investor_id = e.id)
      OR EXISTS (SELECT 1 FROM project_investor i WHERE i.enterprise_id = e.id))
    OR (SELECT TRUE FROM project p WHERE p.investor_id = e.id AND ${readable} LIMIT 1)
    OR (SELECT TRUE FROM project_investor i JOIN project p ON p.id = i.project_id WHERE i.enterprise_id = e.id AND ${readable} LIMIT 1)))`;
}

/** Names of enterprises that the actor may know of; of one that was merged, while he may know of where it went. */
export async function enterpriseNames(actor: Actor, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await rowsOf<{ id: number; name: string }>(
    database,
    sql`SELECT g.id, g.name FROM enterprise g JOIN enterprise e ON e.id = surviving_enterprise(g.id)
      WHERE g.id = ANY(${[...ids]}::int[]) AND ${enterprisesFor(actor)}`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface EnterpriseRow {
  id: number;
  name: string;
  /** The other name by which it was found: "曾用名 沈阳立新仪表厂". */
  foundAs: string | null;
  uscc: string | null;
  province: string;
  city: string;
  kind: string;
  anchorOf: string | null;
  honours: string | null;
  projects: number;
}

/** Counts of projects are of signed ones only: what somebody may still be negotiating is nobody else's business. */
export async function listEnterprises(
  actor: Actor,
  filter: z.output<typeof input>,
): Promise<{ total: number; rows: EnterpriseRow[] }> {
  const found = filter.q ? searchMatch("e", filter.q) : null;
  const where = Prisma.join(
    [
      enterprisesFor(actor),
      found ?? sql`TRUE`,
      filter.province ? sql`e.province = ${filter.province}` : sql`TRUE`,
      filter.anchorsOnly
        ? sql`EXISTS (SELECT 1 FROM chain_anchor x WHERE x.enterprise_id = e.id AND x.valid_to IS NULL)`
        : sql`TRUE`,
    ],
    " AND ",
  );
  const [{ total }, rows] = await Promise.all([
    rowOf<{ total: number }>(database, sql`SELECT count(*)::int AS total FROM enterprise e WHERE ${where}`),
    rowsOf<Omit<EnterpriseRow, "foundAs"> & { otherNames: ListedName[] }>(
      database,
      sql`SELECT e.id, e.name, ${OTHER_NAMES} AS "otherNames", e.uscc, e.province, e.city, e.kind,
          (SELECT string_agg(c.name, '、' ORDER BY c.position) FROM chain_anchor x JOIN chain c ON c.id = x.chain_id
            WHERE x.enterprise_id = e.id AND x.valid_to IS NULL) AS "anchorOf",
          (SELECT string_agg(DISTINCT h.title, '、') FROM enterprise_honour h WHERE h.enterprise_id = e.id AND h.removed_at IS NULL) AS honours,
          (SELECT count(*)::int FROM project p WHERE p.investor_id = e.id AND p.contract_on IS NOT NULL
            AND (p.off_state IS NULL OR p.off_state <> 'withdrawn')) AS projects
        FROM enterprise e WHERE ${where} ORDER BY e.name_key, e.id OFFSET ${filter.offset} LIMIT ${filter.limit}`,
    ),
  ]);
  return {
    total,
    rows: rows.map(({ otherNames, ...row }) => ({
      ...row,
      foundAs: toldName({ name: row.name, otherNames }, filter.q ?? ""),
    })),
  };
}
