/** 撤回 and 移除: what its author may take back, until somebody else has built on it. */
import { beforeAll, describe, expect, it } from "vitest";
import { serveEvidence } from "@/server/api/evidence-http";
import type { OpenCard } from "@/server/contracts/project-card";
import type { Fact } from "@/server/domain/project-facts";
import { fold } from "@/server/domain/project-state";
import { database } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { pdfBytes, upload } from "../support/evidence-files";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
  SIGNED,
  WAN,
} from "../support/ledger-scene";

let scene: LedgerScene;
let papers = 0;
let vouchers = 0;

const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code: string } }) => ({
      code: error.cause?.code,
      message: error.message,
    }),
  );
const card = async (id: number, person: Person = "officer"): Promise<OpenCard> => {
  const answer = await scene.as(person).project.card({ id });
  if (answer.masked) throw new Error("masked");
  return answer;
};
const attach = async (
  projectId: number,
  requirement: string,
  more: object = {},
  person: Person = "officer",
) => {
  const fields = { requestId: requestId(), projectId, requirement, ...more };
  const answer = await upload(scene.actors[person], NOW, fields, "材料.pdf", pdfBytes(`撤回${++papers}`));
  return answer.linkId ?? 0;
};
const remove = (linkId: number, person: Person = "officer") =>
  scene.as(person).project.removeEvidence({ requestId: requestId(), linkId });
const on = async (projectId: number) => ({
  requestId: requestId(),
  projectId,
  expectedVersion: (await card(projectId)).version,
});
/** 注册 asks for a business licence and for the company; the head of the section approves it. */
const register = async (projectId: number) =>
  scene.as("officer").project.submitMilestone({
    ...(await on(projectId)),
    milestone: "registration",
    occurredOn: "2026-04-01",
    patch: { companyName: "齐齐哈尔试验有限公司", companyUscc: "91230203MA1B2C3D4R" },
    reason: "校验位待核",
  });
const gate = (projectId: number) =>
  scene.as("officer").project.gate({ id: projectId, milestone: "registration" });
const withdraw = async (projectId: number, person: Person = "officer") =>
  scene.as(person).project.withdrawMilestone({ ...(await on(projectId)), milestone: "registration" });
const decide = async (projectId: number, how: "approve" | "return") => {
  const given = { ...(await on(projectId)), milestone: "registration" as const };
  return how === "approve"
    ? scene.as("head").project.approveMilestone(given)
    : scene.as("head").project.returnMilestone({ ...given, reason: "执照看不清" });
};
const reported = async () => {
  const projectId = await makeProject(scene, { done: SIGNED });
  const linkId = await attach(projectId, "business-licence");
  await register(projectId);
  return { projectId, linkId };
};

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("a milestone that was reported", () => {
  it("is taken back by its reporter, stays filled in, and may be reported again", async () => {
    const { projectId } = await reported();
    expect((await card(projectId)).pending[0]).toMatchObject({ kind: "registration", mayWithdraw: true });
    expect((await card(projectId, "head")).pending[0]).toMatchObject({
      mayApprove: true,
      mayWithdraw: false,
    });
    await withdraw(projectId);
    expect((await card(projectId)).pending).toEqual([]);
    expect(await gate(projectId)).toMatchObject({
      status: "open",
      returned: { occurredOn: "2026-04-01", patch: { companyName: "齐齐哈尔试验有限公司" } },
    });
    const drafts = (await scene.as("officer").desk.mine()).sections.find((s) => s.id === "draft");
    expect(drafts?.lines.some((line) => line.href === `/projects/${projectId}`)).toBe(true);
    await register(projectId);
    await decide(projectId, "approve");
    expect((await card(projectId)).stage).toBe("registration");
    const history = await scene.as("officer").project.history({ id: projectId });
    expect(history.entries.map((entry) => entry.title)).toContain("撤回注册");
  });

  it("stays once somebody has decided, and says so", async () => {
    const approved = await reported();
    await decide(approved.projectId, "approve");
    expect(await refusal(withdraw(approved.projectId))).toEqual({
      code: "nothing-pending",
      message: "注册已审核通过，不能撤回",
    });
    const returned = await reported();
    await decide(returned.projectId, "return");
    expect((await refusal(withdraw(returned.projectId)))?.message).toBe("注册已被退回，可以直接修改后再报");
  });

  it("is not taken back by anybody else", async () => {
    const { projectId } = await reported();
    expect(await refusal(withdraw(projectId, "head"))).toMatchObject({
      code: "not-permitted",
      message: "只有报审人本人可以撤回",
    });
  });

  it("goes one way when the reviewer and the reporter press at the same moment", async () => {
    const { projectId } = await reported();
    const [approval, withdrawal] = await Promise.all([
      refusal(decide(projectId, "approve")),
      refusal(withdraw(projectId)),
    ]);
    expect([approval, withdrawal].filter((r) => r === null)).toHaveLength(1);
    const facts = await database.projectFact.findMany({
      where: { projectId, type: { in: ["MilestoneWithdrawn", "MilestoneApproved"] } },
    });
    const ends = facts.filter((f) => (f.payload as { milestone: string }).milestone === "registration");
    expect(ends).toHaveLength(1);
  });
});

describe("a ledger row that was sent for review", () => {
  let project: number;
  beforeAll(async () => {
    project = await makeProject(scene, { done: SIGNED });
  });
  const send = async () => {
    const row = {
      projectId: project,
      arrivedOn: "2026-10-12",
      sourceProvince: "辽宁",
      originalCents: 800 * WAN,
      voucherNumber: `CH-${++vouchers}`,
    };
    const saved = await scene
      .as("officer")
      .ledger.saveArrivals({ requestId: requestId(), submit: true, rows: [row] });
    return saved.entries.map(({ ledger, id, version }) => ({ ledger, id, version }));
  };
  const lineOf = async (id: number, person: Person = "officer") =>
    (await scene.as(person).ledger.arrivals({ filter: { projectId: project } })).lines.find(
      (l) => l.id === id,
    );

  it("becomes a draft again for its sender, and only he is offered it", async () => {
    const entries = await send();
    const id = entries[0]?.id ?? 0;
    expect(await lineOf(id)).toMatchObject({ status: "submitted", mayWithdraw: true });
    expect(await lineOf(id, "head")).toMatchObject({ mayWithdraw: false });
    expect(
      await refusal(scene.as("head").ledger.withdraw({ requestId: requestId(), entries })),
    ).toMatchObject({
      code: "not-permitted",
    });
    const back = await scene.as("officer").ledger.withdraw({ requestId: requestId(), entries });
    expect(back.entries[0]).toMatchObject({ id, status: "draft" });
    expect(await database.arrival.findUniqueOrThrow({ where: { id } })).toMatchObject({ submittedAt: null });
    expect((await scene.as("statistician").ledger.queue({})).lines.some((l) => l.id === id)).toBe(false);
  });

  it("stays once the reviewer has decided, and says so", async () => {
    const entries = await send();
    await scene.as("statistician").ledger.approve({ requestId: requestId(), entries });
    expect(await refusal(scene.as("officer").ledger.withdraw({ requestId: requestId(), entries }))).toEqual({
      code: "nothing-pending",
      message: "该记录已审核通过，不能撤回；更正请用冲减或补报",
    });
  });

  it("goes one way when both press at the same moment", async () => {
    const entries = await send();
    const outcomes = await Promise.all([
      refusal(scene.as("statistician").ledger.approve({ requestId: requestId(), entries })),
      refusal(scene.as("officer").ledger.withdraw({ requestId: requestId(), entries })),
    ]);
    expect(outcomes.filter((r) => r === null)).toHaveLength(1);
    const line = await lineOf(entries[0]?.id ?? 0);
    expect(line?.status).toBe(outcomes[0] === null ? "approved" : "draft");
  });
});

describe("a paper that was uploaded", () => {
  const open = (linkId: number) => serveEvidence(String(linkId), { actor: scene.actors.officer, now: NOW });

  it("is offered in the gate with its removal, and is gone from gate, list and door once removed", async () => {
    const projectId = await makeProject(scene, { done: SIGNED });
    const linkId = await attach(projectId, "business-licence");
    expect((await gate(projectId)).papers).toMatchObject([{ linkId, name: "材料.pdf", removable: true }]);
    const twice = { requestId: requestId(), linkId };
    const first = await scene.as("officer").project.removeEvidence(twice);
    expect(await scene.as("officer").project.removeEvidence(twice)).toEqual(first);
    const after = await gate(projectId);
    expect(after.papers).toEqual([]);
    expect(after.requirements.find((r) => r.kind === "evidence")).toMatchObject({ met: false });
    expect(await scene.as("officer").project.evidence({ id: projectId })).toEqual([]);
    expect((await open(linkId)).status).toBe(404);
    expect(await refusal(remove(linkId))).toMatchObject({ message: "这份材料已经移除" });
    const { entries } = await scene.as("officer").project.history({ id: projectId });
    expect(entries.slice(0, 2)).toMatchObject([
      { title: "移除营业执照", text: "材料.pdf" },
      { title: "上传营业执照", evidenceLinkId: null },
    ]);
    // Append-only: the link is still there, and so is the state that the facts fold to.
    expect(await database.evidenceLink.count({ where: { id: linkId } })).toBe(1);
    const facts = await database.projectFact.findMany({ where: { projectId }, orderBy: { version: "asc" } });
    const told = facts.map((f) => ({
      fact: f.payload as unknown as Fact,
      occurredOn: f.occurredOn.toISOString().slice(0, 10),
      actorId: f.actorId,
    }));
    const stored = (await loadProjects(database, [projectId], { lock: false })).get(projectId);
    expect(stored?.evidence).toEqual(fold(projectId, told).evidence);
  });

  it("stays once a milestone was reported on it, and is free when the report was taken back", async () => {
    const { projectId, linkId } = await reported();
    expect((await gate(projectId)).papers).toMatchObject([{ linkId, removable: false }]);
    expect(await refusal(remove(linkId))).toEqual({
      code: "bad-state",
      message: "这份材料已随注册报审，不能移除；如有误请另传一份",
    });
    await withdraw(projectId);
    await remove(linkId);
    expect((await gate(projectId)).papers).toEqual([]);
  });

  it("is removed by nobody else, and not by whoever may not see the project", async () => {
    const projectId = await makeProject(scene, { done: SIGNED });
    const linkId = await attach(projectId, "business-licence");
    expect(await refusal(remove(linkId, "head"))).toMatchObject({ message: "只有上传人本人可以移除材料" });
    expect(await refusal(remove(linkId, "host"))).toMatchObject({ code: "not-found" });
    expect(await refusal(remove(9_999_999))).toMatchObject({ code: "not-found" });
  });

  it("of a voucher can be removed until the voucher was sent, and then the voucher lacks it again", async () => {
    const projectId = await makeProject(scene, { done: SIGNED });
    const rows = [
      {
        projectId,
        arrivedOn: "2026-10-12",
        sourceProvince: "辽宁",
        originalCents: 700 * WAN,
        voucherNumber: `YC-${++vouchers}`,
      },
    ];
    const saved = await scene
      .as("officer")
      .ledger.saveArrivals({ requestId: requestId(), submit: false, rows });
    const [entry] = saved.entries;
    if (!entry) throw new Error("a draft was expected");
    const linkId = await attach(projectId, "bank-voucher", { subjectKind: "arrival", subjectId: entry.id });
    await remove(linkId);
    const again = await attach(projectId, "bank-voucher", { subjectKind: "arrival", subjectId: entry.id });
    const entries = [{ ledger: entry.ledger, id: entry.id, version: entry.version }];
    expect((await scene.as("officer").ledger.submit({ requestId: requestId(), entries })).gaps).toEqual([]);
    expect((await refusal(remove(again)))?.message).toMatch(/已随台账记录报审/);
  });
});
