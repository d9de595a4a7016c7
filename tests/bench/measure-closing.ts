/** Closing months: what it costs to copy them. Measured copies are rolled back; one close of long ago stays, for reading. */
import { addMonths, lastDayOf, type StatMonth } from "@/server/domain/periods";
import { type Database, database, rowOf, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { closesInForce, lastClosed } from "@/server/statistics/closing/closes";
import { earliestMonth, type Span } from "@/server/statistics/closing/freeze-month";
import { copySpan, sealClose } from "@/server/statistics/closing/make-close";
import type { BenchScene } from "./bench-scene";
import type { LongResult } from "./measure-long-work";

/** Months that stay closed: three years back and everything before. */
const CLOSED_BEFORE = 36;
const ENOUGH = 100_000;
const PATIENCE = { maxWait: 10_000, timeout: 600_000 };

/** Closes long ago, once for a bench database, by two people over HTTP; answers the last closed month. */
export async function ensureClosed({ statistician, director, month }: BenchScene): Promise<StatMonth> {
  const closes = await closesInForce(database);
  if (closes.length > 0) return lastClosed(closes);
  const old = addMonths(month, -CLOSED_BEFORE);
  const move = (from: string, to: string) => statistician.mutate("statistics.move", { month: old, from, to });
  await move("open", "cutoff");
  await move("cutoff", "review");
  for (const client of [statistician, director]) {
    const desk = await client.query<{ figures: string }>("statistics.closing", { month: old });
    await client.mutate("statistics.sign", { month: old, figures: desk.data.figures, reason: "测量" });
  }
  return old;
}

class RolledBack extends Error {}

/** Copies the months of a span as a close does, and takes the copy back. */
async function copied(span: Span): Promise<{ seconds: number; rows: number }> {
  let [seconds, rows] = [0, 0];
  const work = async (db: Database) => {
    const began = performance.now();
    const copy = await copySpan(db, span, 1);
    await sealClose(db, copy, { reason: "", signatures: [], warnings: [], at: new Date() });
    seconds = (performance.now() - began) / 1000;
    const head = await rowOf<{ rows: number }>(
      db,
      sql`SELECT row_count AS rows FROM month_close WHERE id = ${copy.close.id}`,
    );
    rows = head.rows;
    throw new RolledBack();
  };
  await database
    .$transaction((tx) => work(tx as unknown as Database), PATIENCE)
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return { seconds, rows };
}

const ledgerRows = (from: StatMonth, to: StatMonth) =>
  rowOf<{ n: number }>(
    database,
    sql`SELECT ((SELECT count(*) FROM agreement WHERE stat_month BETWEEN ${from} AND ${to}) + (SELECT count(*) FROM arrival WHERE stat_month BETWEEN ${from} AND ${to})
      + (SELECT count(*) FROM investment WHERE stat_month BETWEEN ${from} AND ${to}))::int AS n`,
  );

export async function measureClosing({ bare, month }: BenchScene): Promise<LongResult[]> {
  const closes = await closesInForce(database);
  const rules = await rulesInForce(database, lastDayOf(addMonths(month, -1)));
  const next = addMonths(lastClosed(closes), 1);
  const bareCopy = async (from: StatMonth, to: StatMonth) => {
    const began = performance.now();
    await bare.query("BEGIN");
    await bare.query(
      "CREATE TEMP TABLE copied ON COMMIT DROP AS SELECT id, project_id, stat_month, total_fen FROM investment WHERE stat_month BETWEEN $1 AND $2",
      [from, to],
    );
    await bare.query("ROLLBACK");
    return (performance.now() - began) / 1000;
  };
  const result = async (id: string, name: string, span: Span): Promise<LongResult> => {
    const { n } = await ledgerRows(span.firstMonth, span.month);
    const { seconds, rows } = await copied(span);
    const floor = {
      what: "CREATE TABLE AS over its investment",
      seconds: await bareCopy(span.firstMonth, span.month),
    };
    return {
      id,
      name: `${name}（${n} 行台账，存档 ${rows} 行）`,
      seconds,
      floor,
      peakMiB: 0,
      rows: n,
      fileMiB: 0,
    };
  };
  // As many months as make the rows of a large bureau's month.
  let large = next;
  while (large < addMonths(month, -1) && (await ledgerRows(next, large)).n < ENOUGH)
    large = addMonths(large, 1);
  const everything: Span = {
    month: addMonths(month, -1),
    firstMonth: await earliestMonth(database as unknown as Database, month),
    closes: [],
    rules,
  };
  return [
    await result("closing-month", "关账：下一个月", { month: next, firstMonth: next, closes, rules }),
    await result("closing-large", "关账：合计十万行台账的月份", {
      month: large,
      firstMonth: next,
      closes,
      rules,
    }),
    await result("closing-first", "首次关账：以前各月", everything),
  ];
}
