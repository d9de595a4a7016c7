/** What the side panel of the list tells about one project beyond its row. */
import "server-only";
import type { ProjectPeek } from "@/server/contracts/project-list";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowOf, sql } from "@/server/platform/database";
import { admit } from "./project-card-access";
import { rowPage } from "./project-rows";
import { maskedFor, projectsFor } from "./project-scope";

const FOLLOW_UPS = 3;

/** NOT_FOUND for what the actor may not see whole. */
export async function projectPeek(actor: Actor, id: number, today: Day): Promise<ProjectPeek> {
  await admit(actor, "project:read", id);
  const where = sql`p.id = ${id} AND ${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")}`;
  const [row] = await rowPage({ where, order: sql`p.id`, offset: 0, limit: 1 }, today);
  if (!row) throw new Refusal("not-found");
  const { peek } = await rowOf<{ peek: Omit<ProjectPeek, "row"> }>(
    database,
    sql`SELECT json_build_object('content', p.content, 'nature', p.nature, 'address', p.address, 'source', p.source,
        'investorKind', p.investor_kind, 'plannedFixedFen', p.planned_fixed_fen, 'frameworkFen', p.framework_fen,
        'contractFen', p.contract_fen, 'filedTotalFen', p.filed_total_fen, 'progress', p.progress, 'difficulty', p.difficulty,
        'offReason', p.off_reason, 'offSince', p.off_since, 'reporterName', p.reporter_name,
        'milestones', (SELECT coalesce(json_agg(json_build_object('kind', m.kind, 'status', m.status, 'occurredOn', m.occurred_on, 'undated', coalesce(m.details->>'undated' = 'true', FALSE))
            ORDER BY m.occurred_on, m.id), '[]')
          FROM milestone m WHERE m.project_id = p.id AND m.voided_at IS NULL AND m.status NOT IN ('returned', 'withdrawn')),
        'followUps', (SELECT coalesce(json_agg(f), '[]') FROM (
            SELECT f.id, f.kind, f.occurred_on AS "occurredOn", f.summary, a.display_name AS "authorName"
            FROM follow_up f LEFT JOIN account a ON a.id = f.author_id WHERE f.project_id = p.id
            ORDER BY f.occurred_on DESC, f.id DESC LIMIT ${FOLLOW_UPS}) f)) AS peek
      FROM project p WHERE p.id = ${id}`,
  );
  return { row, ...peek };
}
