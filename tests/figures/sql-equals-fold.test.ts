/**
 * The pair check: every figure of every cut equals the fold of the same facts, whatever was written in between, and the
 * rows behind each figure add up to it for whoever asks.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { CUT_NAMES, type Cut, type MonthReport } from "@/server/contracts/statistics";
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
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "./little-district";
import { anyWish } from "./random-wishes";
import { expectRowsAddUp } from "./rows-add-up";

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

describe("SQL = fold", () => {
  it("holds in every cut, while projects come in, move and end between two readings", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyWish(district), { minLength: 1, maxLength: 5 }),
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
