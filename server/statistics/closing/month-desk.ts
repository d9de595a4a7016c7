/** 月度关账: where a month stands, what holds it up, who has signed, and everything that was closed before. */
import "server-only";
import type { CloseLine, MonthDesk } from "@/server/contracts/month-close";
import { isClosed, isMonthState, type MonthState } from "@/server/domain/month-close";
import { addMonths, dayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { signingScene, stateOf } from "./close-month";

/** How many months are offered: a year and a half. */
const SHOWN = 18;

const closeLines = (): Promise<CloseLine[]> =>
  rowsOf<CloseLine>(
    database,
    sql`SELECT month, version, first_month AS "firstMonth", reason, to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
        signers, warnings, row_count AS "rowCount", previous_hash AS "previousHash", hash
      FROM month_close ORDER BY month DESC, version DESC LIMIT 120`,
  );

async function monthStates(last: StatMonth): Promise<MonthDesk["months"]> {
  const known = new Map(
    (
      await rowsOf<{ month: number; state: string }>(
        database,
        sql`SELECT month, state FROM month_state WHERE month > ${addMonths(last, -SHOWN)}`,
      )
    ).map((r) => [r.month, r.state]),
  );
  const closedUntil = Math.max(
    0,
    ...[...known].flatMap(([m, s]) => (isMonthState(s) && isClosed(s) ? [m] : [])),
  );
  return Array.from({ length: SHOWN }, (_, i) => addMonths(last, -i)).map((month) => {
    const state = known.get(month) ?? (month <= closedUntil ? "closed" : "open");
    return { month, state: isMonthState(state) ? state : "open" };
  });
}

/** Nothing is signed, and nothing looked for, in a month that is closed. */
async function openDesk(month: StatMonth, state: MonthState, now: Date) {
  const empty = { next: null, ended: true, figures: null, hindrances: [], signatures: [] };
  if (isClosed(state)) return empty;
  const scene = await signingScene(database as unknown as Database, month, now);
  return {
    next: scene.next,
    ended: scene.ended,
    figures: scene.figures,
    hindrances: scene.hindrances,
    signatures: scene.signatures.map(({ part, name, signedAt, figures }) => ({
      part,
      name,
      signedAt,
      valid: figures === scene.figures,
    })),
  };
}

export async function monthDesk({ now }: { now: Date }, { month }: { month: StatMonth }): Promise<MonthDesk> {
  const last = monthOfDay(dayOf(now));
  if (month > last) throw new Refusal("bad-input", { message: "统计月不能晚于本月" });
  const state = await stateOf(database as unknown as Database, month);
  const [months, desk, closes] = await Promise.all([
    monthStates(last),
    openDesk(month, state, now),
    closeLines(),
  ]);
  return { month, state, months, ...desk, closes };
}
