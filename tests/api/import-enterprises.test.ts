/** 企业名录: rows of a list become enterprises and changes of enterprises, once, and go away again with their batch. */
import { beforeAll, describe, expect, it } from "vitest";
import { importScene, listImports } from "@/server/imports";
import { openMarked } from "@/server/imports/marked-ledger";
import { database } from "@/server/platform/database";
import {
  changesOf,
  freshCode,
  named,
  oneNamed,
  type Row,
  row,
  saidOf,
  sheetOf,
} from "../support/enterprise-directory";
import {
  chooseAgain,
  committed,
  detailsOf,
  fatesOf,
  triedBatch,
  undone,
  type Who,
} from "../support/import-batches";
import { type LedgerScene, ledgerScene, NOW, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
let director: Who;
beforeAll(async () => {
  scene = await ledgerScene();
  director = { actor: scene.actors.director, now: NOW };
});

describe("a list of enterprises", () => {
  const code = freshCode();
  const rows = sheetOf(
    row("大连远岭重工有限公司", {
      ...{ code: ` ${code.toLowerCase().replace(/(.{4})/g, "$1 ")}`, place: "辽宁大连", kind: "上市公司" },
      ...{ former: "大连远岭机械厂；大连第八机械厂", short: "远岭重工", group: "远岭控股" },
      ...{ honours: "专精特新、小巨人（2023年第五批）", profile: "重型锻件" },
    }),
    row("沈阳北岫物流有限公司"),
  );
  let id: number;

  it("says of each what would be made, and what of its columns is not taken", async () => {
    const sheet = rows.企业名录.map((r, i) =>
      i === 0
        ? r
        : [...r, ...Array.from({ length: 9 - r.length }, () => null), "装备", "王某", "13800001111"],
    );
    id = await triedBatch(director, { 企业名录: sheet });
    expect(await fatesOf(director, id)).toEqual({ 2: "ready", 3: "ready" });
    const { summary } = await importScene(director.actor, id);
    expect(summary?.details?.tables.map(({ kind }) => kind)).toEqual(["enterprise"]);
    expect(summary?.remarks.map(({ cell, kind }) => [cell, kind])).toEqual([
      ["J1", "unread-column"],
      ["K1", "unread-column"],
      ["L1", "unread-column"],
    ]);
    const kept = JSON.stringify([summary, await detailsOf(director, id)]);
    expect(kept).not.toContain("13800001111");
    expect(kept).not.toContain("王某");
  });

  it("goes in as one operation, with names, honours and whatever it is found by", async () => {
    const result = await committed(director, id);
    expect(result.details).toMatchObject({ enterprises: { created: 2, changed: 0 } });
    const found = await oneNamed("大连远岭重工有限公司");
    expect(found).toMatchObject({
      ...{ uscc: code, province: "辽宁省", city: "大连市", kind: "上市公司", groupName: "远岭控股" },
      ...{ profile: "重型锻件", usccReason: null, version: 1 },
    });
    expect(found.names.map(({ kind, name }) => [kind, name]).sort()).toEqual([
      ["former", "大连第八机械厂"],
      ["former", "大连远岭机械厂"],
      ["short", "远岭重工"],
    ]);
    expect(found.honours.map(({ title, awardedOn, batch }) => [title, awardedOn, batch])).toEqual([
      ["省级专精特新", null, ""],
      ["国家级小巨人", null, "2023年第五批"],
    ]);
    const list = await scene.as("head").enterprise.list({ q: "大连第八机械厂" });
    expect(list.rows.map(({ id: one, foundAs }) => [one, foundAs])).toEqual([
      [found.id, "曾用名 大连第八机械厂"],
    ]);
    const audit = await database.auditEntry.findMany({
      where: { action: "import:commit", subjectKind: "enterprise", subjectId: String(found.id) },
    });
    expect(audit).toHaveLength(1);
    expect(await listImports(director.actor)).toContainEqual(expect.objectContaining({ id, committed: 2 }));
  });

  it("changes nothing when it comes again", async () => {
    const again = await triedBatch(director, rows);
    expect(await fatesOf(director, again)).toEqual({ 2: "unchanged", 3: "unchanged" });
    await expect(committed(director, again)).rejects.toThrow("没有可以导入的行");
  });

  it("goes out of use with its batch, its code is free again, and the same list comes in once more", async () => {
    const old = await oneNamed("大连远岭重工有限公司");
    expect(await undone(director, id)).toMatchObject({ projects: 0, kept: 0, details: 2 });
    expect(await fatesOf(director, id)).toEqual({ 2: "taken-back", 3: "taken-back" });
    await expect(scene.as("director").enterprise.card({ id: old.id })).rejects.toThrow();
    expect((await scene.as("director").enterprise.list({ q: "远岭" })).total).toBe(0);
    const again = await triedBatch(director, rows);
    expect(await fatesOf(director, again)).toEqual({ 2: "ready", 3: "ready" });
    await committed(director, again);
    expect(await oneNamed("大连远岭重工有限公司")).toMatchObject({ uscc: code });
  });
});

async function enter(...rows: Row[]): Promise<number> {
  const id = await triedBatch(director, sheetOf(...rows));
  await committed(director, id);
  return id;
}

describe("a row about an enterprise on record", () => {
  it("is shown thing by thing, from what to what, by which cell; an empty cell says nothing", async () => {
    await enter(row("鞍山长庚轧辊有限公司", { place: "辽宁鞍山", profile: "轧辊", short: "长庚" }));
    const code = freshCode();
    const id = await triedBatch(
      director,
      sheetOf(
        row("鞍山长庚轧辊有限公司", {
          code,
          kind: "民营",
          honours: "高新企业 2024-10-01",
          former: "鞍山轧辊厂",
        }),
      ),
    );
    expect(await fatesOf(director, id)).toEqual({ 2: "changed" });
    expect(await changesOf(director, id, 2)).toEqual([
      ["统一社会信用代码", "", code, "B2"],
      ["类型", "", "民企", "D2"],
      ["曾用名", "", "鞍山轧辊厂", "E2"],
      ["荣誉", "", "高新技术企业（2024-10-01）", "H2"],
    ]);
    expect((await committed(director, id)).details).toMatchObject({
      enterprises: { created: 0, changed: 1 },
    });
    expect(await oneNamed("鞍山长庚轧辊有限公司")).toMatchObject({
      ...{ uscc: code, kind: "民企", province: "辽宁省", city: "鞍山市", profile: "轧辊", version: 2 },
    });
    expect(await undone(director, id)).toMatchObject({ kept: 0, details: 1 });
    const back = await oneNamed("鞍山长庚轧辊有限公司");
    expect(back).toMatchObject({ uscc: null, kind: "", city: "鞍山市" });
    expect(back.names.filter(({ removedAt }) => removedAt === null).map(({ name }) => name)).toEqual([
      "长庚",
    ]);
    expect(back.honours.every(({ removedAt }) => removedAt !== null)).toBe(true);
  });

  it("finds it by a former name, and gives it no older one back", async () => {
    await enter(row("抚顺石岸化工有限公司", { former: "抚顺市第六化工厂" }));
    const id = await triedBatch(director, sheetOf(row("抚顺市第六化工厂", { kind: "国企" })));
    expect(await saidOf(director, id, 2)).toEqual([
      ["A2", "“抚顺市第六化工厂”是“抚顺石岸化工有限公司”的曾用名，按同一家企业核对。"],
    ]);
    expect(await changesOf(director, id, 2)).toEqual([["类型", "", "国企", "D2"]]);
  });

  it("takes a new name by the code, and keeps the old one as a former one", async () => {
    const code = freshCode();
    await enter(row("本溪旧名药业有限公司", { code }));
    const id = await triedBatch(director, sheetOf(row("本溪新程药业有限公司", { code })));
    expect(await changesOf(director, id, 2)).toEqual([
      ["企业名称", "本溪旧名药业有限公司", "本溪新程药业有限公司", "A2"],
      ["曾用名", "", "本溪旧名药业有限公司", "A2"],
    ]);
    await committed(director, id);
    const found = await oneNamed("本溪新程药业有限公司");
    expect(found.names.map(({ kind, name }) => [kind, name])).toEqual([["former", "本溪旧名药业有限公司"]]);
    await undone(director, id);
    expect(await oneNamed("本溪旧名药业有限公司")).toMatchObject({ id: found.id });
    expect((await scene.as("director").enterprise.list({ q: "本溪新程" })).total).toBe(0);
  });

  it("is not written over what somebody edited since the dry run", async () => {
    await enter(row("锦州朔望港务有限公司", { kind: "民企" }));
    const { id: firm, version } = await oneNamed("锦州朔望港务有限公司");
    const id = await triedBatch(
      director,
      sheetOf(row("锦州朔望港务有限公司", { kind: "国企", profile: "港口" })),
    );
    const form = { requestId: requestId(), id: firm, expectedVersion: version, name: "锦州朔望港务有限公司" };
    await scene.as("officer").enterprise.edit({ ...form, kind: "央企" });
    await expect(committed(director, id)).rejects.toThrow("1 家企业在试算之后被他人登记或修改");
    expect(await oneNamed("锦州朔望港务有限公司")).toMatchObject({ kind: "央企", profile: "" });
    await chooseAgain(director, id, {});
    expect(await changesOf(director, id, 2)).toContainEqual(["类型", "央企", "国企", "D2"]);
    await committed(director, id);
    const stale = { ...form, requestId: requestId(), expectedVersion: version + 1, kind: "外资" as const };
    await expect(scene.as("officer").enterprise.edit(stale)).rejects.toThrow();
    expect(await oneNamed("锦州朔望港务有限公司")).toMatchObject({ kind: "国企", profile: "港口" });
  });

  it("keeps what somebody changed after the import, and says so", async () => {
    await enter(row("营口白沙耐火有限公司", { kind: "民企", profile: "耐火砖" }));
    const id = await enter(row("营口白沙耐火有限公司", { kind: "国企", profile: "镁砂" }));
    const { id: firm, version } = await oneNamed("营口白沙耐火有限公司");
    const form = { requestId: requestId(), id: firm, expectedVersion: version, name: "营口白沙耐火有限公司" };
    await scene.as("officer").enterprise.edit({ ...form, kind: "国企", profile: "耐火材料" });
    expect(await undone(director, id)).toMatchObject({ kept: 1, details: 0 });
    expect(await oneNamed("营口白沙耐火有限公司")).toMatchObject({ kind: "民企", profile: "耐火材料" });
    const [line] = (await detailsOf(director, id)).rows;
    expect(line).toMatchObject({ fate: "kept", keptWhy: "简介在导入之后又有人修改" });
  });
});

describe("rows that nobody can tell", () => {
  it("are told one by one: twice in the list, a code of one and the name of another, without a name", async () => {
    const [first, second] = [freshCode(), freshCode()];
    await enter(row("丹东甲川仪表有限公司", { code: first }), row("丹东乙川仪表有限公司", { code: second }));
    const twice = freshCode();
    const id = await triedBatch(
      director,
      sheetOf(
        row("朝阳双生钒钛有限公司", { code: twice }),
        row("朝阳双生钒钛股份公司", { code: twice }),
        row("丹东乙川仪表有限公司", { code: first }),
        row("", { code: freshCode() }),
        row("葫芦岛丙川有限公司", { code: "91230203MA1X", place: "火星", kind: "独角兽" }),
        row("葫芦岛丁川有限公司", { code: first.slice(0, 17) + (first[17] === "0" ? "1" : "0") }),
        row("葫芦岛戊川有限公司", { honours: "瞪羚企业 2027-01-01" }),
        row("字".repeat(201)),
      ),
    );
    expect(await fatesOf(director, id)).toEqual({
      ...{
        2: "ready",
        3: "duplicate",
        4: "failed",
        5: "failed",
        6: "ready",
        7: "ready",
        8: "failed",
        9: "failed",
      },
    });
    expect(await saidOf(director, id, 3)).toEqual([
      ["A3", "与第 2 行是同一家企业，只读入第 2 行；两行的内容请合在一行。"],
    ]);
    expect(await saidOf(director, id, 4)).toEqual([
      ["B4", "信用代码登记在“丹东甲川仪表有限公司”名下，名称却是“丹东乙川仪表有限公司”的，请核对。"],
    ]);
    expect(await saidOf(director, id, 5)).toEqual([["A5", "缺少企业名称。"]]);
    expect((await saidOf(director, id, 6))?.map(([cell]) => cell)).toEqual(["B6", "C6", "D6"]);
    expect((await saidOf(director, id, 7))?.map(([cell]) => cell)).toEqual(["B7"]);
    expect(await saidOf(director, id, 8)).toEqual([["H8", "荣誉的获得日期不能晚于今天"]]);
    expect(await saidOf(director, id, 9)).toEqual([["A9", "不能超过200个字"]]);
    const { fileName } = await openMarked(director.actor, id);
    expect(fileName).toBe("明细（已标记）.xlsx");
    await committed(director, id);
    expect(await oneNamed("葫芦岛丁川有限公司")).toMatchObject({
      usccReason: "名录原样导入，校验位不符，待核实",
    });
    expect(await oneNamed("葫芦岛丙川有限公司")).toMatchObject({ uscc: null, province: "", kind: "" });
  });

  it("ask where the name is that of another one, or nearly", async () => {
    await enter(
      row("铁岭青柏木业有限公司", { code: freshCode(), former: "铁岭第二木器厂" }),
      row("铁岭赤松家具制造有限公司"),
    );
    const rows = sheetOf(
      row("铁岭青柏木业有限公司", { code: freshCode() }),
      row("铁岭第二木器厂", { code: freshCode() }),
      row("赤松家具制造（铁岭）有限公司"),
    );
    const id = await triedBatch(director, rows);
    expect(await fatesOf(director, id)).toEqual({ 2: "covered", 3: "covered", 4: "covered" });
    expect((await saidOf(director, id, 3))?.[0]?.[1]).toContain("曾用名或简称相同的“铁岭青柏木业有限公司”");
    expect((await saidOf(director, id, 4))?.[0]?.[1]).toContain("与库中的“铁岭赤松家具制造有限公司”写法相近");
    await chooseAgain(director, id, { takeAnyway: [{ sheet: "企业名录", row: 2 }] });
    expect(await fatesOf(director, id)).toEqual({ 2: "ready", 3: "covered", 4: "covered" });
    await committed(director, id);
    expect(await named("铁岭青柏木业有限公司")).toHaveLength(2);
  });
});
