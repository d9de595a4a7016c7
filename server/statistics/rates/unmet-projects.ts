/** The projects that a rate still waits for: signed and not begun, framed and not signed. Its denominator less its numerator. */
import "server-only";
import type { StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { RateId } from "@/server/domain/rates";
import { database, Prisma, rowOf, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { seenBy } from "../drill-events";
import type { Knowledge } from "../knowledge";
import { reportDay } from "../report-scene";
import { ratedProjects } from "./rate-lives";
import { questionOf } from "./rate-scene";

/** Before the first agreement of any ledger. */
const FIRST_MONTH: StatMonth = 200001;

export interface UnmetProjects {
  /** Chain → how many; '' for those without one. Everybody who may read statistics is told the same. */
  byChain: Record<string, number>;
  /** Those that the person may read, the largest first. One that is sensitive is counted and not among them. */
  ids: number[];
}

/** Of all years up to the month, as they stood at its end; what ended by then waits for nothing. */
export async function unmetProjects(
  { actor, now }: { actor: Actor; now: Date },
  {
    rate,
    month,
    known,
  }: { rate: Extract<RateId, "started" | "framework">; month: StatMonth; known: Knowledge },
  limit: number,
): Promise<UnmetProjects> {
  const rules = await rulesInForce(database, reportDay(month, now), known);
  const window = { from: FIRST_MONTH, to: month, way: "cohort", withoutEnded: true } as const;
  const columns = sql`p.chain_id`;
  const rated = ratedProjects({ ...questionOf(window, rules, known), columns }, [rate]);
  const side = (name: string) => Prisma.raw(`"${rate}${name}"`);
  return rowOf<UnmetProjects>(
    database,
    sql`WITH unmet AS MATERIALIZED (SELECT r.project_id, r.chain_id FROM (${rated}) r WHERE ${side("Whole")} AND NOT ${side("Part")}),
      named AS (SELECT n.id FROM (SELECT p.id, p.planned_total_fen, p.sensitivity, ${seenBy(actor)} FROM unmet u JOIN project p ON p.id = u.project_id) n
        WHERE n.readable AND n.sensitivity <> 'sensitive' ORDER BY n.planned_total_fen DESC NULLS LAST, n.id LIMIT ${limit})
      SELECT coalesce((SELECT json_object_agg(key, count) FROM (SELECT coalesce(chain_id::text, '') AS key, count(*)::int AS count
          FROM unmet GROUP BY 1) c), '{}') AS "byChain",
        coalesce((SELECT json_agg(id) FROM named), '[]') AS ids`,
  );
}
