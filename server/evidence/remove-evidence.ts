/** 移除材料: an upload that nothing rests on yet is taken off again. The link and its bytes stay where they are. */
import "server-only";
import type { RemoveEvidence } from "@/server/contracts/evidence";
import { removablePaper } from "@/server/domain/paper-removal";
import { Refusal } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";
import { paperHistory, requireOn } from "@/server/projects";
import { record, type WriteContext } from "@/server/record/record";

export interface RemovedEvidence {
  linkId: number;
  projectId: number;
  version: number;
}

export async function removeEvidence(
  context: WriteContext,
  { requestId, linkId }: RemoveEvidence,
): Promise<RemovedEvidence> {
  // A link never moves to another project: asked before the lock.
  const [link] = await rowsOf<{ projectId: number }>(
    database,
    sql`SELECT project_id AS "projectId" FROM evidence_link WHERE id = ${linkId}`,
  );
  if (!link) throw new Refusal("not-found");
  const { projectId } = link;
  return record(
    { ...context, requestId },
    {
      action: "evidence:remove",
      projectIds: [projectId],
      async decide({ db, rules, projects }) {
        requireOn(context.actor, "evidence:attach", projects.get(projectId));
        const history = await paperHistory(db, projectId);
        const { requirement, originalName } = removablePaper(history, linkId, context.actor.id, rules);
        return [
          {
            id: projectId,
            facts: [{ fact: { type: "EvidenceRemoved", v: 1, linkId, requirement, originalName } }],
          },
        ];
      },
      answer: ([state]) => {
        if (!state) throw new Error("no project was changed");
        return { linkId, projectId, version: state.version };
      },
    },
  );
}
