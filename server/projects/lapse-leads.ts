/**
 * The day's lapses: notices to leads without progress or past their protection, and the open pool for those whose notice
 * has run out. Each is decided on the locked lead, so that a second run, or a second worker, finds nothing left to do.
 */
import "server-only";
import { upkeepActor } from "@/server/accounts";
import { dailyLapse } from "@/server/domain/ownership";
import { type Day, dayOf } from "@/server/domain/periods";
import type { Rules } from "@/server/domain/rules";
import { database, rowsOf, sql } from "@/server/platform/database";
import { contestedAmong } from "@/server/record/load-attribution";
import { rulesInForce } from "@/server/record/load-rules";
import { record } from "@/server/record/record";

const BATCH = 100;

const candidates = (after: number, today: Day, { ownership }: Rules) =>
  rowsOf<{ id: number }>(
    database,
    sql`SELECT id FROM project WHERE id > ${after} AND stage_rank <= 1 AND off_state IS NULL AND pooled_on IS NULL
        AND sensitivity <> 'sensitive' AND (lapses_on IS NULL OR lapses_on <= ${today}::date)
        AND (last_progress_on + ${ownership.silentDays}::int <= ${today}::date
          OR (stage_rank = 0 AND coalesce(extended_until, protected_from + ${ownership.protectDays - 1}::int) < ${today}::date))
      ORDER BY id LIMIT ${BATCH}`,
  );

async function lapseBatch(ids: readonly number[], now: Date): Promise<void> {
  const actor = await upkeepActor();
  await record(
    { actor, now },
    {
      action: "lead:lapse",
      projectIds: ids,
      async decide({ db, projects, rules, today }) {
        const contested = await contestedAmong(db, ids);
        return [...projects].flatMap(([id, state]) => {
          const facts = dailyLapse(state, rules, today, contested.has(id)).map((fact) => ({ fact }));
          return facts.length > 0 ? [{ id, facts }] : [];
        });
      },
      answer: () => null,
    },
  );
}

/** One batch of the day; true while there may be more. A day is looked through once; a day without a worker is made up for. */
export async function lapseLeads(now: Date): Promise<boolean> {
  const today = dayOf(now);
  const [at] = await rowsOf<{ doneFor: string; doingFor: string; afterId: number }>(
    database,
    sql`SELECT done_for AS "doneFor", doing_for AS "doingFor", after_id AS "afterId" FROM upkeep WHERE name = 'lapses'`,
  );
  if (!at || at.doneFor >= today) return false;
  const rules = await rulesInForce(database, today);
  const after = at.doingFor === today ? at.afterId : 0;
  const ids = (await candidates(after, today, rules)).map((row) => row.id);
  if (ids.length > 0) await lapseBatch(ids, now);
  const more = ids.length === BATCH;
  await database.$executeRaw(sql`UPDATE upkeep SET doing_for = ${today}, after_id = ${ids.at(-1) ?? 0},
    done_for = CASE WHEN ${more} THEN done_for ELSE ${today} END, finished_at = ${now} WHERE name = 'lapses'`);
  return more;
}
