/** 流转 on the real database: proposed, taken on, approved; who sees what of it meanwhile, and whose the credit is afterwards. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
} from "../support/ledger-scene";

let scene: LedgerScene;
let receiver: SessionActor;
const asReceiver = (now = NOW) => createCaller({ actor: receiver, now }).attribution;
const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { cause?: { code?: string } }) => error.cause?.code ?? "unknown",
  );
const unit = (person: Person) => scene.actors[person].unitId ?? 0;
const versionOf = async (id: number) => (await database.project.findUniqueOrThrow({ where: { id } })).version;
const propose = async (projectId: number, over: object = {}, person: Person = "head") =>
  scene.as(person).attribution.propose({
    requestId: requestId(),
    projectId,
    expectedVersion: await versionOf(projectId),
    toUnitId: unit("colleague"),
    keptBasisPoints: 3000,
    reason: "企业要求落在二科联系的园区",
    ...over,
  });
const rowOf = async (id: number) => {
  const { rows } = await scene.as("director").attribution.transfers({ show: "open" });
  const row = rows.find((r) => r.id === id);
  if (!row) throw new Error(`no open transfer ${id}`);
  return row;
};
const ref = async (id: number) => ({
  requestId: requestId(),
  transferId: id,
  expectedVersion: (await rowOf(id)).version,
});
const accept = async (id: number) =>
  asReceiver().answer({ ...(await ref(id)), accepted: true, ownerId: scene.actors.colleague.id, note: "" });

beforeAll(async () => {
  scene = await ledgerScene();
  receiver = await makeActor("section-head", { name: "二科科长", unitId: unit("colleague") });
});

describe("a transfer", () => {
  it("moves the project to the receiver and splits the credit, once the director approves", async () => {
    const id = await makeProject(scene, { name: "流转项目" });
    const { id: transfer } = await propose(id);
    expect((await asReceiver().transfers({ show: "mine" })).rows).toMatchObject([
      { id: transfer, project: { id, name: "流转项目" }, about: { investor: "沈阳远松精密机械有限公司" } },
    ]);
    // The offer is for whoever answers it; his officers see that there is one.
    expect((await scene.as("colleague").attribution.transfers({ show: "open" })).rows[0]).toMatchObject({
      id: transfer,
      project: null,
      about: null,
    });
    expect(await code(scene.as("colleague").project.card({ id }))).toBe("not-found");
    const stranger = { ...(await ref(transfer)), accepted: true, ownerId: scene.actors.officer.id, note: "" };
    expect(await code(asReceiver().answer(stranger))).toBe("bad-input");
    expect(await code(scene.as("head").attribution.answer(stranger))).toBe("not-permitted");
    await accept(transfer);
    expect((await database.project.findUniqueOrThrow({ where: { id } })).ownerUnitId).toBe(unit("officer"));
    const approval = { ...(await ref(transfer)), approved: true, note: "" };
    expect(await code(asReceiver().decide(approval))).toBe("not-permitted");
    await scene.as("director").attribution.decide(approval);
    expect(await scene.as("director").attribution.decide(approval)).toMatchObject({ id: transfer });
    expect(await database.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ownerId: scene.actors.colleague.id,
      ownerUnitId: unit("colleague"),
      reportingUnitId: unit("officer"),
    });
    const panel = await scene.as("colleague").attribution.ofProject({ id });
    expect(panel.shares.map((s) => [s.unit, s.basisPoints])).toEqual([
      ["招商二科", 7000],
      ["招商一科", 3000],
    ]);
    const history = await scene.as("colleague").project.history({ id });
    expect(history.entries.slice(0, 3).map((e) => e.title)).toEqual(["批准流转", "同意接收", "提出流转"]);
    expect(history.entries[2]?.text).toBe("招商一科 → 招商二科，原单位保留 30%");
  });

  it("ends without a change when it is declined, refused or taken back", async () => {
    const id = await makeProject(scene, { name: "不流转" });
    const first = await propose(id);
    expect(await code(propose(id))).toBe("already-pending");
    await asReceiver().answer({
      ...(await ref(first.id)),
      accepted: false,
      ownerId: null,
      note: "无用地指标",
    });
    const second = await propose(id, {}, "director");
    await accept(second.id);
    await scene
      .as("director")
      .attribution.decide({ ...(await ref(second.id)), approved: false, note: "再议" });
    const third = await propose(id);
    await scene.as("head").attribution.withdrawTransfer({ ...(await ref(third.id)), reason: "企业另有打算" });
    expect(await database.attributionShare.count({ where: { projectId: id } })).toBe(0);
    expect((await database.project.findUniqueOrThrow({ where: { id } })).ownerUnitId).toBe(unit("officer"));
  });

  it("is for who holds the project, to a unit that can answer, of what is not sensitive", async () => {
    const id = await makeProject(scene, { name: "谁能流转" });
    for (const person of ["officer", "host", "statistician", "supervision"] as const)
      expect(await code(propose(id, {}, person)), person).toBe("not-permitted");
    expect(await code(propose(id, { toUnitId: unit("statistician") }))).toBe("bad-input");
    expect(await code(propose(id, { toUnitId: unit("officer") }))).toBe("bad-input");
    expect(await code(propose(id, { keptBasisPoints: 10_001 }))).toBe("bad-amount");
    const secret = await makeProject(scene, { name: "敏感线索", owner: "officer" });
    await scene.as("officer").project.edit({
      requestId: requestId(),
      projectId: secret,
      expectedVersion: await versionOf(secret),
      patch: { sensitivity: "sensitive" },
    });
    expect(await code(propose(secret))).toBe("bad-state");
  });

  it("is approved once of two who decide in the same moment, and not after the project went elsewhere", async () => {
    const id = await makeProject(scene, { name: "同时审批" });
    const { id: transfer } = await propose(id);
    await accept(transfer);
    const ask = await ref(transfer);
    const decide = (approved: boolean) =>
      code(
        scene
          .as("director")
          .attribution.decide({ ...ask, requestId: requestId(), approved, note: "按议定办" }),
      );
    const codes = await Promise.all([decide(true), decide(false)]);
    expect(codes.filter((c) => c === null)).toHaveLength(1);
    const other = await makeProject(scene, { name: "另有安排" });
    const moved = await propose(other);
    await accept(moved.id);
    await scene.as("director").project.assign({
      requestId: requestId(),
      projectId: other,
      expectedVersion: await versionOf(other),
      ownerId: scene.actors.street.id,
    });
    expect(
      await code(
        scene.as("director").attribution.decide({ ...(await ref(moved.id)), approved: true, note: "" }),
      ),
    ).toBe("conflict");
  });
});
