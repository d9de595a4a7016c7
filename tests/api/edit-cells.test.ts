/** 表内修改: cells of many projects in one operation; all of them or none, and nothing of anybody else's unseen. */
import { beforeAll, describe, expect, it } from "vitest";
import type { EditCells } from "@/server/contracts/edit-cells";
import { MOST_CELLS } from "@/server/domain/cell-edit";
import { database } from "@/server/platform/database";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  type Person,
  requestId,
  SIGNED,
  WAN,
} from "../support/ledger-scene";

type Cell = EditCells["cells"][number];

let scene: LedgerScene;
const row = (id: number) => database.project.findUniqueOrThrow({ where: { id } });
const versions = async (ids: number[]) => Promise.all(ids.map(async (id) => (await row(id)).version));
const operations = () => database.operation.count();

/** A cell in the version of its project that stands now. */
const cellOf = async (projectId: number, field: Cell["field"], value: Cell["value"]): Promise<Cell> => ({
  projectId,
  field,
  value,
  version: (await row(projectId)).version,
});
const save = (as: Person, cells: Cell[], reason = "", id = requestId()) =>
  scene.as(as).project.editCells({ requestId: id, cells, reason });
const edit = async (as: Person, projectId: number, patch: object) =>
  scene.as(as).project.edit({
    requestId: requestId(),
    projectId,
    expectedVersion: (await row(projectId)).version,
    patch,
  });

interface Told {
  code?: string;
  message?: string;
  detail?: { problems?: { field: string; message: string }[]; conflict?: object[] };
}
const refused = (work: Promise<unknown>): Promise<Told> =>
  work.then(
    () => ({}),
    (error: { message: string; cause?: Told }) => ({
      ...error.cause,
      ...(error.cause?.code === undefined ? {} : { code: error.cause.code }),
      message: error.message,
      detail: error.cause?.detail ?? {},
    }),
  );

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("表内修改", () => {
  it("saves cells of several projects as one named operation, audited, done once for a repeated request", async () => {
    const [a, b] = [await makeProject(scene), await makeProject(scene)];
    const cells = [
      await cellOf(a, "name", "  主轴基地一期 "),
      await cellOf(a, "intendedFen", 12_000 * WAN),
      await cellOf(b, "nextStep", "催办环评\n约见企业"),
      await cellOf(b, "nextDueOn", "2026-12-20"),
      await cellOf(b, "chainId", scene.chainIds[1]),
    ];
    const before = await operations();
    const id = requestId();
    const answer = await save("officer", cells, "", id);
    expect(answer.changed).toBe(2);
    expect(await save("officer", cells, "", id)).toEqual(answer);
    expect(await operations()).toBe(before + 1);
    expect(await row(a)).toMatchObject({ name: "主轴基地一期", intendedFen: BigInt(12_000 * WAN) });
    expect(await row(b)).toMatchObject({ nextStep: "催办环评\n约见企业", chainId: scene.chainIds[1] });
    expect(
      await database.operation.findUniqueOrThrow({ where: { id: answer.operationId ?? 0 } }),
    ).toMatchObject({ kind: "edit-cells", name: "表内修改项目名称、所属产业链、意向投资额等", projects: 2 });
    expect(await database.auditEntry.count({ where: { action: "project:edit-cells" } })).toBe(2);
  });

  it("is taken back and brought back in 操作记录", async () => {
    const [a, b] = [await makeProject(scene), await makeProject(scene)];
    const was = await row(a);
    const { operationId } = await save("officer", [
      await cellOf(a, "companyName", "远松精密（齐齐哈尔）有限公司"),
      await cellOf(b, "originCity", "沈阳市"),
    ]);
    const undone = await scene
      .as("officer")
      .operation.undo({ requestId: requestId(), id: operationId ?? 0, decisions: [] });
    expect(undone).toMatchObject({ changed: 2, kept: 0 });
    expect(await row(a)).toMatchObject({ companyName: was.companyName });
    await scene
      .as("officer")
      .operation.undo({ requestId: requestId(), id: undone.operationId ?? 0, decisions: [] });
    expect(await row(b)).toMatchObject({ originCity: "沈阳市" });
  });

  it("saves nothing when one cell is wrong, and names the row and the column", async () => {
    const [a, b] = [await makeProject(scene, { name: "液压件项目" }), await makeProject(scene)];
    const before = [await versions([a, b]), await operations()];
    const code = await refused(
      save("officer", [await cellOf(b, "name", "改名"), await cellOf(a, "projectCode", "2206")]),
    );
    expect(code).toMatchObject({
      code: "bad-input",
      detail: {
        problems: [
          {
            field: "cells.1",
            message: "液压件项目的项目代码：项目代码格式应为 2206-230203-04-01-123456",
          },
        ],
      },
    });
    const name = await refused(save("officer", [await cellOf(a, "name", " ")]));
    expect(name.detail?.problems).toEqual([
      { field: "cells.0", message: "液压件项目的项目名称：请填写项目名称" },
    ]);
    expect([await versions([a, b]), await operations()]).toEqual(before);
  });

  it.each([
    ["a negative amount", "plannedTotalFen", -1, "金额不能为负数"],
    ["a day that does not exist", "nextDueOn", "2026-02-30", "请填写真实存在的日期"],
    ["a text of endless length", "companyName", "长".repeat(201), "不能超过200个字"],
    ["a text instead of an amount", "intendedFen", "五千", "请填写金额"],
  ] as const)("refuses %s like the form, at its cell", async (_, field, value, message) => {
    const id = await makeProject(scene);
    const asked = save("officer", [await cellOf(id, "name", "名称"), await cellOf(id, field, value)]);
    const issues = await asked.catch((error) => error.cause.issues);
    expect(issues).toMatchObject([{ path: ["cells", 1, "value"], message }]);
  });

  it("refuses the same cell twice, an unknown column, and too many cells", async () => {
    const id = await makeProject(scene);
    const cell = await cellOf(id, "name", "名称");
    const messageOf = (cells: unknown[]) =>
      save("officer", cells as Cell[]).catch((error) => error.cause.issues[0].message);
    expect(await messageOf([cell, cell])).toBe("同一格改了两次");
    expect(await messageOf([{ ...cell, field: "arrivedFen" }])).toBe("这一列不能修改");
    const many = Array.from({ length: MOST_CELLS + 1 }, (_, i) => ({ ...cell, projectId: i + 1 }));
    expect(await messageOf(many)).toContain(`一次最多保存 ${MOST_CELLS} 格`);
  });
});

describe("rights", () => {
  it("stop the whole save at the cell of a project that is not one's own, without naming what may not be seen", async () => {
    const [mine, foreign, hidden] = [
      await makeProject(scene),
      await makeProject(scene, { owner: "colleague", done: SIGNED, name: "二科已签约项目" }),
      await makeProject(scene, { owner: "colleague", name: "二科在谈项目" }),
    ];
    const before = await versions([mine, foreign, hidden]);
    const told = await refused(
      save("officer", [
        await cellOf(mine, "name", "改名"),
        await cellOf(foreign, "name", "改名"),
        await cellOf(hidden, "name", "改名"),
      ]),
    );
    expect(told).toMatchObject({ code: "not-permitted" });
    expect(told.detail?.problems).toEqual([
      { field: "cells.1", message: "二科已签约项目的项目名称：不在您的修改范围" },
      { field: "cells.2", message: "项目的项目名称：已不存在，或您无权查看" },
    ]);
    expect(await versions([mine, foreign, hidden])).toEqual(before);
  });

  it("are told beforehand, project by project", async () => {
    const mine = await makeProject(scene);
    const foreign = await makeProject(scene, { owner: "colleague", done: SIGNED });
    const secret = await makeProject(scene, { owner: "colleague" });
    await edit("colleague", secret, { sensitivity: "sensitive" });
    const editable = (as: Person) =>
      scene.as(as).project.editable({ ids: [mine, foreign, secret, 9_999_999] });
    expect(await editable("officer")).toEqual([mine]);
    expect(await editable("head")).toEqual([mine]);
    expect(await editable("director")).toEqual([mine, foreign, secret]);
    await expect(editable("leader")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("two people in one cell", () => {
  it("meet: both values and the version are told, and the choice is saved; other cells of the row pass", async () => {
    const id = await makeProject(scene, { name: "两人同改" });
    const seen = await cellOf(id, "nextStep", "我的下一步");
    const other = await cellOf(id, "companyName", "新公司");
    await edit("head", id, { nextStep: "科长的下一步" });
    const { version } = await row(id);
    const told = await refused(save("officer", [other, seen]));
    expect(told).toMatchObject({
      code: "conflict",
      detail: {
        conflict: [
          { field: "cells.1", mine: "我的下一步", theirs: "科长的下一步", by: "招商一科head", version },
        ],
      },
    });
    expect(await row(id)).toMatchObject({ nextStep: "科长的下一步", companyName: "" });
    await save("officer", [other, { ...seen, version }]);
    expect(await row(id)).toMatchObject({ nextStep: "我的下一步", companyName: "新公司" });
  });

  it("do not meet when they wrote the same", async () => {
    const id = await makeProject(scene);
    const seen = await cellOf(id, "nextStep", "同一句话");
    await edit("head", id, { nextStep: "同一句话" });
    expect(await refused(save("officer", [seen]))).toMatchObject({
      code: "bad-state",
      message: "这些内容已是如此，不必再改",
    });
  });
});

describe("a reason", () => {
  it("is asked for when an amount looks like a slip of the unit", async () => {
    const id = await makeProject(scene, { name: "单位填错", planWan: 5000, done: SIGNED });
    const slip = [await cellOf(id, "plannedTotalFen", 500_000 * WAN)];
    const told = await refused(save("director", slip));
    expect(told).toMatchObject({ code: "needs-reason" });
    expect(told.detail?.problems?.map((p) => p.field)).toEqual(["cells.0", "reason"]);
    expect(told.detail?.problems?.[0]?.message).toContain("疑似万元/亿元填错");
    await save("director", slip, "追加二期、三期");
    expect((await row(id)).plannedTotalFen).toBe(BigInt(500_000 * WAN));
  });

  it("is asked for when figures of a closed month would move, and stays in the history", async () => {
    const id = await makeProject(scene, { name: "已关账", done: SIGNED });
    await database.monthState.create({ data: { month: 202603, state: "closed" } });
    const cells = [await cellOf(id, "chainId", scene.chainIds[1]), await cellOf(id, "nextStep", "复核")];
    const told = await refused(save("officer", cells));
    expect(told).toMatchObject({ code: "needs-reason" });
    expect(told.detail?.problems?.[0]).toEqual({
      field: "cells.0",
      message: "已关账的所属产业链：涉及已关账月份的分项数字，改动会在开放月份形成调整，请填写原因",
    });
    expect((await row(id)).chainId).toBe(scene.chainIds[0]);
    await save("officer", cells, "产业链归口调整");
    const fact = await database.projectFact.findFirstOrThrow({
      where: { projectId: id },
      orderBy: { version: "desc" },
    });
    expect(fact.payload).toMatchObject({ type: "BasicsEdited", reason: "产业链归口调整" });
  });
});
