/**
 * Whoever may see sensitive leads sees them in lists too, not only on their pages: that leaves a trace as well, one entry
 * of the audit log a request, with the leads that were among its answer.
 */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { systemNow } from "@/server/platform/clock";
import { database, rowsOf, sql } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";

export interface ListedLead {
  id: number;
  number: string;
}

/** As for pages: the same leads within ten minutes leave one trace, not one a refresh or a scroll. */
const QUIET_MS = 10 * 60_000;

export async function noteSensitiveRows(
  actor: Actor,
  leads: readonly ListedLead[],
  now = systemNow(),
): Promise<void> {
  if (leads.length === 0) return;
  const ids = leads.map((lead) => lead.id);
  const told = await rowsOf(
    database,
    sql`SELECT 1 FROM audit_entry WHERE actor_id = ${actor.id} AND at > ${new Date(now.getTime() - QUIET_MS)}
      AND action = 'project:list' AND after->'projects' @> ${JSON.stringify(ids)}::jsonb LIMIT 1`,
  );
  if (told.length > 0) return;
  const subjectLabel = leads.map((lead) => lead.number).join("、");
  const line = { action: "project:list", subjectKind: "project", subjectId: "*", subjectLabel };
  await appendAudit(database, actor, now, [{ ...line, after: { projects: ids } }]);
}

/** Which of these projects are sensitive leads, for answers that do not say it themselves. */
export async function noteSensitiveAmong(actor: Actor, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const leads = await rowsOf<ListedLead>(
    database,
    sql`SELECT id, number FROM project WHERE id = ANY(${[...new Set(ids)]}::int[])
      AND sensitivity = 'sensitive' AND contract_on IS NULL ORDER BY id`,
  );
  await noteSensitiveRows(actor, leads);
}
