/** 转化率 and 目标 as of an earlier day: the pages as they were read, and the projects behind the rates. */
import { expect } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { Cut } from "@/server/contracts/statistics";
import { type Day, monthOfDay, type StatMonth, yearStart } from "@/server/domain/periods";
import { rateReport, targetDesk } from "@/server/statistics";
import { NOW } from "./little-district";

/** The page of 转化率 without what says when it was read. */
export async function rateTable(month: StatMonth, cut: Cut, now: Date, knownOn?: Day) {
  const window = { from: yearStart(month), to: month, way: "cohort", withoutEnded: false, cut } as const;
  const read = await rateReport({ now }, { ...window, ...(knownOn ? { knownOn } : {}) });
  // On the evening of its last day a month still runs; when that day has ended, it does not.
  const warnings = read.warnings.filter((warning) => !warning.includes("尚未结束"));
  return { rows: read.rows, warnings, settings: read.settings, cutoff: read.cutoff };
}

/** The page of 目标 of every cut that has targets: the whole year, and the months of the second half. */
export async function targetTables(month: StatMonth, cut: Cut, now: Date, knownOn?: Day) {
  if (cut !== "chain" && cut !== "leadUnit" && cut !== "street") return [];
  const asked = { month, cut, indicator: "signedFen", ...(knownOn ? { knownOn } : {}) } as const;
  const tables: unknown[] = [];
  for (const goal of ["year/annual", "second-half/strive"] as const) {
    const { rows, counted, schedule, rules, closed } = await targetDesk({ now }, { ...asked, goal });
    tables.push({ rows, counted, schedule, rules, closed });
  }
  return tables;
}

/** Behind each rate of the whole stand as many projects as it counts, as of an earlier day too. */
export async function expectProjectsAddUp(knownOn: Day, actor: SessionActor): Promise<void> {
  const window = { from: 202601, to: monthOfDay(knownOn), cut: "chain", knownOn } as const;
  const caller = createCaller({ actor, now: NOW }).statistics;
  const total = (await caller.rates(window)).rows.at(-1);
  for (const rate of ["registered", "started", "ended"] as const) {
    const drill = await caller.drillRate({ ...window, rate, rowKey: "total" });
    expect(drill.figure).toEqual(total?.rates[rate].count);
    expect({ part: drill.total.part, whole: drill.total.whole }, `${rate} on ${knownOn}`).toEqual(
      drill.figure,
    );
    expect(drill.rows.reduce((sum, row) => sum + row.part, 0)).toBe(drill.figure?.part);
  }
}

/** The board with every column, as the director read it, and how many projects stood on each chain. */
export async function boardNow(now: Date, actor: SessionActor) {
  const caller = createCaller({ actor, now }).project;
  const rows = await caller.list({ filter: { off: "any" }, limit: 200 });
  const listed = rows.flatMap((row) =>
    row.masked ? [] : [[row.id, row.chainName, row.offState ?? row.stage, row.contractOn, row.startOn]],
  );
  return { heads: await caller.columns({ filter: {} }), listed: listed.sort(byId) };
}

export type Boards = Map<Day, Awaited<ReturnType<typeof boardNow>>>;

/** Every board is asked for as of its day and is what was read then; no two days are alike. */
export async function expectBoardsOf(boards: Boards, actor: SessionActor): Promise<void> {
  expect(new Set([...boards.values()].map((board) => JSON.stringify(board.heads))).size).toBe(boards.size);
  for (const [day, board] of boards) expect(await boardOn(day, actor), `the board of ${day}`).toEqual(board);
}

/** The same, asked for as of the day. */
async function boardOn(day: Day, actor: SessionActor) {
  const ask = (offset: number) =>
    createCaller({ actor, now: NOW }).statistics.pastProjects({ knownOn: day, offset, limit: 100 });
  const first = await ask(0);
  const rows = [...first.rows];
  while (rows.length < first.total) rows.push(...(await ask(rows.length)).rows);
  const listed = rows.map((row) => [
    row.id,
    row.chainName,
    row.offState ?? row.stage,
    row.contractOn,
    row.startOn,
  ]);
  const heads = first.heads.map(({ column, count, amountFen }) => ({ column, count, amountFen }));
  return { heads, listed: listed.sort(byId) };
}

const byId = (a: readonly unknown[], b: readonly unknown[]) => Number(a[0]) - Number(b[0]);
