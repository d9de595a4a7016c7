/**
 * Errors for the desks. Looking through all rows takes seconds at 100,000 projects and a desk is opened all day: the worker looks
 * every few minutes and keeps what it found; the page of the check-up always looks itself.
 */
import "server-only";
import { checkOf, type RowCheckId } from "@/server/domain/checkup";
import { dayOf, monthOfDay } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { type Database, database, Prisma, rowsOf, sql } from "@/server/platform/database";
import { atOnce, rulesOfMonth } from "./examine";
import { within } from "./examine-rows";
import { ROW_CHECK_IDS, ROW_QUESTIONS, sharedBy } from "./row-questions";

const ERRORS: readonly RowCheckId[] = ROW_CHECK_IDS.filter((id) => checkOf(id).level === "error");

/** Looks through all rows and keeps the errors; one look and one exchange, so that nobody ever reads half of them. */
export async function keepErrors(now: Date): Promise<void> {
  const month = monthOfDay(dayOf(now));
  await atOnce(async (db) => {
    const rules = await rulesOfMonth(db, month, now);
    const ask = { month, today: dayOf(now), rules, closing: false };
    const found = ERRORS.map(
      (check) =>
        sql`SELECT ${check}::text, subject, project_id, other_id, since FROM (${ROW_QUESTIONS[check](ask)}) f`,
    );
    await db.$executeRaw(sql`DELETE FROM checkup_error`);
    await db.$executeRaw(sql`INSERT INTO checkup_error (check_id, subject, project_id, other_id, since)
      ${sharedBy(ERRORS, ask)} ${Prisma.join(found, " UNION ALL ")} ON CONFLICT DO NOTHING`);
  });
}

export interface ErrorsOfCheck {
  check: RowCheckId;
  open: number;
  oldest: string | null;
}

/** How many errors there are for a person, by check, as the worker last found them. */
export const errorsOf = (actor: Actor): Promise<ErrorsOfCheck[]> => {
  const mine = within({ actor, chainId: null, mine: false });
  return rowsOf<ErrorsOfCheck>(
    database as unknown as Database,
    sql`SELECT e.check_id AS check, count(*)::int AS open, min(e.since)::text AS oldest
      FROM checkup_error e JOIN project p ON p.id = e.project_id
      WHERE p.off_state IS DISTINCT FROM 'withdrawn'
        AND (${mine} OR EXISTS (SELECT 1 FROM project p WHERE p.id = e.other_id AND ${mine}))
      GROUP BY 1 ORDER BY 1`,
  );
};
