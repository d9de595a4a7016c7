/** What a table of rates is made of: its window, the settings in force at its cutoff, and its rows with their sums. */
import "server-only";
import type { RateReportInput, RateSettings } from "@/server/contracts/rates";
import type { Cut } from "@/server/contracts/statistics";
import { type Day, dayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { RATE_IDS, type RateId, type RateSums } from "@/server/domain/rates";
import { Refusal } from "@/server/domain/refusals";
import type { Rules } from "@/server/domain/rules";
import { type Database, database, Prisma, rowsOf, sql } from "@/server/platform/database";
import { ruleSince, rulesInForce } from "@/server/record/load-rules";
import { cutKey, GROUPING_FIELD } from "../cut-keys";
import { type Knowledge, knowledgeOf } from "../knowledge";
import { type RowFrame, reportFrames } from "../report-frames";
import { reportDay } from "../report-scene";
import { type RateQuestion, ratedProjects } from "./rate-lives";

type Reader = Pick<Database, "$queryRaw">;
export type SumsByRate = Record<RateId, RateSums> & { unbased: number };

export interface RateScene {
  input: RateReportInput;
  cutoff: StatMonth;
  day: Day;
  rules: Rules;
  settings: RateSettings;
  frames: RowFrame[];
  /** Frame key → its sums. */
  sums: Map<string, SumsByRate>;
  known: Knowledge;
}

const SIDES = ["PartCount", "WholeCount", "PartFen", "WholeFen"] as const;

export const emptyRates = (): SumsByRate =>
  ({
    unbased: 0,
    ...Object.fromEntries(
      RATE_IDS.map((id) => [id, { partCount: 0, wholeCount: 0, partFen: 0, wholeFen: 0 }]),
    ),
  }) as SumsByRate;

function addRates(into: SumsByRate, more: SumsByRate): SumsByRate {
  into.unbased += more.unbased;
  for (const id of RATE_IDS)
    for (const side of ["partCount", "wholeCount", "partFen", "wholeFen"] as const)
      into[id][side] += more[id][side];
  return into;
}

/** The question as it goes to the rows. */
export const questionOf = (
  { from, to, way, withoutEnded, cutoff }: Omit<RateReportInput, "cut" | "knownOn">,
  rules: Rules,
  known: Knowledge = null,
): Omit<RateQuestion, "columns"> => ({
  from,
  to,
  way,
  withoutEnded,
  cutoff: cutoff ?? to,
  rules: rules.rates,
  known,
});

type Flat = Record<string, number> & { key?: never };

/** One question: the sums of every rate for every key of the cut. */
async function sumsByKey(
  db: Reader,
  question: Omit<RateQuestion, "columns">,
  cut: Cut,
  tiers: readonly number[],
): Promise<Map<string, SumsByRate>> {
  const columns = RATE_IDS.map((id) =>
    Prisma.raw(
      `count(*) FILTER (WHERE "${id}Part") AS "${id}PartCount", count(*) FILTER (WHERE "${id}Whole") AS "${id}WholeCount",
      coalesce(sum("${id}PartFen"), 0)::bigint AS "${id}PartFen", coalesce(sum("${id}WholeFen"), 0)::bigint AS "${id}WholeFen"`,
    ),
  );
  const rows = await rowsOf<{ cut_key: string } & Flat>(
    db,
    sql`SELECT ${cutKey(cut, tiers)} AS cut_key, count(*) FILTER (WHERE unbased) AS unbased, ${Prisma.join(columns)}
      FROM (${ratedProjects({ ...question, columns: GROUPING_FIELD[cut] })}) rated GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.cut_key, ratesIn(row)]));
}

function ratesIn(row: Flat): SumsByRate {
  const rates = emptyRates();
  rates.unbased = row.unbased ?? 0;
  for (const id of RATE_IDS) {
    const [partCount, wholeCount, partFen, wholeFen] = SIDES.map((side) => row[`${id}${side}`] ?? 0);
    rates[id] = {
      partCount: partCount ?? 0,
      wholeCount: wholeCount ?? 0,
      partFen: partFen ?? 0,
      wholeFen: wholeFen ?? 0,
    };
  }
  return rates;
}

const isEmpty = (rates: SumsByRate): boolean =>
  RATE_IDS.every((id) => rates[id].wholeCount === 0 && rates[id].partCount === 0);

/** Keys with figures, by signed projects, then by their money, then by name. */
const presentKeys = (groups: ReadonlyMap<string, SumsByRate>): string[] =>
  [...groups]
    .filter(([, rates]) => !isEmpty(rates))
    .sort(
      ([a, x], [b, y]) =>
        y.registered.wholeCount - x.registered.wholeCount ||
        y.registered.wholeFen - x.registered.wholeFen ||
        (a < b ? -1 : 1),
    )
    .map(([key]) => key);

/** Keys that a row of the table names, so that the others stand in 其他. */
export const claimedKeys = (frames: readonly RowFrame[]): string[] =>
  frames.flatMap((f) => (typeof f.keys === "string" ? [] : f.keys));

/** Gives each row its sums: every key stands in exactly one ordinary row, so that the rows add up to the total. */
function fillFrames(frames: readonly RowFrame[], groups: ReadonlyMap<string, SumsByRate>) {
  const claimed = new Set(claimedKeys(frames));
  const keysOf = ({ keys }: RowFrame): readonly string[] => {
    if (keys === "all") return [...groups.keys()];
    return keys === "others" ? [...groups.keys()].filter((key) => !claimed.has(key)) : keys;
  };
  return new Map(
    frames.map((frame) => [
      frame.key,
      keysOf(frame).reduce((sums, key) => {
        const more = groups.get(key);
        return more ? addRates(sums, more) : sums;
      }, emptyRates()),
    ]),
  );
}

/** `now`: the moment of the reader, or the end of the earlier day as of which is read. */
function refuseFuture(input: RateReportInput, now: Date): void {
  const present = monthOfDay(dayOf(now));
  const message = input.knownOn === undefined ? "不能晚于本月" : "不能晚于所看的时点";
  const problems = (["from", "to", "cutoff"] as const)
    .filter((field) => (input[field] ?? 0) > present)
    .map((field) => ({ field, message }));
  if (problems.length > 0) throw new Refusal("bad-input", { problems });
}

export async function rateScene(
  db: Reader,
  input: RateReportInput,
  now: Date,
  known: Knowledge = null,
): Promise<RateScene> {
  refuseFuture(input, now);
  const cutoff = input.cutoff ?? input.to;
  const day = reportDay(cutoff, now);
  const rules = await rulesInForce(db, day, known);
  const groups = await sumsByKey(db, questionOf(input, rules, known), input.cut, rules.tiers);
  const all = await reportFrames(db, input.cut, day, rules, presentKeys(groups));
  const sums = fillFrames(all, groups);
  const frames = all.filter(
    (f) => f.kind !== "other" || input.cut === "chain" || !isEmpty(sums.get(f.key) ?? emptyRates()),
  );
  const settings = { rules: rules.rates, since: await ruleSince(db, "rates", day, known) };
  return { input, cutoff, day, rules, settings, frames, sums, known };
}

/** The moment as of which a question is read: the end of an earlier day, or now. */
export const readAt = (known: Knowledge, now: Date): Date =>
  known === null ? now : new Date(Date.parse(known) - 1);

export function readRates(input: RateReportInput, now: Date): Promise<RateScene> {
  const known = knowledgeOf(input.knownOn, now);
  return rateScene(database, input, readAt(known, now), known);
}
