/** 批量修改, 撤销 and 恢复: all of it or nothing, and nothing of anybody else's written over unseen. */
import { beforeAll, describe, expect, it } from "vitest";
import type { undoOperation } from "@/server/contracts/operation";
import { MOST_EDITED } from "@/server/domain/bulk-edit";
import { basicsSchema } from "@/server/domain/project-facts";
import { database } from "@/server/platform/database";
import { record } from "@/server/record/record";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
  SIGNED,
} from "../support/ledger-scene";

type Patch = Parameters<ReturnType<LedgerScene["as"]>["project"]["bulkEdit"]>[0]["patch"];
type Decisions = NonNullable<(typeof undoOperation)["_input"]["decisions"]>;

let scene: LedgerScene;
const WEEKS_LATER = new Date(NOW.getTime() + 40 * 86_400_000);

const row = (id: number) => database.project.findUniqueOrThrow({ where: { id } });
const chainOf = async (id: number) => (await row(id)).chainId;
const stateOf = async (id: number) => (await database.operation.findUniqueOrThrow({ where: { id } })).state;
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code?: string; detail?: { problems?: { field: string }[] } } }) => ({
      code: error.cause?.code,
      message: error.message,
      field: error.cause?.detail?.problems?.[0]?.field,
    }),
  );

/** 批量修改 as a person does it: preview, then commit what was shown. Gives the operation's id. */
async function bulk(as: Person, ids: number[], patch: Patch, reason = ""): Promise<number> {
  const caller = scene.as(as).project;
  const { change } = await caller.previewBulkEdit({ ids, patch });
  const projects = change.map(({ id, version }) => ({ id, version }));
  const { operationId } = await caller.bulkEdit({ requestId: requestId(), patch, reason, projects });
  return operationId ?? 0;
}
const undo = (as: Person, id: number, decisions: Decisions = [], now = NOW) =>
  scene.as(as, now).operation.undo({ requestId: requestId(), id, decisions });
const edit = async (as: Person, projectId: number, patch: object, reason = "") =>
  scene.as(as).project.edit({
    requestId: requestId(),
    projectId,
    expectedVersion: (await row(projectId)).version,
    patch,
    reason,
  });
const fresh = async (count: number, wish: Parameters<typeof makeProject>[1] = {}) => {
  const ids: number[] = [];
  for (let i = 0; i < count; i++) ids.push(await makeProject(scene, wish));
  return ids;
};

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("批量修改", () => {
  it("shows old and new of every project, what is so already, and what stays and why", async () => {
    const [a = 0, b = 0] = await fresh(2);
    const [foreign = 0] = await fresh(1, { owner: "colleague", done: SIGNED, name: "二科已签约" });
    await edit("officer", b, { nature: "扩建" });
    const shown = await scene
      .as("officer")
      .project.previewBulkEdit({ ids: [a, b, foreign, 9_999_999], patch: { nature: "扩建" } });
    expect(shown).toMatchObject({
      change: [
        {
          id: a,
          changes: [{ label: "建设性质", type: "nature", before: null, after: "扩建" }],
          closed: false,
        },
      ],
      unchanged: 1,
      kept: [
        { why: "不在您的修改范围", count: 1, names: ["二科已签约"] },
        { why: "已不存在，或您无权查看", count: 1, names: [] },
      ],
    });
    const named = await scene
      .as("officer")
      .project.previewBulkEdit({ ids: [a], patch: { chainId: scene.chainIds[1] } });
    expect(named.change[0]?.changes).toEqual([
      { label: "所属产业链", type: "chain", before: "重型数控机床", after: "烤肉" },
    ]);
  });

  it("is one named operation, audited, done once for a repeated request", async () => {
    const ids = await fresh(2);
    const caller = scene.as("officer").project;
    const patch = { nextStep: "催办环评", nextDueOn: "2026-12-20" };
    const { change } = await caller.previewBulkEdit({ ids, patch });
    const projects = change.map(({ id, version }) => ({ id, version }));
    const input = { requestId: requestId(), patch, projects };
    const answer = await caller.bulkEdit(input);
    expect(await caller.bulkEdit(input)).toEqual(answer);
    expect(answer.changed).toBe(2);
    const operation = await database.operation.findUniqueOrThrow({ where: { id: answer.operationId ?? 0 } });
    expect(operation).toMatchObject({
      kind: "bulk-edit",
      name: "批量修改下一步、下一步期限",
      projects: 2,
      state: "in-force",
    });
    expect(await database.auditEntry.count({ where: { action: "project:bulk-edit" } })).toBe(2);
    expect((await row(ids[0] ?? 0)).nextStep).toBe("催办环评");
  });

  it("changes nothing when one of them was changed in the same field, may not be changed, or is too much", async () => {
    const ids = await fresh(2);
    const caller = scene.as("officer").project;
    const { change } = await caller.previewBulkEdit({ ids, patch: { nature: "技改" } });
    const projects = change.map(({ id, version }) => ({ id, version }));
    await edit("head", ids[1] ?? 0, { nature: "迁建" });
    const input = () => ({ requestId: requestId(), patch: { nature: "技改" }, projects });
    expect(await refusal(caller.bulkEdit(input()))).toMatchObject({
      code: "conflict",
      message: "有 1 个项目的同一内容刚被他人改动，没有作任何改动，请重新核对",
    });
    expect((await row(ids[0] ?? 0)).nature).toBe("");
    expect(await refusal(scene.as("colleague").project.bulkEdit(input()))).toMatchObject({
      code: "not-permitted",
    });
    expect((await refusal(caller.previewBulkEdit({ ids, patch: {} })))?.message).toContain(
      "请选择要修改的内容",
    );
    expect(await refusal(caller.previewBulkEdit({ ids, patch: { industryCode: "9901" } }))).toMatchObject({
      code: "bad-code",
      field: "industryCode",
    });
    const many = Array.from({ length: MOST_EDITED + 1 }, (_, i) => i + 1);
    expect(
      (await refusal(caller.previewBulkEdit({ ids: many, patch: { nature: "技改" } })))?.message,
    ).toContain("一次最多修改 2000 个项目");
    // Something else of the project does not stand in the way.
    const { change: again } = await caller.previewBulkEdit({ ids, patch: { nature: "技改" } });
    await edit("head", ids[0] ?? 0, { source: "展会" });
    await caller.bulkEdit({
      requestId: requestId(),
      patch: { nature: "技改" },
      projects: again.map(({ id, version }) => ({ id, version })),
    });
    expect(await row(ids[0] ?? 0)).toMatchObject({ nature: "技改", source: "展会" });
  });
});

describe("撤销", () => {
  it("puts everything back weeks later, and comes back itself by 恢复, as often as wanted", async () => {
    const ids = await fresh(2);
    const [first = 0] = ids;
    const operation = await bulk("officer", ids, { chainId: scene.chainIds[1], nature: "扩建" });
    const undone = await undo("officer", operation, [], WEEKS_LATER);
    expect(undone).toMatchObject({ changed: 2, kept: 0 });
    expect(await row(first)).toMatchObject({ chainId: scene.chainIds[0], nature: "" });
    expect(await stateOf(operation)).toBe("undone");
    const redone = await undo("officer", undone.operationId ?? 0, [], WEEKS_LATER);
    expect(await row(first)).toMatchObject({ chainId: scene.chainIds[1], nature: "扩建" });
    expect(await stateOf(operation)).toBe("in-force");
    expect(await stateOf(undone.operationId ?? 0)).toBe("undone");
    expect(
      await database.operation.findUniqueOrThrow({ where: { id: redone.operationId ?? 0 } }),
    ).toMatchObject({
      kind: "redo",
      name: "恢复“批量修改所属产业链、建设性质”",
      undoesId: undone.operationId,
    });
    await undo("officer", operation, [], WEEKS_LATER);
    expect(await chainOf(first)).toBe(scene.chainIds[0]);
    expect(await stateOf(operation)).toBe("undone");
    expect(await database.auditEntry.count({ where: { action: "operation:undo" } })).toBeGreaterThan(3);
    const history = await scene.as("officer").project.history({ id: first });
    expect(history.entries[0]?.reason).toBe("撤销“批量修改所属产业链、建设性质”");
  });

  it("asks about what was changed since, one by one, and leaves the rest of the project alone", async () => {
    const ids = await fresh(3);
    const [a = 0, b = 0, c = 0] = ids;
    const operation = await bulk("officer", ids, { nature: "扩建", source: "展会" });
    await edit("head", a, { nature: "技改", sector: "二产" });
    await edit("head", b, { nature: "迁建" });
    await edit("head", c, { nature: "" });
    const plan = await scene.as("officer").operation.plan({ id: operation });
    expect(plan).toMatchObject({
      back: { projects: 3, fields: 3 },
      already: 1,
      overlaps: [
        {
          projectId: a,
          label: "建设性质",
          before: null,
          after: "扩建",
          now: "技改",
          by: scene.actors.head.name,
        },
        { projectId: b, now: "迁建" },
      ],
      kept: [],
      closed: false,
    });
    const decide = (take: "now" | "before", at: number) => {
      const { projectId = 0, field = "", version = 0 } = plan.overlaps[at] ?? {};
      return { projectId, field, version, take };
    };
    expect(await refusal(undo("officer", operation, [decide("now", 0)]))).toMatchObject({ code: "conflict" });
    const answer = await undo("officer", operation, [decide("now", 0), decide("before", 1)]);
    expect(answer).toMatchObject({ changed: 3, kept: 1 });
    expect(await row(a)).toMatchObject({ nature: "技改", source: "", sector: "二产" });
    expect(await row(b)).toMatchObject({ nature: "", source: "" });
    expect(await stateOf(operation)).toBe("partly");
    const card = await scene.as("officer").operation.card({ id: answer.operationId ?? 0 });
    expect(card.kept).toMatchObject([
      { projectId: a, label: "建设性质", why: expect.stringContaining("决定保留") },
    ]);
    // 恢复 gives back what stood before the undo, also what had been decided.
    await undo("officer", answer.operationId ?? 0);
    expect(await row(b)).toMatchObject({ nature: "迁建", source: "展会" });
  });

  it("refuses a decision about a change that is not the last any more", async () => {
    const [a = 0] = await fresh(1);
    const operation = await bulk("officer", [a], { nature: "扩建" });
    await edit("head", a, { nature: "技改" });
    const [seen] = (await scene.as("officer").operation.plan({ id: operation })).overlaps;
    await edit("head", a, { nature: "迁建" });
    const decision = { projectId: a, field: "nature", version: seen?.version ?? 0, take: "before" as const };
    expect(await refusal(undo("officer", operation, [decision]))).toMatchObject({ code: "conflict" });
    expect((await row(a)).nature).toBe("迁建");
  });

  it("is done once by two people at once, and once for a double click", async () => {
    const ids = await fresh(2);
    const operation = await bulk("officer", ids, { nature: "扩建" });
    const both = await Promise.all([
      undo("officer", operation).catch((e: { cause?: { code?: string } }) => e.cause?.code),
      undo("director", operation).catch((e: { cause?: { code?: string } }) => e.cause?.code),
    ]);
    expect(both.filter((b) => b === "nothing-to-undo")).toHaveLength(1);
    expect(await database.operation.count({ where: { undoesId: operation } })).toBe(1);
    const second = await bulk("officer", ids, { nature: "扩建" });
    const input = { requestId: requestId(), id: second };
    const answers = await Promise.all([1, 2].map(() => scene.as("officer").operation.undo(input)));
    expect(answers[0]).toEqual(answers[1]);
    expect(await database.operation.count({ where: { undoesId: second } })).toBe(1);
  });

  it("keeps, with the reason, what one may no longer change, and the rest can follow by somebody else", async () => {
    const ids = await fresh(2);
    const [mine = 0, gone = 0] = ids;
    const operation = await bulk("officer", ids, { nature: "扩建" });
    await scene.as("director").project.assign({
      requestId: requestId(),
      projectId: gone,
      expectedVersion: (await row(gone)).version,
      ownerId: scene.actors.head.id,
    });
    const plan = await scene.as("officer").operation.plan({ id: operation });
    expect(plan.kept).toMatchObject([{ why: "不在您现在可以改动的范围", count: 1 }]);
    expect(await undo("officer", operation)).toMatchObject({ changed: 1, kept: 1 });
    expect([(await row(mine)).nature, (await row(gone)).nature]).toEqual(["", "扩建"]);
    expect(await stateOf(operation)).toBe("partly");
    expect(await refusal(undo("officer", operation))).toMatchObject({ code: "nothing-to-undo" });
    expect(await undo("director", operation)).toMatchObject({ changed: 1, kept: 0 });
    expect(await stateOf(operation)).toBe("undone");
  });

  it("takes 批量指派 back, but not to somebody whose account was stopped", async () => {
    const ids = await fresh(2);
    const { change } = await scene
      .as("director")
      .project.previewHandOver({ ids, ownerId: scene.actors.colleague.id });
    const { operationId } = await scene
      .as("director")
      .project.handOver({ requestId: requestId(), ownerId: scene.actors.colleague.id, projects: change });
    const setActive = (active: boolean) =>
      database.account.update({ where: { id: scene.actors.officer.id }, data: { active } });
    await setActive(false);
    expect((await scene.as("director").operation.plan({ id: operationId ?? 0 })).kept).toMatchObject([
      { why: "原承办人账号已停用，或现在的角色不承办项目", count: 2 },
    ]);
    await setActive(true);
    await undo("director", operationId ?? 0);
    expect(await row(ids[0] ?? 0)).toMatchObject({
      ownerId: scene.actors.officer.id,
      ownerUnitId: scene.actors.officer.unitId,
    });
  });
});

describe("two thousand projects", () => {
  it("are changed and taken back at a go, each as one line of the audit log", async () => {
    const { id: actorId, unitId } = scene.actors.officer;
    const writes = Array.from({ length: MOST_EDITED }, (_, i) => ({
      id: null,
      facts: [
        {
          fact: {
            type: "LeadCaptured" as const,
            v: 1 as const,
            number: `2025-${String(i).padStart(5, "0")}`,
            basics: basicsSchema.parse({ name: `大批${i}`, ownerId: actorId, ownerUnitId: unitId }),
            reporterName: "",
            reportingUnitId: unitId,
            firstReportedAt: NOW.toISOString(),
            imported: false,
          },
        },
      ],
    }));
    const ids = await record(
      { actor: scene.actors.officer, now: NOW },
      { action: "test", projectIds: [], decide: () => writes, answer: (states) => states.map((s) => s.id) },
    );
    const operation = await bulk("officer", ids, { nature: "扩建", nextStep: "年底前走访" });
    expect(await database.project.count({ where: { id: { in: ids }, nature: "扩建" } })).toBe(MOST_EDITED);
    expect(await undo("officer", operation)).toMatchObject({ changed: MOST_EDITED, kept: 0 });
    expect(await database.project.count({ where: { id: { in: ids }, nature: "", nextStep: "" } })).toBe(
      MOST_EDITED,
    );
    for (const action of ["project:bulk-edit", "operation:undo"])
      expect(await database.auditEntry.count({ where: { action, subjectLabel: "2000 个项目" } })).toBe(1);
  }, 120_000);
});

describe("操作记录", () => {
  it("shows everybody his own, the director and the statistician all, and hides what they may not see", async () => {
    const [open = 0, hidden = 0] = await fresh(2);
    const operation = await bulk("officer", [open, hidden], { sensitivity: "sensitive", nature: "扩建" });
    await edit("officer", open, { sensitivity: "internal" });
    const lists = async (as: Person) =>
      (await scene.as(as).operation.list({})).operations.some((o) => o.id === operation);
    expect(await lists("officer")).toBe(true);
    expect(await lists("director")).toBe(true);
    expect(await lists("statistician")).toBe(true);
    expect(await lists("head")).toBe(false);
    expect(await refusal(scene.as("head").operation.card({ id: operation }))).toMatchObject({
      code: "not-found",
    });
    const seen = await scene.as("statistician").operation.changes({ id: operation });
    expect(seen).toMatchObject([
      {
        projectId: open,
        changes: [
          { label: "保密程度", after: "敏感" },
          { label: "建设性质", after: "扩建" },
        ],
      },
      { projectId: hidden, name: null, number: null, changes: [] },
    ]);
    const all = await scene.as("director").operation.list({ kinds: ["redo"], limit: 1 });
    expect(all.operations).toHaveLength(1);
    expect(all.total).toBeGreaterThan(1);
    expect((await scene.as("statistician").operation.card({ id: operation })).mayUndo).toBe(false);
  });
});

describe("a closed month", () => {
  it("moves between the lines of its report only with a reason: by one edit, by many, and by taking them back", async () => {
    const ids = await fresh(2, { done: SIGNED });
    const [a = 0] = ids;
    await database.monthState.create({ data: { month: 202603, state: "closed" } });
    const patch = { chainId: scene.chainIds[1] };
    expect(await refusal(edit("officer", a, patch))).toMatchObject({ code: "needs-reason", field: "reason" });
    await edit("officer", a, { nature: "扩建" });
    const shown = await scene.as("officer").project.previewBulkEdit({ ids, patch });
    expect(shown.change.map((c) => c.closed)).toEqual([true, true]);
    expect(await refusal(bulk("officer", ids, patch))).toMatchObject({
      code: "needs-reason",
      field: "reason",
    });
    const operation = await bulk("officer", ids, patch, "原归链有误");
    expect((await scene.as("officer").operation.plan({ id: operation })).closed).toBe(true);
    expect(await refusal(undo("officer", operation))).toMatchObject({
      code: "needs-reason",
      field: "reason",
    });
    await scene.as("officer").operation.undo({ requestId: requestId(), id: operation, reason: "改回" });
    expect(await chainOf(a)).toBe(scene.chainIds[0]);
  });
});
