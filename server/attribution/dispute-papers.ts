/** Papers of a dispute: who may bring one, and who may open it. Asked by the evidence store. */
import "server-only";
import type { Side } from "@/server/domain/attribution-facts";
import { requireEvidenceOpen } from "@/server/domain/first-report-dispute";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { seesPapersOf } from "./dispute-standing";
import { findDispute } from "./find-dispute";

const SIDE_OF: Record<string, Side | undefined> = {
  "challenge-proof": "challenger",
  "response-proof": "respondent",
};

/** Refuses a paper that is not from one of the two sides, of its own kind, while evidence is taken. */
export async function requireDisputePaper(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  paper: { disputeId: number | null; requirement: string },
  state: ProjectState | undefined,
  today: Day,
): Promise<void> {
  if (paper.disputeId === null) throw new Refusal("not-found");
  const { dispute, standing } = await findDispute(db, actor, paper.disputeId, state);
  if (standing.side === null || SIDE_OF[paper.requirement] !== standing.side)
    throw new Refusal("not-permitted");
  requireEvidenceOpen(dispute, standing.side, today);
}

export async function mayOpenDisputePaper(
  actor: Actor,
  paper: { projectId: number; disputeId: number | null; requirement: string },
  today: Day,
): Promise<boolean> {
  const side = SIDE_OF[paper.requirement];
  if (paper.disputeId === null || side === undefined) return false;
  const state = (await loadProjects(database, [paper.projectId], { lock: false })).get(paper.projectId);
  try {
    const { dispute, standing } = await findDispute(database, actor, paper.disputeId, state);
    return seesPapersOf(standing, side, dispute, today);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
