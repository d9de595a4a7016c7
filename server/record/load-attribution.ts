/** Disputes, transfers and shares of one project, folded from its facts: what the next fact about them is decided on. */
import "server-only";
import {
  ATTRIBUTION_FACTS,
  type AttributionFact,
  type DisputeFact,
  type Share,
  type TransferFact,
} from "@/server/domain/attribution-facts";
import { type Dispute, disputeAfter, OPEN_STEPS } from "@/server/domain/dispute-state";
import type { Day } from "@/server/domain/periods";
import { type Transfer, transferAfter } from "@/server/domain/transfer";
import { type Database, rowsOf, sql } from "@/server/platform/database";

const TYPES = ATTRIBUTION_FACTS.map((schema) => schema.shape.type.value as string);

export interface AttributionStep {
  fact: AttributionFact;
  version: number;
  on: Day;
  at: Date;
  actorId: number;
}

export interface Attribution {
  steps: AttributionStep[];
  disputes: Map<number, Dispute>;
  transfers: Map<number, Transfer>;
  /** The parts in force; empty when nothing was ever decided. */
  shares: Share[];
}

/** The parts that a fact sets; null when it sets none. */
export function sharesSetBy(fact: AttributionFact): Share[] | null {
  switch (fact.type) {
    case "DisputeConsented":
      return fact.agreed ? fact.shares : null;
    case "DisputeRuled":
      return fact.shares;
    case "TransferDecided":
      return fact.approved ? fact.shares : null;
    default:
      return null;
  }
}

const isOfDispute = (fact: AttributionFact): fact is DisputeFact => "disputeId" in fact;

export function attributionOf(steps: AttributionStep[]): Attribution {
  const disputes = new Map<number, Dispute>();
  const transfers = new Map<number, Transfer>();
  let shares: Share[] = [];
  for (const { fact, on } of steps) {
    shares = sharesSetBy(fact) ?? shares;
    if (isOfDispute(fact))
      disputes.set(fact.disputeId, disputeAfter(disputes.get(fact.disputeId) ?? null, fact, on));
    else {
      const moved: TransferFact = fact;
      transfers.set(moved.transferId, transferAfter(transfers.get(moved.transferId) ?? null, moved, on));
    }
  }
  return { steps, disputes, transfers, shares };
}

export async function loadAttribution(
  db: Pick<Database, "$queryRaw">,
  projectId: number,
): Promise<Attribution> {
  const steps = await rowsOf<AttributionStep>(
    db,
    sql`SELECT payload AS fact, version, occurred_on::text AS "on", recorded_at AS at, actor_id AS "actorId"
      FROM project_fact WHERE project_id = ${projectId} AND type = ANY(${TYPES}) ORDER BY version`,
  );
  return attributionOf(steps);
}

/** Which of the projects are under an open dispute. Time that runs out moves an open one to another open step only. */
export async function contestedAmong(
  db: Pick<Database, "$queryRaw">,
  projectIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT DISTINCT project_id AS id FROM dispute
      WHERE project_id = ANY(${[...projectIds]}) AND step = ANY(${[...OPEN_STEPS]})`,
  );
  return new Set(rows.map((row) => row.id));
}
