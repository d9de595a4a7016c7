/** 企业名录: who may bring one in, what nobody learns by it, and a workbook that holds projects beside it. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { freshCode, named, oneNamed, row, saidOf, sheetOf } from "../support/enterprise-directory";
import { committed, detailsOf, fatesOf, triedBatch, undone, type Who } from "../support/import-batches";
import { type LedgerScene, ledgerScene, makeProject, NOW, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
let director: Who;
beforeAll(async () => {
  scene = await ledgerScene();
  director = { actor: scene.actors.director, now: NOW };
});

describe("whoever imports a list", () => {
  it("needs the right to keep enterprises: others are refused row by row", async () => {
    const statistician = { actor: scene.actors.statistician, now: NOW };
    const id = await triedBatch(statistician, sheetOf(row("盘锦某某有限公司")));
    expect(await fatesOf(statistician, id)).toEqual({ 2: "failed" });
    expect((await saidOf(statistician, id, 2))?.[0]?.[1]).toContain("企业资料不由您登记");
    await expect(committed(statistician, id)).rejects.toThrow("没有可以导入的行");
    const officer = { actor: scene.actors.officer, now: NOW };
    await expect(triedBatch(officer, sheetOf(row("盘锦某某有限公司")))).rejects.toThrow();
  });

  it("learns nothing of somebody else's investor, and leaves him as he is", async () => {
    const hidden = "辽阳隐泉半导体有限公司";
    const lead = {
      requestId: requestId(),
      name: "辽阳隐泉意向项目",
      intendedFen: 100,
      originProvince: "辽宁省",
    };
    await scene.as("colleague").project.capture({ ...lead, investorName: hidden });
    const { version } = await oneNamed(hidden);
    const head = { actor: scene.actors.head, now: NOW };
    const id = await triedBatch(head, sheetOf(row(hidden, { kind: "外资" }), row("辽阳明泉有限公司")));
    expect(await fatesOf(head, id)).toEqual({ 2: "ready", 3: "ready" });
    const { rows } = await detailsOf(head, id);
    expect(rows.map(({ problems, enterprise, changes }) => [problems.length, enterprise, changes])).toEqual([
      [0, null, []],
      [0, null, []],
    ]);
    expect((await committed(head, id)).details).toMatchObject({ enterprises: { created: 2, changed: 0 } });
    expect(await oneNamed(hidden)).toMatchObject({ version, kind: "" });
    // Neither the count nor the row says that one of the two was there.
    expect(await fatesOf(head, id)).toEqual({ 2: "committed", 3: "committed" });
    await undone(head, id);
    expect(await fatesOf(head, id)).toEqual({ 2: "taken-back", 3: "taken-back" });
    expect(await oneNamed(hidden)).toMatchObject({ version, kind: "" });
  });
});

describe("a workbook with projects and enterprises", () => {
  const LEDGER = ["项目名称", "投资方名称", "计划总投资（万元）", "当前阶段", "签约日期"];
  const code = freshCode();
  const book = {
    项目台账: [LEDGER, ["阜新风机叶片项目", "阜新长风叶片有限公司", 20_000, "签约", "2026-03-05"]],
    ...sheetOf(row("阜新长风叶片有限公司", { code, kind: "民企" }), row("阜新独木有限公司")),
  };

  it("goes in together, the projects beside their enterprises, and is held by what others point at it", async () => {
    const id = await triedBatch(director, book);
    const result = await committed(director, id);
    expect(result).toMatchObject({ projects: 1, enterprises: 0, details: { enterprises: { created: 2 } } });
    const firm = await oneNamed("阜新长风叶片有限公司");
    expect(firm.uscc).toBe(code);
    expect(await database.project.findFirst({ where: { importId: id } })).toMatchObject({
      investorId: firm.id,
    });
    await database.chainAnchor.create({
      data: {
        chainId: scene.chainIds[0],
        enterpriseId: (await oneNamed("阜新独木有限公司")).id,
        validFrom: NOW,
      },
    });
    expect(await undone(director, id)).toMatchObject({ projects: 1, kept: 1, details: 1 });
    expect(await fatesOf(director, id)).toEqual({ 2: "taken-back", 3: "kept" });
    expect((await detailsOf(director, id)).rows.find(({ row: at }) => at === 3)?.keptWhy).toBe(
      "是产业链的链主企业",
    );
    expect(await named("阜新长风叶片有限公司")).toEqual([]);
  });

  it("stays where a project came to point at it since", async () => {
    const id = await triedBatch(director, sheetOf(row("阜新后至有限公司", { code: freshCode() })));
    await committed(director, id);
    const { id: firm } = await oneNamed("阜新后至有限公司");
    const project = await makeProject(scene, { name: "阜新后至项目" });
    await database.project.update({ where: { id: project }, data: { investorId: firm } });
    expect(await undone(director, id)).toMatchObject({ kept: 1, details: 0 });
    expect((await detailsOf(director, id)).rows[0]?.keptWhy).toBe("有项目以它为投资方");
    expect(await named("阜新后至有限公司")).toHaveLength(1);
  });
});
