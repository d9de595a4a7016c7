/** 所属集团: the line of parents above an enterprise, and the other members with the projects that the actor may see. */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { refuseAt } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import type { CardProject } from "./enterprise-card";
import { enterprisesFor } from "./list-enterprises";

export interface GroupMember {
  id: number;
  name: string;
  province: string;
  city: string;
  /** How it stands to the enterprise that is looked at. */
  relation: "above" | "below" | "beside";
  projects: CardProject[];
}

const MOST_MEMBERS = 60;
const MOST_PROJECTS = 10;

/** Members that the actor may know of; those above first, then those below. */
export async function groupMembers(actor: Actor, id: number): Promise<GroupMember[]> {
  const readable = sql`${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}`;
  return rowsOf<GroupMember>(
    database,
    sql`WITH RECURSIVE up AS (
        SELECT id, parent_id, 0 AS step FROM enterprise WHERE id = ${id}
        UNION ALL SELECT e.id, e.parent_id, up.step + 1 FROM enterprise e JOIN up ON e.id = up.parent_id),
      line AS (SELECT m.id FROM up CROSS JOIN LATERAL enterprise_and_below(up.id) AS m(id) WHERE up.parent_id IS NULL)
      SELECT e.id, e.name, e.province, e.city, r.relation,
        coalesce((SELECT json_agg(json_build_object('id', x.id, 'name', x.name, 'stage', x.stage, 'offState', x."offState",
            'amountFen', x."amountFen")) FROM (
          SELECT p.id, p.name, p.stage, p.off_state AS "offState", coalesce(p.planned_total_fen, p.intended_fen) AS "amountFen"
          FROM project p WHERE (p.investor_id = e.id OR p.id IN (SELECT project_id FROM project_investor WHERE enterprise_id = e.id))
            AND ${readable} ORDER BY p.stage_rank DESC, p.id DESC LIMIT ${MOST_PROJECTS}) x), '[]') AS projects
      FROM line JOIN enterprise e ON e.id = line.id
        CROSS JOIN LATERAL (SELECT CASE WHEN e.id IN (SELECT id FROM up) THEN 'above'
          WHEN e.id IN (SELECT b FROM enterprise_and_below(${id}) AS b) THEN 'below' ELSE 'beside' END AS relation) r
      WHERE e.id <> ${id} AND ${enterprisesFor(actor)}
      ORDER BY array_position(ARRAY['above', 'below', 'beside'], r.relation), e.name, e.id LIMIT ${MOST_MEMBERS}`,
  );
}

/** Two people who make each one the parent of the other wait for one another; the trigger of the table takes the same lock. */
const LINE_LOCK = 20_261_201;

/** Refuses a parent that the actor may not know of, and one that belongs to the enterprise itself. */
export async function requireParent(
  db: Database,
  actor: Actor,
  id: number,
  parentId: number | null,
): Promise<void> {
  if (parentId === null) return;
  if (parentId === id) throw refuseAt("bad-input", "parentId", "上级企业不能是它自己");
  await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${LINE_LOCK})`);
  const [parent] = await rowsOf<{ below: boolean }>(
    db,
    sql`SELECT e.id IN (SELECT b FROM enterprise_and_below(${id}) AS b) AS below FROM enterprise e
      WHERE e.id = ${parentId} AND ${enterprisesFor(actor)}`,
  );
  if (!parent) throw refuseAt("not-found", "parentId", "没有找到该上级企业，请重新选择");
  if (parent.below) throw refuseAt("bad-input", "parentId", "该企业是这家企业的下属，不能又作为它的上级");
}
