/** What the month report costs as the bureau grows old, and just after somebody has written into the month. */
import { execFileSync } from "node:child_process";
import pg from "pg";
import { askHere, type BenchScene } from "./bench-scene";
import { replay, statementsOf } from "./statements";
import { type Spread, timed } from "./timing";

export interface YearsResult {
  manyYears: Spread;
  oneYear: Spread;
  ratio: number;
  /** Over HTTP, when the sums of the month have to be counted anew from its rows. */
  recounted: Spread;
  rowsOfMonth: number;
}

/** Sums of the one year counted once, as they are on the database of many years by now. */
function warmUp(url: string, month: number): void {
  const text = `${Math.trunc(month / 100)}-${String(month % 100).padStart(2, "0")}`;
  const runner = ["--conditions=react-server", "--import", "tsx", "server/cli/report-month.ts"];
  execFileSync(process.execPath, [...runner, text, "--json"], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export async function measureYears(scene: BenchScene, oneYearUrl: string): Promise<YearsResult> {
  const { bare, month, actors, statistician } = scene;
  const input = { month };
  await askHere(actors.tongji, "statistics.month", input);
  const statements = await statementsOf(() => askHere(actors.tongji, "statistics.month", input));
  warmUp(oneYearUrl, month);
  const other = new pg.Client({ connectionString: oneYearUrl });
  await other.connect();
  try {
    const manyYears = await replay(bare, statements);
    const oneYear = await replay(other, statements);
    const recounted = await timed(
      async () => {
        await bare.query("INSERT INTO month_stale (stat_month) VALUES ($1)", [month]);
        await statistician.query("statistics.month", input);
      },
      { runs: 20, warmUp: 3 },
    );
    const { rows } = await bare.query(
      `SELECT (SELECT count(*) FROM agreement WHERE stat_month = $1) + (SELECT count(*) FROM arrival WHERE stat_month = $1)
        + (SELECT count(*) FROM investment WHERE stat_month = $1) AS n`,
      [month],
    );
    return {
      manyYears,
      oneYear,
      ratio: manyYears.p50 / oneYear.p50,
      recounted,
      rowsOfMonth: Number(rows[0].n),
    };
  } finally {
    await other.end();
  }
}
