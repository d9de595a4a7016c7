/** What a report costs as the bureau grows old, and just after somebody has written into the month. */
import { execFileSync } from "node:child_process";
import pg from "pg";
import { addDays, addMonths, dayOf, type StatMonth } from "@/server/domain/periods";
import { askHere, type BenchScene } from "./bench-scene";
import { replay, statementsOf } from "./statements";
import { type Spread, timed } from "./timing";

/** The same statements on the district of all years and on one of the last year, of the same size a year. */
export interface AgeResult {
  name: string;
  manyYears: Spread;
  oneYear: Spread;
  ratio: number;
}

export interface YearsResult {
  reports: AgeResult[];
  /** Closed months of the two districts. */
  closedMonths: { manyYears: number; oneYear: number };
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

async function atBothAges(
  { bare, actors }: BenchScene,
  other: pg.Client,
  name: string,
  input: { month: StatMonth; knownOn?: string },
): Promise<AgeResult> {
  // A day that was asked for is kept: of an earlier day the first question is the one that counts.
  if (!input.knownOn) await askHere(actors.tongji, "statistics.month", input);
  const statements = await statementsOf(() => askHere(actors.tongji, "statistics.month", input));
  const [manyYears, oneYear] = [await replay(bare, statements), await replay(other, statements)];
  return { name, manyYears, oneYear, ratio: manyYears.p50 / oneYear.p50 };
}

const countOf = async (client: pg.Client, statement: string, values: unknown[] = []): Promise<number> =>
  Number((await client.query(statement, values)).rows[0].n);

const closedMonths = (client: pg.Client) => countOf(client, "SELECT count(*) AS n FROM month_close");

export async function measureYears(
  scene: BenchScene & { closed: StatMonth },
  oneYearUrl: string,
): Promise<YearsResult> {
  const { bare, month, closed, statistician } = scene;
  warmUp(oneYearUrl, month);
  const other = new pg.Client({ connectionString: oneYearUrl });
  await other.connect();
  try {
    const knownOn = addDays(dayOf(new Date()), -30);
    const reports = [
      await atBothAges(scene, other, "已关账的月份", { month: closed }),
      await atBothAges(scene, other, "半年前关账的月份", { month: addMonths(closed, -6) }),
      await atBothAges(scene, other, "第一个未关账的月份", { month }),
      await atBothAges(scene, other, "按时点：没有人看过的一天", { month, knownOn }),
    ];
    const recounted = await timed(
      async () => {
        await bare.query("INSERT INTO month_stale (stat_month) VALUES ($1)", [month]);
        await statistician.query("statistics.month", { month });
      },
      { runs: 20, warmUp: 3 },
    );
    const rowsOfMonth = await countOf(
      bare,
      `SELECT (SELECT count(*) FROM agreement WHERE stat_month = $1) + (SELECT count(*) FROM arrival WHERE stat_month = $1)
        + (SELECT count(*) FROM investment WHERE stat_month = $1) AS n`,
      [month],
    );
    return {
      reports,
      closedMonths: { manyYears: await closedMonths(bare), oneYear: await closedMonths(other) },
      recounted,
      rowsOfMonth,
    };
  } finally {
    await other.end();
  }
}
