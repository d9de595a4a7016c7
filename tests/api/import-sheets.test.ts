/** Detail sheets beside the ledger: kinds told by hand and remembered, several kinds in one workbook. */
import { beforeAll, describe, expect, it } from "vitest";
import { commitImport, importScene } from "@/server/imports";
import { database } from "@/server/platform/database";
import { committed, fatesOf, triedBatch, undone, type Who } from "../support/import-batches";
import { ledgerScene, makeProject, NOW, SIGNED } from "../support/ledger-scene";

let statistician: Who;
const RAIL = "直线导轨项目";

beforeAll(async () => {
  const scene = await ledgerScene();
  statistician = { actor: scene.actors.statistician, now: NOW };
  await makeProject(scene, { name: RAIL, done: SIGNED });
});

const HEADER = ["项目名称", "到账日期", "到账金额（万元）", "付款方", "来源地", "凭证号"];
const arrival = (name: string, day: string, wan: number, voucher: string) => [
  name,
  day,
  wan,
  "沈阳远松投资有限公司",
  "辽宁",
  voucher,
];

describe("a sheet of another kind than it seems", () => {
  const odd = [
    ["项目", "何时", "多少（万元）", "谁付的", "单号"],
    [RAIL, "2026-10-01", 5, "辽宁远松", "JZ-80"],
  ];
  const layout = {
    kinds: [{ sheet: "流水", kind: "arrival" as const }],
    detailMapping: (["projectName", "arrivedOn", "amount", "payer", "voucherNumber"] as const).map(
      (field, i) => ({
        ...{ sheet: "流水", column: i + 1, field },
      }),
    ),
  };

  it("is told by hand, and known by its header the next time", async () => {
    const header = ["项目名称", "何时", "多少（万元）", "付款方", "凭证号"];
    const rows = [header, ...odd.slice(1)];
    const id = await triedBatch(statistician, { 流水: rows }, layout);
    expect(await fatesOf(statistician, id)).toEqual({ 2: "ready" });
    await committed(statistician, id);
    const next = await triedBatch(statistician, {
      十月流水: [header, [RAIL, "2026-10-02", 6, "辽宁远松", "JZ-81"]],
    });
    expect(await fatesOf(statistician, next)).toEqual({ 2: "ready" });
    expect((await importScene(statistician.actor, next)).summary?.remembered).toBe(true);
  });
});

describe("a workbook of several kinds of sheets", () => {
  it("goes in as one operation", async () => {
    const ledger = [
      ["2026年招商引资项目台账（单位：万元）"],
      ["项目名称", "投资方", "所在省", "计划总投资（万元）", "签约类型", "签约日期"],
      ["碳纤维制品项目", "大连碳纤有限公司", "辽宁省", 5000, "正式合同", "2026-03-05"],
    ];
    const id = await triedBatch(statistician, {
      台账: ledger,
      到位: [
        HEADER,
        arrival(RAIL, "2026-10-20", 33, "JZ-90"),
        arrival("碳纤维制品项目", "2026-10-20", 34, "JZ-91"),
      ],
    });
    expect(await fatesOf(statistician, id)).toEqual({ 2: "ready", 3: "unmatched" });
    const result = await committed(statistician, id);
    expect(result).toMatchObject({ projects: 1, details: { submitted: 1, drafts: 0 } });
    const { operationId } = await database.importBatch.findUniqueOrThrow({ where: { id } });
    const types = await database.projectFact.findMany({ where: { operationId }, select: { type: true } });
    expect(types.map((t) => t.type)).toEqual(
      expect.arrayContaining(["LeadCaptured", "EntryDrafted", "EntrySubmitted"]),
    );
    expect(await undone(statistician, id)).toMatchObject({ projects: 1, details: 1, kept: 0 });
  });
});

describe("a commit taken up twice", () => {
  it("enters once, and finds the first answer", async () => {
    const id = await triedBatch(statistician, { 到位: [HEADER, arrival(RAIL, "2026-09-20", 21, "JZ-95")] });
    const once = { ...statistician, requestId: "job:details-twice" };
    const first = await commitImport(once, id);
    expect(await commitImport(once, id)).toEqual(first);
    expect(await database.arrival.count({ where: { voucherNumber: "JZ-95" } })).toBe(1);
    await expect(committed(statistician, id)).rejects.toThrow("这一批已经导入");
  });
});
