/** The rules in force on a day, and the first month that is still open. */
import "server-only";
import { addMonths, type Day, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { type RuleKey, type Rules, rulesSchema, startingRules } from "@/server/domain/rules";
import { type Database, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";

interface SettingRow {
  key: string;
  value: unknown;
}

let remembered: { stamp: number; day: Day; rules: Rules } | null = null;

/** Settings are append-only, so the newest id is a version of them all. For a query that is asked anyway. */
export const rulesStamp: Sql = sql`(SELECT coalesce(max(id), 0)::int FROM setting)`;

/**
 * Settings effective on `day`, the latest of each key. A key that the bureau never set has its starting value. With `before`,
 * an ISO instant, as they had been set until then.
 */
export async function rulesInForce(
  db: Pick<Database, "$queryRaw">,
  day: Day,
  before: string | null = null,
): Promise<Rules> {
  if (before !== null) return rulesFrom(await settingsOn(db, day, before));
  const { stamp } = await rowOf<{ stamp: number }>(db, sql`SELECT ${rulesStamp} AS stamp`);
  return rulesOfStamp(db, day, stamp);
}

/** The same for a stamp already known; remembered per process until a setting is added. */
export async function rulesOfStamp(db: Pick<Database, "$queryRaw">, day: Day, stamp: number): Promise<Rules> {
  if (remembered?.stamp === stamp && remembered.day === day) return remembered.rules;
  const rules = rulesFrom(await settingsOn(db, day, null));
  remembered = { stamp, day, rules };
  return rules;
}

/** What the product came with begins before everything; see `FROM_THE_BEGINNING` of the set-up. */
const BEGINNING: Day = "2000-01-01";

/** The day from which a rule in force on `day` has stood; null when it is the one that the bureau began with. */
export async function ruleSince(
  db: Pick<Database, "$queryRaw">,
  key: RuleKey,
  day: Day,
  before: string | null = null,
): Promise<Day | null> {
  const [row] = await rowsOf<{ since: Day }>(
    db,
    sql`SELECT effective_from::text AS since FROM setting WHERE key = ${key} AND effective_from <= ${day}::date
        AND (${before}::timestamptz IS NULL OR set_at < ${before}::timestamptz)
      ORDER BY effective_from DESC, id DESC LIMIT 1`,
  );
  return row && row.since > BEGINNING ? row.since : null;
}
const settingsOn = (
  db: Pick<Database, "$queryRaw">,
  day: Day,
  before: string | null,
): Promise<SettingRow[]> =>
  rowsOf<SettingRow>(
    db,
    sql`SELECT DISTINCT ON (key) key, value FROM setting
      WHERE effective_from <= ${day}::date AND (${before}::timestamptz IS NULL OR set_at < ${before}::timestamptz)
      ORDER BY key, effective_from DESC, id DESC`,
  );

const rulesFrom = (rows: readonly SettingRow[]): Rules =>
  rulesSchema.parse({ ...startingRules, ...Object.fromEntries(rows.map((r) => [r.key, r.value])) });

/** The first month after the last closed one; without any closed month, everything up to today is open. */
export async function firstOpenMonth(db: Pick<Database, "$queryRaw">, today: Day): Promise<StatMonth> {
  const [row] = await rowsOf<{ month: number | null }>(
    db,
    sql`SELECT max(month) AS month FROM month_state WHERE state IN ('closed', 'reported')`,
  );
  return row?.month ? Math.min(addMonths(row.month, 1), addMonths(monthOfDay(today), 1)) : 190001;
}
