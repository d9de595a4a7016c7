/** One lead from its first contact to 开工 through every gate, and everything that must not get through. */
import { beforeAll, describe, expect, it } from "vitest";
import type { OpenCard } from "@/server/contracts/project-card";
import type { Milestone } from "@/server/domain/milestones";
import { database } from "@/server/platform/database";
import { pdfBytes, upload } from "../support/evidence-files";
import { type LedgerScene, ledgerScene, NOW, type Person, requestId, WAN } from "../support/ledger-scene";

let scene: LedgerScene;

const capture = async (more: object = {}) =>
  (
    await scene.as("officer").project.capture({
      requestId: requestId(),
      name: "主轴部件基地",
      investorName: "沈阳远松精密机械有限公司",
      intendedFen: 12_000 * WAN,
      contactName: "刘长河",
      contactPhone: "13812345678",
      ...more,
    })
  ).id;

const card = async (id: number, person: Person = "officer"): Promise<OpenCard> => {
  const answer = await scene.as(person).project.card({ id });
  if (answer.masked) throw new Error("masked");
  return answer;
};
const version = async (id: number) => (await card(id)).version;

const submit = async (
  id: number,
  milestone: Milestone,
  occurredOn: string,
  given: object = {},
  person: Person = "officer",
) =>
  scene.as(person).project.submitMilestone({
    requestId: requestId(),
    projectId: id,
    expectedVersion: await version(id),
    milestone,
    occurredOn,
    ...given,
  });
const approve = async (id: number, milestone: Milestone, person: Person) =>
  scene.as(person).project.approveMilestone({
    requestId: requestId(),
    projectId: id,
    expectedVersion: await version(id),
    milestone,
  });

let papers = 0;
const attach = (id: number, requirement: string, person: Person = "officer") =>
  upload(
    scene.actors[person],
    NOW,
    { requestId: requestId(), projectId: id, requirement },
    "材料.pdf",
    pdfBytes(`${++papers}`),
  );

const meet = (id: number) =>
  scene.as("officer").project.logFollowUp({
    requestId: requestId(),
    projectId: id,
    kind: "visit",
    on: "2026-03-01",
    summary: "到企业考察主轴产线",
  });

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error("was not refused");
    },
    (error: {
      cause?: {
        code?: string;
        message?: string;
        detail?: { problems?: { field: string }[]; conflict?: unknown[] };
      };
    }) => error.cause,
  );

async function toTalks(id: number): Promise<void> {
  await meet(id);
  await submit(id, "negotiation", "2026-03-02", {
    patch: { chainId: scene.chainIds[0], originProvince: "辽宁省", content: "年产 2000 套主轴部件" },
    details: { verdict: "可行，跟进" },
  });
  await approve(id, "negotiation", "head");
}

async function toContract(id: number): Promise<void> {
  await attach(id, "contract-scan");
  await attach(id, "legality-review");
  await submit(id, "contract", "2026-04-20", {
    patch: {
      leadUnitId: scene.actors.host.unitId,
      plannedTotalFen: 12_600 * WAN,
      plannedFixedFen: 9_000 * WAN,
      agreedOutsideFen: 8_000 * WAN,
      plannedStartOn: "2026-08-01",
    },
    details: { amountFen: 12_600 * WAN },
  });
  await approve(id, "contract", "director");
}

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("a lead on its way to 开工", () => {
  it("passes every gate with two reviewers", async () => {
    const id = await capture();
    expect((await card(id)).next.map((n) => n.milestone)).toEqual(["negotiation"]);
    await toTalks(id);
    expect((await card(id)).stage).toBe("negotiation");
    await toContract(id);
    const signed = await card(id);
    expect(signed.stage).toBe("contract");
    expect(signed.amounts.contractFen).toBe(12_600 * WAN);
    expect(signed.agreements).toMatchObject([
      { kind: "contract", signedOn: "2026-04-20", status: "approved" },
    ]);
    expect(signed.next.map((n) => n.milestone)).toEqual(["registration", "filing", "land"]);

    await attach(id, "business-licence");
    await submit(id, "registration", "2026-05-10", {
      patch: { companyName: "远松主轴（建华）有限公司", companyUscc: "91230203MA1B2C3D4X" },
      reason: "新注册企业",
    });
    await attach(id, "filing-certificate");
    await submit(id, "filing", "2026-05-20", {
      patch: { projectCode: "2605-230203-04-01-123456", filedTotalFen: 12_600 * WAN, industryCode: "3425" },
    });
    await attach(id, "land-papers");
    await submit(id, "land", "2026-06-02", {
      patch: { streetUnitId: scene.actors.street.unitId, landMode: "出让" },
    });
    expect((await card(id)).pending.map((p) => p.kind).sort()).toEqual(["filing", "land", "registration"]);
    for (const milestone of ["registration", "filing", "land"] as const) await approve(id, milestone, "head");

    expect((await card(id)).next[0]?.missing.map((m) => m.label)).toEqual([
      "核验人（单位职务）",
      "施工许可证",
      "开工照片",
    ]);
    await attach(id, "construction-permit");
    await attach(id, "start-photo");
    await submit(id, "start", "2026-08-15", { details: { checker: "区住建局 王工" } });
    await approve(id, "start", "head");
    const started = await card(id);
    expect(started.stage).toBe("start");
    expect(started.milestones.filter((m) => m.status === "approved")).toHaveLength(7);
  });

  it("says what is missing before and after the attempt, in the same words", async () => {
    const id = await capture();
    const gate = await scene.as("officer").project.gate({ id, milestone: "negotiation" });
    const missing = gate.requirements.filter((r) => !r.met).map((r) => r.label);
    const answer = await refusal(submit(id, "negotiation", "2026-03-02"));
    expect(answer).toMatchObject({ code: "gate-incomplete" });
    for (const label of missing) expect(answer?.message).toContain(label);
    expect(answer?.detail?.problems?.map((p) => p.field)).toEqual([
      "chainId",
      "originProvince",
      "content",
      "verdict",
      "contact",
    ]);
  });

  it("asks why a credit code with a wrong check character is right, and takes it with the reason", async () => {
    const id = await capture();
    await toTalks(id);
    await toContract(id);
    await attach(id, "business-licence");
    const given = {
      patch: { companyName: "远松主轴（建华）有限公司", companyUscc: "91350200MA2YJ1XR90" },
    };
    const answer = await refusal(submit(id, "registration", "2026-05-10", given));
    expect(answer).toMatchObject({ code: "bad-code", detail: { problems: [{ field: "companyUscc" }] } });
    expect(answer?.message).toContain("请填写原因");
    await submit(id, "registration", "2026-05-10", { ...given, reason: "营业执照即为此代码" });
    expect((await card(id)).pending.map((p) => p.kind)).toContain("registration");
    await approve(id, "registration", "head");
    expect((await card(id)).basics.companyUscc).toBe("91350200MA2YJ1XR90");
  });

  it("asks for a reason when the days run backwards, and refuses the future", async () => {
    const id = await capture();
    await toTalks(id);
    const given = {
      patch: {
        leadUnitId: scene.actors.host.unitId,
        plannedTotalFen: 1,
        plannedFixedFen: 1,
        agreedOutsideFen: 1,
        plannedStartOn: "2026-08-01",
      },
      details: { amountFen: 12_000 * WAN },
    };
    expect(await refusal(submit(id, "contract", "2026-02-01", given))).toMatchObject({
      code: "needs-reason",
    });
    expect(await refusal(submit(id, "contract", "2027-02-01", given))).toMatchObject({ code: "future-day" });
    expect(
      await refusal(
        submit(id, "contract", "2026-04-01", {
          ...given,
          patch: { ...given.patch, plannedTotalFen: 1_200_000 * WAN },
        }),
      ),
    ).toMatchObject({ code: "unit-slip" });
  });
});

describe("who may review", () => {
  it("refuses the wrong role, the own submission and the second approval", async () => {
    const id = await capture();
    await toTalks(id);
    await attach(id, "framework-scan");
    await submit(
      id,
      "framework",
      "2026-03-20",
      { details: { amountFen: 12_000 * WAN, validUntil: "2027-03-20" } },
      "head",
    );
    expect(await refusal(approve(id, "framework", "officer"))).toMatchObject({ code: "not-permitted" });
    expect(await refusal(approve(id, "framework", "head"))).toMatchObject({ code: "own-submission" });
    expect((await card(id, "head")).pending).toMatchObject([{ kind: "framework", own: true }]);
    await approve(id, "framework", "director");
    expect(await refusal(approve(id, "framework", "director"))).toMatchObject({ code: "nothing-pending" });
  });

  it("does not exist for those outside its scope", async () => {
    const id = await capture();
    for (const person of ["colleague", "otherLeader", "street"] as const) {
      expect(await refusal(scene.as(person).project.card({ id }))).toMatchObject({ code: "not-found" });
      expect(await refusal(scene.as(person).project.history({ id }))).toMatchObject({ code: "not-found" });
      expect(await refusal(approve(id, "negotiation", person))).toMatchObject({ code: "not-found" });
    }
  });

  it("sends back with a reason and offers the same words again", async () => {
    const id = await capture();
    await meet(id);
    await submit(id, "negotiation", "2026-03-02", {
      patch: { chainId: scene.chainIds[0], originProvince: "辽宁省", content: "主轴" },
      details: { verdict: "跟进" },
    });
    await scene.as("head").project.returnMilestone({
      requestId: requestId(),
      projectId: id,
      expectedVersion: await version(id),
      milestone: "negotiation",
      reason: "建设内容过于简单",
    });
    const gate = await scene.as("officer").project.gate({ id, milestone: "negotiation" });
    expect(gate.returned).toMatchObject({
      occurredOn: "2026-03-02",
      details: { verdict: "跟进" },
      patch: { content: "主轴" },
    });
    expect((await card(id)).next[0]?.returnReason).toBe("建设内容过于简单");
  });
});

describe("two people at once", () => {
  it("lets changes to different things stand and shows both versions of the same thing", async () => {
    const id = await capture();
    const seen = await version(id);
    const edit = (person: Person, patch: object) =>
      scene.as(person).project.edit({ requestId: requestId(), projectId: id, expectedVersion: seen, patch });
    await edit("head", { content: "年产 2000 套" });
    await edit("officer", { introducer: "市商会" });
    const clash = await refusal(edit("officer", { content: "年产 3000 套" }));
    expect(clash).toMatchObject({
      code: "conflict",
      detail: {
        conflict: [
          { field: "content", mine: "年产 3000 套", theirs: "年产 2000 套", by: scene.actors.head.name },
        ],
      },
    });
    expect((await card(id)).basics.content).toBe("年产 2000 套");
  });

  it("writes a repeated request once and repeats its answer", async () => {
    const id = await capture();
    const twice = {
      requestId: requestId(),
      projectId: id,
      kind: "call" as const,
      on: "2026-11-20",
      summary: "电话联系",
    };
    const answers = await Promise.all([
      scene.as("officer").project.logFollowUp(twice),
      scene.as("officer").project.logFollowUp(twice),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect((await scene.as("officer").project.followUps({ id })).total).toBe(1);
  });
});

describe("what the page tells", () => {
  it("masks contacts in the card and in the history for those who may not read them", async () => {
    const id = await capture();
    await scene.as("officer").project.edit({
      requestId: requestId(),
      projectId: id,
      expectedVersion: 1,
      patch: { contactPhone: "13998765432", chainId: scene.chainIds[0] },
    });
    expect((await card(id)).basics.contactPhone).toBe("13998765432");
    expect((await card(id, "supervision")).basics).toMatchObject({
      contactName: "刘**",
      contactPhone: "139****5432",
    });
    const told = await scene.as("supervision").project.history({ id });
    expect(JSON.stringify(told)).not.toMatch(/13812345678|13998765432|刘长河/);
    expect(told.entries[0]?.changes).toContainEqual({
      label: "所属产业链",
      type: "chain",
      before: null,
      after: "重型数控机床",
    });
  });

  it("is written into the audit log as what was decided, not as a look at the project", async () => {
    const id = await capture();
    await toTalks(id);
    const entries = await database.auditEntry.findMany({
      where: { subjectKind: "project", subjectId: String(id), actorId: scene.actors.head.id },
    });
    expect(entries.map((entry) => entry.action)).toContain("milestone:approve");
    expect(entries.map((entry) => entry.action)).not.toContain("project:read");
  });

  it("shows a sensitive lead to others as chain, size and first reporter, and notes who looked", async () => {
    const id = await capture({ sensitivity: "sensitive", chainId: scene.chainIds[0] });
    const masked = await scene.as("supervision").project.card({ id });
    expect(masked).toEqual({
      masked: true,
      id,
      chain: { name: "重型数控机床", hue: 0 },
      tierFromFen: 10_000 * WAN,
      tierToFen: 50_000 * WAN,
      reportingUnit: "招商一科",
      firstReportedOn: "2026-11-24",
    });
    for (const ask of [
      () => scene.as("supervision").project.history({ id }),
      () => scene.as("supervision").project.gate({ id, milestone: "negotiation" }),
      () => scene.as("supervision").project.followUps({ id }),
      () => scene.as("supervision").project.team({ id }),
    ]) {
      expect(await refusal(ask())).toMatchObject({ code: "not-found" });
    }
    await card(id, "leader");
    await card(id, "leader");
    const views = await database.auditEntry.findMany({
      where: { subjectKind: "project", subjectId: String(id), action: "project:read" },
    });
    expect(views.map((v) => v.actorId)).toEqual([scene.actors.leader.id]);
  });

  it("tells before and after of a milestone's changes, page by page", async () => {
    const id = await capture();
    await toTalks(id);
    await toContract(id);
    const first = await scene.as("officer").project.history({ id, limit: 3 });
    expect(first.entries.map((e) => e.title)).toEqual(["通过协议", "通过正式签约", "报审正式签约"]);
    expect(first.entries[1]?.changes).toContainEqual({
      label: "计划总投资",
      type: "amount",
      before: null,
      after: 12_600 * WAN,
    });
    const rest = await scene.as("officer").project.history({ id, cursor: first.next ?? 0, limit: 100 });
    expect(rest.next).toBeNull();
    expect(rest.entries.at(-1)?.title).toBe("登记线索");
    expect(first.entries.length + rest.entries.length).toBe((await card(id)).version);
  });
});
