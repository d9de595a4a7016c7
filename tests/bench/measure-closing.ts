/** What a close costs: the next month for real, by two people, and months as large as a bureau may have them, taken back. */
import { addMonths, lastDayOf, type StatMonth } from "@/server/domain/periods";
import { type Database, database, rowOf, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { hindrancesFound } from "@/server/statistics/checkup/examine";
import { signingScene } from "@/server/statistics/closing/close-month";
import { closesInForce, lastClosed } from "@/server/statistics/closing/closes";
import { figuresDigest } from "@/server/statistics/closing/figures-digest";
import { earliestMonth, type Span } from "@/server/statistics/closing/freeze-month";
import { copySpan, sealClose } from "@/server/statistics/closing/make-close";
import type { BenchScene } from "./bench-scene";
import type { LongResult } from "./measure-long-work";

const ENOUGH = 100_000;
const PATIENCE = { maxWait: 10_000, timeout: 600_000 };

export const lastClosedMonth = async (): Promise<StatMonth> => lastClosed(await closesInForce(database));

class RolledBack extends Error {}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function rolledBack(work: (db: Database) => Promise<void>): Promise<void> {
  const once = async (db: Database) => {
    await work(db);
    throw new RolledBack();
  };
  await database
    .$transaction((tx) => once(tx as unknown as Database), PATIENCE)
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
}

/**
 * Everything that the second signature does for a span, and takes it back: what the signatures rest on, with the check-up, the copy,
 * its figures once more, reports and seal.
 */
async function closed(span: Span, month: StatMonth): Promise<{ seconds: number; rows: number }> {
  let [seconds, rows] = [0, 0];
  await rolledBack(async (db) => {
    const now = new Date();
    seconds = await secondsOf(async () => {
      await signingScene(db, month, now);
      // A span of months that are closed already: a further version of its last one.
      const copy = await copySpan(db, span, 2);
      await figuresDigest(copy.contentOf);
      await sealClose(db, copy, { reason: "", signatures: [], warnings: [], at: now });
      const head = await rowOf<{ rows: number }>(
        db,
        sql`SELECT row_count AS rows FROM month_close WHERE id = ${copy.close.id}`,
      );
      rows = head.rows;
    });
  });
  return { seconds, rows };
}

const ledgerRows = async (from: StatMonth, to: StatMonth): Promise<number> => {
  const { n } = await rowOf<{ n: number }>(
    database,
    sql`SELECT ((SELECT count(*) FROM agreement WHERE stat_month BETWEEN ${from} AND ${to}) + (SELECT count(*) FROM arrival WHERE stat_month BETWEEN ${from} AND ${to})
      + (SELECT count(*) FROM investment WHERE stat_month BETWEEN ${from} AND ${to}))::int AS n`,
  );
  return n;
};

const FLOOR = "SELECT * FROM its investment";

/** The rows of a span read by one statement: the product may make no table to copy them to. */
const bareRead = ({ bare }: BenchScene, from: StatMonth, to: StatMonth): Promise<number> =>
  secondsOf(() =>
    bare.query({
      text: "SELECT * FROM investment WHERE stat_month BETWEEN $1 AND $2",
      values: [from, to],
      rowMode: "array",
    }),
  );

const NONE = { peakMiB: 0, fileMiB: 0 };

async function spanResult(
  scene: BenchScene,
  { id, name }: { id: string; name: string },
  span: Span,
): Promise<LongResult> {
  const n = await ledgerRows(span.firstMonth, span.month);
  const { seconds, rows } = await closed(span, scene.month);
  const floor = {
    what: FLOOR,
    seconds: await bareRead(scene, span.firstMonth, span.month),
  };
  return {
    ...{ id, seconds, floor, rows: n, ...NONE },
    name: `${name}（${n} 行台账，存档 ${rows} 行）`,
  };
}

/** The part of the check-up in a close, which the desk of a month asks for too. */
async function checkupResult({ month, bare }: BenchScene): Promise<LongResult> {
  const rules = await rulesInForce(database, lastDayOf(month));
  let found = 0;
  const seconds = await secondsOf(async () => {
    found = (await hindrancesFound(database as unknown as Database, { month, now: new Date(), rules }))
      .length;
  });
  const floor = {
    what: "sums of all arrivals by project",
    seconds: await secondsOf(() =>
      bare.query("SELECT project_id, sum(amount_fen), sum(outside_fen) FROM arrival GROUP BY 1"),
    ),
  };
  return { id: "closing-checkup", name: "关账核对中的体检", seconds, floor, rows: found, ...NONE };
}

/** By two people over HTTP, as it is done; it stays, in the copy of the district that is measured. */
async function nextMonth(scene: BenchScene): Promise<LongResult> {
  const { statistician, director, month } = scene;
  const move = (from: string, to: string) => statistician.mutate("statistics.move", { month, from, to });
  await move("open", "cutoff");
  await move("cutoff", "review");
  const { data } = await statistician.query<{ figures: string }>("statistics.closing", { month });
  const sign = (client: BenchScene["director"]) =>
    client.mutate<{ closed: boolean }>("statistics.sign", { month, figures: data.figures, reason: "测量" });
  await sign(statistician);
  const floor = {
    what: FLOOR,
    seconds: await bareRead(scene, month, month),
  };
  const n = await ledgerRows(month, month);
  const seconds = await secondsOf(() => sign(director));
  return {
    ...{ id: "closing-month", name: `关账：第二人签署下一个月（${n} 行台账）`, seconds, floor },
    ...{ rows: n, ...NONE },
  };
}

export async function measureClosing(
  scene: BenchScene,
  wanted: (id: string) => boolean,
): Promise<LongResult[]> {
  const { month } = scene;
  const closes = await closesInForce(database);
  const rules = await rulesInForce(database, lastDayOf(month));
  const last = lastClosed(closes);
  // As many closed months as make the rows of a large bureau's month, closed together.
  let first = last;
  while ((await ledgerRows(first, last)) < ENOUGH && first > (closes[0]?.month ?? last))
    first = addMonths(first, -1);
  const before = closes.filter((c) => c.month < first);
  const earliest = await earliestMonth(database as unknown as Database, month);
  const large = { id: "closing-large", name: "关账全程：合计十万行台账的月份" };
  const everything = { id: "closing-first", name: "首次关账全程：以前各月" };
  const work: Record<string, () => Promise<LongResult>> = {
    "closing-checkup": () => checkupResult(scene),
    "closing-large": () =>
      spanResult(scene, large, { month: last, rules, firstMonth: first, closes: before }),
    "closing-first": () =>
      spanResult(scene, everything, { month: last, rules, firstMonth: earliest, closes: [] }),
    "closing-month": () => nextMonth(scene),
  };
  const results: LongResult[] = [];
  for (const [id, measure] of Object.entries(work)) if (wanted(id)) results.push(await measure());
  return results;
}
