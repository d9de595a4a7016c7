/** 合并项目: one of two records gives way to the other; one operation, which can be taken back. */
import "server-only";
import type { z } from "zod";
import type { mergeProjects as input } from "@/server/contracts/merge";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { database } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { record, type WriteContext } from "@/server/record/record";
import { requireOn } from "../project-subject";
import { mergeWrites } from "./merge-writes";

/** As the page showed them: whoever worked on one of the two in between is not written over. */
function requireSeen(state: ProjectState, version: number): ProjectState {
  if (state.version === version) return state;
  throw new Refusal("conflict", { message: `“${state.basics.name}”在核对之后有变动，请重新核对后再合并` });
}

export async function mergeProjects(
  context: WriteContext,
  given: z.output<typeof input>,
): Promise<{ operationId: number | null; keepId: number }> {
  const { keepId, giveId } = given;
  const may = (state: ProjectState | undefined) => requireOn(context.actor, "project:merge", state);
  const named = await loadProjects(database, [keepId, giveId], { lock: false });
  // By their numbers: the list of operations is read by people who may not know what a sensitive lead is called.
  const numberOf = (id: number) => named.get(id)?.number ?? "";
  return record(
    { ...context, requestId: given.requestId },
    {
      action: "project:merge",
      projectIds: [keepId, giveId],
      operation: {
        kind: "project-merge",
        name: `合并 ${numberOf(giveId)} 到 ${numberOf(keepId)}`,
        summary: { reason: given.reason, merged: { keepId, giveId } },
      },
      async decide(scene) {
        const keep = requireSeen(may(scene.projects.get(keepId)), given.keepVersion);
        const give = requireSeen(may(scene.projects.get(giveId)), given.giveVersion);
        return mergeWrites(scene, keep, give, { choices: given, reason: given.reason });
      },
      answer: (_, { operationId }) => ({ operationId, keepId }),
    },
  );
}
