/** 时限: duties on the desks, and what happens to lights and duties when the rules or the calendar change. */
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { startingRules } from "@/server/domain/rules";
import { database } from "@/server/platform/database";
import { checkRecord } from "@/server/record/check-record";
import { clockRefresh, refreshClocks } from "@/server/record/refresh-clocks";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
  SIGNED,
} from "../support/ledger-scene";

let scene: LedgerScene;
const at = (day: string) => new Date(`${day}T02:00:00Z`);
const rowOf = (id: number) => database.project.findUniqueOrThrow({ where: { id } });
const dayOfColumn = (value: Date | null) => value?.toISOString().slice(0, 10) ?? null;
const refreshAll = async (now: Date) => {
  while (await refreshClocks(now));
};
const capture = async (name: string, day: string, more: object = {}) =>
  (
    await createCaller({ actor: scene.actors.officer, now: at(day) }).project.capture({
      requestId: requestId(),
      name,
      investorName: "沈阳远松精密机械有限公司",
      intendedFen: 8_000_000_000,
      ...more,
    })
  ).id;
const lineOf = async (person: Person, day: string, section: string, title: string) =>
  (await scene.as(person, at(day)).desk.mine()).sections
    .find((s) => s.id === section)
    ?.lines.find((l) => l.title === title)?.detail ?? null;
const setRule = (key: "clocks" | "duties" | "calendar", value: object, from: string) =>
  scene.as("director").admin.setRule({ key, value, from });
const differences = async (now: Date) => {
  const found: string[] = [];
  for await (const d of checkRecord({ now, mending: false })) found.push(`${d.number} ${d.field}`);
  return found;
};

beforeAll(async () => {
  scene = await ledgerScene();
});

describe("duties of a lead", () => {
  it("stand on the owner's desk when overdue, then on the head's, then on the director's, each named", async () => {
    // Tuesday 3 November: answer by the 4th, head from the 6th, director from the 13th.
    await capture("无人答复", "2026-11-03");
    const words = "首次答复应于 2026-11-04 前办，已过 ";
    expect(await lineOf("officer", "2026-11-04", "duty", "无人答复")).toBeNull();
    expect(await lineOf("officer", "2026-11-05", "duty", "无人答复")).toBe(`${words}1 天`);
    expect(await lineOf("head", "2026-11-05", "headDuty", "无人答复")).toBeNull();
    expect(await lineOf("head", "2026-11-06", "headDuty", "无人答复")).toBe(`${words}2 天`);
    expect(await lineOf("director", "2026-11-12", "directorDuty", "无人答复")).toBeNull();
    expect(await lineOf("director", "2026-11-13", "directorDuty", "无人答复")).toBe(`${words}9 天`);
    expect(await lineOf("colleague", "2026-11-13", "duty", "无人答复")).toBeNull();
  });

  it("leave the desk when they are done, and make room for the next", async () => {
    const id = await capture("逐项办理", "2026-11-03", { introducer: "省商会" });
    const log = (kind: "call" | "feedback" | "note", on: string) =>
      scene
        .as("officer", at(on))
        .project.logFollowUp({ requestId: requestId(), projectId: id, kind, on, summary: "联系" });
    await log("note", "2026-11-04");
    expect((await rowOf(id)).duty).toBe("respond");
    await log("call", "2026-11-04");
    expect((await rowOf(id)).duty).toBe("judge");
    const { version } = await rowOf(id);
    const frame = { requestId: requestId(), projectId: id, expectedVersion: version };
    await scene.as("head", at("2026-11-05")).project.judge({ ...frame, verdict: "follow", reason: "可行" });
    expect(await rowOf(id)).toMatchObject({ duty: "feedback" });
    await log("feedback", "2026-11-06");
    const row = await rowOf(id);
    expect([row.duty, dayOfColumn(row.dutyDueOn)]).toEqual(["progress", "2026-11-20"]);
  });
});

describe("a change of rules", () => {
  const { clocks, duties } = startingRules;

  it("reaches every project without a fact or a new version, and says how far it is", async () => {
    const id = await capture("旧灯", "2026-11-03");
    await refreshAll(NOW);
    expect(await differences(NOW)).toEqual([]);
    const before = await rowOf(id);
    // Amber since the answer fell due on the 4th; under the new rule silence turns it a day before.
    expect([dayOfColumn(before.warnOn), before.lightReason]).toEqual(["2026-11-05", "首次答复逾期"]);
    await setRule("clocks", { ...clocks, silence: { warnDays: 1, lateDays: 20 } }, "2026-11-24");
    expect(await scene.as("officer").admin.clockRefresh()).toMatchObject({ behind: true, finishedAt: null });
    expect(dayOfColumn((await rowOf(id)).warnOn)).toBe("2026-11-05");
    await refreshAll(NOW);
    const after = await rowOf(id);
    expect([dayOfColumn(after.warnOn), after.version]).toEqual(["2026-11-04", before.version]);
    expect([after.lightReason, dayOfColumn(after.lightFrom)]).toEqual(["久未跟进", "2026-11-03"]);
    expect(await clockRefresh(NOW)).toMatchObject({ behind: false, seen: 3, total: 3, changed: 3 });
    expect(await differences(NOW)).toEqual([]);
    expect(await refreshClocks(NOW)).toBe(false);
  });

  it("that is set for a later day is followed on that day, not before", async () => {
    await setRule("duties", { ...duties, respondDays: 20 }, "2026-12-01");
    expect(await refreshClocks(NOW)).toBe(false);
    const id = await capture("后生效", "2026-11-24");
    expect(dayOfColumn((await rowOf(id)).dutyDueOn)).toBe("2026-11-25");
    await refreshAll(at("2026-12-01"));
    const row = await rowOf(id);
    // Answer now by 22 December, so 研判 falls due first.
    expect([row.duty, dayOfColumn(row.dutyDueOn)]).toEqual(["judge", "2026-11-27"]);
    expect(await differences(at("2026-12-01"))).toEqual([]);
  });

  it("of the calendar moves what falls on the day", async () => {
    const id = await capture("日历", "2026-12-02");
    const judged = dayOfColumn((await rowOf(id)).dutyDueOn);
    expect(judged).toBe("2026-12-07");
    const day = { day: "2026-12-04", kind: "off", note: "本地停工" };
    await setRule("calendar", { days: [day] }, "2026-12-02");
    await refreshAll(at("2026-12-02"));
    expect(dayOfColumn((await rowOf(id)).dutyDueOn)).toBe("2026-12-08");
    await expect(setRule("calendar", { days: [day, day] }, "2026-12-02")).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("goes through more projects than one batch holds, once even when two workers ask", async () => {
    await database.$executeRawUnsafe("UPDATE project SET warn_on = NULL");
    for (let i = 0; i < 505; i += 5)
      await Promise.all(Array.from({ length: 5 }, (_, j) => capture(`多${i + j}`, "2026-12-02")));
    await setRule("clocks", { ...clocks, silence: { warnDays: 12, lateDays: 24 } }, "2026-12-03");
    const now = at("2026-12-03");
    expect(await refreshClocks(now)).toBe(true);
    expect(await clockRefresh(now)).toMatchObject({ behind: true, seen: 500 });
    await Promise.all([refreshAll(now), refreshAll(now)]);
    expect(await clockRefresh(now)).toMatchObject({ behind: false, seen: await database.project.count() });
    expect(await database.project.count({ where: { warnOn: null } })).toBe(0);
  });
});

describe("what a follow-up takes over from its text", () => {
  const log = async (id: number, as: Person, patch: object) =>
    scene.as(as, at("2026-12-03")).project.logFollowUp({
      requestId: requestId(),
      projectId: id,
      kind: "call",
      on: "2026-12-03",
      summary: "王总来电，投资1.2亿，用地80亩",
      patch,
      expectedVersion: (await rowOf(id)).version,
    });

  it("is saved with it, in one history, and only by who may edit the project", async () => {
    const id = await capture("粘贴", "2026-12-02");
    await log(id, "officer", { landAreaCentiMu: 8000, contactName: "王总" });
    expect(await rowOf(id)).toMatchObject({ landAreaCentiMu: 8000, contactName: "王总" });
    const facts = await database.projectFact.findMany({
      where: { projectId: id },
      orderBy: { version: "asc" },
    });
    expect(facts.map((f) => f.type)).toEqual(["LeadCaptured", "BasicsEdited", "FollowUpLogged"]);
    await expect(log(id, "colleague", { landAreaCentiMu: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const other = await scene.as("officer").project.choices();
    expect(other.chains[0]).toMatchObject({ words: [] });
  });

  it("does not move figures of a closed month unsaid: the form asks for the reason", async () => {
    const id = await makeProject(scene, { done: SIGNED });
    // Of a month that is open, everything goes in.
    await log(id, "officer", { chainId: scene.chainIds[1] });
    await database.monthState.create({ data: { month: 202603, state: "closed" } });
    const before = await rowOf(id);
    const logged = await database.followUp.count({ where: { projectId: id } });
    for (const patch of [{ chainId: scene.chainIds[0] }, { originProvince: "吉林省", landAreaCentiMu: 8000 }])
      await expect(log(id, "officer", patch)).rejects.toMatchObject({
        message: expect.stringContaining("已关账月份"),
        cause: { code: "needs-reason" },
      });
    expect(await rowOf(id)).toEqual(before);
    expect(await database.followUp.count({ where: { projectId: id } })).toBe(logged);
    // What is in no figure goes in.
    await log(id, "officer", { landAreaCentiMu: 8000 });
    expect(await rowOf(id)).toMatchObject({ chainId: scene.chainIds[1], landAreaCentiMu: 8000 });
  });

  it("is refused whole when it is no area, and when somebody else changed the same meanwhile", async () => {
    const id = await capture("粘贴二", "2026-12-02");
    await expect(log(id, "officer", { landAreaCentiMu: -5 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const { version } = await rowOf(id);
    await scene.as("head").project.edit({
      requestId: requestId(),
      projectId: id,
      expectedVersion: version,
      patch: { landAreaCentiMu: 5000 },
    });
    const late = scene.as("officer", at("2026-12-03")).project.logFollowUp({
      requestId: requestId(),
      projectId: id,
      kind: "call",
      on: "2026-12-03",
      summary: "用地80亩",
      patch: { landAreaCentiMu: 8000 },
      expectedVersion: version,
    });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await database.followUp.count({ where: { projectId: id } })).toBe(0);
  });
});
