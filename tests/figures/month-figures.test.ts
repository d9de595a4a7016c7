/** The traps of the month's figures, each worked out by hand on a little district. Amounts in 万元. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Cut, MonthReport, MonthReportInput } from "@/server/contracts/statistics";
import { CUT_NAMES } from "@/server/contracts/statistics";
import { FEN_PER_WAN, formatFen } from "@/server/domain/amounts";
import { database } from "@/server/platform/database";
import { monthReport } from "@/server/statistics";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "./little-district";

let district: LittleDistrict;

const report = (month: number, cut: Cut = "chain", more: Partial<MonthReportInput> = {}) =>
  monthReport({ now: NOW }, { month, cut, indicator: "outsideFen", ...more });
const rowOf = (r: MonthReport, name: string) => {
  const row = r.rows.find((one) => one.name === name);
  if (!row) throw new Error(`no row ${name} in ${r.rows.map((one) => one.name).join("、")}`);
  return row.values;
};
const wan = (value: unknown) => (value === null ? null : Number(formatFen(Number(value), "wan", 6)));

/** Each test has a year of its own, so that they do not see one another. */
beforeAll(async () => {
  district = await foundDistrict();
});

describe("签约 (T-sign): framework in February, contract in May, supplement in June", () => {
  beforeAll(async () => {
    await settle([
      {
        chain: district.chains[0],
        planWan: 30_000,
        framework: [["2019-02-10", 30_000]],
        contract: [["2019-05-08", 25_000]],
        supplement: [["2019-06-20", 5_000]],
      },
    ]);
  });

  it("counts one project once, with its supplement, in one tier", async () => {
    const machines = rowOf(await report(201906), "重型数控机床");
    expect(machines).toMatchObject({
      frameworkYearCount: 1,
      signedYearCount: 1,
      signedTier1Count: 1,
      signedTier2Count: 0,
      convertedYearCount: 1,
    });
    expect([wan(machines.frameworkYearFen), wan(machines.signedYearFen)]).toEqual([30_000, 30_000]);
    expect([machines.signedMonthCount, wan(machines.signedMonthFen)]).toEqual([0, 5_000]);
  });

  it("has only the framework before the contract", async () => {
    const machines = rowOf(await report(201904), "重型数控机床");
    expect(machines).toMatchObject({
      frameworkYearCount: 1,
      signedYearCount: 0,
      signedYearFen: 0,
      convertedYearCount: 0,
      startRate: null,
    });
    expect(wan(machines.frameworkYearFen)).toBe(30_000);
  });
});

describe("续建 (T-carry): signed in November 2021, money in March 2022", () => {
  it("counts as carried over in the year in which the money comes", async () => {
    await settle([
      {
        chain: district.chains[1],
        planWan: 5_000,
        contract: [["2021-11-05", 5_000]],
        arrivals: [{ on: "2022-03-09", wan: 800 }],
      },
      {
        chain: district.chains[1],
        planWan: 5_000,
        contract: [["2022-01-05", 5_000]],
        arrivals: [{ on: "2022-02-09", wan: 300.000001 }],
      },
    ]);
    const ice = rowOf(await report(202203), "冰雪体育");
    expect([
      wan(ice.outsideMonthFen),
      wan(ice.outsideYearFen),
      wan(ice.outsideNewFen),
      wan(ice.outsideCarriedFen),
    ]).toEqual([800, 1100.000001, 300.000001, 800]);
    expect(ice.outsideGrowth).toBeNull();
  });
});

describe("rounding: three times 3350 万元", () => {
  it("adds first and rounds last: 1.01 亿元, not 1.02", async () => {
    await settle(
      [1, 2, 3].map(() => ({
        chain: district.chains[0],
        planWan: 9_999.99,
        contract: [["2018-03-01", 3350]] as const,
      })),
    );
    const machines = rowOf(await report(201803), "重型数控机床");
    expect(formatFen(Number(machines.signedYearFen), "yi", 2)).toBe("1.01");
    expect(machines.signedTier1Count).toBe(0);
  });
});

describe("tiers", () => {
  it("count the boundary in and are nested; the bands of the cut exclude one another", async () => {
    await settle(
      [9_999.99, 10_000, 50_000, 100_000, null].map((planWan) => ({
        planWan,
        contract: [["2017-07-01", 100]] as const,
      })),
    );
    const total = rowOf(await report(201707), "合计");
    expect(total).toMatchObject({
      signedYearCount: 5,
      signedTier1Count: 3,
      signedTier2Count: 2,
      signedTier3Count: 1,
    });
    const bands = (await report(201707, "tier")).rows.map((r) => [r.name, r.values.signedYearCount]);
    expect(bands).toEqual([
      ["10亿元以上", 1],
      ["5亿元以上不满10亿元", 1],
      ["亿元以上不满5亿元", 1],
      ["不满亿元", 1],
      ["未填写", 1],
      ["合计", 5],
    ]);
  });
});

describe("first signing", () => {
  it("counts a project signed twice once, takes corrections, and keeps what has ended since", async () => {
    await settle([
      {
        chain: district.chains[2],
        planWan: 2_000,
        contract: [
          ["2016-03-01", 2_000],
          ["2016-08-01", 2_000],
        ],
        contractCorrection: ["2016-05-01", -500],
        ended: "2016-09-01",
      },
    ]);
    const health = rowOf(await report(201610), "现代医疗");
    expect([health.signedYearCount, wan(health.signedYearFen), health.advancingCount]).toEqual([1, 1_500, 0]);
    expect(rowOf(await report(201608), "现代医疗").advancingCount).toBe(1);
  });
});

describe("推进, 新开工, 开工率", () => {
  it("carries the stock over the year, and keeps 新开工 a part of 推进", async () => {
    const chain = district.chains[0];
    await settle([
      { chain, contract: [["2013-03-01", 100]], done: { start: "2013-06-01", completion: "2013-11-01" } },
      { chain, contract: [["2013-04-01", 100]], done: { start: "2014-04-01" } },
      { chain, contract: [["2014-02-01", 100]] },
      { chain, contract: [["2014-03-01", 100]], done: { start: "2014-05-01" }, ended: "2014-08-01" },
      { chain, contract: [["2014-03-01", 100]], ended: "2014-06-01" },
    ]);
    const at = async (month: number) => rowOf(await report(month), "重型数控机床");
    expect(await at(201312)).toMatchObject({ advancingCount: 2, startedYearCount: 1, startRate: "50.00" });
    expect(await at(201405)).toMatchObject({
      advancingCount: 4,
      startedMonthCount: 1,
      startedYearCount: 2,
      startRate: "33.33",
    });
    expect(await at(201412)).toMatchObject({ advancingCount: 3, startedYearCount: 2, startRate: "33.33" });
    expect(await at(201501)).toMatchObject({ advancingCount: 2, startedYearCount: 0, startRate: null });
  });
});

describe("zero bases", () => {
  it("print no growth, no completion and no place where the base is zero", async () => {
    const unit = district.units[0];
    await database.target.createMany({
      data: [
        { year: 2012, scopeKind: "unit", scopeId: unit, indicator: "outsideFen", value: 0n },
        {
          year: 2012,
          scopeKind: "unit",
          scopeId: district.units[1],
          indicator: "outsideFen",
          value: BigInt(2_000 * FEN_PER_WAN),
        },
      ],
    });
    await settle([
      {
        unit,
        planWan: 1_000,
        contract: [["2012-01-01", 1_000]],
        arrivals: [{ on: "2012-01-02", wan: 1_000 }],
      },
    ]);
    const byUnit = await report(201206, "leadUnit");
    expect(rowOf(byUnit, "区工信局")).toMatchObject({
      target: 0,
      completion: null,
      lead: null,
      rank: null,
      outsideGrowth: null,
    });
    expect(rowOf(byUnit, "区文旅局")).toMatchObject({ completion: "0.00", lead: "-50.00", rank: 1 });
  });
});

describe("what counts as 省外内资", () => {
  it("leaves out the home province and foreign money, and projects below the minimum plan unless an import recognised them", async () => {
    const chain = district.chains[0];
    await database.exchangeRate.create({
      data: { currency: "USD", month: 201103, rateMicro: 700_000_000n, source: "测试" },
    });
    await settle([
      {
        chain,
        planWan: 1_000,
        contract: [["2011-01-01", 1_000]],
        arrivals: [
          { on: "2011-03-01", wan: 100 },
          { on: "2011-03-01", wan: 50, from: "黑龙江省" },
          { on: "2011-03-01", wan: 70, from: "香港特别行政区" },
          { on: "2011-03-01", wan: 700, from: "德国", currency: "USD", cents: 99_000_000 },
        ],
      },
      {
        chain,
        planWan: 999.99,
        contract: [["2011-01-01", 999]],
        arrivals: [
          { on: "2011-03-01", wan: 40 },
          { on: "2011-03-31", wan: 5, opening: true },
        ],
      },
    ]);
    const march = await report(201103);
    const machines = rowOf(march, "重型数控机床");
    expect(wan(machines.outsideMonthFen)).toBe(105);
    expect(machines.foreignMonth).toBe(10_000_000 + 99_000_000);
    const total = (of: typeof march) => of.rows.find((r) => r.key === "total");
    expect(total(march)?.opening.outsideFen).toBe(5 * FEN_PER_WAN);
    expect(total(march)?.openingIn.now).toEqual(["outsideMonthFen"]);
    expect(total(await report(201104))?.openingIn.now).toEqual([]);
  });

  it("shows foreign money in RMB while a month has no rate, and in dollars once it has one", async () => {
    await settle([
      {
        planWan: 1_000,
        contract: [["2011-01-01", 1_000]],
        arrivals: [{ on: "2011-04-01", wan: 70, from: "香港特别行政区" }],
      },
    ]);
    const before = await report(201104);
    expect([before.shape.foreignIn, wan(rowOf(before, "合计").foreignMonth)]).toEqual(["rmb", 70]);
    await database.exchangeRate.create({
      data: { currency: "USD", month: 201104, rateMicro: 700_000_000n, source: "测试" },
    });
    const after = await report(201104);
    expect([after.shape.foreignIn, rowOf(after, "合计").foreignMonth]).toEqual(["usd", 10_000_000]);
  });
});

describe("a paper that came late", () => {
  it("counts in its stat month, not on its day", async () => {
    await settle([{ chain: district.chains[2], planWan: 1_000, contract: [["2009-12-20", 1_000, 201001]] }]);
    expect(rowOf(await report(200912), "现代医疗").signedYearCount).toBe(0);
    expect(rowOf(await report(201001), "现代医疗")).toMatchObject({ signedMonthCount: 1, advancingCount: 1 });
  });
});

describe("the chain table", () => {
  it("has subtotals by the category in force then, and puts closed chains under 其他", async () => {
    const [machines, , health, closed] = district.chains;
    const [taken] = await settle([
      { chain: machines, planWan: 1_000, contract: [["2023-02-01", 100]] },
      { chain: health, planWan: 1_000, contract: [["2023-02-01", 20]] },
      { chain: closed, planWan: 1_000, contract: [["2023-02-01", 3]] },
      { planWan: 1_000, contract: [["2023-02-01", 4]] },
    ]);
    await database.chainCategory.updateMany({
      where: { chainId: health },
      data: { validTo: new Date("2023-06-30") },
    });
    await database.chainCategory.create({
      data: { chainId: health, category: "承接", validFrom: new Date("2023-07-01") },
    });
    const shown = async (month: number) =>
      (await report(month)).rows
        .filter((r) => r.kind !== "chain")
        .map((r) => [r.name, wan(r.values.signedYearFen)]);
    expect(await shown(202306)).toEqual([
      ["承接小计", 100],
      ["创新小计", 20],
      ["其他", 7],
      ["合计", 127],
    ]);
    expect(await shown(202307)).toEqual([
      ["承接小计", 120],
      ["其他", 7],
      ["合计", 127],
    ]);
    // A project that changes its chain takes its figures along, in every month.
    await append(taken ?? 0, [
      {
        fact: {
          type: "BasicsEdited",
          v: 1,
          before: { chainId: machines },
          after: { chainId: null },
          reason: "归错链",
        },
      },
    ]);
    expect(await shown(202307)).toEqual([
      ["承接小计", 20],
      ["其他", 107],
      ["合计", 127],
    ]);
  });

  it("adds up to the same total in every cut", async () => {
    const totals = await Promise.all(
      CUT_NAMES.map(async (cut) => rowOf(await report(202307, cut), "合计").signedYearFen),
    );
    expect(new Set(totals).size).toBe(1);
  });

  it("refuses a month that has not begun", async () => {
    await expect(report(202612)).rejects.toMatchObject({ code: "bad-input" });
  });
});
