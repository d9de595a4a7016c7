/** Rows on their way: 草稿 → 报审 → 退回 → 再报 → 通过, and everybody who may not. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  requestId,
  SIGNED,
  STARTED,
  WAN,
} from "../support/ledger-scene";

let scene: LedgerScene;
let project: number;
let vouchers = 0;

const arrival = (more: object = {}) => ({
  projectId: project,
  arrivedOn: "2026-10-12",
  payerName: "沈阳远松精密机械有限公司",
  sourceProvince: "辽宁",
  originalCents: 800 * WAN,
  voucherKind: "银行进账单",
  voucherNumber: `JZ-${++vouchers}`,
  ...more,
});
const save = (rows: object[], submit = true, person: "officer" | "statistician" = "officer") =>
  scene.as(person).ledger.saveArrivals({ requestId: requestId(), submit, rows: rows as never });
const refs = (written: {
  entries: { ledger: "arrival" | "investment" | "agreement"; id: number; version: number }[];
}) => ({
  requestId: requestId(),
  entries: written.entries.map(({ ledger, id, version }) => ({ ledger, id, version })),
});
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { cause?: { code: string; detail: { problems?: { field: string; message: string }[] } } }) => ({
      code: error.cause?.code,
      problems: error.cause?.detail?.problems ?? [],
    }),
  );
const arrivedFen = async () =>
  Number((await database.project.findUniqueOrThrow({ where: { id: project } })).arrivedFen);

beforeAll(async () => {
  scene = await ledgerScene();
  project = await makeProject(scene, { done: STARTED });
});

describe("an arrival", () => {
  it("goes from draft over a return to approval, and only then counts", async () => {
    const draft = await save([arrival()], false);
    expect(draft.entries[0]).toMatchObject({ status: "draft", version: 1 });
    const sent = await scene.as("officer").ledger.submit(refs(draft));
    expect(sent.entries[0]?.status).toBe("submitted");
    const returned = await scene
      .as("statistician")
      .ledger.returnEntries({ ...refs(sent), reason: "进账单看不清" });
    expect(returned.entries[0]?.status).toBe("returned");
    const [line] = (await scene.as("officer").ledger.arrivals({ filter: { status: "returned" } })).lines;
    expect(line).toMatchObject({
      returnReason: "进账单看不清",
      sourceProvince: "辽宁省",
      outsideFen: 800 * WAN,
    });
    const { id, version } = returned.entries[0] ?? { id: 0, version: 0 };
    const again = await save([arrival({ id, version, voucherNumber: "JZ-CLEAR", originalCents: 900 * WAN })]);
    expect(again.entries[0]).toMatchObject({ id, status: "submitted" });
    expect(await arrivedFen()).toBe(0);
    const approved = await scene.as("statistician").ledger.approve(refs(again));
    expect(approved.entries[0]?.status).toBe("approved");
    expect(await arrivedFen()).toBe(900 * WAN);
    const kept = await database.arrival.findUniqueOrThrow({ where: { id } });
    expect(kept).toMatchObject({
      statMonth: 202610,
      recordedById: scene.actors.officer.id,
      approvedById: scene.actors.statistician.id,
    });
  });

  it("is not approved by anybody who had a hand in it", async () => {
    const own = await save([arrival()], true, "statistician");
    expect(await refusal(scene.as("statistician").ledger.approve(refs(own)))).toMatchObject({
      code: "own-submission",
    });
    const { id, version } = own.entries[0] ?? { id: 0, version: 0 };
    await scene.as("secondStatistician").ledger.returnEntries({ ...refs(own), reason: "请补凭证" });
    const changed = await scene.as("secondStatistician").ledger.saveArrivals({
      requestId: requestId(),
      submit: true,
      rows: [arrival({ id, version: version + 1 })],
    });
    expect(await refusal(scene.as("secondStatistician").ledger.approve(refs(changed)))).toMatchObject({
      code: "own-submission",
    });
    expect(await refusal(scene.as("statistician").ledger.approve(refs(changed)))).toMatchObject({
      code: "own-submission",
    });
  });

  it("is refused to those who may not", async () => {
    const sent = await save([arrival()]);
    for (const person of ["officer", "head", "director", "leader", "host"] as const) {
      expect(await refusal(scene.as(person).ledger.approve(refs(sent)))).toMatchObject({
        code: "not-permitted",
      });
    }
    // A colleague of another section sees the signed project but does not fill in its ledger.
    expect(
      await refusal(
        scene
          .as("colleague")
          .ledger.saveArrivals({ requestId: requestId(), submit: false, rows: [arrival()] }),
      ),
    ).toMatchObject({ code: "not-permitted" });
    expect(
      await refusal(scene.as("otherLeader").ledger.projectSheet({ projectId: project, year: 2026 })),
    ).toMatchObject({ code: "not-found" });
  });

  it("is written once however often the button is pressed", async () => {
    const request = { requestId: requestId(), submit: true, rows: [arrival({ voucherNumber: "ONCE" })] };
    const answers = await Promise.all([1, 2, 3].map(() => scene.as("officer").ledger.saveArrivals(request)));
    expect(new Set(answers.map((a) => a.entries[0]?.id)).size).toBe(1);
    expect(await database.arrival.count({ where: { voucherNumber: "ONCE" } })).toBe(1);
  });

  it("is approved by one of two who press at the same moment", async () => {
    const sent = await save([arrival({ originalCents: 100 * WAN })]);
    const before = await arrivedFen();
    const results = await Promise.allSettled([
      scene.as("statistician").ledger.approve(refs(sent)),
      scene.as("secondStatistician").ledger.approve(refs(sent)),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((r) => r.status === "rejected") as PromiseRejectedResult;
    expect(lost.reason.cause.code).toBe("nothing-pending");
    expect(await arrivedFen()).toBe(before + 100 * WAN);
  });
});

describe("many rows at once", () => {
  it("are approved over several projects in one request", async () => {
    const other = await makeProject(scene, { done: SIGNED });
    const sent = await save([arrival(), arrival(), arrival({ projectId: other })]);
    const approved = await scene.as("statistician").ledger.approve(refs(sent));
    expect(approved.entries.map((e) => e.status)).toEqual(["approved", "approved", "approved"]);
  });

  it("are not approved at all when one of them cannot be, and each failure is named", async () => {
    const sent = await save([arrival(), arrival(), arrival()]);
    const own = await save([arrival()], true, "statistician");
    const all = [...sent.entries, ...own.entries].map(({ ledger, id, version }) => ({ ledger, id, version }));
    const [first, second] = all;
    if (!first || !second) throw new Error("nothing was sent");
    const tried = await refusal(
      scene.as("statistician").ledger.approve({
        requestId: requestId(),
        entries: [first, { ...second, version: 99 }, ...all.slice(2)],
      }),
    );
    expect(tried?.problems.map((p) => p.field)).toEqual(["entries.1", "entries.3"]);
    expect(
      await database.arrival.count({ where: { id: { in: all.map((e) => e.id) }, status: "submitted" } }),
    ).toBe(4);
  });

  it("name every wrong row when they are saved, and keep none", async () => {
    const before = await database.arrival.count();
    const tried = await refusal(
      save([arrival(), arrival({ arrivedOn: "2027-01-01" }), arrival({ arrivedOn: "2026-02-01" })]),
    );
    expect(tried?.problems.map((p) => p.field)).toEqual(["rows.1.arrivedOn", "rows.2.arrivedOn"]);
    expect(await database.arrival.count()).toBe(before);
  });

  it("tell a person that somebody else has just changed the draft", async () => {
    const draft = await save([arrival()], false);
    const { id, version } = draft.entries[0] ?? { id: 0, version: 0 };
    const number = { voucherNumber: "CHANGED" };
    await scene.as("head").ledger.saveArrivals({
      requestId: requestId(),
      submit: false,
      rows: [arrival({ id, version, ...number })],
    });
    const tried = await refusal(save([arrival({ id, version, originalCents: 1 * WAN })], false));
    expect(tried).toMatchObject({ code: "conflict", problems: [{ field: "rows.0" }] });
    expect(tried?.problems[0]?.message).toContain("head");
  });

  it("are thrown away as drafts only", async () => {
    const draft = await save([arrival()], false);
    expect((await scene.as("officer").ledger.discard(refs(draft))).entries).toEqual([]);
    const sent = await save([arrival()]);
    expect(await refusal(scene.as("officer").ledger.discard(refs(sent)))).toMatchObject({
      code: "bad-state",
    });
  });
});

describe("the queue", () => {
  it("shows the reviewer what is needed to decide, and marks one's own", async () => {
    await save([arrival({ originalCents: 7_000 * WAN, voucherNumber: "BIG" })]);
    const queue = await scene.as("statistician").ledger.queue({});
    const line = queue.lines.find((l) => l.kind === "arrival" && l.row.voucherNumber === "BIG");
    expect(line).toMatchObject({
      own: false,
      projectId: project,
      plannedTotalFen: 10_000 * WAN,
      agreedOutsideFen: 6_000 * WAN,
    });
    expect(line?.warnings[0]).toContain("超过约定的 6000 万元");
    expect(queue.lines.some((l) => l.own)).toBe(true);
    expect((await scene.as("officer").ledger.queue({})).lines).toEqual([]);
  });

  it("counts approved and waiting money as on the way, and neither drafts nor returned rows", async () => {
    const at = await makeProject(scene, { done: STARTED });
    const of = (wan: number) => arrival({ projectId: at, originalCents: wan * WAN });
    const month = (n: number, wan: number) => ({
      projectId: at,
      month: 202600 + n,
      basis: "official",
      totalFen: wan * WAN,
    });
    const invest = (rows: object[], submit: boolean) =>
      scene.as("officer").ledger.saveInvestments({ requestId: requestId(), submit, rows: rows as never });
    await save([of(1)], false);
    const returned = [await save([of(10)]), await invest([month(8, 10)], true)];
    for (const sent of returned)
      await scene.as("statistician").ledger.returnEntries({ ...refs(sent), reason: "请核对" });
    await scene.as("statistician").ledger.approve(refs(await save([of(100)])));
    await save([of(1_000)]);
    await invest([month(9, 1)], false);
    await invest([month(10, 1_000)], true);
    const sheet = await scene.as("officer").ledger.projectSheet({ projectId: at, year: 2026 });
    expect(sheet.project).toMatchObject({ outsideFen: 1_100 * WAN, investedFen: 1_000 * WAN });
    const { lines } = await scene.as("statistician").ledger.queue({});
    expect(lines.find((l) => l.projectId === at)).toMatchObject({
      outsideFen: 1_100 * WAN,
      investedFen: 1_000 * WAN,
    });
  });

  it("holds milestones for whoever gives their approval", async () => {
    const at = await makeProject(scene, { done: {} });
    const officer = scene.as("officer").project;
    const base = { projectId: at, requestId: requestId() };
    await officer.logFollowUp({ ...base, kind: "visit", on: "2026-11-20", summary: "到厂考察" });
    const state = await database.project.findUniqueOrThrow({ where: { id: at } });
    await officer.submitMilestone({
      requestId: requestId(),
      projectId: at,
      expectedVersion: state.version,
      milestone: "negotiation",
      occurredOn: "2026-11-21",
      patch: { content: "建设主轴部件生产线" },
      details: { verdict: "跟进" },
      reason: "",
    });
    const queue = await scene.as("head").ledger.queue({});
    expect(queue.counts.milestone).toBe(1);
    const [line] = queue.lines;
    expect(line).toMatchObject({
      kind: "milestone",
      milestone: "negotiation",
      own: false,
      submittedBy: scene.actors.officer.name,
    });
    await scene.as("head").project.approveMilestone({
      requestId: requestId(),
      projectId: at,
      expectedVersion: line?.version ?? 0,
      milestone: "negotiation",
    });
    expect((await scene.as("head", NOW).ledger.queue({})).counts.milestone).toBe(0);
  });
});

describe("a row", () => {
  it("listed twice in one request is refused, and approved once it counts once", async () => {
    const before = await arrivedFen();
    const { requestId: id, entries } = refs(await save([arrival()]));
    const twice = { requestId: id, entries: [...entries, ...entries] };
    const statistician = scene.as("statistician").ledger;
    await expect(statistician.approve(twice)).rejects.toThrow("出现了两次");
    expect(await arrivedFen()).toBe(before);
    await statistician.approve({ requestId: requestId(), entries });
    expect(await arrivedFen()).toBe(before + 800 * WAN);
  });
});

describe("the project of a row", () => {
  it("is found by its name, its number, its pinyin or their initials, and brings the investor's province", async () => {
    const named = await makeProject(scene, { done: SIGNED, name: "华星新材烤炉配件项目" });
    const find = (q: string) => scene.as("officer").ledger.projects({ q, limit: 5 });
    const [known] = await find("华星新材");
    expect(known).toMatchObject({ id: named, originProvince: "辽宁省" });
    for (const q of ["hxxc", "HXXCkl", "huaxing", known?.number ?? "?"])
      expect(
        (await find(q)).map((p) => p.id),
        q,
      ).toEqual([named]);
    expect(await find("hxxcz")).toEqual([]);
    expect(await find("。。")).toEqual([]);
    expect((await find("")).length).toBeGreaterThan(1);
  });
});
