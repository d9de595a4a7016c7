/** Who serves a project, what it is tied to, and the ways off the main line and back. */
import { beforeAll, describe, expect, it } from "vitest";
import type { OpenCard } from "@/server/contracts/project-card";
import { basicsSchema } from "@/server/domain/project-facts";
import { doubtsOf } from "@/server/projects/project-card";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  type Person,
  requestId,
  SIGNED,
} from "../support/ledger-scene";

let scene: LedgerScene;

const card = async (id: number, person: Person = "officer"): Promise<OpenCard> => {
  const answer = await scene.as(person).project.card({ id });
  if (answer.masked) throw new Error("masked");
  return answer;
};
const change = async (id: number) => ({
  requestId: requestId(),
  projectId: id,
  expectedVersion: (await card(id, "director")).version,
});
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: { cause?: { code?: string } }) => error.cause?.code,
  );
const leave = async (
  id: number,
  to: "held" | "ended" | "lost",
  more: object = {},
  person: Person = "officer",
) =>
  scene.as(person).project.leave({
    ...(await change(id)),
    to,
    on: "2026-11-20",
    reasonCode: "funds",
    reason: "投资方资金未落实",
    ...more,
  });

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("people", () => {
  it("go with the project: the head hands over, the officer may not", async () => {
    const id = await makeProject(scene, { done: SIGNED });
    const input = { ...(await change(id)), ownerId: scene.actors.colleague.id };
    expect(await codeOf(scene.as("officer").project.assign(input))).toBe("not-permitted");
    await scene.as("head").project.assign({ ...input, requestId: requestId() });
    expect((await card(id, "director")).names).toMatchObject({
      owner: scene.actors.colleague.name,
      ownerUnit: "招商二科",
    });
    expect((await card(id, "colleague")).rights).toMatchObject({ submit: true, edit: true, assign: false });
    expect((await card(id, "officer")).rights).toMatchObject({ submit: false, edit: false });
  });

  it("named in the task force see a sensitive lead, and nobody else does", async () => {
    const id = await makeProject(scene);
    await scene.as("officer").project.edit({ ...(await change(id)), patch: { sensitivity: "sensitive" } });
    expect((await scene.as("statistician").project.card({ id })).masked).toBe(true);
    const members = [
      { role: "head" as const, personName: "组长", accountId: scene.actors.statistician.id },
      { role: "service" as const, personName: "王敏", accountId: null },
    ];
    await scene.as("officer").project.setTeam({ ...(await change(id)), members });
    expect((await scene.as("statistician").project.card({ id })).masked).toBe(false);
    expect((await scene.as("officer").project.team({ id })).members).toMatchObject(members);
    expect((await scene.as("secondStatistician").project.card({ id })).masked).toBe(true);
  });

  it("may be anybody but the administrators", async () => {
    const names = (await scene.as("officer").project.teamCandidates()).map((c) => c.id);
    expect(names).toContain(scene.actors.leader.id);
    expect(names).not.toContain(scene.actors.accountAdmin.id);
  });
});

describe("tags", () => {
  it("link other chains, never the own one", async () => {
    const id = await makeProject(scene, { done: SIGNED });
    const tag = async (linkedChainIds: number[]) =>
      scene.as("officer").project.setTags({ ...(await change(id)), engineIds: [], linkedChainIds });
    expect(await codeOf(tag([scene.chainIds[0]]))).toBe("bad-input");
    await tag([scene.chainIds[1]]);
    expect((await scene.as("officer").project.team({ id })).linkedChains).toMatchObject([{ name: "烤肉" }]);
  });
});

describe("ways off the main line", () => {
  it("signed projects end, leads are lost, each with its reason", async () => {
    const signed = await makeProject(scene, { done: SIGNED });
    const lead = await makeProject(scene);
    expect(await codeOf(leave(signed, "lost"))).toBe("bad-state");
    expect(await codeOf(leave(lead, "ended"))).toBe("bad-state");
    expect(await codeOf(leave(lead, "lost", { reason: " " }))).toBe("needs-reason");
    expect(await codeOf(leave(lead, "lost", { on: "2027-01-01" }))).toBe("future-day");
    await leave(lead, "lost");
    expect((await card(lead)).off).toMatchObject({
      state: "lost",
      since: "2026-11-20",
      reason: "投资方资金未落实",
    });
    expect((await card(lead)).next).toEqual([]);
    expect((await scene.as("officer").project.history({ id: lead })).entries[0]).toMatchObject({
      title: "流失",
      text: "资金",
    });
  });

  it("holds, and comes back to where it was", async () => {
    const id = await makeProject(scene, { done: SIGNED });
    await leave(id, "held", { reviewOn: "2027-02-20" });
    expect((await card(id)).off).toMatchObject({ state: "held", reviewOn: "2027-02-20" });
    expect((await scene.as("officer").project.gate({ id, milestone: "registration" })).off).toBe(true);
    await scene.as("officer").project.resume({ ...(await change(id)), reason: "资金已落实" });
    expect(await card(id)).toMatchObject({ off: null, stage: "contract" });
  });

  it("are closed to those who may only read", async () => {
    const id = await makeProject(scene, { done: SIGNED });
    expect(await codeOf(leave(id, "held", {}, "leader"))).toBe("not-permitted");
    expect(await codeOf(leave(id, "held", {}, "colleague"))).toBe("not-permitted");
    expect(await codeOf(leave(id, "held", {}, "otherLeader"))).toBe("not-permitted");
  });
});

describe("amounts that do not fit", () => {
  const doubts = (contractFen: number, filedTotalFen: number, outsideFen: number, investedFen: number) => {
    const amounts = { filedTotalFen, agreedOutsideFen: 60, plannedTotalFen: 100 };
    const basics = { ...basicsSchema.parse({ name: "主轴基地" }), ...amounts };
    return doubtsOf({ basics, contractFen, investedFen }, outsideFen).length;
  };
  it("are pointed out above the limit, not at it", () => {
    expect(doubts(100, 120, 60, 110)).toBe(0);
    expect(doubts(100, 121, 60, 110)).toBe(1);
    expect(doubts(100, 79, 61, 111)).toBe(3);
  });
});
