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
import type { Action, Actor } from "@/server/domain/permissions";
import * as pipeline from "@/server/domain/pipeline";
import type { BasicsPatch, Fact } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import type { Gate } from "@/server/domain/rules";
import { withdrawMilestone as withdraw } from "@/server/domain/withdrawing";
import { reserveIds } from "@/server/platform/database";
import type { NewFact, WriteContext, WriteScene } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";
import { cleanPatch } from "./edit-project";
import { mayOn } from "./project-subject";

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
      const submission = { ...input, patch };
      const facts = pipeline.submitMilestone(state, submission, decisionContext(context.actor, state, scene));
      return withAgreements(facts, state, scene);
    },
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
    decide: (state, scene) => {
      const facts = pipeline.approveMilestone(
        state,
        input.milestone,
        decisionContext(context.actor, state, scene),
      );
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
