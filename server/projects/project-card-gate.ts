/** The gate of one milestone of one project, with what is already there; asked before the person tries. */
import "server-only";
import type { ProjectGate } from "@/server/contracts/project-card";
import type { Milestone } from "@/server/domain/milestones";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { gateOf } from "@/server/domain/pipeline";
import { database } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { rulesInForce } from "@/server/record/load-rules";
import { rightsOn } from "./project-card";
import { maskContacts } from "./project-card-words";
import { requireOn } from "./project-subject";

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
  const { submit, attach, followUp, readContacts } = rightsOn(actor, state);
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
    requirements: gateOf(state, milestone, rules),
    basics: readContacts ? state.basics : maskContacts(state.basics),
    returned:
      present?.status === "returned"
        ? {
            occurredOn: present.occurredOn,
            patch: present.patch,
            details: present.details as Record<string, string | number | null>,
          }
        : null,
    maxBytes: rules.evidence.maxBytes,
    rights: { submit, attach, followUp },
  };
}
