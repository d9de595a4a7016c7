/** 跟进记录: rows of a sheet become follow-ups on the day they happened, once, by whoever may log them. */
import { beforeAll, describe, expect, it } from "vitest";
import { importScene, listImports } from "@/server/imports";
import { database } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import {
  chooseAgain,
  committed,
  detailsOf,
  fatesOf,
  triedBatch,
  undone,
  type Who,
} from "../support/import-batches";
import { type LedgerScene, ledgerScene, makeProject, NOW, requestId } from "../support/ledger-scene";

const HEADER = [
  "项目名称",
  "企业名称",
  "跟进日期",
  "跟进方式",
  "跟进内容",
  "参加人员",
  "下步工作",
  "下次日期",
];
type Row = (string | null)[];
const sheetOf = (...rows: Row[]) => ({ 跟进记录: [HEADER, ...rows] });
const met = (name: string, day: string, how: string, what: string, next: Row = [null, null]): Row => [
  ...[name, null, day, how, what, null],
  ...next,
];

const NAMES = { spindle: "主轴部件意向项目", rail: "直线导轨意向项目", foreign: "液压元件意向项目" };
let scene: LedgerScene;
let director: Who;
let head: Who;
let ids: Record<keyof typeof NAMES, number>;

beforeAll(async () => {
  scene = await ledgerScene();
  director = { actor: scene.actors.director, now: NOW };
  head = { actor: scene.actors.head, now: NOW };
  // First reported on 5 January.
  ids = {
    spindle: await makeProject(scene, { name: NAMES.spindle }),
    rail: await makeProject(scene, { name: NAMES.rail }),
    foreign: await makeProject(scene, { name: NAMES.foreign, owner: "colleague" }),
  };
});

const followUps = (projectId: number) =>
  database.followUp.findMany({ where: { projectId }, orderBy: [{ occurredOn: "asc" }, { id: "asc" }] });
const stateOf = async (id: number) => {
  const state = (await loadProjects(database, [id], { lock: false })).get(id);
  if (!state) throw new Error("no such project");
  return state;
};

describe("the dry run", () => {
  it("judges each row as the form does", async () => {
    await scene.as("officer").project.logFollowUp({
      ...{ requestId: requestId(), projectId: ids.rail, kind: "visit", on: "2026-02-10" },
      summary: "看厂房\n谈价格",
    });
    const id = await triedBatch(
      director,
      sheetOf(
        met(NAMES.rail, "2026-02-10", "走访", "看厂房谈价格"), // 2: stands there
        met(NAMES.rail, "2026-02-11", "走访", "看厂房谈价格"), // 3
        met(NAMES.rail, "2026-02-11", "走访", "看厂房谈价格"), // 4: the same again
        met(NAMES.rail, "2026-12-11", "走访", "再看厂房"), // 5: to come
        met(NAMES.rail, "2026-02-12", "走访", "再看厂房", ["复访", "2026-02-01"]), // 6: next before it
        met(NAMES.rail, "2026.1", "走访", "再看厂房"), // 7: January or October
        met(NAMES.rail, "2026-02-13", "神交", "再看厂房"), // 8: how?
        met(NAMES.rail, "2026-02-13", "电话", "谈"), // 9: too short for the form
        met("无此项目", "2026-02-13", "电话", "谈用电价格"), // 10
      ),
    );
    expect(await fatesOf(director, id)).toEqual({
      ...{ 2: "unchanged", 3: "ready", 4: "duplicate", 5: "failed", 6: "failed", 7: "failed", 8: "failed" },
      ...{ 9: "failed", 10: "unmatched" },
    });
    const { rows } = await detailsOf(director, id);
    const told = (at: number) =>
      rows.find((r) => r.row === at)?.problems.map(({ cell, message }) => [cell, message]) ?? [];
    expect(told(5)).toEqual([["C5", "日期不能晚于今天"]]);
    expect(told(6)).toEqual([["H6", "下次日期不能早于跟进当日"]]);
    expect(told(8)[0]?.[0]).toBe("D8");
    expect(told(9)).toEqual([["E9", "请填写跟进内容"]]);
    expect((await importScene(director.actor, id)).summary?.details?.totals).toEqual([]);
  });

  it("refuses what the person may not log, row by row, and says nothing of what he does not see", async () => {
    const rows = sheetOf(
      met(NAMES.spindle, "2026-01-20", "电话", "谈用电价格"),
      met(NAMES.foreign, "2026-01-20", "电话", "谈用电价格"),
    );
    expect(await fatesOf(head, await triedBatch(head, rows))).toEqual({ 2: "ready", 3: "unmatched" });
    const statistician = { actor: scene.actors.statistician, now: NOW };
    const id = await triedBatch(statistician, rows);
    expect(await fatesOf(statistician, id)).toEqual({ 2: "failed", 3: "failed" });
    const [row] = (await detailsOf(statistician, id)).rows;
    expect(row?.problems.map((p) => p.message)).toEqual(["这个项目的跟进不由您登记。"]);
    await expect(committed(statistician, id)).rejects.toThrow("没有可以导入的行");
  });
});

describe("a batch of follow-ups", () => {
  const rows = sheetOf(
    met(NAMES.spindle, "2026-11-20", "来访", "企业来区看地", ["报送政策清单", "2026-12-05"]),
    met(NAMES.spindle, "2026-10-08", "走访", "赴企业走访", ["发邀请函", "2026-10-20"]),
    met(NAMES.spindle, "2025-12-01", "电话", "最早一次通话", ["约见面", "2025-12-20"]),
  );
  let id: number;

  it("enters each on its own day, and the last is how things stand, whatever the order of the rows", async () => {
    id = await triedBatch(director, rows);
    expect((await committed(director, id)).details).toEqual({
      ...{ submitted: 0, drafts: 0, lacking: 0, followUps: 3 },
    });
    expect(
      (await followUps(ids.spindle)).map((f) => [f.occurredOn.toISOString().slice(0, 10), f.kind]),
    ).toEqual([
      ["2025-12-01", "call"],
      ["2026-10-08", "visit"],
      ["2026-11-20", "reception"],
    ]);
    const state = await stateOf(ids.spindle);
    expect(state.lastProgressOn).toBe("2026-11-20");
    expect(state.course.respondedOn).toBe("2025-12-01");
    expect(state.basics).toMatchObject({
      ...{ progress: "企业来区看地", nextStep: "报送政策清单", nextDueOn: "2026-12-05" },
    });
    expect(await listImports(director.actor)).toContainEqual(expect.objectContaining({ id, committed: 3 }));
  });

  it("turns no light with what is long past", async () => {
    const before = await stateOf(ids.spindle);
    const late = await triedBatch(
      director,
      sheetOf(met(NAMES.spindle, "2026-03-03", "会谈", "谈过一次厂房租金", ["等回复", "2026-12-31"])),
    );
    await committed(director, late);
    const after = await stateOf(ids.spindle);
    expect(after).toMatchObject({ lastProgressOn: before.lastProgressOn, basics: before.basics });
    expect(after.contacts).toBe(before.contacts + 1);
  });

  it("brings nothing in a second time", async () => {
    const again = await triedBatch(director, rows);
    expect(await fatesOf(director, again)).toEqual({ 2: "unchanged", 3: "unchanged", 4: "unchanged" });
    await expect(committed(director, again)).rejects.toThrow("没有可以导入的行");
  });

  it("skips what somebody logged since the dry run", async () => {
    const late = await triedBatch(
      director,
      sheetOf(
        met(NAMES.rail, "2026-03-05", "电话", "谈供热"),
        met(NAMES.rail, "2026-03-06", "电话", "谈供水"),
      ),
    );
    await scene.as("officer").project.logFollowUp({
      ...{ requestId: requestId(), projectId: ids.rail, kind: "call", on: "2026-03-05", summary: "谈供热" },
    });
    expect((await committed(director, late)).details).toMatchObject({ followUps: 1 });
    expect(await fatesOf(director, late)).toEqual({ 2: "unchanged", 3: "committed" });
    expect((await followUps(ids.rail)).filter((f) => f.summary === "谈供热")).toHaveLength(1);
  });

  it("stays when the batch is taken back, and says so row by row", async () => {
    expect(await undone(director, id)).toMatchObject({ projects: 0, kept: 3, details: 0 });
    expect(await fatesOf(director, id)).toEqual({ 2: "kept", 3: "kept", 4: "kept" });
    expect(await followUps(ids.spindle)).toHaveLength(4);
    const { operationId } = await database.importBatch.findUniqueOrThrow({ where: { id } });
    const operation = await database.operation.findUniqueOrThrow({ where: { id: operationId ?? 0 } });
    expect(operation.state).toBe("partly");
  });
});

describe("a follow-up of several projects", () => {
  it("waits until somebody says which is meant", async () => {
    const twin = await makeProject(scene, { name: "同名意向项目" });
    await makeProject(scene, { name: "同名意向项目二期" });
    const id = await triedBatch(director, sheetOf(met("同名意向项", "2026-04-01", "电话", "问进度")));
    expect(await fatesOf(director, id)).toEqual({ 2: "ambiguous" });
    await chooseAgain(director, id, { picks: [{ sheet: "跟进记录", row: 2, projectId: twin }] });
    expect(await fatesOf(director, id)).toEqual({ 2: "ready" });
    await committed(director, id);
    expect(await followUps(twin)).toHaveLength(1);
  });
});
