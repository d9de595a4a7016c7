/** 首报保护: judging, extending, giving up, lapsing and claiming of leads, on the real database. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays, dayOf } from "@/server/domain/periods";
import { database } from "@/server/platform/database";
import { lapseLeads } from "@/server/projects";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
  WAN,
} from "../support/ledger-scene";

let scene: LedgerScene;
const at = (day: string, hour = "02") => new Date(`${day}T${hour}:00:00Z`);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code?: string } }) => ({
      code: error.cause?.code,
      message: error.message,
    }),
  );
const rowOf = (id: number) => database.project.findUniqueOrThrow({ where: { id } });
const factsOf = async (id: number) =>
  (await database.projectFact.findMany({ where: { projectId: id }, orderBy: { version: "asc" } })).map(
    (f) => f.type,
  );
const refOf = async (id: number) => ({
  requestId: requestId(),
  projectId: id,
  expectedVersion: (await rowOf(id)).version,
});
const visit = (id: number, on = "2026-11-23", as: Person = "officer") =>
  scene
    .as(as)
    .project.logFollowUp({ requestId: requestId(), projectId: id, kind: "visit", on, summary: "拜访" });
const release = async (id: number, as: Person = "officer") =>
  scene.as(as).project.release({ ...(await refOf(id)), reason: "人手不足" });
const claim = (id: number, as: Person, request = requestId()) =>
  scene.as(as).project.claim({ requestId: request, projectId: id });
/** Everything that the worker would do on a day. */
const workDay = async (day: string, hour?: string) => {
  while (await lapseLeads(at(day, hour)));
};

beforeAll(async () => {
  scene = await ledgerScene();
});
beforeEach(async () => {
  await database.upkeep.update({ where: { name: "lapses" }, data: { doneFor: "", doingFor: "" } });
});

describe("研判", () => {
  const judge = async (id: number, verdict: "follow" | "drop", as: Person = "head", more: object = {}) =>
    scene.as(as).project.judge({ ...(await refOf(id)), verdict, reason: "符合产业方向", ...more });

  it("brings a lead to talks when its gate lacks nothing, and only notes the verdict when it does", async () => {
    const ready = await makeProject(scene, { name: "条件齐全" });
    await visit(ready);
    await scene.as("officer").project.edit({ ...(await refOf(ready)), patch: { content: "建设主轴车间" } });
    expect((await judge(ready, "follow")).stage).toBe("negotiation");
    const row = await database.milestone.findFirstOrThrow({
      where: { projectId: ready, kind: "negotiation" },
    });
    expect(row).toMatchObject({ status: "approved", details: { verdict: "符合产业方向" } });
    const bare = await makeProject(scene, { name: "缺接触" });
    expect((await judge(bare, "follow")).stage).toBe("lead");
    expect((await rowOf(bare)).judgedOn).not.toBeNull();
    expect(await refusal(judge(bare, "follow"))).toMatchObject({ code: "already-done" });
  });

  it("fills the conclusion that the gate of talks asks for, whatever the officer writes there", async () => {
    const id = await makeProject(scene, { name: "先研判后报审" });
    await judge(id, "follow");
    const gate = await scene.as("officer").project.gate({ id, milestone: "negotiation" });
    expect(gate.judgement).toEqual({ reason: "符合产业方向", by: expect.any(String), on: dayOf(NOW) });
    const card = await scene.as("officer").project.card({ id });
    if (card.masked) throw new Error("masked");
    expect(card.next[0]?.missing.map((r) => r.label)).not.toContain("研判结论");
    await visit(id);
    await scene.as("officer").project.submitMilestone({
      ...(await refOf(id)),
      milestone: "negotiation",
      occurredOn: dayOf(NOW),
      patch: { content: "建设主轴车间" },
      details: { verdict: "科员自拟" },
      reason: "",
    });
    const row = await database.milestone.findFirstOrThrow({ where: { projectId: id, kind: "negotiation" } });
    expect(row).toMatchObject({ status: "submitted", details: { verdict: "符合产业方向" } });
  });

  it("loses a lead that is not followed, for a reason of the list", async () => {
    const id = await makeProject(scene, { name: "不跟进" });
    expect(await refusal(judge(id, "drop"))).toMatchObject({ code: "needs-reason" });
    await judge(id, "drop", "head", { reasonCode: "excluded" });
    expect(await factsOf(id)).toEqual(["LeadCaptured", "LeadJudged", "LeftMainLine"]);
    expect((await rowOf(id)).offState).toBe("lost");
  });

  it("is for the head of the unit or the director, and nobody judges his own lead", async () => {
    const other = await makeProject(scene, { name: "二科线索", owner: "colleague" });
    expect(await refusal(judge(other, "follow", "head"))).toMatchObject({ code: "not-found" });
    expect(await refusal(judge(other, "follow", "officer"))).toMatchObject({ code: "not-permitted" });
    const own = await makeProject(scene, { name: "科长自报", owner: "head" });
    expect(await refusal(judge(own, "follow", "head"))).toMatchObject({ code: "own-submission" });
    await judge(own, "follow", "director");
  });

  it("is done once for a request that is repeated", async () => {
    const id = await makeProject(scene, { name: "重复请求" });
    const input = { ...(await refOf(id)), verdict: "follow" as const, reason: "可行" };
    const first = await scene.as("head").project.judge(input);
    expect(await scene.as("head").project.judge(input)).toEqual(first);
    expect((await factsOf(id)).filter((t) => t === "LeadJudged")).toHaveLength(1);
  });
});

describe("the extension of a protection", () => {
  const extend = async (id: number, as: Person = "officer") =>
    scene.as(as).project.extendProtection({ ...(await refOf(id)), reason: "企业已约定复访" });

  it("needs a recent contact, and is given once", async () => {
    const id = await makeProject(scene, { name: "延长保护" });
    expect(await refusal(extend(id))).toMatchObject({ code: "gate-incomplete" });
    await visit(id);
    await extend(id);
    // Run out on 4 April, so it runs from today.
    const card = await scene.as("officer").project.card({ id });
    expect(!card.masked && card.lead).toMatchObject({
      extended: true,
      protectedUntil: addDays(dayOf(NOW), 90),
    });
    expect(await refusal(extend(id))).toMatchObject({ code: "already-done" });
  });

  it("is for who edits the lead", async () => {
    const id = await makeProject(scene, { name: "他人延长", owner: "colleague" });
    expect(await refusal(extend(id, "officer"))).toMatchObject({ code: "not-found" });
  });
});

describe("the day's lapses", () => {
  it("give notice, wait the full period, lapse once, and are quiet on the second run and after days off", async () => {
    const id = await makeProject(scene, { name: "久无进展" });
    await workDay("2026-03-05");
    expect(await factsOf(id)).toEqual(["LeadCaptured"]);
    await workDay("2026-03-06");
    await workDay("2026-03-06", "09");
    expect((await rowOf(id)).lapsesOn?.toISOString().slice(0, 10)).toBe("2026-03-13");
    const desk = (await scene.as("officer", at("2026-03-09")).desk.mine()).sections;
    const lines = desk.find((s) => s.id === "lapsing")?.lines ?? [];
    expect(lines.find((l) => l.title === "久无进展")?.detail).toBe("久无进展，2026-03-13 起进入公海");
    const heads = (await scene.as("head", at("2026-03-09")).desk.mine()).sections;
    expect(heads.find((s) => s.id === "lapsing")?.lines.map((l) => l.title)).toContain("久无进展");
    await workDay("2026-03-12");
    expect((await rowOf(id)).pooledOn).toBeNull();
    // Nobody worked on the 13th: the 20th makes up for it.
    await Promise.all([workDay("2026-03-20"), workDay("2026-03-20")]);
    await database.upkeep.update({ where: { name: "lapses" }, data: { doneFor: "", doingFor: "" } });
    await workDay("2026-03-20");
    expect(await factsOf(id)).toEqual(["LeadCaptured", "LapseNoticed", "LapsedToPool"]);
    expect(await rowOf(id)).toMatchObject({ ownerId: null, ownerUnitId: null });
    const facts = await database.projectFact.findMany({ where: { projectId: id, type: "LapsedToPool" } });
    expect(facts[0]?.payload).toMatchObject({ formerOwnerId: scene.actors.officer.id, reason: "silent" });
  });

  it("go through more leads than one batch holds, and note the day", async () => {
    const ids: number[] = [];
    for (let i = 0; i < 120; i++) ids.push(await makeProject(scene, { name: `成批${i}` }));
    expect(await lapseLeads(at("2026-04-01"))).toBe(true);
    await workDay("2026-04-01");
    const noticed = await database.project.count({ where: { id: { in: ids }, noticedOn: { not: null } } });
    expect(noticed).toBe(120);
    expect(await lapseLeads(at("2026-04-01", "09"))).toBe(false);
  });

  it("wait for the end of a dispute over the first report, and give notice anew after it", async () => {
    const lead = {
      name: "争议刀具基地",
      investorName: "沈阳争议刀具有限公司",
      content: "年产刀具三万支",
      intendedFen: 80 * WAN * 100,
    };
    const capture = (as: Person, hour: string) =>
      scene.as(as, at("2026-01-05", hour)).project.capture({ requestId: requestId(), ...lead });
    const [{ id }, own] = [await capture("officer", "02"), await capture("colleague", "03")];
    await workDay("2026-03-06");
    expect((await rowOf(id)).lapsesOn).not.toBeNull();
    const raised = await scene.as("colleague", at("2026-03-09")).attribution.raise({
      ...{ requestId: requestId(), projectId: id, ownProjectId: own.id, statement: "二科先到企业" },
    });
    for (const day of ["2026-03-13", "2026-04-20", "2026-07-01"]) await workDay(day);
    expect(await rowOf(id)).toMatchObject({ lapsesOn: null, pooledOn: null });
    expect(await refusal(release(id))).toMatchObject({ code: "bad-state" });
    await scene.as("colleague", at("2026-07-02")).attribution.withdraw({
      ...{ requestId: requestId(), disputeId: raised.id, expectedVersion: raised.version },
      reason: "核对后确认不是同一项目",
    });
    await workDay("2026-07-03");
    expect((await rowOf(id)).lapsesOn?.toISOString().slice(0, 10)).toBe("2026-07-10");
    await workDay("2026-07-10");
    const course = ["LapseNoticed", "DisputeRaised", "DisputeWithdrawn", "LapseNoticed", "LapsedToPool"];
    expect(await factsOf(id)).toEqual(["LeadCaptured", ...course]);
  });

  it("are not put off by a bulk edit, its undo, or what a colleague writes", async () => {
    const id = await makeProject(scene, { name: "批量改过" });
    const [officer, head] = [scene.as("officer", at("2026-02-20")), scene.as("head", at("2026-02-21"))];
    const { version } = await rowOf(id);
    const { operationId } = await officer.project.bulkEdit({
      ...{ requestId: requestId(), patch: { nature: "扩建" }, projects: [{ id, version }] },
    });
    await officer.operation.undo({ requestId: requestId(), id: operationId ?? 0, decisions: [] });
    await head.project.edit({ ...(await refOf(id)), patch: { content: "补充规模" } });
    expect((await rowOf(id)).lastProgressOn?.toISOString().slice(0, 10)).toBe("2026-01-05");
    await workDay("2026-03-06");
    expect((await rowOf(id)).noticeReason).toBe("silent");
    // His own word for this one lead is progress.
    await scene
      .as("officer", at("2026-03-09"))
      .project.edit({ ...(await refOf(id)), patch: { content: "建设主轴车间" } });
    expect(await rowOf(id)).toMatchObject({ noticeReason: null, lapsesOn: null });
  });

  it("are open to everybody in the pool: many at once cannot be made sensitive there either", async () => {
    const id = await makeProject(scene, { name: "公海里的线索" });
    await release(id);
    const ref = { id, version: (await rowOf(id)).version };
    const director = scene.as("director").project;
    const shown = await director.previewBulkEdit({ ids: [id], patch: { sensitivity: "sensitive" } });
    expect([shown.change, shown.kept.map((k) => k.why)]).toEqual([[], ["公海中的线索不能设为敏感"]]);
    const edit = director.bulkEdit({
      requestId: requestId(),
      patch: { sensitivity: "sensitive" },
      projects: [ref],
    });
    expect(await refusal(edit)).toMatchObject({ code: "not-permitted" });
  });

  it("leave signed and sensitive ones alone", async () => {
    const signed = await makeProject(scene, { name: "已签", done: { contract: "2026-02-02" } });
    const secret = await makeProject(scene, { name: "敏感", patch: {} });
    await scene.as("officer").project.edit({ ...(await refOf(secret)), patch: { sensitivity: "sensitive" } });
    await workDay("2027-06-01");
    await workDay("2027-06-20");
    for (const id of [signed, secret]) expect((await rowOf(id)).pooledOn).toBeNull();
  });
});

describe("the open pool", () => {
  it("shows whoever may claim what was given up, with first reporter and reason but no contact", async () => {
    const id = await makeProject(scene, { name: "放出的线索" });
    expect(await refusal(release(id, "colleague"))).toMatchObject({ code: "not-found" });
    await release(id);
    const { leads } = await scene.as("colleague").project.pool({ q: "放出的线索" });
    expect(leads).toMatchObject([
      {
        id,
        reason: "released",
        note: "人手不足",
        reporter: scene.actors.officer.name,
        reportingUnit: "招商一科",
      },
    ]);
    expect(Object.keys(leads[0] ?? {}).some((key) => key.startsWith("contact"))).toBe(false);
    for (const person of ["leader", "districtLeader", "statistician"] as const)
      expect(await refusal(scene.as(person).project.pool({}))).toMatchObject({ code: "not-permitted" });
    for (const person of ["director", "supervision"] as const)
      expect(await refusal(claim(id, person))).toMatchObject({ code: "not-permitted" });
    const blocked = { ...(await refOf(id)), milestone: "negotiation" as const, occurredOn: "2026-11-20" };
    expect(await refusal(scene.as("head").project.submitMilestone(blocked))).toMatchObject({
      code: "bad-state",
    });
  });

  it("gives a lead to exactly one of those who claim it in the same second", async () => {
    for (let round = 0; round < 5; round++) {
      const id = await makeProject(scene, { name: `抢认${round}` });
      await release(id);
      expect(await refusal(claim(id, "officer"))).toMatchObject({ code: "bad-state" });
      const people: Person[] = ["colleague", "head", "host", "street"];
      const answers = await Promise.all(people.map((person) => refusal(claim(id, person))));
      expect(answers.filter((a) => a === null)).toHaveLength(1);
      expect(answers.filter((a) => a?.code === "conflict")).toHaveLength(3);
      const winner = people[answers.indexOf(null)] ?? "colleague";
      expect((await rowOf(id)).ownerId).toBe(scene.actors[winner].id);
      expect((await factsOf(id)).filter((t) => t === "ClaimedFromPool")).toHaveLength(1);
      expect((await scene.as("officer").project.pool({ q: `抢认${round}` })).total).toBe(0);
    }
  });

  it("answers a repeated claim as the first, and leaves the first reporter his credit", async () => {
    const id = await makeProject(scene, { name: "保留引荐" });
    await release(id);
    const request = requestId();
    const first = await claim(id, "colleague", request);
    expect(await claim(id, "colleague", request)).toEqual(first);
    const card = await scene.as("colleague").project.card({ id });
    if (card.masked) throw new Error("masked");
    expect(card.lead?.credit).toEqual({ until: "2027-11-24", state: "open" });
    expect(card.reporterName).toBe(scene.actors.officer.name);
    expect(card.lead?.protectedUntil).toBe(addDays(dayOf(NOW), 89));
    const history = await scene.as("colleague").project.history({ id });
    expect(history.entries.map((e) => e.title)).toEqual(["认领", "进入公海", "登记线索"]);
  });

  it("leaves nothing to the record check", async () => {
    const { checkRecord } = await import("@/server/record/check-record");
    const found = [];
    for await (const difference of checkRecord({ now: NOW, mending: false }))
      if (/^(pooled|lapse|notice|protected|extended|responded|judged|fed_back|owner)/.test(difference.field))
        found.push(difference);
    expect(found).toEqual([]);
  });
});
