/**
 * The pair check: every figure of every cut equals the fold of the same facts, whatever was written in between, and the
 * rows behind each figure add up to it for whoever asks.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { CUT_NAMES, type Cut, type Drill, type MonthReport } from "@/server/contracts/statistics";
import { INDUSTRY_SECTIONS } from "@/server/domain/industries";
import type { StatMonth } from "@/server/domain/periods";
import { startingRules } from "@/server/domain/rules";
import { reportColumns } from "@/server/domain/statistics-columns";
import { comparisonOf } from "@/server/domain/statistics-compare";
import { totalOf } from "@/server/domain/statistics-measures";
import { database } from "@/server/platform/database";
import { drillFigure, monthReport } from "@/server/statistics";
import { makeActor } from "../support/actors";
import { foldMonth, stories } from "./fold-month";
import { append, foundDistrict, type LittleDistrict, NOW, settle, type Wish } from "./little-district";

const RATES = new Map([
  [202504, 710_123_000],
  [202602, 699_876_500],
]);
let district: LittleDistrict;
let people: SessionActor[];

beforeAll(async () => {
  district = await foundDistrict();
  for (const [month, rate] of RATES)
    await database.exchangeRate.create({
      data: { currency: "USD", month, rateMicro: BigInt(rate), source: "测试" },
    });
  const [unitId] = district.units;
  people = [
    await makeActor("director"),
    await makeActor("chain-leader", { chainIds: [district.chains[0]] }),
    await makeActor("officer", { unitId }),
    await makeActor("district-leader"),
    await makeActor("lead-department", { unitId }),
  ];
});

const day = fc
  .record({
    y: fc.constantFrom(2024, 2025, 2026),
    m: fc.integer({ min: 1, max: 12 }),
    d: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ y, m, d }) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`)
  .filter((text) => text <= "2026-11-24");
const month = day.map((d) => Number(d.slice(0, 7).replace("-", "")));
const wan = fc.integer({ min: 1, max: 200_000_000 }).map((n) => n / 1000);
const signing = fc.tuple(day, wan).map(([d, w]) => [d, w] as const);
const some = <T>(one: fc.Arbitrary<T>, maxLength = 2) => fc.array(one, { maxLength });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const wish = (): fc.Arbitrary<Wish> =>
  fc
    .record({
      chain: fc.constantFrom(null, ...district.chains),
      unit: fc.constantFrom(null, ...district.units),
      street: fc.constantFrom(null, ...district.streets),
      province: fc.constantFrom("", "江苏省", "黑龙江省", "香港特别行政区"),
      industry: fc.constantFrom(null, "C3421", "34", "Q", "8411", "zz"),
      planWan: fc.oneof(
        fc.constantFrom(null, 499.99, 500, 999.99, 1_000, 9_999.99, 10_000, 50_000, 100_000),
        wan,
      ),
      framework: some(signing),
      contract: some(signing),
      supplement: some(signing),
      done: fc
        .record({ start: maybe(day), completion: maybe(day), production: maybe(day) }, { requiredKeys: [] })
        .map(
          (d) =>
            Object.fromEntries(Object.entries(d).filter(([, on]) => on !== undefined)) as Wish["done"] &
              object,
        ),
      arrivals: some(
        fc.record({
          on: day,
          wan,
          from: fc.constantFrom("江苏省", "黑龙江省", "香港特别行政区", "德国"),
          currency: fc.constantFrom("CNY", "USD"),
          cents: fc.integer({ min: 1, max: 10 ** 9 }),
          opening: fc.boolean(),
        }),
        4,
      ),
      investments: fc.uniqueArray(
        fc.record({
          month,
          wan,
          basis: fc.constantFrom("official" as const, "dispatch" as const),
          opening: fc.boolean(),
        }),
        { maxLength: 4, selector: (i) => `${i.month}${i.basis}` },
      ),
      ended: maybe(day),
      sensitive: fc.boolean(),
    })
    .map(({ ended, ...rest }) => (ended === undefined ? rest : { ...rest, ended }));

/** Which keys of the fold a row of the report stands for. */
function rowKeys(report: MonthReport, key: string, all: readonly string[]): string[] {
  const own = (k: string) => (report.cut === "industry" && k in INDUSTRY_SECTIONS ? [k] : [k]);
  const claimed = new Set(
    report.rows.filter((r) => r.kind === "chain" || r.kind === "group").flatMap((r) => own(r.key)),
  );
  if (key === "total") return [...all];
  if (key === "other") return all.filter((k) => !claimed.has(k));
  return [key];
}

async function expectEqualToFold(at: StatMonth, cut: Cut): Promise<MonthReport> {
  const report = await monthReport({ now: NOW }, { month: at, cut, indicator: "signedFen", compare: true });
  const groups = foldMonth(await stories(), at, cut, startingRules, RATES);
  for (const row of report.rows.filter((r) => r.kind !== "subtotal")) {
    const sums = totalOf(rowKeys(report, row.key, [...groups.keys()]).flatMap((k) => groups.get(k) ?? []));
    const context = { month: at, indicator: "signedFen" as const, target: null, rank: null };
    const wanted = Object.fromEntries(reportColumns(report.shape).map((c) => [c.id, c.value(sums, context)]));
    expect(row.values, `${at} ${cut} ${row.name}`).toEqual(wanted);
    const past = Object.fromEntries(
      reportColumns(report.shape).flatMap((c) => {
        const compared = comparisonOf(c, sums, context);
        return compared ? [[c.id, compared]] : [];
      }),
    );
    expect(row.compared, `${at} ${cut} ${row.name} 去年同期`).toEqual(past);
  }
  return report;
}

/** Seen, folded and masked rows make the whole; money of masked leads is what is left of it, and is not said. */
function expectPartsAddUp({ visible, hidden, masked, total, rowKind }: Drill, label: string): void {
  expect(visible.count + hidden.count + masked.reduce((n, m) => n + m.count, 0), label).toBe(total.count);
  const said = visible.sum + hidden.sum + masked.reduce((n, m) => n + (m.value ?? 0), 0);
  if (rowKind === "count" || masked.length === 0) expect(said, label).toBe(total.sum);
  if (rowKind !== "count")
    expect(
      masked.filter((m) => m.value !== null),
      label,
    ).toEqual([]);
}

async function expectRowsAddUp(report: MonthReport, actor: SessionActor): Promise<void> {
  const whole = reportColumns(report.shape).filter(
    (c) => ["count", "amount", "usd"].includes(c.kind) && c.id !== "target",
  );
  for (const row of report.rows) {
    for (const column of whole) {
      const question = {
        month: report.month,
        cut: report.cut,
        indicator: "signedFen" as const,
        rowKey: row.key,
        column: column.id,
      };
      const drill = await drillFigure({ actor, now: NOW }, { ...question, offset: 0, limit: 200 });
      const label = `${row.name} ${column.id} ${actor.role}`;
      expect(drill.total.sum, label).toBe(row.values[column.id]);
      expectPartsAddUp(drill, label);
      expect(
        drill.rows.reduce((s, r) => s + r.value, 0),
        label,
      ).toBe(drill.visible.sum);
      expect(drill.rows, label).toHaveLength(drill.visible.count);
      const past = await drillFigure({ actor, now: NOW }, { ...question, side: "last", offset: 0, limit: 1 });
      expect(past.total.sum, `${label} 去年同期`).toBe(row.compared[column.id]?.last);
      expectPartsAddUp(past, `${label} 去年同期`);
    }
  }
}

describe("SQL = fold", () => {
  it("holds in every cut, while projects come in, move and end between two readings", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(wish(), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(202412, 202503, 202512, 202601, 202606, 202611),
        fc.constantFrom(...CUT_NAMES),
        fc.constantFrom(null, ...district.chains),
        async (wishes, at, cut, newChain) => {
          const [first = 0] = await settle(wishes);
          await expectEqualToFold(at, cut);
          await append(first, [
            {
              fact: {
                type: "BasicsEdited",
                v: 1,
                before: {},
                after: {
                  chainId: newChain,
                  plannedTotalFen: 12_345_678_901,
                  sensitivity: newChain === null ? "internal" : "sensitive",
                },
                reason: "更正",
              },
            },
            {
              fact: {
                type: "LeftMainLine",
                v: 1,
                to: "ended",
                on: "2026-10-08",
                reasonCode: "contract",
                reason: "解除",
                reviewOn: null,
              },
              occurredOn: "2026-10-08",
            },
          ]);
          await expectEqualToFold(at, cut);
        },
      ),
      { numRuns: 25 },
    );
    for (const cut of CUT_NAMES) await expectEqualToFold(202611, cut);
  }, 120_000);

  it("holds after an import was undone", async () => {
    const [first = 0] = await settle([
      {
        chain: district.chains[0],
        planWan: 20_000,
        contract: [["2026-05-01", 777]],
        arrivals: [{ on: "2026-06-01", wan: 5 }],
      },
    ]);
    await expectEqualToFold(202611, "chain");
    await append(first, [{ fact: { type: "ImportUndone", v: 1, reason: "测试" } }]);
    await expectEqualToFold(202611, "chain");
  });
});

describe("the rows behind a figure", () => {
  it("add up to it, for everyone, in every cut", async () => {
    for (const [i, cut] of CUT_NAMES.entries()) {
      const report = await monthReport(
        { now: NOW },
        { month: 202611, cut, indicator: "signedFen", compare: true },
      );
      const actor = people[i % people.length];
      if (actor) await expectRowsAddUp(report, actor);
    }
  }, 120_000);

  it("show names only to those who may read the projects", async () => {
    await settle(
      district.chains.map((chain) => ({
        chain,
        planWan: 20_000,
        contract: [["2026-02-02", 777]] as const,
        arrivals: [{ on: "2026-06-01", wan: 5 }],
      })),
    );
    const [director, leader, , districtLeader] = people;
    const ask = (actor: SessionActor | undefined) => {
      if (!actor) throw new Error("nobody");
      const figure = {
        month: 202611,
        cut: "chain" as const,
        indicator: "outsideFen" as const,
        rowKey: "total",
        column: "outsideYearFen",
      };
      return drillFigure({ actor, now: NOW }, { ...figure, offset: 0, limit: 200 });
    };
    expect((await ask(director)).hidden.count).toBe(0);
    expect((await ask(districtLeader)).rows).toEqual([]);
    const own = await ask(leader);
    const seen = await database.project.findMany({ where: { id: { in: own.rows.map((r) => r.projectId) } } });
    expect(new Set(seen.map((p) => p.chainId))).toEqual(new Set([district.chains[0]]));
    expect(own.hidden.count).toBeGreaterThan(0);
  });
});
