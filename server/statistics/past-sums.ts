/**
 * Sums of open months as they were known when an earlier day ended, kept in `past_sum`. Whoever looks at a day looks at several of its
 * cuts, and the same days are asked for by many. What was known then does not change: rows are approved and ended later only by facts
 * that bear a later instant. Three things could make it another, and each is looked for before a kept sum is read: a fact recorded
 * since with an earlier instant (a history that was brought in), a rate that became known for an earlier instant, and a lead that is
 * secret now (secrecy is that of today).
 */
import "server-only";
import type { StatMonth } from "@/server/domain/periods";
import { type Database, database, Prisma, rowOf, rowsOf, sql } from "@/server/platform/database";
import { dollarRates, type Knowledge, SECRET_NOW } from "./knowledge";
import { basisOf, type EventRules, readOnce } from "./month-events";
import { countedParts, uncompiled } from "./recount-sums";

type Instant = NonNullable<Knowledge>;

interface Needed {
  months: readonly StatMonth[];
  rules: EventRules;
  known: Instant;
}

/** Days that are kept; the one that was counted longest ago makes room for another. */
const DAYS_KEPT = 60;
/** For so long what has been recorded since is looked through in no time. */
const KEPT_FOR = sql`interval '30 days'`;
/**
 * A day is settled an hour after its end. Until then a long write of its last minutes may still be under way, with facts that nobody
 * sees yet and whose numbers are lower than those that are seen: what is counted so early is good for this once only.
 */
const SETTLING = sql`interval '1 hour'`;
const PAST_LOCK = 20_261_126;

interface Kept {
  grounds: string;
  factsSeen: string;
  missing: StatMonth[];
}

/** What the sums stand on at this moment, and which of these months are not kept on the same ground. */
async function keptOf(db: Pick<Database, "$queryRaw">, { months, rules, known }: Needed): Promise<Kept> {
  const { grounds, factsSeen, kept } = await rowOf<Omit<Kept, "missing"> & { kept: StatMonth[] | null }>(
    db,
    sql`SELECT g.grounds, (SELECT coalesce(max(id), 0)::text FROM project_fact WHERE ${known}::timestamptz + ${SETTLING} < now()) AS "factsSeen",
        (SELECT array_agg(s.stat_month) FROM past_sum_state s WHERE s.known = ${known}::timestamptz AND s.basis = ${basisOf(rules)}
          AND s.stat_month = ANY(${[...months]}::int[]) AND s.kept_at > now() - ${KEPT_FOR} AND s.grounds = g.grounds AND NOT EXISTS (SELECT 1 FROM project_fact f
            WHERE f.id > s.facts_seen AND f.recorded_at < ${known}::timestamptz)) AS kept
      FROM (SELECT md5(concat_ws('|', (SELECT string_agg(r.month || ':' || r.rate_micro, ',' ORDER BY r.month) FROM ${dollarRates(known)} r),
        (SELECT string_agg(s.id::text, ',' ORDER BY s.id) FROM (${SECRET_NOW}) s))) AS grounds) g`,
  );
  return { grounds, factsSeen, missing: months.filter((m) => !kept?.includes(m)) };
}

/** Makes sure that the sums of these months are kept as they were known then. */
export async function ensureKept(needed: Needed): Promise<void> {
  if ((await keptOf(database, needed)).missing.length > 0) await oneAfterAnother(() => keep(needed));
}

const keep = (needed: Needed): Promise<void> =>
  database.$transaction((tx) => keepIn(tx as unknown as Database, needed), {
    maxWait: 30_000,
    timeout: 120_000,
  });

async function keepIn(db: Database, { months, rules, known }: Needed): Promise<void> {
  await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${PAST_LOCK})`);
  await uncompiled(db);
  const { grounds, factsSeen, missing } = await keptOf(db, { months, rules, known });
  if (missing.length === 0) return;
  const basis = basisOf(rules);
  const mine = sql`known = ${known}::timestamptz AND basis = ${basis} AND stat_month = ANY(${missing}::int[])`;
  await db.$executeRaw(sql`DELETE FROM past_sum WHERE ${mine}`);
  await db.$executeRaw(sql`DELETE FROM past_sum_state WHERE ${mine}`);
  const { clauses, among } = readOnce(missing, known);
  const parts = countedParts({ months: missing, rules, known, among }).map(
    (part) => sql`SELECT c.* FROM (${part}) c`,
  );
  await db.$executeRaw(
    sql`WITH ${clauses} INSERT INTO past_sum (known, basis, cut, stat_month, key, measure, value)
      SELECT ${known}::timestamptz, ${basis}, c.* FROM (${Prisma.join(parts, " UNION ALL ")}) c`,
  );
  await db.$executeRaw(
    sql`INSERT INTO past_sum_state (known, basis, stat_month, grounds, facts_seen)
      SELECT ${known}::timestamptz, ${basis}, unnest(${missing}::int[]), ${grounds}, ${factsSeen}::bigint`,
  );
  await makeRoom(db);
}

async function makeRoom(db: Database): Promise<void> {
  const old = await rowsOf<{ known: string }>(
    db,
    sql`SELECT known::text AS known FROM past_sum_state GROUP BY known ORDER BY max(kept_at) DESC OFFSET ${DAYS_KEPT}`,
  );
  for (const { known } of old) {
    await db.$executeRaw(sql`DELETE FROM past_sum WHERE known = ${known}::timestamptz`);
    await db.$executeRaw(sql`DELETE FROM past_sum_state WHERE known = ${known}::timestamptz`);
  }
}

let last: Promise<unknown> = Promise.resolve();
/** People who ask for many days at once wait for themselves, and not everybody else for them. */
function oneAfterAnother<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}
