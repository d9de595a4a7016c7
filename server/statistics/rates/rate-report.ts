/** 转化率: every rate of every row of a cut, over the projects of a window. Everyone who may read statistics sees the same. */
import "server-only";
import type { RateReport, RateReportInput, RateReportRow } from "@/server/contracts/rates";
import type { Cut } from "@/server/contracts/statistics";
import { dayOf, lastDayOf, monthLabel, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { RATE_IDS, type RateRow, rateFigures } from "@/server/domain/rates";
import { type Database, database, rowOf, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import type { Knowledge } from "../knowledge";
import { emptyRates, type RateScene, rateScene, readAt, readRates, type SumsByRate } from "./rate-scene";

const rowFigures = (sums: SumsByRate, withoutEnded: boolean): RateRow =>
  Object.fromEntries(RATE_IDS.map((id) => [id, rateFigures(id, sums[id], withoutEnded)])) as RateRow;

export function rateRows({ frames, sums, input }: RateScene): RateReportRow[] {
  return frames.map(({ key, name, kind, hue, leader, department }) => ({
    key,
    name,
    kind,
    hue,
    leader,
    department,
    rates: rowFigures(sums.get(key) ?? emptyRates(), input.withoutEnded),
  }));
}

/** A month that is read today still runs; as of an earlier day it runs unless that day, which has ended, was its last. */
const isRunning = ({ cutoff, input }: RateScene, present: StatMonth): boolean =>
  cutoff === present && (input.knownOn === undefined || input.knownOn < lastDayOf(cutoff));

function warningsOf(scene: RateScene, present: StatMonth): string[] {
  const { cutoff, sums, settings } = scene;
  const unbased = sums.get("total")?.unbased ?? 0;
  const missing =
    settings.rules.arrivalBase === "agreed"
      ? "约定引进资金和计划总投资"
      : settings.rules.arrivalBase === "plan"
        ? "计划总投资"
        : "";
  return [
    ...(isRunning(scene, present) ? [`${monthLabel(cutoff)}尚未结束，各率还会变动。`] : []),
    ...(unbased > 0 && missing !== "" ? [`${unbased}个签约项目没有填写${missing}，未计入资金到位率。`] : []),
  ];
}

/** What the district is called is no figure: a table of an earlier day bears the present name. */
const districtNow = async (now: Date, { rules, known }: RateScene) =>
  known === null ? rules : await rulesInForce(database, dayOf(now));

export async function rateReport({ now }: { now: Date }, input: RateReportInput): Promise<RateReport> {
  const [scene, facts] = await Promise.all([
    readRates(input, now),
    rowOf<{ first: StatMonth | null }>(
      database,
      sql`SELECT least((SELECT min(stat_month) FROM agreement), (SELECT min(stat_month) FROM milestone)) AS first`,
    ),
  ]);
  const present = monthOfDay(dayOf(readAt(scene.known, now)));
  const { district } = await districtNow(now, scene);
  return {
    from: input.from,
    to: input.to,
    cutoff: scene.cutoff,
    way: input.way,
    withoutEnded: input.withoutEnded,
    cut: input.cut,
    district: district.name,
    bureau: district.bureau,
    asOf: now.toISOString(),
    knownOn: input.knownOn ?? null,
    months: { first: Math.min(facts.first ?? input.from, input.from), last: present },
    settings: scene.settings,
    warnings: warningsOf(scene, present),
    rows: rateRows(scene),
  };
}

/** What a writer of reports asks of the rates. */
interface CohortQuestion {
  /** The window of the contract months, both included. */
  from: StatMonth;
  to: StatMonth;
  /** The month at whose end the projects are looked at; `to` without it. */
  cutoff?: StatMonth;
  /** Rows by which the projects are grouped; by chain without it. The total is the same in every cut. */
  cut?: Cut;
  withoutEnded?: boolean;
  /** Of a closed month: as they were known when it was closed. */
  known?: Knowledge;
  now: Date;
}

interface CohortRates {
  /** Numerators and denominators of the whole district by rate: projects in `count`, fen in `amount`. */
  total: RateRow;
  rows: RateReportRow[];
  settings: RateScene["settings"];
}

/** The rates of the projects signed in a window, read with a client or inside a transaction. A share is `ratePercent`'s. */
export async function cohortRates(
  db: Pick<Database, "$queryRaw">,
  { from, to, cutoff, cut = "chain", withoutEnded = false, known = null, now }: CohortQuestion,
): Promise<CohortRates> {
  const input: RateReportInput = {
    from,
    to,
    cut,
    withoutEnded,
    way: "cohort",
    ...(cutoff === undefined ? {} : { cutoff }),
  };
  const scene = await rateScene(db, input, now, known);
  const rows = rateRows(scene);
  return {
    total: rows.at(-1)?.rates ?? rowFigures(emptyRates(), withoutEnded),
    rows,
    settings: scene.settings,
  };
}
