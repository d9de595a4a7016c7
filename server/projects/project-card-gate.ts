/** The gate of one milestone of one project, with what is already there; asked before the person tries. */
import "server-only";
import type { GatePaper } from "@/server/contracts/evidence";
import type { ProjectGate } from "@/server/contracts/project-card";
import type { Milestone } from "@/server/domain/milestones";
import { removableLinks } from "@/server/domain/paper-removal";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { gateOf, type Requirement } from "@/server/domain/pipeline";
import type { ProjectState } from "@/server/domain/project-state";
import type { Rules } from "@/server/domain/rules";
import { database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { rulesInForce } from "@/server/record/load-rules";
import { paperHistory } from "./paper-history";
import { rightsOn } from "./project-card";
import { maskContacts } from "./project-card-words";
import { requireOn } from "./project-subject";

/** Papers of the kinds that the gate asks for, the newest first, with those that the actor may take off again. */
async function papersOf(
  actor: Actor,
  id: number,
  requirements: readonly Requirement[],
  rules: Rules,
): Promise<GatePaper[]> {
  const kinds = requirements.flatMap((r) => (r.kind === "evidence" ? r.anyOf : []));
  if (kinds.length === 0) return [];
  const [papers, history] = await Promise.all([
    rowsOf<Omit<GatePaper, "removable">>(
      database,
      sql`SELECT l.id AS "linkId", l.requirement, l.original_name AS name, a.display_name AS "attachedBy"
        FROM evidence_paper l LEFT JOIN account a ON a.id = l.attached_by_id
        WHERE l.project_id = ${id} AND l.requirement = ANY(${kinds}) ORDER BY l.id DESC`,
    ),
    paperHistory(database, id),
  ]);
  const removable = removableLinks(history, actor.id, rules);
  return papers.map((paper) => ({ ...paper, removable: removable.has(paper.linkId) }));
}

/** The head's conclusion with his name; null where nobody judged, or the gate does not ask for it. */
async function judgementFor(
  { judgement }: ProjectState,
  requirements: readonly Requirement[],
): Promise<ProjectGate["judgement"]> {
  const asked = requirements.some((r) => r.kind === "detail" && r.field === "verdict");
  if (!asked || judgement?.verdict !== "follow") return null;
  const [judge] = await rowsOf<{ name: string }>(
    database,
    sql`SELECT display_name AS name FROM account WHERE id = ${judgement.byId}`,
  );
  return { reason: judgement.reason, by: judge?.name ?? null, on: judgement.on };
}

/** What was reported and sent back is offered again, so that nobody types it twice. */
export async function projectCardGate(
  { actor, now }: { actor: Actor; now: Date },
  { id, milestone }: { id: number; milestone: Milestone },
): Promise<ProjectGate> {
  const today = dayOf(now);
  const rules = await rulesInForce(database, today);
  const state = requireOn(
    actor,
    "project:read",
    (await loadProjects(database, [id], { lock: false })).get(id),
  );
  const present = state.milestones[milestone];
  const { submit, attach, followUp, readContacts, readEvidence } = rightsOn(actor, state);
  const requirements = gateOf(state, milestone, rules);
  return {
    id,
    number: state.number,
    name: state.basics.name,
    version: state.version,
    today,
    milestone,
    stage: state.stage,
    off: state.off !== null,
    status: present?.status === "submitted" || present?.status === "approved" ? present.status : "open",
    approval: rules.gates[milestone].approval,
    requirements,
    basics: readContacts ? state.basics : maskContacts(state.basics),
    returned:
      present?.status === "returned" || present?.status === "withdrawn"
        ? {
            occurredOn: present.occurredOn,
            patch: present.patch,
            details: present.details as Record<string, string | number | null>,
          }
        : null,
    judgement: await judgementFor(state, requirements),
    papers: readEvidence ? await papersOf(actor, id, requirements, rules) : [],
    maxBytes: rules.evidence.maxBytes,
    rights: { submit, attach, followUp },
  };
}
