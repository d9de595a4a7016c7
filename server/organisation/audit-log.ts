/** 审计日志: read by the audit administrator only; the chain of hashes is checked on request. */
import "server-only";
import type { z } from "zod";
import type { auditFilter } from "@/server/contracts/organisation";
import { database, Prisma, rowOf, rowsOf, sql } from "@/server/platform/database";
import { type AuditNames, auditNames } from "./audit-names";

export interface AuditRow {
  id: number;
  at: string;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  subjectLabel: string;
  before: unknown;
  after: unknown;
  address: string;
  outcome: string;
  /** Names of what the entry points at by id. */
  names: AuditNames;
}

/** Newest first; `cursor` continues below an id. */
export async function auditLog(filter: z.output<typeof auditFilter>): Promise<AuditRow[]> {
  const where = [
    filter.cursor ? sql`id < ${filter.cursor}` : null,
    filter.from ? sql`at >= (${filter.from}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'` : null,
    filter.to ? sql`at < (${filter.to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'` : null,
    filter.actor ? sql`actor_name LIKE ${`%${filter.actor}%`}` : null,
    filter.action ? sql`action LIKE ${`${filter.action}%`}` : null,
  ].filter((w) => w !== null);
  const rows = await rowsOf<Omit<AuditRow, "at" | "names"> & { at: Date }>(
    database,
    sql`SELECT id, at, actor_name AS "actorName", action, subject_kind AS "subjectKind", subject_id AS "subjectId",
        subject_label AS "subjectLabel", before, after, address, outcome FROM audit_entry
      ${where.length > 0 ? sql`WHERE ${Prisma.join(where, " AND ")}` : sql``} ORDER BY id DESC LIMIT ${filter.limit}`,
  );
  const names = await auditNames(rows);
  return rows.map((r, i) => ({ ...r, at: r.at.toISOString(), names: names[i] ?? {} }));
}

/** Recomputes every hash in the database; `brokenAt` is the first entry that does not fit. */
export async function verifyAuditChain(): Promise<{ entries: number; brokenAt: number | null }> {
  return rowOf(
    database,
    sql`WITH linked AS (
        SELECT id, previous_hash, hash, coalesce(lag(hash) OVER (ORDER BY id), '') AS expected_previous,
          encode(sha256(convert_to(concat_ws('|', previous_hash, id, extract(epoch FROM at), actor_id, actor_name, action,
            subject_kind, subject_id, subject_label, before::text, after::text, address, outcome), 'UTF8')), 'hex') AS expected
        FROM audit_entry)
      SELECT count(*)::int AS entries, min(id) FILTER (WHERE hash <> expected OR previous_hash <> expected_previous) AS "brokenAt" FROM linked`,
  );
}
