/** All chains side by side: people, and the pipeline in numbers. Totals only, so that every leader may compare. */
import "server-only";
import { CONTRACT_RANK, rankOf, START_RANK } from "@/server/domain/milestones";
import { dayOf } from "@/server/domain/periods";
import { database, rowsOf, sql } from "@/server/platform/database";
import { type ChainOnDay, chainsOnDay } from "./chain-people";

export interface ChainPipeline {
  /** Projects at exactly this stage. */
  lead: number;
  negotiation: number;
  framework: number;
  /** Projects that have reached this stage or went beyond. */
  signed: number;
  started: number;
  registered: number;
  /** Started, and neither completed nor in production. */
  building: number;
  producing: number;
  /** Planned total of signed projects, arrived and invested so far, in fen. */
  signedFen: number;
  arrivedFen: number;
  investedFen: number;
  held: number;
  /** Red lights, those of held projects that wait for their review among them, as on the desks. */
  late: number;
}

export interface ChainLine extends ChainOnDay {
  pipeline: ChainPipeline;
}

const EMPTY: ChainPipeline = {
  lead: 0,
  negotiation: 0,
  framework: 0,
  signed: 0,
  started: 0,
  registered: 0,
  building: 0,
  producing: 0,
  signedFen: 0,
  arrivedFen: 0,
  investedFen: 0,
  held: 0,
  late: 0,
};

/**
 * Each active chain with its pipeline, `others` for projects without one, and the total that they add up to. Ended, lost and withdrawn projects are
 * out; held ones count apart.
 */
export async function chainOverview({
  now,
}: {
  now: Date;
}): Promise<{ chains: ChainLine[]; others: ChainPipeline; total: ChainPipeline }> {
  const today = dayOf(now);
  const [chains, rows] = await Promise.all([
    chainsOnDay(database, today),
    rowsOf<ChainPipeline & { chainId: number | null }>(
      database,
      sql`SELECT chain_id AS "chainId",
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank = 0)::int AS lead,
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank = ${rankOf("negotiation")})::int AS negotiation,
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank = ${rankOf("framework")})::int AS framework,
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank >= ${CONTRACT_RANK})::int AS signed,
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank >= ${START_RANK})::int AS started,
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank >= ${rankOf("statistics")})::int AS registered,
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank >= ${START_RANK} AND stage_rank < ${rankOf("completion")})::int AS building,
          count(*) FILTER (WHERE off_state IS NULL AND stage_rank >= ${rankOf("production")})::int AS producing,
          coalesce(sum(coalesce(contract_fen, planned_total_fen)) FILTER (WHERE off_state IS NULL AND stage_rank >= ${CONTRACT_RANK}), 0)::bigint AS "signedFen",
          coalesce(sum(arrived_fen) FILTER (WHERE off_state IS NULL), 0)::bigint AS "arrivedFen",
          coalesce(sum(invested_fen) FILTER (WHERE off_state IS NULL), 0)::bigint AS "investedFen",
          count(*) FILTER (WHERE off_state = 'held')::int AS held,
          count(*) FILTER (WHERE late_on <= ${today}::date)::int AS late
        FROM project WHERE off_state IS NULL OR off_state = 'held' GROUP BY chain_id`,
    ),
  ]);
  const byChain = new Map(rows.map(({ chainId, ...pipeline }) => [chainId, pipeline]));
  const lines = chains.map((c) => ({ ...c, pipeline: byChain.get(c.id) ?? EMPTY }));
  const known = new Set<number | null>(chains.map((c) => c.id));
  const others = rows
    .filter((r) => !known.has(r.chainId))
    .reduce((sum, { chainId: _, ...r }) => addPipelines(sum, r), EMPTY);
  return {
    chains: lines,
    others,
    total: rows.reduce((sum, { chainId: _, ...r }) => addPipelines(sum, r), EMPTY),
  };
}

function addPipelines(a: ChainPipeline, b: ChainPipeline): ChainPipeline {
  return Object.fromEntries(
    Object.entries(a).map(([k, v]) => [k, v + b[k as keyof ChainPipeline]]),
  ) as unknown as ChainPipeline;
}
