/** One dispute with its project, as a verb or a question needs it; not-found for who may not know of it. */
import "server-only";
import type { Dispute } from "@/server/domain/dispute-state";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { Attribution } from "@/server/record/load-attribution";
import { loadAttribution } from "@/server/record/load-attribution";
import { type Standing, standingIn } from "./dispute-standing";

export interface FoundDispute {
  dispute: Dispute;
  standing: Standing;
  attribution: Attribution;
  /** Version of the project at the last step: whoever acts says what he has seen. */
  version: number;
}

/** A dispute or a transfer never moves to another project: asked before the lock. */
export async function projectOf(
  db: Pick<Database, "$queryRaw">,
  kind: "dispute" | "transfer",
  id: number,
): Promise<number> {
  const [row] = await rowsOf<{ projectId: number }>(
    db,
    kind === "dispute"
      ? sql`SELECT project_id AS "projectId" FROM dispute WHERE id = ${id}`
      : sql`SELECT project_id AS "projectId" FROM transfer WHERE id = ${id}`,
  );
  if (!row) throw new Refusal("not-found");
  return row.projectId;
}

export async function findDispute(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  disputeId: number,
  state: ProjectState | undefined,
): Promise<FoundDispute> {
  if (!state || state.off?.state === "withdrawn") throw new Refusal("not-found");
  const attribution = await loadAttribution(db, state.id);
  const dispute = attribution.disputes.get(disputeId);
  if (!dispute) throw new Refusal("not-found");
  const standing = standingIn(actor, dispute, state);
  if (!standing.reads) throw new Refusal("not-found");
  const last = attribution.steps.findLast(({ fact }) => "disputeId" in fact && fact.disputeId === disputeId);
  return { dispute, standing, attribution, version: last?.version ?? 0 };
}
