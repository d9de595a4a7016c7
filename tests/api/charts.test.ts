/** The charts say what the month report, the rates, the targets and 阶段流转 say; of closed months what was closed. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { ChartsDesk } from "@/server/contracts/charts";
import type { MonthReport } from "@/server/contracts/statistics";
import type { ChartPlace } from "@/server/domain/charts/chart-view";
import { monthsBetween, type StatMonth } from "@/server/domain/periods";
import { ROLES } from "@/server/domain/permissions";
import { TARGET_COLUMNS, TARGET_INDICATOR_NAMES } from "@/server/domain/statistics-columns";
import { database } from "@/server/platform/database";
import { chartsOfMonth, monthReport } from "@/server/statistics";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";

const MONTH: StatMonth = 202611;
let district: LittleDistrict;
let director: SessionActor;
let statistician: SessionActor;
let leader: SessionActor;
let moved = 0;

const as = (actor: SessionActor) => createCaller({ actor, now: NOW }).statistics;
const report = (month: StatMonth, cut: "chain" | "province" = "chain"): Promise<MonthReport> =>
  monthReport({ now: NOW }, { month, cut, indicator: "signedCount" });
const figure = (of: MonthReport, row: string, column: string): number =>
  Number(of.rows.find((r) => r.key === row)?.values[column] ?? Number.NaN);
const choices = (over: object = {}) => ({
  month: MONTH,
  chainId: null,
  indicator: "signedCount" as const,
  measure: "count" as const,
  by: "indicator" as const,
  stage: "signed" as const,
  ...over,
});
const charts = (over: object = {}) => chartsOfMonth({ actor: director, now: NOW }, choices(over));

async function close(month: StatMonth): Promise<void> {
  await as(statistician).move({ month, from: "open", to: "cutoff" });
  await as(statistician).move({ month, from: "cutoff", to: "review" });
  for (const actor of [statistician, director]) {
    const { figures } = await as(actor).closing({ month });
    await as(actor).sign({ month, figures: figures ?? "", reason: "测试" });
  }
}

beforeAll(async () => {
  district = await foundDistrict();
  director = await makeActor("director");
  statistician = await makeActor("statistician");
  leader = await makeActor("chain-leader");
  const [machines, ice] = district.chains;
  await database.target.createMany({
    data: [
      { scopeKind: "district", scopeId: 0, value: 6n },
      { scopeKind: "chain", scopeId: machines, value: 4n },
    ].map((target) => ({ ...target, year: 2026, span: "year", kind: "annual", indicator: "signedCount" })),
  });
  [moved = 0] = await settle([
    {
      chain: machines,
      planWan: 20_000,
      contract: [["2026-01-10", 15_000]],
      arrivals: [{ on: "2026-03-05", wan: 1000 }],
    },
    { chain: machines, planWan: 9_000, contract: [["2026-03-20", 8_000]] },
    {
      chain: ice,
      planWan: 6_000,
      contract: [["2026-10-02", 6_000]],
      arrivals: [{ on: "2026-11-05", wan: 700 }],
    },
  ]);
});

describe("the charts of an open month", () => {
  it.each(TARGET_INDICATOR_NAMES)(
    "have %s of every month as the report of that month has it",
    async (indicator) => {
      const { figures } = await charts({ indicator });
      const { month: column, year } = TARGET_COLUMNS[indicator];
      for (const { month, value } of figures.flow.months.filter((m) => m.value !== null)) {
        const own = await report(month);
        expect(value, String(month)).toBe(figure(own, "total", column));
        const at = monthsBetween(202601, MONTH).indexOf(month);
        for (const panel of figures.chains.panels)
          expect(panel.months[at], `${panel.name} ${month}`).toBe(figure(own, panel.rowKey, column));
      }
      expect(figures.flow.months.filter((m) => m.value === null).map((m) => m.month)).toEqual([202612]);
      expect(figures.flow.year).toBe(figure(await report(MONTH), "total", year));
    },
  );

  it("have the origins of the report, adding up to its total", async () => {
    const own = await report(MONTH, "province");
    for (const [measure, column] of [
      ["count", "signedYearCount"],
      ["amount", "signedYearFen"],
    ] as const) {
      const { origins } = (await charts({ measure })).figures;
      expect(origins.total).toBe(figure(own, "total", column));
      expect(origins.rows.reduce((sum, row) => sum + row.value, 0)).toBe(origins.total);
    }
  });

  it("sign in the funnel as many as the report", async () => {
    const own = await report(MONTH);
    const [machines] = district.chains;
    for (const [chainId, key] of [
      [null, "total"],
      [machines, String(machines)],
    ] as const) {
      const { steps } = (await charts({ chainId })).figures.funnel;
      expect(steps.find(({ name }) => name === "正式签约")?.count).toBe(figure(own, key, "signedYearCount"));
    }
  });

  it("measure progress as 目标 does", async () => {
    const { rows } = await as(director).targets({ month: MONTH, indicator: "signedCount" });
    const { progress } = (await charts({ by: "chain" })).figures;
    expect(progress.rows.length).toBeGreaterThan(2);
    for (const row of progress.rows) {
      const same = rows.find(({ key }) => key === row.rowKey);
      const { actual, target, completion, schedule, lead, light } = same ?? {};
      expect(row).toMatchObject({ actual, target, completion, schedule, lead, light });
    }
    expect(progress.rows.find(({ rowKey }) => rowKey === "total")?.completion).toBe("50.00");
  });

  it("balance as 阶段流转 does", async () => {
    const { figures, flow } = await charts();
    const { lines } = await as(director).flow({ ...flow, chainId: null });
    expect(flow).toEqual({ from: "2026-10-31", to: null });
    expect(figures.waterfall.cells).toEqual(lines.find(({ stage }) => stage === "signed")?.cells);
  });
});

describe("the room", () => {
  const places = (desk: ChartsDesk): ChartPlace[] =>
    desk.charts.flatMap((chart) => chart.marks.flatMap((list) => list.flatMap((mark) => mark?.opens ?? [])));

  it("draws for every reader the same, each shape opening what its figure opens", async () => {
    const desk = await as(leader).charts(choices());
    expect(desk.charts.map(({ summary }) => summary)).toEqual(
      (await as(director).charts(choices())).charts.map(({ summary }) => summary),
    );
    expect(desk.charts.map(({ pictures }) => pictures?.screen.startsWith("<svg"))).toEqual(
      Array(6).fill(true),
    );
    const figures = places(desk).filter((place) => place.to === "figure");
    expect(figures.length).toBeGreaterThan(20);
    for (const { to: _, ...place } of figures) await as(leader).drill({ ...place, side: "now" });
  });

  it("is closed to whoever reads no statistics", async () => {
    const codes = await Promise.all(
      ROLES.map(async (role) => [
        role,
        await as(await makeActor(role))
          .charts(choices())
          .then(
            () => "OK",
            (e) => e.code,
          ),
      ]),
    );
    expect(Object.fromEntries(codes)).toMatchObject({
      "account-admin": "FORBIDDEN",
      "audit-admin": "FORBIDDEN",
      "chain-leader": "OK",
    });
  });

  it("refuses a month to come and a chain that is not there, at their fields", async () => {
    await expect(as(director).charts(choices({ month: 202612 }))).rejects.toThrow("统计月不能晚于本月");
    await expect(as(director).charts(choices({ chainId: 9_999 }))).rejects.toThrow("这个月没有这条产业链");
  });
});

describe("the charts of a closed month", () => {
  it("stay as they were closed, whatever moves afterwards", async () => {
    for (const month of monthsBetween(202601, 202603)) await close(month);
    const [machines, ice] = district.chains;
    const before = await charts({ month: 202603, chainId: machines });
    await append(moved, [
      {
        fact: {
          type: "BasicsEdited",
          v: 1,
          before: { chainId: machines },
          after: { chainId: ice },
          reason: "归链更正",
        },
        occurredOn: "2026-11-20",
      },
    ]);
    const after = await charts({ month: 202603, chainId: machines });
    const of = ({ figures: { flow, chains, origins, progress, funnel } }: typeof before) => ({
      flow,
      chains,
      origins,
      progress,
      funnel,
    });
    expect(before.report.closed).not.toBeNull();
    expect(before.figures.flow.year).toBe(2);
    expect(of(after)).toEqual(of(before));
    expect((await charts({ month: MONTH, chainId: machines })).figures.flow.year).toBe(1);
  });
});
