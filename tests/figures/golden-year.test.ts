/**
 * One year of a little district, worked out on paper, month by month. Amounts in 万元. 2024 is what 2025 is compared with.
 *
 * 主轴   框架 2月 3000 → 合同 5月 1亿 → 增资 9月 2500; plan 1.2亿, 开工 6月; 到位 6月 2000, 10月 1000; 固投 7月 800, 8月 900, 12月 300
 * 冰场   合同 2024-11 5亿, 开工 2025-03; 到位 2024-12 1000, 1月 500, 3月 1500 (all 续建); 固投 4月 2000
 * 小厂   合同 3月 880, plan 900: 到位 4月 400 is below the start of the statistics, 固投 5月 300 is not
 * 雪具   框架 3月 7000, never a contract
 * 滑道   合同 7月 4000, ended in October without a start
 * 总部   合同 12月 3亿, plan 10亿: on the boundary of the tier
 * 去年   合同 2024-06 5000, done in 2024; 到位 2024-06 3000, 固投 2024-08 1000
 */
import { beforeAll, expect, it } from "vitest";
import type { ReportRow } from "@/server/contracts/statistics";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { database } from "@/server/platform/database";
import { monthReport } from "@/server/statistics";
import { foundDistrict, NOW, settle } from "./little-district";

beforeAll(async () => {
  const { chains } = await foundDistrict();
  const [machines, ice] = chains;
  const given = { province: "江苏省" };
  await settle([
    {
      ...{ ...given, name: "主轴", chain: machines, planWan: 12_000, done: { start: "2025-06-20" } },
      ...{
        framework: [["2025-02-10", 3_000]],
        contract: [["2025-05-08", 10_000]],
        supplement: [["2025-09-03", 2_500]],
      },
      arrivals: [
        { on: "2025-06-15", wan: 2_000 },
        { on: "2025-10-10", wan: 1_000 },
      ],
      investments: [
        { month: 202507, wan: 800 },
        { month: 202508, wan: 900 },
        { month: 202512, wan: 300 },
      ],
    },
    {
      ...{ ...given, name: "冰场", chain: ice, planWan: 60_000, done: { start: "2025-03-15" } },
      contract: [["2024-11-20", 50_000]],
      arrivals: [
        { on: "2024-12-05", wan: 1_000 },
        { on: "2025-01-10", wan: 500 },
        { on: "2025-03-05", wan: 1_500 },
      ],
      investments: [{ month: 202504, wan: 2_000 }],
    },
    {
      ...{ ...given, name: "小厂", chain: machines, planWan: 900, contract: [["2025-03-01", 880]] },
      arrivals: [{ on: "2025-04-01", wan: 400 }],
      investments: [{ month: 202505, wan: 300 }],
    },
    { ...given, name: "雪具", chain: ice, planWan: 7_000, framework: [["2025-03-12", 7_000]] },
    {
      ...given,
      name: "滑道",
      chain: ice,
      planWan: 4_000,
      contract: [["2025-07-07", 4_000]],
      ended: "2025-10-20",
    },
    { ...given, name: "总部", chain: machines, planWan: 100_000, contract: [["2025-12-18", 30_000]] },
    {
      ...{ ...given, name: "去年", chain: machines, planWan: 5_000, contract: [["2024-06-01", 5_000]] },
      done: { start: "2024-07-01", completion: "2024-12-01" },
      arrivals: [{ on: "2024-06-10", wan: 3_000 }],
      investments: [{ month: 202408, wan: 1_000 }],
    },
  ]);
  const place = { year: 2025, span: "year", kind: "annual", scopeKind: "district", scopeId: 0 };
  await database.target.create({
    data: { ...place, indicator: "signedFen", value: BigInt(60_000 * FEN_PER_WAN) },
  });
});

/** January to December. */
const YEAR: Record<string, (number | string | null)[]> = {
  signedMonthCount: [0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1],
  signedYearCount: [0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 3, 4],
  signedMonthFen: [0, 0, 880, 0, 10_000, 0, 4_000, 0, 2_500, 0, 0, 30_000],
  signedYearFen: [0, 0, 880, 880, 10_880, 10_880, 14_880, 14_880, 17_380, 17_380, 17_380, 47_380],
  signedTier1Count: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2],
  signedTier2Count: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  signedTier3Count: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  // 5000 until October, 55000 with November.
  signedGrowth: [
    null,
    null,
    null,
    null,
    null,
    "117.60",
    "197.60",
    "197.60",
    "247.60",
    "247.60",
    "-68.40",
    "-13.85",
  ],
  frameworkYearCount: [0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
  frameworkYearFen: [
    0, 3_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000,
  ],
  convertedYearCount: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
  outsideMonthFen: [500, 0, 1_500, 0, 0, 2_000, 0, 0, 0, 1_000, 0, 0],
  outsideYearFen: [500, 500, 2_000, 2_000, 2_000, 4_000, 4_000, 4_000, 4_000, 5_000, 5_000, 5_000],
  outsideNewFen: [0, 0, 0, 0, 0, 2_000, 2_000, 2_000, 2_000, 3_000, 3_000, 3_000],
  outsideCarriedFen: [500, 500, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000],
  // 3000 from June, 4000 with December.
  outsideGrowth: [
    null,
    null,
    null,
    null,
    null,
    "33.33",
    "33.33",
    "33.33",
    "33.33",
    "66.67",
    "66.67",
    "25.00",
  ],
  // 冰场 from the year before; 小厂, 主轴, 滑道 in, 滑道 out, 总部 in. What was done in 2024 left with it.
  advancingCount: [1, 1, 2, 2, 3, 3, 4, 4, 4, 3, 3, 4],
  startedMonthCount: [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
  startedYearCount: [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2],
  // Of those signed this year only 主轴 has begun: 1 of 2, of 3, of 4. 滑道 stays in the whole after its end.
  startRate: [
    null,
    null,
    "0.00",
    "0.00",
    "0.00",
    "50.00",
    "33.33",
    "33.33",
    "33.33",
    "33.33",
    "33.33",
    "25.00",
  ],
  investmentMonthFen: [0, 0, 0, 2_000, 300, 0, 800, 900, 0, 0, 0, 300],
  investmentYearFen: [0, 0, 0, 2_000, 2_300, 2_300, 3_100, 4_000, 4_000, 4_000, 4_000, 4_300],
  // 1000 from August.
  investmentGrowth: [
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    "300.00",
    "300.00",
    "300.00",
    "300.00",
    "330.00",
  ],
  completion: [
    "0.00",
    "0.00",
    "1.47",
    "1.47",
    "18.13",
    "18.13",
    "24.80",
    "24.80",
    "28.97",
    "28.97",
    "28.97",
    "78.97",
  ],
  lead: [
    "-8.33",
    "-16.67",
    "-23.53",
    "-31.87",
    "-23.53",
    "-31.87",
    "-33.53",
    "-41.87",
    "-46.03",
    "-54.37",
    "-62.70",
    "-21.03",
  ],
};

const totalOf = (rows: readonly ReportRow[]) => {
  const total = rows.find(({ kind }) => kind === "total");
  if (!total) throw new Error("no total");
  return total.values;
};

it("is on every month's report what was worked out on paper", async () => {
  for (let m = 1; m <= 12; m++) {
    const { rows } = await monthReport(
      { now: NOW },
      { month: 202_500 + m, cut: "chain", indicator: "signedFen" },
    );
    const wanted = Object.fromEntries(
      Object.entries(YEAR).map(([column, year]) => {
        const value = year[m - 1] ?? null;
        return [column, column.endsWith("Fen") ? Number(value) * FEN_PER_WAN : value];
      }),
    );
    expect(totalOf(rows), `2025年${m}月`).toMatchObject(wanted);
  }
});

it("stands in each chain with its own part, and the parts make the whole", async () => {
  const { rows } = await monthReport({ now: NOW }, { month: 202512, cut: "chain", indicator: "signedFen" });
  const of = (name: string) => rows.find((row) => row.name === name)?.values ?? {};
  const wan = (n: number) => n * FEN_PER_WAN;
  expect(of("重型数控机床")).toMatchObject({
    ...{ signedYearCount: 3, signedYearFen: wan(43_380), frameworkYearFen: wan(3_000), advancingCount: 3 },
    ...{
      outsideYearFen: wan(3_000),
      outsideCarriedFen: 0,
      investmentYearFen: wan(2_300),
      startRate: "33.33",
    },
  });
  expect(of("冰雪体育")).toMatchObject({
    ...{ signedYearCount: 1, signedYearFen: wan(4_000), frameworkYearFen: wan(7_000), advancingCount: 1 },
    ...{
      outsideYearFen: wan(2_000),
      outsideCarriedFen: wan(2_000),
      investmentYearFen: wan(2_000),
      startRate: "0.00",
    },
  });
});
