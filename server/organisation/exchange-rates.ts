/** 汇率: what one unit of a currency is worth in each month, entered by the statistician, fixed once money was converted. */
import "server-only";
import type { z } from "zod";
import type { saveExchangeRates as input } from "@/server/contracts/organisation";
import {
  changesRate,
  type KnownRate,
  RATED_CURRENCIES,
  type RateScene,
  type RateUse,
  rateCell,
  rateLock,
  rateRefusal,
  showRate,
} from "@/server/domain/exchange-rates";
import { dayOf, firstDayOf, lastDayOf, monthOfDay, type StatMonth, statMonth } from "@/server/domain/periods";
import { Refusal, type RefusalCode } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { audited } from "@/server/record/audited";
import { firstOpenMonth } from "@/server/record/load-rules";
import type { WriteContext } from "@/server/record/record";

/** Two sheets saved at once are written one after the other: a new rate has no row yet that could be locked. */
const RATE_LOCK = 20261127;
const UNUSED: RateUse = { used: 0, reported: 0 };

async function sceneOf(db: Database, now: Date): Promise<RateScene> {
  const today = dayOf(now);
  return { presentMonth: monthOfDay(today), firstOpenMonth: await firstOpenMonth(db, today) };
}

type Known = Map<string, KnownRate>;

async function knownRates(db: Database, from: StatMonth, to: StatMonth, lock: boolean): Promise<Known> {
  const rows = await rowsOf<KnownRate & { currency: string; month: StatMonth }>(
    db,
    sql`SELECT currency, month, rate_micro AS "rateMicro", source FROM exchange_rate
      WHERE month BETWEEN ${from} AND ${to} ORDER BY month, currency ${lock ? sql`FOR UPDATE` : sql``}`,
  );
  return new Map(
    rows.map(
      ({ currency, month, ...rate }) => [rateCell(currency, month), rate] satisfies [string, KnownRate],
    ),
  );
}

/** How often each rate was used; the dollar's also by every other foreign arrival of its month, which is shown in dollars. */
async function usesOf(
  db: Database,
  from: StatMonth,
  to: StatMonth,
  firstOpen: StatMonth,
): Promise<Map<string, RateUse>> {
  const rows = await rowsOf<{ currency: string; month: StatMonth; used: number; reported: number }>(
    db,
    sql`WITH paid AS (SELECT currency, to_char(arrived_on, 'YYYYMM')::int AS month, foreign_fen, stat_month FROM arrival
        WHERE status = 'approved' AND voided_at IS NULL AND (currency <> 'CNY' OR foreign_fen <> 0)
          AND arrived_on BETWEEN ${firstDayOf(from)}::date AND ${lastDayOf(to)}::date)
      SELECT currency, month, count(*)::int AS used, 0 AS reported FROM paid WHERE currency NOT IN ('CNY', 'USD') GROUP BY 1, 2
      UNION ALL SELECT 'USD', month, count(*)::int,
        count(*) FILTER (WHERE currency <> 'USD' AND stat_month < ${firstOpen})::int
        FROM paid WHERE currency = 'USD' OR foreign_fen <> 0 GROUP BY 2`,
  );
  return new Map(rows.map(({ currency, month, ...use }) => [rateCell(currency, month), use]));
}

/** The rates of a year, and why a month's rate can no longer be changed. */
export async function listExchangeRates(year: number, now: Date) {
  const [from, to] = [statMonth(year, 1), statMonth(year, 12)];
  const scene = await sceneOf(database, now);
  const [known, uses] = await Promise.all([
    knownRates(database, from, to, false),
    usesOf(database, from, to, scene.firstOpenMonth),
  ]);
  const cells = RATED_CURRENCIES.flatMap((currency) =>
    Array.from({ length: 12 }, (_, at) => {
      const month = statMonth(year, at + 1);
      const cell = rateCell(currency, month);
      const rate = known.get(cell) ?? null;
      const lock = rateLock(month, rate, uses.get(cell) ?? UNUSED, scene)?.message ?? null;
      return { cell, rateMicro: rate?.rateMicro ?? null, source: rate?.source ?? "", lock };
    }),
  );
  return { presentMonth: scene.presentMonth, cells };
}

/** Sets or removes rates, all or none, with what stood before in the audit log. */
export function saveExchangeRates(
  context: WriteContext,
  { requestId, changes }: z.output<typeof input>,
): Promise<{ changed: number }> {
  const work = async (tx: Database) => {
    await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(${RATE_LOCK})`);
    const months = changes.map((c) => c.month);
    const [from, to] = [Math.min(...months), Math.max(...months)];
    const scene = await sceneOf(tx, context.now);
    // Locked before the uses are counted: an approval holds the rate that it relies on (review-entries).
    const known = await knownRates(tx, from, to, true);
    const uses = await usesOf(tx, from, to, scene.firstOpenMonth);
    const real = changes.flatMap((change, index) => {
      const cell = rateCell(change.currency, change.month);
      const rate = known.get(cell) ?? null;
      return changesRate(change, rate) ? [{ change, index, cell, rate }] : [];
    });
    const refused = real.flatMap(({ change, index, cell, rate }) => {
      const refusal = rateRefusal(change, rate, uses.get(cell) ?? UNUSED, scene);
      return refusal ? [{ ...refusal, field: `changes.${index}.rateMicro` }] : [];
    });
    refuseAll(refused);
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    for (const { change, cell, rate } of real) {
      before[cell] = rate && { rate: showRate(rate.rateMicro), source: rate.source };
      after[cell] =
        change.rateMicro === null ? null : { rate: showRate(change.rateMicro), source: change.source };
      const { currency, month, rateMicro, source } = change;
      if (rateMicro === null) await tx.exchangeRate.deleteMany({ where: { currency, month } });
      else {
        const data = { rateMicro: BigInt(rateMicro), source, knownSince: context.now };
        await tx.exchangeRate.upsert({
          where: { currency_month: { currency, month } },
          create: { currency, month, ...data },
          update: data,
        });
      }
    }
    const line = { action: "rate:set", subjectKind: "rate", subjectId: String(from), before, after };
    return { answer: { changed: real.length }, line: real.length > 0 ? line : null };
  };
  return audited({ ...context, requestId }, work, "rate:set");
}

function refuseAll(refused: readonly { code: RefusalCode; message: string; field: string }[]): void {
  const [first] = refused;
  if (!first) return;
  const problems = refused.map(({ field, message }) => ({ field, message }));
  throw new Refusal(first.code, { message: first.message, problems });
}
