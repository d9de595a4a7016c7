/** 批量指派: counted beforehand, then all of it in one transaction, or nothing. */
import { beforeAll, describe, expect, it } from "vitest";
import { MOST_HANDED_OVER } from "@/server/domain/hand-over";
import { database } from "@/server/platform/database";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  type Person,
  requestId,
  SIGNED,
} from "../support/ledger-scene";

let scene: LedgerScene;
let leads: number[];
let foreign: number;

const ownerOf = async (id: number) => (await database.project.findUniqueOrThrow({ where: { id } })).ownerId;
const preview = (ids: number[], to: Person = "colleague", as: Person = "director") =>
  scene.as(as).project.previewHandOver({ ids, ownerId: scene.actors[to].id });
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code?: string; detail?: { problems?: { field: string }[] } } }) => ({
      code: error.cause?.code,
      message: error.message,
      field: error.cause?.detail?.problems?.[0]?.field,
    }),
  );

beforeAll(async () => {
  scene = await ledgerScene();
  leads = [];
  for (let i = 0; i < 4; i++) leads.push(await makeProject(scene, { name: `线索甲${i}` }));
  foreign = await makeProject(scene, { name: "二科项目", owner: "colleague", done: SIGNED });
});

describe("before", () => {
  it("says how many change, how many are the person's already, and which stay and why", async () => {
    const answer = await preview([...leads, foreign, 9_999_999]);
    expect(answer).toMatchObject({
      already: 1,
      kept: [{ why: "已不存在，或您无权查看", count: 1, names: [] }],
      ownerUnitName: "招商二科",
    });
    expect(answer.change.map((c) => c.id)).toEqual(leads);
    expect(answer.change[0]?.ownerId).toBe(scene.actors.officer.id);
    // A head gives away what is his unit's; what he may only read stays, by name.
    expect(await preview([...leads, foreign], "officer", "head")).toMatchObject({
      already: 4,
      change: [],
      kept: [{ why: "不在您的指派范围", count: 1, names: ["二科项目"] }],
    });
    expect(await ownerOf(leads[0] ?? 0)).toBe(scene.actors.officer.id);
  });

  it("refuses who cannot be in charge, nothing chosen, too many, and those who assign nothing", async () => {
    expect(await refusal(preview(leads, "statistician"))).toMatchObject({
      code: "bad-input",
      field: "ownerId",
    });
    expect(await refusal(preview([]))).toMatchObject({ message: expect.stringContaining("请先选择项目") });
    const many = Array.from({ length: MOST_HANDED_OVER + 1 }, (_, i) => i + 1);
    expect((await refusal(preview(many)))?.message).toContain("一次最多指派 2000 个项目");
    expect(await refusal(preview(leads, "colleague", "officer"))).not.toBeNull();
  });

  it("finds the ids of a filter, among them those without anybody in charge", async () => {
    const before = await scene.as("director").project.matchingIds({ filter: { unowned: true } });
    expect(before.ids).toEqual([]);
    await database.project.update({ where: { id: foreign }, data: { ownerId: null } });
    const found = await scene.as("director").project.matchingIds({ filter: { unowned: true } });
    expect(found.ids).toEqual([foreign]);
    const rows = await scene.as("director").project.list({ filter: { unowned: true } });
    expect(rows.map((r) => r.id)).toEqual([foreign]);
    await database.project.update({ where: { id: foreign }, data: { ownerId: scene.actors.colleague.id } });
  });
});

describe("handing over", () => {
  it("is one operation with a name, audited, and done once for a repeated request", async () => {
    const { change } = await preview(leads.slice(0, 2));
    const input = { requestId: requestId(), ownerId: scene.actors.colleague.id, projects: change };
    const answer = await scene.as("director").project.handOver(input);
    expect(answer.changed).toBe(2);
    expect(await scene.as("director").project.handOver(input)).toEqual(answer);
    for (const id of leads.slice(0, 2)) expect(await ownerOf(id)).toBe(scene.actors.colleague.id);
    const operation = await database.operation.findUniqueOrThrow({ where: { id: answer.operationId ?? 0 } });
    expect(operation).toMatchObject({ kind: "hand-over", name: `批量指派给${scene.actors.colleague.name}` });
    const facts = await database.projectFact.findMany({ where: { operationId: operation.id } });
    expect(facts.map((f) => f.type)).toEqual(["BasicsEdited", "BasicsEdited"]);
    expect(await database.auditEntry.count({ where: { action: "project:hand-over" } })).toBe(2);
    const unit = (await database.project.findUniqueOrThrow({ where: { id: leads[0] ?? 0 } })).ownerUnitId;
    expect(unit).toBe(scene.actors.colleague.unitId);
  });

  it("changes nothing when one of them has moved since it was counted", async () => {
    const ids = leads.slice(2);
    const { change } = await preview(ids);
    const [first] = ids;
    const version = (await database.project.findUniqueOrThrow({ where: { id: first ?? 0 } })).version;
    await scene.as("director").project.assign({
      requestId: requestId(),
      projectId: first ?? 0,
      expectedVersion: version,
      ownerId: scene.actors.head.id,
    });
    const input = { requestId: requestId(), ownerId: scene.actors.colleague.id, projects: change };
    expect(await refusal(scene.as("director").project.handOver(input))).toMatchObject({
      code: "conflict",
      message: "有 1 个项目的承办人刚被他人改动，没有作任何改动，请重新核对",
    });
    expect(await ownerOf(ids[1] ?? 0)).toBe(scene.actors.officer.id);
    expect(await database.receipt.count({ where: { requestId: input.requestId } })).toBe(0);
  });

  it("changes nothing when one of them may not be changed", async () => {
    const projects = [leads[3] ?? 0, foreign].map((id) => ({ id, ownerId: scene.actors.officer.id }));
    const input = { requestId: requestId(), ownerId: scene.actors.head.id, projects };
    expect(await refusal(scene.as("head").project.handOver(input))).toMatchObject({
      code: "not-permitted",
      message: "有 1 个项目现在不能由您指派，没有作任何改动，请重新核对",
    });
    expect(await ownerOf(leads[3] ?? 0)).toBe(scene.actors.officer.id);
  });

  it("takes several hundred in one go and notes them as one line of the audit log", async () => {
    const ids: number[] = [];
    for (let i = 0; i < 205; i++) ids.push(await makeProject(scene, { name: `批量${i}` }));
    const { change } = await preview(ids, "head");
    const input = { requestId: requestId(), ownerId: scene.actors.head.id, projects: change };
    const answer = await scene.as("director").project.handOver(input);
    expect(answer.changed).toBe(205);
    expect(await database.project.count({ where: { id: { in: ids }, ownerId: scene.actors.head.id } })).toBe(
      205,
    );
    const line = await database.auditEntry.findFirstOrThrow({
      where: { action: "project:hand-over" },
      orderBy: { id: "desc" },
    });
    expect(line).toMatchObject({ subjectLabel: "205 个项目", after: { operationId: answer.operationId } });
  });
});
