/** A workbook comes back after others went on working: what goes in, what is asked about, what undoing brings back. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { BasicsPatch } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { commitImport, decideCells, importScene, requestCommit, tryImport } from "@/server/imports";
import { undoImport } from "@/server/imports/undo-import";
import { listOperations } from "@/server/operations/list-operations";
import { operationCard, operationChanges } from "@/server/operations/operation-card";
import { database } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { actorNamed, makeBureau, makeProject } from "../support/factories";
import { bringBack, edited, rowsOf, type Traveller, toldChanges, viewOut } from "../support/round-trip";

const NOW = new Date("2026-11-20T02:00:00Z");
const YI = 10_000_000_000;
const who = (username: string): Traveller => ({ actor: actorNamed(username), now: NOW });
let asked = 0;
const requestId = () => `workbook-merge-${++asked}`;
const context = (username = "juzhang") => ({ ...who(username), requestId: requestId() });

beforeAll(() => makeBureau("2026-11-20"));

const stateOf = async (id: number): Promise<ProjectState> =>
  (await loadProjects(database, [id], { lock: false })).get(id) as ProjectState;

async function edits(actor: SessionActor, id: number, patch: BasicsPatch): Promise<void> {
  const { version } = await stateOf(id);
  await createCaller({ actor, now: NOW }).project.edit({
    ...{ requestId: requestId(), projectId: id, expectedVersion: version, patch },
  });
}

/** A project, its view in the director's hands with two cells changed, and a colleague's work meanwhile. */
async function metScene() {
  const project = await makeProject({
    ...{ stage: "contract", plannedFen: 3 * YI, capturedOn: "2026-10-02" },
    basics: { nextStep: "约见", companyName: "甲公司" },
  });
  const out = await viewOut(who("juzhang"));
  const file = await edited(out, "项目", (cell) => {
    cell(project.number, "下一步").value = "现场踏勘";
    cell(project.number, "项目公司").value = "乙公司";
  });
  await edits(actorNamed("juzhang"), project.id, { nextStep: "电话回访", address: "龙沙路9号" });
  return { project, file };
}

const fieldsOf = (state: ProjectState, ...fields: (keyof BasicsPatch)[]) =>
  Object.fromEntries(fields.map((f) => [f, state.basics[f]]));

describe("a workbook and somebody else at the same project", () => {
  it("merges what does not meet, asks about what does, and goes in once it is decided", async () => {
    const { project, file } = await metScene();
    const scene = await bringBack(who("juzhang"), file);
    expect(scene.summary?.counts).toMatchObject({ changed: 1, ready: 0, failed: 0 });
    expect(scene.merge).toEqual({ projects: 1, fields: 1, conflicts: 1, undecided: 1, needsReason: false });
    const [row] = await rowsOf(who("juzhang"), scene, "conflicts");
    expect(row?.changes).toMatchObject([
      { label: "项目公司", before: "甲公司", after: "乙公司", conflict: null, take: "mine" },
      {
        ...{ label: "下一步", before: "电话回访", after: "现场踏勘", take: null },
        conflict: { original: "约见", by: actorNamed("juzhang").name },
      },
    ]);
    const { id } = scene;
    await expect(requestCommit(context(), { id, requestId: requestId() })).rejects.toThrow(
      "1 处冲突没有选定",
    );
    await expect(commitImport(context(), id)).rejects.toThrow("1 处冲突没有选定");
    expect(await decideCells(context(), { id, cells: [], all: "mine" })).toMatchObject({
      undecided: 0,
      fields: 2,
    });
    expect(await commitImport(context(), id)).toMatchObject({
      projects: 0,
      changed: 1,
      fields: 2,
      skipped: 0,
    });
    expect(fieldsOf(await stateOf(project.id), "nextStep", "companyName", "address")).toEqual({
      ...{ nextStep: "现场踏勘", companyName: "乙公司", address: "龙沙路9号" },
    });
    const [operation] = (await listOperations(actorNamed("juzhang"), { mine: false, cursor: 0, limit: 1 }))
      .operations;
    expect(operation).toMatchObject({ kind: "import", projects: 1, state: "in-force" });
    const [told] = await operationChanges(actorNamed("juzhang"), {
      id: operation?.id ?? 0,
      cursor: 0,
      limit: 5,
    });
    expect(told?.changes.map((c) => [c.label, c.before, c.after]).sort()).toEqual(
      [
        ["项目公司", "甲公司", "乙公司"],
        ["下一步", "电话回访", "现场踏勘"],
      ].sort(),
    );
  });

  it("keeps what is left out and what is chosen from the system, cell by cell", async () => {
    const { project, file } = await metScene();
    const { id } = await bringBack(who("juzhang"), file);
    const [row] = await rowsOf(who("juzhang"), { id }, "changed");
    const cell = { sheet: row?.sheet ?? "", row: row?.row ?? 0 };
    const both = [
      { ...cell, field: "nextStep", take: "theirs" as const },
      { ...cell, field: "companyName", take: "theirs" as const },
    ];
    expect(await decideCells(context(), { id, cells: both })).toMatchObject({
      undecided: 0,
      fields: 0,
      projects: 0,
    });
    await expect(commitImport(context(), id)).rejects.toThrow("没有可以导入的行");
    await decideCells(context(), { id, cells: [{ ...cell, field: "companyName", take: null }] });
    await expect(
      decideCells(context(), { id, cells: [{ ...cell, field: "ownerId", take: "mine" }] }),
    ).rejects.toThrow("没有要决定的内容");
    await commitImport(context(), id);
    expect(fieldsOf(await stateOf(project.id), "nextStep", "companyName")).toEqual({
      ...{ nextStep: "电话回访", companyName: "乙公司" },
    });
  });

  it("is compared again under lock, and nothing is saved when something moved", async () => {
    const { project, file } = await metScene();
    const { id } = await bringBack(who("juzhang"), file);
    await decideCells(context(), { id, cells: [], all: "mine" });
    await edits(actorNamed("juzhang"), project.id, { companyName: "丙公司" });
    const before = await stateOf(project.id);
    await expect(commitImport(context(), id)).rejects.toThrow("在试算之后又被改动");
    expect(await stateOf(project.id)).toEqual(before);
    await tryImport(who("juzhang"), id, async () => {});
    const { merge } = await importScene(actorNamed("juzhang"), id);
    // The decided conflict still stands for the change that was seen; the new one is asked about.
    expect(merge).toMatchObject({ conflicts: 2, undecided: 1 });
  });

  it("goes back with the batch: what nobody touched since; the rest stays and is listed", async () => {
    const { project, file } = await metScene();
    const { id } = await bringBack(who("juzhang"), file);
    await decideCells(context(), { id, cells: [], all: "mine" });
    await commitImport(context(), id);
    await edits(actorNamed("juzhang"), project.id, { companyName: "丁公司", difficulty: "缺地" });
    const { undo } = await importScene(actorNamed("juzhang"), id);
    expect(undo).toMatchObject({ fields: 1, stay: [{ label: "项目公司", name: project.basics.name }] });
    expect(await undoImport(context(), { batchId: id, reason: "弄错了", force: false })).toEqual({
      ...{ projects: 0, changed: 1, kept: 1 },
    });
    expect(fieldsOf(await stateOf(project.id), "nextStep", "companyName", "difficulty")).toEqual({
      ...{ nextStep: "电话回访", companyName: "丁公司", difficulty: "缺地" },
    });
    const { operations } = await listOperations(actorNamed("juzhang"), { mine: false, cursor: 0, limit: 2 });
    expect(operations.map((o) => [o.kind, o.state])).toEqual([
      ["import-undo", "in-force"],
      ["import", "partly"],
    ]);
    expect((await operationCard(actorNamed("juzhang"), { id: operations[0]?.id ?? 0 })).kept).toMatchObject([
      { projectId: project.id, label: "项目公司" },
    ]);
  });
});

/** A file with a line for a project under its own header, as an office keeps it. */
const csv = (...lines: string[][]): { name: string; bytes: Buffer } => ({
  name: "台账.csv",
  bytes: Buffer.from(lines.map((line) => line.join(",")).join("\n"), "utf8"),
});
const HEADER = ["项目编号", "项目名称", "投资方", "计划总投资（万元）", "约定省外资金（万元）", "存在问题"];

describe("a ledger without keys", () => {
  it("is found by its number, changes what it says and erases nothing", async () => {
    const { id, number, basics } = await makeProject({
      ...{ stage: "contract", plannedFen: YI, capturedOn: "2026-10-02", basics: { difficulty: "缺地" } },
    });
    const line = [number, "换了名字的项目", basics.investorName, "12000", "", ""];
    const scene = await bringBack(who("juzhang"), csv(HEADER, line, [...line.slice(0, 3), "13000", "", ""]));
    expect(scene.summary?.counts).toMatchObject({ changed: 1, duplicate: 1, ready: 0 });
    expect(toldChanges(await rowsOf(who("juzhang"), scene, "changed")).sort()).toEqual(
      [
        `${number} 项目名称: ${basics.name} → 换了名字的项目`,
        `${number} 计划总投资: ${YI} → ${1.2 * YI}`,
      ].sort(),
    );
    const [second] = await rowsOf(who("juzhang"), scene, "duplicate");
    expect(second?.problems[0]?.message).toContain("与第 2 行是同一个项目");
    await commitImport(context(), scene.id);
    expect((await stateOf(id)).basics).toMatchObject({
      difficulty: "缺地",
      agreedOutsideFen: YI,
      name: "换了名字的项目",
    });
  });

  it("fails the row at a cell that cannot be read or that the form would refuse", async () => {
    const { number, basics } = await makeProject({
      stage: "contract",
      plannedFen: YI,
      capturedOn: "2026-10-02",
    });
    const line = (total: string) => [number, basics.name, basics.investorName, total, "", ""];
    for (const [total, words] of [
      ["见附件", "不是能识别的金额"],
      ["10", "固定资产投资不能大于计划总投资"],
    ] as const) {
      const scene = await bringBack(who("juzhang"), csv(HEADER, line(total)));
      expect(scene.summary?.counts).toMatchObject({ failed: 1, changed: 0, unchanged: 0 });
      const [row] = await rowsOf(who("juzhang"), scene, "errors");
      expect(row?.problems.find((p) => p.severity === "error")).toMatchObject({ cell: "D2" });
      expect(row?.problems.map((p) => p.message).join()).toContain(words);
    }
  });

  it("asks for a reason where figures of a closed month move, and keeps it", async () => {
    const { id, number, basics } = await makeProject({
      stage: "contract",
      plannedFen: YI,
      capturedOn: "2026-02-02",
    });
    await database.monthState.create({ data: { month: 202602, state: "closed" } });
    const line = [number, basics.name, basics.investorName, "12000", "", ""];
    const scene = await bringBack(who("juzhang"), csv(HEADER, line));
    expect(scene.merge).toMatchObject({ projects: 1, needsReason: true });
    const ask = { id: scene.id, requestId: requestId() };
    await expect(requestCommit(context(), ask)).rejects.toMatchObject({ code: "needs-reason" });
    await expect(commitImport(context(), scene.id)).rejects.toMatchObject({ code: "needs-reason" });
    await commitImport(context(), scene.id, "合同补充协议调增");
    const fact = await database.projectFact.findFirst({
      where: { projectId: id },
      orderBy: { version: "desc" },
    });
    expect(fact?.payload).toMatchObject({ type: "BasicsEdited", reason: "合同补充协议调增" });
  });
});

describe("a plan that looks wrong", () => {
  it("is said at its cell of the row, and goes in once somebody says why", async () => {
    const { id, number, basics } = await makeProject({
      ...{ stage: "contract", plannedFen: YI, capturedOn: "2026-10-02" },
      basics: { plannedStartOn: "2026-11-01" },
    });
    const header = [...HEADER.slice(0, 4), "计划开工时间", "计划竣工时间"];
    const ledger = csv(header, [
      number,
      basics.name,
      basics.investorName,
      "10000",
      "2026-09-01",
      "2026-08-01",
    ]);
    const scene = await bringBack(who("juzhang"), ledger);
    expect(scene.summary?.counts).toMatchObject({ changed: 1, failed: 0 });
    expect(scene.merge).toMatchObject({ projects: 1, needsReason: true });
    const [row] = await rowsOf(who("juzhang"), scene);
    expect(row?.problems.map((p) => [p.cell, p.severity, p.message.slice(0, 18)])).toEqual([
      ["E2", "warning", "计划开工（2026-09-01）早于"],
      ["F2", "warning", "计划竣工（2026-08-01）早于"],
    ]);
    const ask = { id: scene.id, requestId: requestId() };
    await expect(requestCommit(context(), ask)).rejects.toMatchObject({ code: "needs-reason" });
    await expect(commitImport(context(), scene.id)).rejects.toMatchObject({ code: "needs-reason" });
    await commitImport(context(), scene.id, "先行用地，合同后补");
    expect((await stateOf(id)).basics).toMatchObject({ plannedStartOn: "2026-09-01" });
  });
});

describe("what a person may not do or see", () => {
  it("changes nothing of a project outside his range, and says so", async () => {
    const { number, basics } = await makeProject({
      stage: "contract",
      plannedFen: YI,
      capturedOn: "2026-10-02",
    });
    const line = [number, basics.name, basics.investorName, "12000", "", ""];
    const scene = await bringBack(who("tongji"), csv(HEADER, line));
    expect(scene.summary?.counts).toMatchObject({ existing: 1, changed: 0 });
    const [row] = await rowsOf(who("tongji"), scene);
    expect(row).toMatchObject({ fate: "existing", editable: false, projectNumber: number });
    expect(row?.changes).toHaveLength(1);
    await expect(commitImport(context("tongji"), scene.id)).rejects.toThrow("没有可以导入的行");
  });

  it("shows what stands in the system only to who may see the project, whoever brought the workbook", async () => {
    const secret = await makeProject({
      ...{ owner: "wangzixuan", plannedFen: YI, basics: { sensitivity: "sensitive", nextStep: "密谈" } },
    });
    const file = await edited(await viewOut(who("juzhang")), "项目", (cell) => {
      cell(secret.number, "下一步").value = "再谈";
    });
    const scene = await bringBack(who("juzhang"), file);
    const [mine] = await rowsOf(who("juzhang"), scene, "changed");
    expect(mine?.changes).toMatchObject([{ before: "密谈", after: "再谈" }]);
    const [theirs] = await rowsOf(who("tongji"), scene, "changed");
    expect(theirs?.changes).toEqual([]);
    expect(JSON.stringify(theirs)).not.toContain("密谈");
  });

  it("is told nothing of a project that he does not see, but for that its whole name is taken", async () => {
    const secret = await makeProject({
      ...{ owner: "wangzixuan", plannedFen: YI, basics: { sensitivity: "sensitive" } },
    });
    const kezhang = who("kezhang");
    expect(kezhang.actor.unitId).not.toBe(secret.basics.ownerUnitId);
    const named = [secret.number, secret.basics.name, secret.basics.investorName, "777", "", ""];
    const scene = await bringBack(
      kezhang,
      csv(HEADER, named, [secret.number, "另一个新项目", "无锡新材料有限公司", "888", "", ""]),
    );
    const rows = await rowsOf(kezhang, scene);
    expect(rows.map((r) => [r.fate, r.projectId, r.projectNumber, r.changes.length])).toEqual([
      ["existing", null, null, 0],
      ["ready", null, null, 0],
    ]);
    expect(JSON.stringify(rows[1])).not.toContain(secret.basics.name);
  });
});
