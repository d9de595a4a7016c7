/** 离任移交: whatever a person has in hand goes to others in one operation, and can be taken back. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, makeProject, type Person, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
let owned: number[];
let served: number;

const row = (id: number) => database.project.findUniqueOrThrow({ where: { id } });
const teamOf = (id: number) =>
  database.projectMember.findMany({ where: { projectId: id, validTo: null }, orderBy: { id: "asc" } });
const portfolio = (as: Person) => scene.as(as).project.portfolio({ personId: scene.actors.officer.id });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code?: string } }) => ({
      code: error.cause?.code,
      message: error.message,
    }),
  );
const member = (person: Person, role: "head" | "member") => ({
  role,
  personName: scene.actors[person].name,
  accountId: scene.actors[person].id,
});
const setTeam = async (id: number, members: ReturnType<typeof member>[]) =>
  scene.as("director").project.setTeam({
    requestId: requestId(),
    projectId: id,
    expectedVersion: (await row(id)).version,
    members,
  });
const handOver = async (to: (id: number) => Person, as: Person = "director") => {
  const { projects } = await portfolio(as);
  return scene.as(as).project.handOverPortfolio({
    requestId: requestId(),
    personId: scene.actors.officer.id,
    projects: projects.map(({ id, version }) => ({ id, version, receiverId: scene.actors[to(id)].id })),
  });
};

beforeAll(async () => {
  scene = await ledgerScene();
  owned = [await makeProject(scene, { name: "线索甲" }), await makeProject(scene, { name: "线索乙" })];
  served = await makeProject(scene, { name: "二科项目", owner: "colleague" });
  await setTeam(served, [member("officer", "head"), member("colleague", "member")]);
  await setTeam(owned[0] ?? 0, [member("officer", "member")]);
});

describe("what a person has in hand", () => {
  it("is what he is in charge of and where he serves, with what the reader cannot hand over", async () => {
    const all = await portfolio("director");
    expect(all).toMatchObject({
      name: scene.actors.officer.name,
      unitName: "招商一科",
      active: true,
      kept: [],
    });
    expect(all.projects.map((p) => [p.name, p.owns, p.serves])).toEqual([
      ["线索甲", true, true],
      ["线索乙", true, false],
      ["二科项目", false, true],
    ]);
    const ofHead = await portfolio("head");
    expect(ofHead.projects.map((p) => p.name)).toEqual(["线索甲", "线索乙"]);
    expect(ofHead.kept).toEqual([{ why: "已不存在，或您无权查看", count: 1, names: [] }]);
    expect(await refusal(portfolio("officer"))).not.toBeNull();
  });
});

describe("handing it over", () => {
  it("refuses the leaver himself, who cannot be in charge, and what was moved in between", async () => {
    expect(await refusal(handOver(() => "officer"))).toMatchObject({ message: "不能移交给离任者本人" });
    expect(await refusal(handOver(() => "statistician"))).toMatchObject({ code: "bad-input" });
    const { projects } = await portfolio("director");
    await setTeam(owned[1] ?? 0, [member("host", "member")]);
    const stale = scene.as("director").project.handOverPortfolio({
      requestId: requestId(),
      personId: scene.actors.officer.id,
      projects: projects.map(({ id, version }) => ({ id, version, receiverId: scene.actors.head.id })),
    });
    expect(await refusal(stale)).toMatchObject({
      code: "conflict",
      message: "有 1 个项目的承办人或专班刚被他人改动，没有作任何改动，请重新核对",
    });
    expect((await row(owned[0] ?? 0)).ownerId).toBe(scene.actors.officer.id);
  });

  it("gives each project to its receiver, the places in teams too, and all of it comes back", async () => {
    const [first = 0, second = 0] = owned;
    const done = await handOver((id) => (id === first ? "head" : "colleague"));
    expect(done.changed).toBe(3);
    expect((await row(first)).ownerId).toBe(scene.actors.head.id);
    expect(await row(second)).toMatchObject({
      ownerId: scene.actors.colleague.id,
      ownerUnitId: scene.actors.colleague.unitId,
    });
    expect((await teamOf(first)).map((m) => [m.role, m.accountId])).toEqual([
      ["member", scene.actors.head.id],
    ]);
    // The colleague served there already.
    expect((await teamOf(served)).map((m) => [m.role, m.accountId])).toEqual([
      ["member", scene.actors.colleague.id],
    ]);
    expect((await portfolio("director")).projects).toEqual([]);
    const id = done.operationId ?? 0;
    expect(await scene.as("director").operation.card({ id })).toMatchObject({
      kind: "leaver",
      name: `${scene.actors.officer.name}离任移交`,
      projects: 3,
      mayUndo: true,
    });
    const changes = await scene.as("director").operation.changes({ id });
    expect(changes.find((c) => c.projectId === served)?.changes).toEqual([
      {
        label: "专班",
        type: "text",
        before: `组长 ${scene.actors.officer.name}、成员 ${scene.actors.colleague.name}`,
        after: `成员 ${scene.actors.colleague.name}`,
      },
    ]);
    await scene.as("director").operation.undo({ requestId: requestId(), id });
    expect((await row(first)).ownerId).toBe(scene.actors.officer.id);
    expect((await teamOf(served)).map((m) => [m.role, m.accountId])).toEqual([
      ["head", scene.actors.officer.id],
      ["member", scene.actors.colleague.id],
    ]);
  });
});
