/** 推进, 报审, 通过, 退回: milestones through their gates. */
import "server-only";
import type { z } from "zod";
import type {
  approveMilestone as approveInput,
  returnMilestone as returnInput,
  submitMilestone as submitInput,
  withdrawMilestone as withdrawInput,
} from "@/server/contracts/project";
import { agreementOf } from "@/server/domain/milestone-agreements";
import type { Milestone } from "@/server/domain/milestones";
import type { Action, Actor } from "@/server/domain/permissions";
import * as pipeline from "@/server/domain/pipeline";
import type { BasicsField, BasicsPatch, Fact } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import type { Gate } from "@/server/domain/rules";
import { withdrawMilestone as withdraw } from "@/server/domain/withdrawing";
import { reserveIds, rowsOf, sql } from "@/server/platform/database";
import type { NewFact, WriteContext, WriteScene } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";
import { cleanPatch } from "./edit-project";
import { mayOn, requireContactRights } from "./project-subject";
import { recordedSince } from "./recorded-since";

const APPROVAL_ACTION: Record<Exclude<Gate["approval"], "none">, Action> = {
  section: "milestone:approve-section",
  director: "milestone:approve-director",
  statistics: "milestone:approve-statistics",
};

export const mayApprove = (actor: Actor, state: ProjectState, level: Gate["approval"]): boolean =>
  level !== "none" && mayOn(actor, APPROVAL_ACTION[level], state);

export const decisionContext = (
  actor: Actor,
  state: ProjectState,
  scene: WriteScene,
): pipeline.DecisionContext => ({
  rules: scene.rules,
  today: scene.today,
  firstOpenMonth: scene.firstOpenMonth,
  actorId: actor.id,
  mayApprove: (level) => mayApprove(actor, state, level),
});

/** A milestone fact happened on its own day; an approved framework or contract also enters the agreement ledger. */
export async function withAgreements(
  facts: Fact[],
  state: ProjectState,
  scene: WriteScene,
): Promise<NewFact[]> {
  const result: NewFact[] = [];
  for (const fact of facts) {
    result.push({ fact, ...("occurredOn" in fact ? { occurredOn: fact.occurredOn } : {}) });
    const row = fact.type === "MilestoneApproved" ? agreementOf(fact, state) : null;
    if (!row || fact.type !== "MilestoneApproved") continue;
    const [entryId = 0] = await reserveIds(scene.db, "agreement", 1);
    result.push({
      fact: {
        type: "EntryApproved",
        v: 1,
        ledger: "agreement",
        entryId,
        row,
        statMonth: fact.statMonth,
        opening: false,
        correctionOfId: null,
      },
      occurredOn: fact.occurredOn,
    });
  }
  return result;
}

export function submitMilestone(
  context: WriteContext,
  input: z.output<typeof submitInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "milestone:submit",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    decide: (state, scene) => {
      const patch = cleanPatch(input.patch as BasicsPatch, input.reason);
      requireContactRights(context.actor, state, patch);
      const submission = { ...input, patch };
      const facts = pipeline.submitMilestone(state, submission, decisionContext(context.actor, state, scene));
      return withAgreements(facts, state, scene);
    },
  });
}

/** What was edited after it was handed in is newer than what it says: it would be written over without anybody knowing. */
async function refuseOutdated(
  { db }: WriteScene,
  { id, basics }: ProjectState,
  milestone: Milestone,
  patch: BasicsPatch,
): Promise<void> {
  const [handedIn] = await rowsOf<{ version: number }>(
    db,
    sql`SELECT version FROM project_fact WHERE project_id = ${id} AND type = 'MilestoneSubmitted' AND payload->>'milestone' = ${milestone}
      ORDER BY version DESC LIMIT 1`,
  );
  if (!handedIn) return;
  const since = (await recordedSince(db, [{ id, version: handedIn.version }])).get(id) ?? [];
  const edited = new Set(
    since.flatMap((fact) => (fact.type === "BasicsEdited" ? Object.keys(fact.after) : [])),
  );
  const older = (Object.keys(patch) as BasicsField[]).filter((f) => edited.has(f) && patch[f] !== basics[f]);
  if (older.length === 0) return;
  const labels = older.map((field) => BASICS_WORDS[field].label);
  throw new Refusal("conflict", {
    message: `报审之后又有人修改了${labels.join("、")}，请退回，由报送人核对后重新报审`,
  });
}

export function approveMilestone(
  context: WriteContext,
  input: z.output<typeof approveInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:read",
    recordedAs: "milestone:approve",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    decide: async (state, scene) => {
      const facts = pipeline.approveMilestone(
        state,
        input.milestone,
        decisionContext(context.actor, state, scene),
      );
      await refuseOutdated(scene, state, input.milestone, state.milestones[input.milestone]?.patch ?? {});
      return withAgreements(facts, state, scene);
    },
  });
}

export function returnMilestone(
  context: WriteContext,
  input: z.output<typeof returnInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:read",
    recordedAs: "milestone:return",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    decide: (state, scene) =>
      pipeline
        .returnMilestone(state, input.milestone, input.reason, decisionContext(context.actor, state, scene))
        .map((fact) => ({ fact })),
  });
}

export function withdrawMilestone(
  context: WriteContext,
  input: z.output<typeof withdrawInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "milestone:submit",
    recordedAs: "milestone:withdraw",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    decide: (state) => withdraw(state, input.milestone, context.actor.id).map((fact) => ({ fact })),
  });
}
