/** One enterprise: who it is, its honours, the chains it anchors, its group, and the projects of it that the actor may see. */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { type GroupMember, groupMembers } from "./group-of";
import { enterprisesFor } from "./list-enterprises";
import { type ListedName, OTHER_NAMES } from "./listed-names";

export interface CardProject {
  id: number;
  name: string;
  stage: string;
  offState: string | null;
  amountFen: number | null;
}

export interface EnterpriseCard {
  id: number;
  version: number;
  name: string;
  /** 曾用名 and 简称. */
  otherNames: ListedName[];
  uscc: string | null;
  usccReason: string | null;
  province: string;
  city: string;
  kind: string;
  /** As it was typed, where the group is not on record itself. */
  groupName: string;
  /** Null where there is none, or none that the actor may know of. */
  parentId: number | null;
  members: GroupMember[];
  profile: string;
  honours: { id: number; title: string; awardedOn: string | null; expiresOn: string | null; batch: string }[];
  anchorOf: { chainId: number; name: string; from: string }[];
  projects: CardProject[];
}

const projectsOf = (actor: Actor, id: number): Promise<CardProject[]> =>
  rowsOf<CardProject>(
    database,
    sql`SELECT p.id, p.name, p.stage, p.off_state AS "offState", coalesce(p.planned_total_fen, p.intended_fen) AS "amountFen"
      FROM project p WHERE (p.investor_id = ${id} OR p.id IN (SELECT project_id FROM project_investor WHERE enterprise_id = ${id}))
        AND ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)} ORDER BY p.stage_rank DESC, p.id DESC LIMIT 50`,
  );

export async function enterpriseCard(actor: Actor, id: number): Promise<EnterpriseCard> {
  const [enterprise] = await rowsOf<Omit<EnterpriseCard, "projects" | "members">>(
    database,
    sql`SELECT e.id, e.version, e.name, ${OTHER_NAMES} AS "otherNames", e.uscc, e.uscc_reason AS "usccReason", e.province, e.city, e.kind,
        e.group_name AS "groupName", e.parent_id AS "parentId", e.profile,
        coalesce((SELECT json_agg(json_build_object('id', h.id, 'title', h.title, 'awardedOn', h.awarded_on::text, 'expiresOn', h.expires_on::text,
            'batch', h.batch) ORDER BY h.awarded_on DESC NULLS LAST, h.id) FROM enterprise_honour h
          WHERE h.enterprise_id = e.id AND h.removed_at IS NULL), '[]') AS honours,
        coalesce((SELECT json_agg(json_build_object('chainId', c.id, 'name', c.name, 'from', x.valid_from::text) ORDER BY c.position)
          FROM chain_anchor x JOIN chain c ON c.id = x.chain_id WHERE x.enterprise_id = e.id AND x.valid_to IS NULL), '[]') AS "anchorOf"
      FROM enterprise e WHERE e.id = ${id} AND ${enterprisesFor(actor)}`,
  );
  if (!enterprise) throw new Refusal("not-found");
  const [projects, members] = await Promise.all([projectsOf(actor, id), groupMembers(actor, id)]);
  const { parentId } = enterprise;
  const known = members.some((member) => member.id === parentId);
  return { ...enterprise, parentId: known ? parentId : null, projects, members };
}
