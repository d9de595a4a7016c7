/** 月度关账: where a month stands, what holds it up, who has signed, and everything that was closed before. */
import "server-only";
import type { CloseLine, MonthDesk } from "@/server/contracts/month-close";
import { isClosed, isMonthState } from "@/server/domain/month-close";
import { addMonths, dayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { signaturesOf, signingScene, stateOf } from "./close-month";
import { laterCorrections } from "./later-corrections";
import { restatementOf } from "./restate-month";

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

const db = database as unknown as Database;

/** Of a closed month only a restatement is signed, where there is something to restate. */
async function closedDesk(month: StatMonth) {
  const [scene, corrections] = await Promise.all([restatementOf(db, month), laterCorrections(month)]);
  const signatures = scene?.differs ? await signaturesOf(db, month) : [];
  return {
    next: null,
    ended: true,
    hindrances: [],
    differs: scene?.differs ?? false,
    corrections,
    figures: scene?.differs ? scene.figures : null,
    signatures: signatures.map(({ part, name, signedAt, reason, figures }) => ({
      part,
      name,
      signedAt,
      reason,
      valid: figures === scene?.figures,
    })),
  };
}

async function openDesk(month: StatMonth, now: Date) {
  const scene = await signingScene(db, month, now);
  return {
    next: scene.next,
    ended: scene.ended,
    figures: scene.figures,
    hindrances: scene.hindrances,
    differs: false,
    corrections: [],
    signatures: scene.signatures.map(({ part, name, signedAt, reason, figures }) => ({
      part,
      name,
      signedAt,
      reason,
      valid: figures === scene.figures,
    })),
  };
}

export async function monthDesk({ now }: { now: Date }, { month }: { month: StatMonth }): Promise<MonthDesk> {
  const last = monthOfDay(dayOf(now));
  if (month > last) throw new Refusal("bad-input", { message: "统计月不能晚于本月" });
  const state = await stateOf(db, month);
  const [months, desk, closes] = await Promise.all([
    monthStates(last),
    isClosed(state) ? closedDesk(month) : openDesk(month, now),
    closeLines(),
  ]);
  return { month, state, months, ...desk, closes };
}
