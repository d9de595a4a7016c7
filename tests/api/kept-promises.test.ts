/** What the product promises and somebody once broke: each promise with the way in which it was broken. */
import { beforeAll, describe, expect, it } from "vitest";
import { upkeepActor } from "@/server/accounts";
import { database } from "@/server/platform/database";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
  STARTED,
  WAN,
} from "../support/ledger-scene";

let scene: LedgerScene;
const row = (id: number) => database.project.findUniqueOrThrow({ where: { id } });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code?: string; detail?: { conflict?: unknown[] } } }) => ({
      code: error.cause?.code,
      message: error.message,
      conflict: error.cause?.detail?.conflict,
    }),
  );
const edit = async (as: Person, projectId: number, patch: object, more: object = {}) =>
  scene.as(as).project.edit({
    requestId: requestId(),
    projectId,
    expectedVersion: (await row(projectId)).version,
    patch,
    reason: "",
    ...more,
  });
const seen = async (id: number) => ({
  requestId: requestId(),
  projectId: id,
  expectedVersion: (await row(id)).version,
});
const hand = async (id: number, to: Person) => {
  const { operationId } = await scene.as("head").project.handOver({
    requestId: requestId(),
    ownerId: scene.actors[to].id,
    projects: [{ id, ownerId: (await row(id)).ownerId }],
  });
  return operationId ?? 0;
};
const plan = (id: number) => scene.as("director").operation.plan({ id });
const undo = (id: number, decisions: object[] = []) =>
  scene.as("director").operation.undo({ requestId: requestId(), id, decisions: decisions as never });

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("taking an operation back", () => {
  it("asks before it takes a lead from whoever has claimed it since", async () => {
    const id = await makeProject(scene, { name: "有人认领的线索" });
    const operation = await hand(id, "head");
    await scene.as("head").project.release({ ...(await seen(id)), reason: "人手不足" });
    await scene.as("host").project.claim({ requestId: requestId(), projectId: id });
    const { back, overlaps } = await plan(operation);
    expect(back.projects).toBe(0);
    expect(overlaps).toMatchObject([{ projectId: id, field: "owner" }]);
    expect(await refusal(undo(operation))).toMatchObject({ code: "conflict" });
    expect((await row(id)).ownerId).toBe(scene.actors.host.id);
  });

  it("puts a lead that nobody held back into the pool, where it can be claimed, and brings it out again", async () => {
    const id = await makeProject(scene, { name: "公海里的线索" });
    await scene.as("officer").project.release({ ...(await seen(id)), reason: "人手不足" });
    const { operationId } = await scene.as("director").project.handOver({
      requestId: requestId(),
      ownerId: scene.actors.colleague.id,
      projects: [{ id, ownerId: (await row(id)).ownerId }],
    });
    expect(await row(id)).toMatchObject({ ownerId: scene.actors.colleague.id, pooledOn: null });
    const { operationId: undoing } = await undo(operationId ?? 0);
    expect(await row(id)).toMatchObject({ ownerId: null, pooledOn: expect.any(Date) });
    await undo(undoing ?? 0);
    expect(await row(id)).toMatchObject({ ownerId: scene.actors.colleague.id, pooledOn: null });
  });

  it("gives nothing to somebody whose role holds no projects any more", async () => {
    const id = await makeProject(scene, { name: "换了岗位" });
    const operation = await hand(id, "head");
    const { id: former } = scene.actors.officer;
    await database.account.update({ where: { id: former }, data: { role: "audit-admin" } });
    const { back, kept } = await plan(operation);
    await database.account.update({ where: { id: former }, data: { role: "officer" } });
    expect(back.projects).toBe(0);
    expect(kept).toMatchObject([{ why: "原承办人账号已停用，或现在的角色不承办项目", count: 1 }]);
  });
});

describe("contacts", () => {
  it("are not told by a conflict, nor written over by who does not see them", async () => {
    const id = await makeProject(scene, {
      name: "有联系人",
      patch: { leadUnitId: scene.actors.host.unitId },
    });
    await edit("officer", id, { leadUnitId: scene.actors.host.unitId });
    const { version } = await row(id);
    await edit("officer", id, { contactName: "李机密", contactPhone: "13812345678", nextStep: "报批" });
    const blind = await refusal(edit("host", id, { contactPhone: "0" }, { expectedVersion: version }));
    expect(blind).toMatchObject({ code: "not-permitted" });
    expect(JSON.stringify(blind)).not.toContain("13812345678");
    const clash = await refusal(edit("host", id, { nextStep: "开会" }, { expectedVersion: version }));
    expect(clash?.conflict).toMatchObject([{ field: "nextStep" }]);
  });
});

describe("a sensitive lead", () => {
  it("cannot put its name into the queue of who may not see it", async () => {
    const id = await makeProject(scene, { name: "绝密甲一号" });
    await edit("officer", id, { sensitivity: "sensitive" });
    const rows = [{ projectId: id, month: 202610, basis: "dispatch" as const, totalFen: 100 * WAN }];
    const sent = await refusal(
      scene
        .as("officer")
        .ledger.saveInvestments({ requestId: requestId(), submit: true, rows: rows as never }),
    );
    expect(sent).toMatchObject({ code: "bad-state" });
    await database.investment.create({
      data: {
        projectId: id,
        month: 202610,
        basis: "dispatch",
        totalFen: 100n,
        status: "submitted",
        version: 1,
        recordedById: scene.actors.officer.id,
        recordedAt: NOW,
        submittedAt: NOW,
      } as never,
    });
    const told = async (as: Person) =>
      JSON.stringify([await scene.as(as).ledger.queue({}), await scene.as(as).desk.mine()]);
    expect(await told("statistician")).not.toContain("绝密甲一号");
  });
});

describe("a voucher", () => {
  it("never falls below nothing, whatever waits beside the correction", async () => {
    const projectId = await makeProject(scene, { name: "冲减", done: STARTED });
    const saved = await scene.as("officer").ledger.saveArrivals({
      requestId: requestId(),
      submit: true,
      rows: [
        {
          projectId,
          arrivedOn: "2026-10-12",
          payerName: "沈阳远松",
          sourceProvince: "辽宁省",
          originalCents: 800 * WAN,
          voucherKind: "银行进账单",
          voucherNumber: "KP-1",
        },
      ] as never,
    });
    const [entry] = saved.entries;
    await scene.as("statistician").ledger.approve({
      requestId: requestId(),
      entries: saved.entries.map(({ ledger, id, version }) => ({ ledger, id, version })),
    });
    const correct = (amountFen: number, submit: boolean) =>
      scene.as("officer").ledger.correct({
        requestId: requestId(),
        ledger: "arrival",
        originalId: entry?.id ?? 0,
        amountFen,
        submit,
        reason: "核对进账单",
      });
    await correct(500 * WAN, false);
    expect(await refusal(correct(-1_300 * WAN, true))).toMatchObject({ code: "bad-amount" });
    await correct(-800 * WAN, true);
    expect(await refusal(correct(-1 * WAN, true))).toMatchObject({ code: "bad-amount" });
  });
});

describe("a request", () => {
  it("that is sent again says what was saved, and is refused when it says something else now", async () => {
    const id = await makeProject(scene, { name: "回执" });
    const first = { ...(await seen(id)), patch: { nextStep: "第一次填的" }, reason: "" };
    const answer = await scene.as("officer").project.edit(first);
    expect(await scene.as("officer").project.edit({ ...first, expectedVersion: answer.version })).toEqual(
      answer,
    );
    const changed = { ...first, patch: { nextStep: "改过的" } };
    expect(await refusal(scene.as("officer").project.edit(changed))).toMatchObject({ code: "already-saved" });
    expect((await row(id)).nextStep).toBe("第一次填的");
    const ahead = { id, version: 1_000_000 };
    const { project } = scene.as("director");
    const many = { requestId: requestId(), patch: { nature: "扩建" }, projects: [ahead] };
    expect(await refusal(project.bulkEdit(many))).toMatchObject({ code: "bad-input" });
    const cell = { projectId: id, field: "nextStep", value: "看不见的", version: ahead.version } as const;
    const cells = { requestId: requestId(), reason: "", cells: [cell] };
    expect(await refusal(project.editCells(cells as never))).toMatchObject({ code: "bad-input" });
    expect(
      await refusal(edit("officer", id, { nextStep: "后来" }, { expectedVersion: 1_000_000 })),
    ).toMatchObject({
      code: "bad-input",
    });
  });
});

describe("a milestone that was handed in", () => {
  it("does not write over what was edited afterwards", async () => {
    const id = await makeProject(scene, { name: "先报后改" });
    await scene.as("officer").project.logFollowUp({
      requestId: requestId(),
      projectId: id,
      kind: "visit",
      on: "2026-11-20",
      summary: "拜访",
    });
    const handedIn = {
      ...(await seen(id)),
      milestone: "negotiation" as const,
      occurredOn: "2026-11-20",
      patch: { content: "年产 2000 套主轴部件" },
      details: { verdict: "可行" },
    };
    await scene.as("officer").project.submitMilestone(handedIn);
    await edit("director", id, { content: "年产 3000 套主轴部件" });
    const approve = async () =>
      scene.as("head").project.approveMilestone({ ...(await seen(id)), milestone: "negotiation" });
    expect(await refusal(approve())).toMatchObject({ code: "conflict" });
    expect((await row(id)).content).toBe("年产 3000 套主轴部件");
    await edit("director", id, { content: handedIn.patch.content });
    await approve();
    expect(await row(id)).toMatchObject({ stage: "negotiation", content: handedIn.patch.content });
  });
});

describe("the program's own accounts", () => {
  it("are nobody's to change", async () => {
    const { id: accountId } = await upkeepActor();
    const admin = scene.as("accountAdmin").admin;
    const password = "Quietly-2026-ok";
    expect(await refusal(admin.resetPassword({ accountId, password } as never))).toMatchObject({
      code: "not-found",
    });
    expect(await refusal(admin.unlockAccount({ accountId } as never))).toMatchObject({ code: "not-found" });
  });
});
