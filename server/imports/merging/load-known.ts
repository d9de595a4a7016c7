/** The projects that rows mean, as they stand now, as they stood when the rows were written, and what came in between. */
import "server-only";
import { type LaterChange, leftBehind } from "@/server/domain/operations";
import type { BasicsPatch, Fact } from "@/server/domain/project-facts";
import { fold, type ProjectState } from "@/server/domain/project-state";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import type { Written } from "./compare-row";
import type { RunningSums } from "./differing-facts";
import type { Match } from "./match-rows";

const PIECE = 2000;

export async function statesOf(db: Database, ids: readonly number[]): Promise<Map<number, ProjectState>> {
  const states = new Map<number, ProjectState>();
  for (let at = 0; at < ids.length; at += PIECE) {
    const some = await loadProjects(db, ids.slice(at, at + PIECE), { lock: false });
    for (const [id, state] of some) states.set(id, state);
  }
  return states;
}

interface FactRow {
  id: number;
  version: number;
  payload: Fact;
  occurredOn: string;
  actorId: number;
  by: string;
  at: Date;
}

const factsOf = (db: Database, ids: readonly number[]): Promise<FactRow[]> =>
  rowsOf<FactRow>(
    db,
    sql`SELECT f.project_id AS id, f.version, f.payload, f.occurred_on::text AS "occurredOn", f.actor_id AS "actorId",
        coalesce(a.display_name, '系统') AS by, f.recorded_at AS at
      FROM project_fact f LEFT JOIN account a ON a.id = f.actor_id WHERE f.project_id = ANY(${[...ids]}::int[])
      ORDER BY f.project_id, f.version`,
  );

function laterOf(facts: readonly FactRow[], version: number): Map<string, LaterChange> {
  const later = new Map<string, LaterChange>();
  for (const { payload, by, at, ...fact } of facts)
    if (fact.version > version)
      for (const [field] of leftBehind(payload))
        later.set(field, { by, at: at.toISOString(), version: fact.version });
  return later;
}

/** What each keyed row knows, by its place. Facts are read only of projects that moved since. */
export async function writtenThen(
  db: Database,
  matches: readonly (Match | null)[],
  states: ReadonlyMap<number, ProjectState>,
): Promise<(Written | null)[]> {
  const moved = matches.flatMap((match) => {
    const state = match ? states.get(match.id) : undefined;
    return match?.key && state && state.version > match.key.version ? [match.id] : [];
  });
  const facts = new Map<number, FactRow[]>();
  for (let at = 0; at < moved.length; at += PIECE)
    for (const fact of await factsOf(db, moved.slice(at, at + PIECE))) {
      const mine = facts.get(fact.id);
      if (mine) mine.push(fact);
      else facts.set(fact.id, [fact]);
    }
  return matches.map((match) => {
    const state = match ? states.get(match.id) : undefined;
    const key = match?.key;
    if (!key || !state) return null;
    const mine = facts.get(state.id) ?? [];
    const then = mine.filter((f) => f.version <= key.version).map((f) => ({ ...f, fact: f.payload }));
    const basics: BasicsPatch = then.length === 0 ? state.basics : fold(state.id, then).basics;
    return { key, basics, later: laterOf(mine, key.version) };
  });
}

interface MonthSum {
  id: number;
  thisYear: boolean;
  outside: number;
  amount: number;
  invested: number;
}

const NO_SUMS: RunningSums = {
  ...{ arrivedYear: new Set(), arrived: new Set(), investedYear: new Set(), invested: new Set() },
};

function running(months: readonly MonthSum[]): RunningSums {
  const sums = { year: 0, outside: 0, all: 0, investedYear: 0, invested: 0 };
  const seen = { arrivedYear: new Set<number>(), arrived: new Set<number>() };
  const invested = { investedYear: new Set<number>(), invested: new Set<number>() };
  for (const { thisYear, outside, amount, invested: fen } of months) {
    sums.all += amount;
    sums.invested += fen;
    if (thisYear) {
      sums.year += amount;
      sums.outside += outside;
      sums.investedYear += fen;
    }
    seen.arrivedYear.add(sums.year).add(sums.outside);
    seen.arrived.add(sums.all);
    invested.investedYear.add(sums.investedYear);
    invested.invested.add(sums.invested);
  }
  return { ...seen, ...invested };
}

/** Approved money of the projects, month by month. `year`: that of the ledger. */
export async function runningSums(
  db: Database,
  ids: readonly number[],
  year: number,
): Promise<(id: number) => RunningSums> {
  const rows = await rowsOf<MonthSum>(
    db,
    sql`SELECT project_id AS id, stat_month / 100 = ${year}::int AS "thisYear", sum(outside)::bigint AS outside,
        sum(amount)::bigint AS amount, sum(invested)::bigint AS invested
      FROM (SELECT project_id, stat_month, outside_fen AS outside, amount_fen AS amount, 0 AS invested FROM arrival
          WHERE project_id = ANY(${[...ids]}::int[]) AND status = 'approved' AND voided_at IS NULL
        UNION ALL SELECT project_id, stat_month, 0, 0, total_fen FROM investment
          WHERE project_id = ANY(${[...ids]}::int[]) AND status = 'approved' AND voided_at IS NULL AND basis = 'official') AS money
      GROUP BY project_id, stat_month ORDER BY project_id, stat_month`,
  );
  const months = new Map<number, MonthSum[]>();
  for (const row of rows) months.set(row.id, [...(months.get(row.id) ?? []), row]);
  const found = new Map([...months].map(([id, list]) => [id, running(list)]));
  return (id) => found.get(id) ?? NO_SUMS;
}
