/** 开通清单: how far a new bureau's set-up has come, counted from the tables. */
import "server-only";
import { dayOf } from "@/server/domain/periods";
import { type SetupCounts, type SetupStep, setupSteps } from "@/server/domain/setup-steps";
import { database, rowOf, sql } from "@/server/platform/database";

export async function setupProgress({ now }: { now: Date }): Promise<SetupStep[]> {
  const today = dayOf(now);
  const counts = await rowOf<SetupCounts>(
    database,
    sql`SELECT (SELECT count(*)::int FROM unit WHERE active) AS units,
      (SELECT coalesce(array_agg(DISTINCT role), '{}') FROM account WHERE active) AS roles,
      (SELECT count(*)::int FROM chain WHERE active) AS chains,
      (SELECT count(*)::int FROM chain c WHERE c.active AND NOT EXISTS (SELECT 1 FROM chain_appointment a
        WHERE a.chain_id = c.id AND a.role = 'leader' AND a.valid_from <= ${today}::date
          AND (a.valid_to IS NULL OR a.valid_to >= ${today}::date))) AS "chainsWithoutLeader",
      (SELECT count(*)::int FROM exchange_rate) AS rates,
      (SELECT count(*)::int FROM target) AS targets,
      (SELECT count(*)::int FROM (SELECT 1 FROM project WHERE off_state IS DISTINCT FROM 'withdrawn' LIMIT 1) p) AS projects`,
  );
  return setupSteps(counts);
}
