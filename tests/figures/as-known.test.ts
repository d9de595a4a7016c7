/**
 * A report as it was known on an earlier day is the report that was read on that day: whatever was recorded, corrected, taken
 * back, rated or closed since. The rows behind each of its figures add up to it.
 */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { CUT_NAMES, type Cut, type MonthReport } from "@/server/contracts/statistics";
import {
  addDays,
  addMonths,
  type Day,
  monthOfDay,
  monthsBetween,
  type StatMonth,
  yearStart,
} from "@/server/domain/periods";
import { database, rowsOf, sql } from "@/server/platform/database";
import { pastOf } from "@/server/record/past-of-project";
import { cohortRates, monthReport } from "@/server/statistics";
import { atEndOf, type Knowledge } from "@/server/statistics/knowledge";
import { makeActor } from "../support/actors";
import {
  type Boards,
  boardNow,
  expectBoardsOf,
  expectProjectsAddUp,
  rateTable,
  targetTables,
} from "./known-pages";
import { append, foundDistrict, type LittleDistrict, NOW, settle, type Wish } from "./little-district";
import { anyWish } from "./random-wishes";
import { expectRowsAddUp } from "./rows-add-up";

/** Days on which something is recorded, and the last month that is closed in the evening. */
const ROUNDS: [day: Day, closed: StatMonth | null][] = [
  ["2026-01-20", null],
  ["2026-02-10", 202601],
  ["2026-03-31", null],
  ["2026-05-06", 202604],
  ["2026-06-30", null],
  ["2026-07-01", 202606],
  ["2026-11-02", null],
];
const at = (day: Day, hour: number) => new Date(`${day}T${String(hour).padStart(2, "0")}:00:00+08:00`);

let district: LittleDistrict;
let director: SessionActor;
let statistician: SessionActor;
let open: StatMonth = 202601;

beforeAll(async () => {
  district = await foundDistrict();
  director = await makeActor("director");
  statistician = await makeActor("statistician");
});

const read = (month: StatMonth, cut: Cut, now: Date, knownOn?: Day) =>
  monthReport(
    { now },
    { month, cut, indicator: "signedFen", compare: true, ...(knownOn ? { knownOn } : {}) },
  );
const figures = ({ rows, shape, adjusted, closed }: MonthReport) => ({ rows, shape, adjusted, closed });

async function close(month: StatMonth, now: Date): Promise<void> {
  const as = (actor: SessionActor) => createCaller({ actor, now }).statistics;
  await as(statistician).move({ month, from: "open", to: "cutoff" });
  await as(statistician).move({ month, from: "cutoff", to: "review" });
  const desk = await as(director).closing({ month });
  const signed = { month, figures: desk.figures ?? "", reason: "测试" };
  await as(statistician).sign(signed);
  expect((await as(director).sign(signed)).closed).toBe(true);
  open = addMonths(month, 1);
}

const edit = () =>
  fc.record({
    which: fc.nat(1000),
    chainId: fc.constantFrom(null, ...district.chains),
    leadUnitId: fc.constantFrom(null, ...district.units),
    streetUnitId: fc.constantFrom(null, ...district.streets),
    industryCode: fc.constantFrom(null, "C3421", "Q"),
    plannedTotalFen: fc.constantFrom(null, 49_000_000_00, 12_345_678_901, 600_000_000_00),
    originProvince: fc.constantFrom("", "江苏省", "浙江省"),
    // What becomes secret later is told of no earlier day either: that has a test of its own.
    sensitivity: fc.constant("internal" as const),
    ended: fc.option(fc.constantFrom("2025-03-01", "2026-01-15", "2026-05-05"), { nil: null }),
  });
type Edit = ReturnType<typeof edit> extends fc.Arbitrary<infer One> ? One : never;

async function change(id: number, { which: _, ended, ...after }: Edit, now: Date): Promise<void> {
  const on = ended ?? "";
  const why = { reasonCode: "contract", reason: "解除合同", reviewOn: null };
  const left = {
    fact: { type: "LeftMainLine" as const, v: 1 as const, to: "ended" as const, on, ...why },
    occurredOn: on,
  };
  const edited = {
    fact: { type: "BasicsEdited" as const, v: 1 as const, before: {}, after, reason: "更正" },
  };
  await append(id, [edited, ...(ended === null ? [] : [left])], now);
}

/** A rate can be given once money waits for it, and not be changed once it was used. */
const rate = (month: StatMonth, rateMicro: number, now: Date) =>
  database.exchangeRate.create({
    data: { currency: "USD", month, rateMicro: BigInt(rateMicro), source: "测试", knownSince: now },
  });

/** The district has had a target all along, a chain at times; both change with every round. */
const target = (round: number, now: Date) => {
  const place = { year: 2026, span: "year", kind: "annual", indicator: "signedFen" } as const;
  const chain = { ...place, scopeKind: "chain", scopeId: district.chains[round % 3] ?? 0 } as const;
  return createCaller({ actor: director, now }).admin.setTargets({
    requestId: `as-known-${round}-targets`,
    reason: "测试",
    changes: [
      { ...place, scopeKind: "district", scopeId: 0, value: (round + 1) * 1_000_000_00 },
      { ...chain, value: round % 2 === 0 ? (round + 3) * 1_000_000_00 : null },
    ],
  });
};

const rounds = <T>(one: fc.Arbitrary<T>) =>
  fc.array(one, { minLength: ROUNDS.length, maxLength: ROUNDS.length });

interface Copy {
  day: Day;
  month: StatMonth;
  cut: Cut;
  read: ReturnType<typeof figures>;
  rates: unknown;
  table: unknown;
  targets: unknown;
}

const ratesOf = async (month: StatMonth, cut: Cut, now: Date, known: Knowledge) => {
  const { total, rows } = await cohortRates(database, { from: yearStart(month), to: month, cut, known, now });
  return { total, rows: rows.map(({ key, rates }) => [key, rates]) };
};

/** What was read in the evening of each day. */
async function copiesOf(wishes: Wish[][], edits: Edit[][], rates: number[]) {
  const projects: number[] = [];
  const copies: Copy[] = [];
  const boards: Boards = new Map();
  for (const [i, [day, closed]] of ROUNDS.entries()) {
    const fresh = await settle(wishes[i] ?? [], open, at(day, 9));
    projects.push(...fresh);
    for (const one of edits[i] ?? [])
      await change(projects[one.which % projects.length] ?? 0, one, at(day, 10));
    await rate(202504 + i, rates[i] ?? 0, at(day, 11));
    await rate(202601 + i, rates[i] ?? 0, at(day, 11));
    await target(i, at(day, 11));
    await append(fresh[0] ?? 0, [{ fact: { type: "ImportUndone", v: 1, reason: "测试" } }], at(day, 12));
    while (closed && open <= closed) await close(open, at(day, 18));
    boards.set(day, await boardNow(at(day, 22), director));
    for (const cut of CUT_NAMES)
      for (const month of [202512, addMonths(monthOfDay(day), -1), monthOfDay(day)])
        copies.push({
          ...{ day, month, cut },
          read: figures(await read(month, cut, at(day, 22))),
          rates: await ratesOf(month, cut, at(day, 22), null),
          table: await rateTable(month, cut, at(day, 22)),
          targets: await targetTables(month, cut, at(day, 22)),
        });
  }
  return { copies, boards };
}

it("is the report that was read on that day", async () => {
  await fc.assert(
    fc.asyncProperty(
      rounds(fc.array(anyWish(district), { minLength: 3, maxLength: 6 })),
      rounds(fc.array(edit(), { minLength: 2, maxLength: 5 })),
      rounds(fc.integer({ min: 600_000_000, max: 750_000_000 })),
      async (wishes, edits, rates) => {
        const { copies, boards } = await copiesOf(wishes, edits, rates);
        // Otherwise nothing would have been tried.
        expect(new Set(copies.map((c) => JSON.stringify(c.read))).size).toBeGreaterThan(copies.length / 2);
        expect(new Set(copies.map((c) => JSON.stringify(c.rates))).size).toBeGreaterThan(copies.length / 3);
        for (const { day, month, cut, rates } of copies)
          expect(await ratesOf(month, cut, NOW, atEndOf(day)), `${month} ${cut} rates on ${day}`).toEqual(
            rates,
          );
        for (const { day, month, cut, table } of copies)
          expect(await rateTable(month, cut, NOW, day), `${month} ${cut} table of rates on ${day}`).toEqual(
            table,
          );
        for (const { day, month, cut, targets } of copies)
          expect(await targetTables(month, cut, NOW, day), `${month} ${cut} targets on ${day}`).toEqual(
            targets,
          );
        for (const [day] of ROUNDS) await expectProjectsAddUp(day, director);
        await expectBoardsOf(boards, director);
        for (const { day, month, cut, read: then } of copies)
          expect(figures(await read(month, cut, NOW, day)), `${month} ${cut} as known on ${day}`).toEqual(
            then,
          );
        for (const [i, [day]] of ROUNDS.entries()) {
          const cut = CUT_NAMES[i % CUT_NAMES.length] ?? "chain";
          await expectRowsAddUp(await read(monthOfDay(day), cut, NOW, day), director);
        }
      },
    ),
    // Months close one after another: a round cannot be tried again with less.
    { numRuns: 1, endOnFailure: true },
  );
}, 300_000);

it("knows of every project what its facts say", async () => {
  const stored = await rowsOf<{ id: number; past: unknown[]; since: Date; facts: unknown[][] }>(
    database,
    sql`SELECT p.id, p.known_since AS since,
        (SELECT coalesce(json_agg(json_build_array(q.known_from, q.known_to, q.chain_id, q.planned_total_fen, q.off_state) ORDER BY q.known_to), '[]')
          FROM project_past q WHERE q.project_id = p.id) AS past,
        (SELECT json_agg(json_build_array(f.payload, f.occurred_on, f.actor_id, f.recorded_at) ORDER BY f.version)
          FROM project_fact f WHERE f.project_id = p.id) AS facts
      FROM project p ORDER BY p.id`,
  );
  expect(stored.some(({ past }) => past.length > 0)).toBe(true);
  for (const { id, past, since, facts } of stored) {
    const made = pastOf(
      id,
      facts.map(([fact, occurredOn, actorId, recordedAt]) => ({
        fact: fact as never,
        occurredOn: String(occurredOn),
        actorId: Number(actorId),
        recordedAt: new Date(String(recordedAt)).toISOString(),
      })),
    );
    expect(since.toISOString(), `${id}`).toBe(made.knownSince);
    expect((past as unknown[][]).map(([from, to, ...rest]) => [iso(from), iso(to), ...rest])).toEqual(
      made.rows.map((r) => [r.known_from, r.known_to, r.chain_id, r.planned_total_fen, r.off_state]),
    );
  }
});

it("records facts in the order of their versions, whoever came in first", async () => {
  const [id = 0] = await settle([{ planWan: 1_000 }], 0, at("2026-11-21", 9));
  const planned = (fen: number, now: Date) =>
    append(
      id,
      [{ fact: { type: "BasicsEdited", v: 1, before: {}, after: { plannedTotalFen: fen }, reason: "更正" } }],
      now,
    );
  await planned(2, at("2026-11-21", 11));
  await planned(3, at("2026-11-21", 10));
  const facts = await database.projectFact.findMany({
    where: { projectId: id },
    orderBy: { version: "asc" },
  });
  expect(facts.slice(-2).map((f) => f.recordedAt)).toEqual([at("2026-11-21", 11), at("2026-11-21", 11)]);
  const past = await database.projectPast.findMany({ where: { projectId: id } });
  expect(past.map((p) => [p.knownFrom, p.knownTo])).toEqual([[at("2026-11-21", 9), at("2026-11-21", 11)]]);
});

const iso = (value: unknown) => new Date(String(value)).toISOString();

it("is refused for a day that has not ended, and for a month after that day", async () => {
  const refusal = (month: StatMonth, knownOn: Day) =>
    read(month, "chain", NOW, knownOn).then(
      () => "read",
      (e: Error) => e.message,
    );
  expect(await refusal(202611, "2026-11-24")).toBe("时点须早于今天");
  expect(await refusal(202611, "2026-10-31")).toBe("统计月不能晚于所看的时点");
  expect(await refusal(202610, "2026-10-31")).toBe("read");
});

it("says what has become known since, project by project, and why", async () => {
  const caller = createCaller({ actor: director, now: NOW }).statistics;
  for (const [from, to] of [
    ["2026-02-10", "2026-06-30"],
    ["2026-06-30", null],
    ["2026-01-20", "2026-11-02"],
  ] as const)
    for (const cut of CUT_NAMES) {
      const month = 202601;
      const asked = { month, cut, indicator: "signedFen" as const };
      const difference = await caller.days({ ...asked, from, to });
      const [was, is] = [await read(month, cut, NOW, from), await read(month, cut, NOW, to ?? undefined)];
      const value = (report: MonthReport, column: string) =>
        Number(report.rows.find((r) => r.key === "total")?.values[column] ?? 0);
      for (const [column, measure] of [
        ["signedYearFen", "signedFen"],
        ["outsideYearFen", "outsideFen"],
        ["startedYearCount", "startedCount"],
      ] as const) {
        const rows = difference.rows.filter((r) => r.measure === measure);
        const moved = value(is, column) - value(was, column);
        if (difference.unlisted === 0)
          expect(
            rows.reduce((s, r) => s + r.value, 0),
            `${from} ${to} ${cut} ${column}`,
          ).toBe(moved);
        expect(
          difference.figures.some(
            (f) => f.row === "合计" && f.before === value(was, column) && f.after === value(is, column),
          ),
        ).toBe(moved !== 0);
      }
      for (const row of difference.rows) expect(row.why.length, row.name).toBeGreaterThan(0);
    }
  await expect(
    caller.days({
      month: 202601,
      cut: "chain",
      indicator: "signedFen",
      from: "2026-06-30",
      to: "2026-06-30",
    }),
  ).rejects.toThrow("后一个时点须晚于前一个");
});

it("keeps a lead that is sensitive now out of the rows of its place, also on the day before it was", async () => {
  const given = { province: "广东省", unit: district.units[0], planWan: 9_000 };
  const [id = 0] = await settle([{ ...given, framework: [["2026-11-03", 1_750]] }], 0, at("2026-11-05", 9));
  const placed = async (knownOn?: Day) => {
    const { rows } = await read(202611, "province", NOW, knownOn);
    return rows.find((row) => row.key === "广东省")?.values.frameworkMonthFen ?? 0;
  };
  const total = async () => {
    const { rows } = await read(202611, "province", NOW, "2026-11-10");
    return rows.find((row) => row.kind === "total")?.values.frameworkMonthFen;
  };
  const before = await total();
  expect(await placed("2026-11-10")).toBe(1_750_000_000);
  await append(
    id,
    [
      {
        fact: { type: "BasicsEdited", v: 1, before: {}, after: { sensitivity: "sensitive" }, reason: "保密" },
      },
    ],
    at("2026-11-20", 9),
  );
  expect([await placed("2026-11-10"), await placed()]).toEqual([0, 0]);
  expect(await total()).toBe(before);
});

it("is for the director and the statistician", async () => {
  for (const role of ["district-leader", "section-head", "chain-leader", "officer"] as const) {
    const caller = createCaller({ actor: await makeActor(role), now: NOW }).statistics;
    const asked = { month: 202610, cut: "chain" as const, indicator: "signedFen" as const };
    await expect(caller.month({ ...asked, knownOn: "2026-11-01" }), role).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(
      caller.drill({ ...asked, knownOn: "2026-11-01", rowKey: "total", column: "signedYearFen" }),
      role,
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const rates = { from: 202601, to: 202610, knownOn: "2026-11-01" };
    await expect(caller.rates(rates), role).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      caller.drillRate({ ...rates, rowKey: "total", rate: "started" }),
      role,
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const targets = caller.targets({ month: 202610, knownOn: "2026-11-01" });
    await expect(targets, role).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(caller.days({ ...asked, from: "2026-11-01", to: null }), role).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  }
});

it("is counted alike however many days are asked for at once", async () => {
  const days = Array.from({ length: 40 }, (_, i): Day => addDays("2026-10-01", i));
  const alone: unknown[] = [];
  for (const day of days.slice(0, 5)) alone.push(figures(await read(202610, "chain", NOW, day)));
  const together = await Promise.all(days.map((day) => read(202610, "chain", NOW, day).then(figures)));
  expect(together.slice(0, 5)).toEqual(alone);
  for (const one of together) expect(one.rows.length).toBeGreaterThan(3);
});

it("sets a figure in dollars beside none in RMB", async () => {
  const money = { on: "2026-08-05", wan: 700, from: "德国" };
  await settle(
    [{ chain: district.chains[0], planWan: 5_000, arrivals: [money] }],
    202608,
    at("2026-09-01", 9),
  );
  const known = await database.exchangeRate.findMany({ select: { month: true } });
  const rated = new Set(known.map(({ month }) => month));
  for (const month of monthsBetween(202401, 202612).filter((m) => !rated.has(m)))
    await rate(month, 700_000_000, at("2026-11-10", 9));
  const { figures: changed } = await createCaller({ actor: director, now: NOW }).statistics.days({
    ...{ month: 202608, cut: "chain", indicator: "signedFen", from: "2026-11-09", to: "2026-11-10" },
  });
  const yearly = changed.filter((f) => f.row === "合计" && f.group === "外资到位" && f.header === "累计");
  expect(yearly.map(({ kind }) => kind).sort()).toEqual(["amount", "usd"]);
  for (const { kind, before, after } of yearly)
    expect([before, after].map((value) => value === null)).toEqual(
      kind === "usd" ? [true, false] : [false, true],
    );
});
