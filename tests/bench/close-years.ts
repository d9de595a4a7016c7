/**
 * The past of a bureau that has closed its months: each one by itself, in their order, by the code that a close is made with. What
 * comes before it on the screen, the check-up and the two signatures, is left out: a hundred months would take hours.
 */
import { addMonths, lastDayOf, monthsBetween, type StatMonth } from "@/server/domain/periods";
import { type Database, database, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { closesInForce, lastClosed } from "@/server/statistics/closing/closes";
import { earliestMonth } from "@/server/statistics/closing/freeze-month";
import { copySpan, sealClose } from "@/server/statistics/closing/make-close";

const PATIENCE = { maxWait: 10_000, timeout: 600_000 };
/** Day of the next month on which a month was closed. */
const CLOSED_ON = "06";

const closedAt = (month: StatMonth): Date => {
  const next = addMonths(month, 1);
  return new Date(
    `${Math.trunc(next / 100)}-${String(next % 100).padStart(2, "0")}-${CLOSED_ON}T10:00:00+08:00`,
  );
};

async function closeOne(db: Database, month: StatMonth): Promise<void> {
  const closes = await closesInForce(db);
  const firstMonth = closes.length === 0 ? month : addMonths(lastClosed(closes), 1);
  const rules = await rulesInForce(db, lastDayOf(month));
  const at = closedAt(month);
  const copy = await copySpan(db, { month, firstMonth, closes, rules }, 1);
  await sealClose(db, copy, { reason: "", signatures: [], warnings: [], at });
  await db.$executeRaw(sql`INSERT INTO month_state (month, state, changed_at)
    VALUES (${month}, 'closed', ${at.toISOString()}::timestamptz)`);
}

/** Closes every month up to `last` that is still open. */
export async function closeYears(last: StatMonth, progress: (month: StatMonth) => void): Promise<void> {
  const db = database as unknown as Database;
  const closed = lastClosed(await closesInForce(db));
  const first = closed === 0 ? await earliestMonth(db, last) : addMonths(closed, 1);
  for (const month of monthsBetween(first, last)) {
    await database.$transaction((tx) => closeOne(tx as unknown as Database, month), PATIENCE);
    progress(month);
  }
  await database.$executeRaw(sql`ANALYZE`);
}
