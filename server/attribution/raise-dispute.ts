/** 提出首报异议: by who was told that his lead may be somebody else's project, whether he can see that project or not. */
import "server-only";
import type { z } from "zod";
import type { raiseDispute as input } from "@/server/contracts/attribution";
import * as domain from "@/server/domain/first-report-dispute";
import type { Actor } from "@/server/domain/permissions";
import { can } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, reserveIds } from "@/server/platform/database";
import { isSuspected, requireOn } from "@/server/projects";
import { loadAttribution } from "@/server/record/load-attribution";
import { loadProjects } from "@/server/record/load-project";
import { record, type WriteContext } from "@/server/record/record";

export interface ChangedDispute {
  id: number;
  version: number;
}

type Raise = z.output<typeof input>;

/** The challenger's own project, which his unit must have reported. */
async function ownProject(db: Database, actor: Actor, id: number): Promise<ProjectState> {
  const state = (await loadProjects(db, [id], { lock: false })).get(id);
  const own = requireOn(actor, "project:read", state);
  if (own.basics.ownerId !== actor.id && own.reportingUnitId !== actor.unitId)
    throw refuseAt("not-permitted", "ownProjectId", "只能以本人承办或本单位首报的线索提出异议");
  return own;
}

async function requireSuspicion(db: Database, actor: Actor, ask: Raise): Promise<void> {
  const { ownProjectId, lead, projectId } = ask;
  const about = ownProjectId !== null ? { ownProjectId } : lead !== null ? { lead } : null;
  if (about === null || ownProjectId === projectId)
    throw refuseAt("bad-input", "ownProjectId", "请从登记表单或本单位线索的“疑似重复”提示提出异议");
  if (!(await isSuspected(actor, about, projectId, db))) throw new Refusal("not-found");
}

export async function raiseDispute(context: WriteContext, ask: Raise): Promise<ChangedDispute> {
  const { actor } = context;
  if (!can(actor, "dispute:raise")) throw new Refusal("not-permitted");
  const { requestId, projectId, ownProjectId, statement } = ask;
  let disputeId = 0;
  return record(
    { ...context, requestId },
    {
      action: "dispute:raise",
      projectIds: [projectId],
      async decide({ db, rules, today, projects }) {
        const state = projects.get(projectId);
        if (!state || state.off?.state === "withdrawn") throw new Refusal("not-found");
        const own = ownProjectId === null ? null : await ownProject(db, actor, ownProjectId);
        await requireSuspicion(db, actor, ask);
        const { disputes } = await loadAttribution(db, projectId);
        [disputeId = 0] = await reserveIds(db, "dispute", 1);
        const challenge = { disputeId, ownProjectId, challenger: actor, statement };
        const facts = domain.raiseDispute(state, own, [...disputes.values()], challenge, rules, today);
        return [{ id: projectId, facts: facts.map((fact) => ({ fact })) }];
      },
      answer: ([state]) => ({ id: disputeId, version: state?.version ?? 0 }),
    },
  );
}
