/** 一项目一专班, owner and tags of a project. */
import "server-only";
import type { z } from "zod";
import type {
  assignOwner as assignInput,
  setTags as tagsInput,
  setTeam as teamInput,
} from "@/server/contracts/project";
import { refuseAt } from "@/server/domain/refusals";
import type { WriteContext } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";
import { handedOver, requireOwner } from "./hand-over";

/** Gives a project to another officer; the unit goes with the person. */
export function assignOwner(
  context: WriteContext,
  input: z.output<typeof assignInput>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:assign",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    async decide(state, { db }) {
      const owner = await requireOwner(db, input.ownerId);
      return owner.id === state.basics.ownerId ? [] : [handedOver(state, owner)];
    },
  });
}

export function setTeam(context: WriteContext, input: z.output<typeof teamInput>): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:edit",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    decide: () => [{ fact: { type: "TeamSet", v: 1, members: input.members } }],
  });
}

export function setTags(context: WriteContext, input: z.output<typeof tagsInput>): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:edit",
    requestId: input.requestId,
    projectId: input.projectId,
    expectedVersion: input.expectedVersion,
    decide: (state) => {
      if (state.basics.chainId !== null && input.linkedChainIds.includes(state.basics.chainId)) {
        throw refuseAt("bad-input", "linkedChainIds", "关联产业链不能与所属产业链相同");
      }
      return [
        { fact: { type: "TagsSet", v: 1, engineIds: input.engineIds, linkedChainIds: input.linkedChainIds } },
      ];
    },
  });
}
