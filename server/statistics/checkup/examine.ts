/** The whole examination, and the parts of it that a close, a desk and the command line ask for. */
import "server-only";
import type { AskCheckup, CheckedFindings, Checkup, Finding } from "@/server/contracts/checkup";
import { type CheckId, checkOf, hindranceOf, type RowCheckId } from "@/server/domain/checkup";
import type { Hindrance } from "@/server/domain/month-close";
import { dayOf, lastDayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { refuseAt } from "@/server/domain/refusals";
import type { Rules } from "@/server/domain/rules";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { listDuplicates } from "@/server/projects/duplicate-pairs";
import { rulesInForce } from "@/server/record/load-rules";
import { examineFigures, seesFigures } from "./examine-figures";
import { EVERYTHING, examineRows, type Reach } from "./examine-rows";
import { askedTogether, ROW_CHECK_IDS } from "./row-questions";

/** How many findings of a check are told where all checks are, and where one is looked at. */
const SHOWN = 12;
const SHOWN_OF_ONE = 200;

/** The rules of the last day of the month, or of today while it lasts. */
export async function rulesOfMonth(db: Database, month: StatMonth, now: Date): Promise<Rules> {
  const [today, end] = [dayOf(now), lastDayOf(month)];
  return rulesInForce(db, end < today ? end : today);
}

/** Compiling these statements takes longer than running them, many times over. */
const uncompiled = (db: Database) => db.$executeRaw(sql`SELECT set_config('jit', 'off', TRUE)`);

/** One look for all rows. */
export const atOnce = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
  database.$transaction(
    async (tx) => {
      const db = tx as unknown as Database;
      await uncompiled(db);
      return work(db);
    },
    { isolationLevel: "RepeatableRead", maxWait: 30_000, timeout: 120_000 },
  );

/** Whoever is in a transaction already asks by it. */
async function lookingOnce<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  if (db === (database as unknown as Database)) return atOnce(work);
  await uncompiled(db);
  return work(db);
}

export interface RowsAsk {
  month: StatMonth;
  now: Date;
  rules: Rules;
}

async function examineAll(
  db: Database,
  checks: readonly RowCheckId[],
  { month, now, rules }: RowsAsk,
  reach: Reach,
  limitOf: (check: RowCheckId) => number,
  closing = false,
): Promise<CheckedFindings[]> {
  const ask = { month, today: dayOf(now), rules, closing };
  const found = new Map<CheckId, CheckedFindings>();
  for (const some of askedTogether(checks))
    for (const one of await examineRows(db, some, ask, reach, (check) => ({
      subject: null,
      limit: limitOf(check),
    })))
      found.set(one.check, one);
  return checks.flatMap((check) => found.get(check) ?? []);
}

/** Pairs that wait in a place of their own are named here and judged there. */
async function examineDuplicates(actor: Actor, limit: number): Promise<CheckedFindings> {
  const { total, pairs } = await listDuplicates(actor, { show: "open", offset: 0, limit });
  const findings = pairs.map(({ earlier, later }): Finding => {
    const side = ({ id, name, number }: typeof earlier) => ({ id, name, number });
    return {
      subject: `pair:${earlier.id}+${later.id}`,
      digest: "",
      words: "",
      mender: null,
      project: { ...side(later), chainName: null, chainHue: null },
      other: side(earlier),
      numbers: [
        { label: "登记日期", kind: "day", value: later.firstReportedOn },
        { label: "另一项目登记日期", kind: "day", value: earlier.firstReportedOn },
      ],
      since: later.firstReportedOn,
      deeds: [{ kind: "open", label: "去核对", href: "/projects/duplicates" }],
      acceptable: false,
      accepted: null,
    };
  });
  const oldest = findings.reduce<string | null>(
    (first, { since }) => (since !== null && (first === null || since < first) ? since : first),
    null,
  );
  return { check: "duplicates", open: total, accepted: 0, oldest, findings };
}

export function requirePastMonth(month: StatMonth, now: Date): void {
  if (month > monthOfDay(dayOf(now))) throw refuseAt("bad-input", "month", "统计月不能晚于本月");
}

const chainsOf = (): Promise<Checkup["chains"]> =>
  rowsOf(database, sql`SELECT id, name FROM chain WHERE active ORDER BY position, id`);

/** What a person finds at a month. Filters narrow which findings are told; the counts are those of all levels. */
export async function examine(
  { actor, now }: { actor: Actor; now: Date },
  { month, chainId, check, level, mine }: AskCheckup,
): Promise<Checkup> {
  requirePastMonth(month, now);
  const rules = await rulesOfMonth(database as unknown as Database, month, now);
  const narrowed = chainId !== null || mine;
  const limitOf = (id: CheckId) =>
    check === id
      ? SHOWN_OF_ONE
      : check !== null || (level !== null && checkOf(id).level !== level)
        ? 1
        : SHOWN;
  const figures = narrowed
    ? []
    : await examineFigures(database as unknown as Database, { month, now, rules }, actor);
  const rows = await atOnce((db) =>
    examineAll(db, ROW_CHECK_IDS, { month, now, rules }, { actor, chainId, mine }, limitOf),
  );
  const pairs =
    !narrowed && can(actor, "duplicate:review")
      ? [await examineDuplicates(actor, Math.min(100, limitOf("duplicates")))]
      : [];
  const told = [...figures, ...rows, ...pairs].filter(
    (c) => (check === null || c.check === check) && (level === null || checkOf(c.check).level === level),
  );
  const counted = [...figures, ...rows, ...pairs].filter((c) => c.open + c.accepted > 0);
  return {
    month,
    checks: counted.map((c) => (told.includes(c) ? c : { ...c, findings: [] })),
    chains: await chainsOf(),
    whole: !narrowed && seesFigures(actor),
  };
}

/** Everything, for nobody in particular: the command line. */
export async function examineForAll(month: StatMonth, now: Date, limit: number): Promise<CheckedFindings[]> {
  requirePastMonth(month, now);
  const db = database as unknown as Database;
  const rules = await rulesOfMonth(db, month, now);
  const figures = await examineFigures(db, { month, now, rules }, null);
  const rows = await atOnce((tx) =>
    examineAll(tx, ROW_CHECK_IDS, { month, now, rules }, EVERYTHING, () => limit),
  );
  return [...figures, ...rows].filter((c) => c.open + c.accepted > 0);
}

/** What concerns the figures of one month, as its checklist says it. Inside the transaction of a close. */
export async function hindrancesFound(db: Database, { month, now, rules }: RowsAsk): Promise<Hindrance[]> {
  const figures = await examineFigures(db, { month, now, rules }, null);
  const asked = ROW_CHECK_IDS.filter((id) => checkOf(id).closing && checkOf(id).level !== "hint");
  const rows = await lookingOnce(db, (tx) =>
    examineAll(tx, asked, { month, now, rules }, EVERYTHING, () => 1, true),
  );
  return [...figures, ...rows].flatMap(({ check, open }) => hindranceOf(check, open, month) ?? []);
}
