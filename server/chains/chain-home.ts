/** One chain's home: its people, anchors, pipeline, and, within the actor's scope, the projects that need attention. */
import "server-only";
import { lightStory } from "@/server/domain/clocks";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { type ChainLine, chainOverview } from "./chain-overview";

export interface ChainProject {
  id: number;
  name: string;
  stage: string;
  amountFen: number | null;
  since: string;
  lateOn: string | null;
  warnOn: string | null;
  lightReason: string;
  owner: string;
}

export interface ChainHome extends ChainLine {
  /** Projects of the chain that the actor may open, worst lights first, then the most recently moved. */
  projects: ChainProject[];
  visible: number;
}

const SHOWN = 30;

export async function chainHome({ actor, now }: { actor: Actor; now: Date }, id: number): Promise<ChainHome> {
  const today = dayOf(now);
  const { chains } = await chainOverview({ now });
  const chain = chains.find((c) => c.id === id);
  if (!chain) throw new Refusal("not-found");
  const mine = sql`p.chain_id = ${id} AND p.off_state IS NULL AND ${projectsFor(actor, "project:read")}
    AND NOT ${maskedFor(actor)}`;
  const projects = await rowsOf<ChainProject & { total: number; lightFrom: string | null }>(
    database,
    sql`SELECT p.id, p.name, p.stage, coalesce(p.planned_total_fen, p.intended_fen) AS "amountFen", p.stage_since::text AS since, p.late_on::text AS "lateOn",
        p.warn_on::text AS "warnOn", p.light_reason AS "lightReason", p.light_from::text AS "lightFrom", coalesce(a.display_name, '') AS owner,
        count(*) OVER ()::int AS total
      FROM project p LEFT JOIN account a ON a.id = p.owner_id WHERE ${mine}
      ORDER BY (p.late_on <= ${today}::date) DESC NULLS LAST, (p.warn_on <= ${today}::date) DESC NULLS LAST, p.updated_at DESC, p.id
      LIMIT ${SHOWN}`,
  );
  const shown = projects.map(({ total: _, lightFrom, ...p }) => ({
    ...p,
    lightReason: lightStory({ reason: p.lightReason, from: lightFrom }, today),
  }));
  return { ...chain, projects: shown, visible: projects[0]?.total ?? 0 };
}
