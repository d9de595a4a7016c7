/** Frame of every verb on one existing project: load, check the permission, decide, answer with id and version. */
import "server-only";
import type { Action } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { type NewFact, record, type WriteContext, type WriteScene } from "@/server/record/record";
import { requireOn } from "./project-subject";

export interface ProjectChange {
  /** What the actor must be allowed on the project. */
  action: Action;
  /** What the audit log calls it, when that is not the permission itself. */
  recordedAs?: string;
  requestId: string;
  projectId: number;
  expectedVersion?: number;
  decide(state: ProjectState, scene: WriteScene): NewFact[] | Promise<NewFact[]>;
}

export interface ChangedProject {
  id: number;
  version: number;
  stage: ProjectState["stage"];
}

export function changeProject(context: WriteContext, change: ProjectChange): Promise<ChangedProject> {
  return record(
    { ...context, requestId: change.requestId },
    {
      action: change.recordedAs ?? change.action,
      projectIds: [change.projectId],
      expectedVersion: change.expectedVersion,
      async decide(scene) {
        const state = requireOn(context.actor, change.action, scene.projects.get(change.projectId));
        return [{ id: change.projectId, facts: await change.decide(state, scene) }];
      },
      answer: ([state]) => {
        if (!state) throw new Error("no project was changed");
        return { id: state.id, version: state.version, stage: state.stage };
      },
    },
  );
}
