/** 固投月报明细: months of a sheet become rows of the ledger, 统计数 and 调度数 apart, once, and can be taken back. */
import { beforeAll, describe, expect, it } from "vitest";
import { investmentInput } from "@/server/contracts/ledger";
import { importScene } from "@/server/imports";
import { saveInvestments } from "@/server/ledger/save-investments";
import { database } from "@/server/platform/database";
import {
  chooseAgain,
  committed,
  detailsOf,
  fatesOf,
  triedBatch,
  undone,
  type Who,
} from "../support/import-batches";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  requestId,
  SIGNED,
  STARTED,
  WAN,
} from "../support/ledger-scene";

const MILL = "数控铣床项目";
const SIGNED_ONLY = "未开工项目";
let scene: LedgerScene;
let statistician: Who;
let millId: number;

beforeAll(async () => {
  scene = await ledgerScene();
  statistician = { actor: scene.actors.statistician, now: NOW };
  millId = await makeProject(scene, { name: MILL, done: STARTED });
  await makeProject(scene, { name: SIGNED_ONLY, done: SIGNED });
});

const long = (...rows: (string | number | null)[][]) => ({
  固投: [
    ["2026年固定资产投资月报（单位：万元）"],
    ["项目名称", "月份", "建筑工程", "设备购置", "本月完成投资"],
    ...rows,
  ],
});
const months = (where: object = {}) =>
  database.investment.findMany({
    where: { opening: false, voidedAt: null, ...where },
    orderBy: { month: "asc" },
  });

describe("a row a month", () => {
  it("is judged by the ledger's own rules", async () => {
    await saveInvestments(
      { actor: scene.actors.statistician, now: NOW },
      {
        requestId: requestId(),
        submit: true,
        rows: [
          investmentInput.parse({ projectId: millId, month: 202605, basis: "official", totalFen: 50 * WAN }),
        ],
      },
    );
    const id = await triedBatch(
      statistician,
      long(
        [MILL, "2026年5月", null, null, 50], // 3: stands there
        [MILL, "2026年6月", 20, 30, 50], // 4
        [MILL, "2026年6月", 20, 30, 50], // 5: the same again
        [MILL, "2026年7月", 20, 30, 60], // 6: parts that do not add up
        [MILL, "2026.1", null, null, 50], // 7: January or October
        [MILL, "2026年12月", null, null, 50], // 8: to come
        [SIGNED_ONLY, "2026年8月", null, null, 50], // 9: not begun
      ),
    );
    expect(await fatesOf(statistician, id)).toEqual({
      ...{ 3: "unchanged", 4: "ready", 5: "duplicate", 6: "failed", 7: "failed", 8: "failed", 9: "failed" },
    });
    const { rows } = await detailsOf(statistician, id);
    const told = (at: number) =>
      rows
        .find((r) => r.row === at)
        ?.problems.map((p) => p.message)
        .join();
    expect(told(6)).toContain("四项构成之和与合计不一致");
    expect(told(9)).toContain("项目尚未开工");
    const { summary } = await importScene(statistician.actor, id);
    expect(summary?.details?.totals).toEqual([
      { kind: "investment", month: 202606, scope: "official", beforeFen: 0, addsFen: 50 * WAN },
    ]);
  });

  it("differs from what stands there: that stays, and is corrected in the ledger", async () => {
    const id = await triedBatch(statistician, long([MILL, "2026年5月", null, null, 51]));
    expect(await fatesOf(statistician, id)).toEqual({ 3: "duplicate" });
    const [row] = (await detailsOf(statistician, id)).rows;
    expect(row?.problems[0]?.message).toContain("已填报 50.00 万元，待审核，与表中不同");
  });
});

describe("a row a project, a column a month", () => {
  const wide = {
    调度: [
      ["2026年固定资产投资（单位：万元）"],
      ["项目名称", "企业名称", "6月", "7月", "8月", "9月"],
      [MILL, null, 10, 20, null, 0],
    ],
  };

  it("goes in with the basis that was chosen, a month an entry, and not a second time", async () => {
    const id = await triedBatch(statistician, wide);
    const { summary } = await importScene(statistician.actor, id);
    // 调度 stands in the name of the sheet.
    expect(summary?.details?.tables.map((t) => t.basis)).toEqual(["dispatch"]);
    await chooseAgain(statistician, id, { bases: [{ sheet: "调度", basis: "official" }] });
    const result = await committed(statistician, id);
    expect(result.details).toEqual({ submitted: 3, drafts: 0, lacking: 0 });
    expect(
      (await months({ month: { gte: 202606 } })).map((m) => [
        m.month,
        m.basis,
        Number(m.totalFen) / WAN,
        m.status,
      ]),
    ).toEqual([
      [202606, "official", 10, "submitted"],
      [202607, "official", 20, "submitted"],
      [202609, "official", 0, "submitted"],
    ]);
    const again = await triedBatch(statistician, wide);
    // The choice of the basis was remembered for the layout.
    expect((await detailsOf(statistician, again)).rows.map((r) => r.fate)).toEqual([
      "unchanged",
      "unchanged",
      "unchanged",
    ]);
    await expect(committed(statistician, again)).rejects.toThrow("没有可以导入的行");
    expect(await undone(statistician, id)).toMatchObject({ details: 3, kept: 0 });
    expect(await months({ month: { gte: 202606 } })).toEqual([]);
  });
});

describe("sums of the year", () => {
  it("are taken apart, and a sum that falls is not entered", async () => {
    const id = await triedBatch(statistician, {
      累计: [
        ["2026年固定资产投资累计（单位：万元）"],
        ["项目名称", "1-5月累计", "1-6月累计", "1-7月累计", "1-8月累计"],
        [MILL, 50, 80, 75, 95],
      ],
    });
    const { rows } = await detailsOf(statistician, id);
    const by = rows.map(({ reading, fate, problems }) => [
      reading.kind === "investment" ? reading.month : null,
      fate,
      problems.find((p) => p.severity === "error")?.kind,
    ]);
    expect(by.sort()).toEqual([
      [202605, "failed", "detail-incomplete"],
      [202606, "ready", undefined],
      [202607, "failed", "cumulative-falls"],
      [202608, "ready", undefined],
    ]);
  });
});
