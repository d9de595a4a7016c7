/** One enterprise: who it is, its honours, the chains it anchors, and the projects of it that the actor may see. */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { enterprisesFor } from "./list-enterprises";
import { type ListedName, OTHER_NAMES } from "./listed-names";

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
  groupName: string;
  profile: string;
  honours: { id: number; title: string; awardedOn: string; expiresOn: string | null }[];
  anchorOf: { chainId: number; name: string; from: string }[];
  projects: { id: number; name: string; stage: string; offState: string | null; amountFen: number | null }[];
}

export async function enterpriseCard(actor: Actor, id: number): Promise<EnterpriseCard> {
  const [enterprise] = await rowsOf<Omit<EnterpriseCard, "projects">>(
    database,
    sql`SELECT e.id, e.version, e.name, ${OTHER_NAMES} AS "otherNames", e.uscc, e.uscc_reason AS "usccReason", e.province, e.city, e.kind,
        e.group_name AS "groupName", e.profile,
        coalesce((SELECT json_agg(json_build_object('id', h.id, 'title', h.title, 'awardedOn', h.awarded_on::text, 'expiresOn', h.expires_on::text)
          ORDER BY h.awarded_on DESC) FROM enterprise_honour h WHERE h.enterprise_id = e.id), '[]') AS honours,
        coalesce((SELECT json_agg(json_build_object('chainId', c.id, 'name', c.name, 'from', x.valid_from::text) ORDER BY c.position)
          FROM chain_anchor x JOIN chain c ON c.id = x.chain_id WHERE x.enterprise_id = e.id AND x.valid_to IS NULL), '[]') AS "anchorOf"
      FROM enterprise e WHERE e.id = ${id} AND ${enterprisesFor(actor)}`,
  );
  if (!enterprise) throw new Refusal("not-found");
  const projects = await rowsOf<EnterpriseCard["projects"][number]>(
    database,
    sql`SELECT p.id, p.name, p.stage, p.off_state AS "offState", coalesce(p.planned_total_fen, p.intended_fen) AS "amountFen"
      FROM project p WHERE (p.investor_id = ${id} OR p.id IN (SELECT project_id FROM project_investor WHERE enterprise_id = ${id}))
        AND ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)} ORDER BY p.stage_rank DESC, p.id DESC LIMIT 50`,
  );
  return { ...enterprise, projects };
}
