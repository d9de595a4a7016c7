/** 研判, 延长保护期, 放入公海, 认领: what is decided about a lead before it is signed. */
import "server-only";
import type { z } from "zod";
import type {
  claimLead as claimInput,
  extendProtection as extendInput,
  judgeLead as judgeInput,
  releaseLead as releaseInput,
} from "@/server/contracts/lead";
import { judgeLead as judge } from "@/server/domain/judging";
import * as ownership from "@/server/domain/ownership";
import { can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { contestedAmong } from "@/server/record/load-attribution";
import { record, type WriteContext } from "@/server/record/record";
import { decisionContext, withAgreements } from "./advance-project";
import { type ChangedProject, changeProject } from "./change-project";

export function judgeLead(
  context: WriteContext,
  { requestId, projectId, expectedVersion, ...judgement }: z.output<typeof judgeInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:judge",
    requestId,
    projectId,
    expectedVersion,
    decide: (state, scene) =>
      withAgreements(judge(state, judgement, decisionContext(context.actor, state, scene)), state, scene),
  });
}

async function lastContactOn(db: Database, projectId: number): Promise<string | null> {
  const { day } = await rowOf<{ day: string | null }>(
    db,
    sql`SELECT max(occurred_on)::text AS day FROM follow_up
      WHERE project_id = ${projectId} AND kind IN ('visit', 'reception', 'meeting')`,
  );
  return day;
}

export function extendProtection(
  context: WriteContext,
  { requestId, projectId, expectedVersion, reason }: z.output<typeof extendInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:edit",
    recordedAs: "lead:extend",
    requestId,
    projectId,
    expectedVersion,
    async decide(state, { db, rules, today }) {
      const contact = await lastContactOn(db, projectId);
      return ownership.extendProtection(state, reason, contact, rules, today).map((fact) => ({ fact }));
    },
  });
}

export function releaseLead(
  context: WriteContext,
  { requestId, projectId, expectedVersion, reason }: z.output<typeof releaseInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:leave",
    recordedAs: "lead:release",
    requestId,
    projectId,
    expectedVersion,
    async decide(state, { db }) {
      const contested = (await contestedAmong(db, [projectId])).has(projectId);
      return ownership.releaseToPool(state, reason, contested).map((fact) => ({ fact }));
    },
  });
}

/** Who was in charge when the lead fell to the pool. */
async function lastHolderOf(db: Database, projectId: number): Promise<number | null> {
  const [lapse] = await rowsOf<{ holder: number | null }>(
    db,
    sql`SELECT (payload->>'formerOwnerId')::int AS holder FROM project_fact
      WHERE project_id = ${projectId} AND type = 'LapsedToPool' ORDER BY version DESC LIMIT 1`,
  );
  return lapse?.holder ?? null;
}

/** Of several who claim in the same second the first to hold the lock has it; the others are told. */
export function claimLead(
  context: WriteContext,
  { requestId, projectId }: z.output<typeof claimInput>,
): Promise<ChangedProject> {
  const { actor } = context;
  if (!can(actor, "pool:claim")) throw new Refusal("not-permitted");
  return record(
    { ...context, requestId },
    {
      action: "pool:claim",
      projectIds: [projectId],
      async decide({ db, projects }) {
        const state = projects.get(projectId);
        if (!state || state.off?.state === "withdrawn" || state.basics.sensitivity === "sensitive")
          throw new Refusal("not-found");
        const claimed = ownership.claimFromPool(state, actor, await lastHolderOf(db, projectId));
        const facts = claimed.map((fact) => ({ fact }));
        return [{ id: projectId, facts }];
      },
      answer([state]) {
        if (!state) throw new Error("no lead was claimed");
        return { id: state.id, version: state.version, stage: state.stage };
      },
    },
  );
}
