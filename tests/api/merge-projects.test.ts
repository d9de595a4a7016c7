/** 合并项目 and its split: rights, proposals, papers, numbers that still lead somewhere, and what stands in the way. */
import { beforeAll, describe, expect, it } from "vitest";
import { splitArrival } from "@/server/domain/ledger-entries";
import type { ArrivalRow, Fact } from "@/server/domain/project-facts";
import { database, reserveIds } from "@/server/platform/database";
import { record } from "@/server/record/record";
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
beforeAll(async () => {
  scene = await ledgerScene();
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code?: string } }) => ({
      code: error.cause?.code,
      message: error.message,
    }),
  );

async function write(id: number, facts: Fact[]): Promise<void> {
  await record(
    { actor: scene.actors.statistician, now: NOW },
    {
      action: "test",
      projectIds: [id],
      decide: () => [{ id, facts: facts.map((fact) => ({ fact })) }],
      answer: () => null,
    },
  );
}

/** An approved arrival; gives its id. */
async function arrival(id: number, arrivedOn: string, wan: number, voucherNumber = ""): Promise<number> {
  const [entryId = 0] = await reserveIds(database, "arrival", 1);
  const row: ArrivalRow = {
    arrivedOn,
    payerName: "沈阳远松精密机械有限公司",
    sourceProvince: "辽宁省",
    currency: "CNY",
    originalCents: wan * WAN,
    amountFen: wan * WAN,
    ...splitArrival(wan * WAN, "辽宁省", "黑龙江省"),
    useKind: "fixed",
    voucherKind: "",
    voucherNumber,
    note: "",
  };
  const statMonth = Number(arrivedOn.slice(0, 7).replace("-", ""));
  await write(id, [
    {
      type: "EntryApproved",
      v: 1,
      ledger: "arrival",
      entryId,
      row,
      statMonth,
      opening: false,
      correctionOfId: null,
    },
  ]);
  return entryId;
}

async function paper(id: number, subjectId: number | null): Promise<void> {
  const [linkId = 0] = await reserveIds(database, "evidence_link", 1);
  const file = await database.evidenceFile.create({
    data: {
      sha256: `${linkId}`.padStart(64, "0"),
      size: 9,
      mediaType: "application/pdf",
      uploadedById: scene.actors.officer.id,
      uploadedAt: NOW,
    },
  });
  await write(id, [
    {
      type: "EvidenceAttached",
      v: 1,
      linkId,
      fileId: file.id,
      requirement: "voucher",
      originalName: "回单.pdf",
      subjectKind: subjectId === null ? "project" : "arrival",
      subjectId,
    },
  ]);
}

const row = (id: number) => database.project.findUniqueOrThrow({ where: { id } });
const sceneOf = (as: Person, keepId: number, giveId: number) =>
  scene.as(as).project.mergeScene({ keepId, giveId });

/** As the page does it: what is proposed is taken. */
async function merge(
  as: Person,
  keepId: number,
  giveId: number,
  over: { fields?: string[]; reason?: string } = {},
) {
  const shown = await sceneOf(as, keepId, giveId);
  return scene.as(as).project.merge({
    requestId: requestId(),
    keepId,
    giveId,
    keepVersion: shown.keep.version,
    giveVersion: shown.give.version,
    fields: over.fields ?? shown.fields.filter((f) => f.proposed === "give").map((f) => f.field),
    joined: [],
    milestones: [],
    same: shown.same,
    reason: over.reason ?? "",
  });
}
const undo = (
  as: Person,
  id: number | null,
  decisions: { projectId: number; field: string; version: number; take: "now" | "before" }[] = [],
) => scene.as(as).operation.undo({ requestId: requestId(), id: id ?? 0, decisions });

async function two(wish: Parameters<typeof makeProject>[1] = {}): Promise<[number, number]> {
  return [
    await makeProject(scene, { done: SIGNED, ...wish }),
    await makeProject(scene, { done: SIGNED, ...wish }),
  ];
}

describe("合并项目", () => {
  it("proposes what is one, counts it once and carries the rest over with its papers", async () => {
    const [keep, give] = await two();
    await arrival(keep, "2026-04-08", 300);
    const twin = await arrival(give, "2026-04-08", 300, "NO-1");
    const other = await arrival(give, "2026-05-09", 200, "NO-2");
    await paper(give, twin);
    await paper(give, other);
    await paper(give, null);
    const shown = await sceneOf("head", keep, give);
    expect(shown.same).toEqual([
      { ledger: "arrival", entryId: twin, sameAsId: shown.entries.keep[0]?.entryId },
    ]);
    expect(shown.sums.give.arrivedFen).toBe(500 * WAN);
    await merge("head", keep, give);
    expect(Number((await row(keep)).arrivedFen)).toBe(500 * WAN);
    const { arrivals } = await scene.as("head").project.money({ id: keep });
    const carried = arrivals.find((a) => a.voucherNumber === "NO-2")?.id;
    const counted = arrivals.find((a) => a.voucherNumber === "")?.id;
    const links = await database.evidenceLink.findMany({
      where: { projectId: keep },
      orderBy: { id: "asc" },
    });
    expect(links.map((l) => [l.subjectKind, l.subjectId])).toEqual([
      ["arrival", counted],
      ["arrival", carried],
      ["project", null],
    ]);
    expect(await database.arrival.count({ where: { projectId: give, voidedAt: null } })).toBe(0);
  });

  it("leaves number, address, follow-ups and search of the one that gave way leading to the survivor", async () => {
    const [keep, give] = await two();
    await scene.as("officer").project.logFollowUp({
      requestId: requestId(),
      projectId: give,
      kind: "visit",
      on: "2026-11-20",
      summary: "赴沈阳洽谈厂房条件",
      people: "",
      nextStep: "",
      nextOn: null,
    } as never);
    const { number, name } = await row(give);
    await merge("head", keep, give);
    expect(await refusal(scene.as("head").project.card({ id: give }))).toMatchObject({ code: "not-found" });
    expect(await scene.as("head").project.merged({ id: give })).toMatchObject({
      number,
      name,
      into: { id: keep },
    });
    expect(await scene.as("head").project.merged({ id: keep })).toBeNull();
    expect(await scene.as("colleague").project.merged({ id: give })).toMatchObject({ into: { id: keep } });
    const found = await scene.as("head").search.find({ query: number });
    expect(found.flatMap((g) => g.results.map((r) => r.href))).toContain(`/projects/${keep}`);
    const notes = await scene.as("head").search.find({ query: "厂房条件" });
    expect(notes.flatMap((g) => g.results.map((r) => r.href))).toEqual([`/projects/${keep}#follow-ups`]);
    expect((await scene.as("head").project.followUps({ id: keep, cursor: 0, limit: 10 })).total).toBe(1);
    await expect(
      database.project.create({ data: { ...(await row(keep)), id: 9_000_001, number } as never }),
    ).rejects.toThrow();
  });

  it("lets the earlier report say who reported first, and gives it back", async () => {
    const early = await makeProject(scene, { owner: "colleague" });
    const { id: late } = await scene.as("officer").project.capture({
      requestId: requestId(),
      name: "主轴部件基地（二次登记）",
      intendedFen: 5_000 * WAN,
      investorName: "沈阳远松精密机械有限公司",
      chainId: scene.chainIds[0],
    } as never);
    const [first, second] = [await row(early), await row(late)];
    expect((await sceneOf("director", early, late)).earlier).toBe(false);
    expect((await sceneOf("director", late, early)).earlier).toBe(true);
    const { operationId } = await merge("director", late, early);
    const reportOf = ({ reporterName, reportingUnitId, firstReportedAt }: typeof first) => ({
      reporterName,
      reportingUnitId,
      firstReportedAt,
    });
    expect(reportOf(await row(late))).toEqual(reportOf(first));
    expect((await row(late)).number).toBe(second.number);
    await undo("director", operationId);
    expect(reportOf(await row(late))).toEqual(reportOf(second));
    expect(await row(early)).toMatchObject({ offState: null, mergedIntoId: null, number: first.number });
  });

  it("is for heads of both units and the director; what one cannot see cannot be merged", async () => {
    const [keep] = await two();
    const foreign = await makeProject(scene, { owner: "colleague" });
    expect(await refusal(sceneOf("head", keep, foreign))).toMatchObject({ code: "not-found" });
    const signed = await makeProject(scene, { owner: "colleague", done: SIGNED });
    expect(await refusal(sceneOf("head", keep, signed))).toMatchObject({ code: "not-permitted" });
    expect(await refusal(sceneOf("officer", keep, signed))).toMatchObject({ code: "not-permitted" });
    expect((await sceneOf("director", keep, foreign)).keep.id).toBe(keep);
    expect(await refusal(sceneOf("director", keep, keep))).not.toBeNull();
  });

  it("tells nobody in the list of operations what a sensitive lead is called", async () => {
    const secret = { name: "绝密主轴线索", patch: {} };
    const [keep, give] = [await makeProject(scene, secret), await makeProject(scene, secret)];
    for (const id of [keep, give])
      await write(id, [
        {
          type: "BasicsEdited",
          v: 1,
          before: { sensitivity: "internal" },
          after: { sensitivity: "sensitive" },
          reason: "",
        },
      ]);
    const { operationId } = await merge("director", keep, give);
    const { operations } = await scene.as("statistician").operation.list({});
    expect(operations.map((o) => o.id)).toContain(operationId);
    expect(JSON.stringify(operations)).not.toContain(secret.name);
    const card = await scene.as("statistician").operation.card({ id: operationId ?? 0 });
    expect(JSON.stringify(card)).not.toContain(secret.name);
  });

  it("refuses what others changed meanwhile, and what is still on its way", async () => {
    const [keep, give] = await two();
    const shown = await sceneOf("head", keep, give);
    await scene.as("officer").project.edit({
      requestId: requestId(),
      projectId: give,
      expectedVersion: shown.give.version,
      patch: { address: "园区路 1 号" },
      reason: "",
    });
    const ask = {
      requestId: requestId(),
      keepId: keep,
      giveId: give,
      keepVersion: shown.keep.version,
      giveVersion: shown.give.version,
      fields: [],
      joined: [],
      milestones: [],
      same: [],
    };
    expect(await refusal(scene.as("head").project.merge(ask))).toMatchObject({ code: "conflict" });
    const answer = await scene.as("head").project.merge({ ...ask, giveVersion: shown.give.version + 1 });
    expect(await scene.as("head").project.merge({ ...ask, giveVersion: shown.give.version + 1 })).toEqual(
      answer,
    );
    expect(await refusal(sceneOf("head", keep, give))).toMatchObject({ code: "not-found" });
  });

  it("splits weeks later: later edits of other fields stay, overlaps are asked about", async () => {
    const [keep, give] = await two();
    await write(give, [
      {
        type: "BasicsEdited",
        v: 1,
        before: {},
        after: { address: "园区路 9 号", landMode: "出让" },
        reason: "",
      },
    ]);
    const was = await row(give);
    const { operationId } = await merge("head", keep, give);
    expect(await row(keep)).toMatchObject({ address: "园区路 9 号", landMode: "出让" });
    const edit = async (patch: object) =>
      scene.as("officer").project.edit({
        requestId: requestId(),
        projectId: keep,
        expectedVersion: (await row(keep)).version,
        patch,
        reason: "",
      });
    await edit({ address: "园区路 10 号" });
    await edit({ content: "年产主轴 5 万根" });
    const plan = await scene.as("head").operation.plan({ id: operationId ?? 0 });
    expect(plan.overlaps).toMatchObject([{ field: "address", before: null, now: "园区路 10 号" }]);
    const [overlap] = plan.overlaps;
    const back = await undo("head", operationId, [
      { projectId: keep, field: "address", version: overlap?.version ?? 0, take: "now" },
    ]);
    expect(await row(keep)).toMatchObject({
      address: "园区路 10 号",
      landMode: "",
      content: "年产主轴 5 万根",
    });
    const { updatedAt: _, version: __, likenessKeys: ___, ...now } = await row(give);
    expect(now).toMatchObject({ address: was.address, stage: was.stage, offState: null, number: was.number });
    const card = await scene.as("head").operation.card({ id: operationId ?? 0 });
    expect(card).toMatchObject({ state: "partly", mayUndo: false });
    await undo("head", back.operationId);
    expect((await row(give)).mergedIntoId).toBe(keep);
  });

  it("takes a correction that came later along to the other one", async () => {
    const [keep, give] = await two();
    await arrival(give, "2026-05-09", 200, "NO-7");
    const { operationId } = await merge("head", keep, give);
    const carried = await database.arrival.findFirstOrThrow({ where: { projectId: keep, voidedAt: null } });
    const [entryId = 0] = await reserveIds(database, "arrival", 1);
    const { arrivals } = await scene.as("head").project.money({ id: keep });
    expect(arrivals).toHaveLength(1);
    await write(keep, [
      {
        type: "EntryApproved",
        v: 1,
        ledger: "arrival",
        entryId,
        row: {
          arrivedOn: "2026-06-01",
          payerName: "",
          sourceProvince: "辽宁省",
          currency: "CNY",
          originalCents: -50 * WAN,
          amountFen: -50 * WAN,
          outsideFen: -50 * WAN,
          insideFen: 0,
          foreignFen: 0,
          useKind: "fixed",
          voucherKind: "",
          voucherNumber: "",
          note: "",
        },
        statMonth: 202606,
        opening: false,
        correctionOfId: carried.id,
      },
    ]);
    expect(Number((await row(keep)).arrivedFen)).toBe(150 * WAN);
    await undo("head", operationId);
    expect([Number((await row(keep)).arrivedFen), Number((await row(give)).arrivedFen)]).toEqual([
      0,
      150 * WAN,
    ]);
  });

  it("asks for a reason where a closed month counts it, and refuses a row that is no longer there", async () => {
    const [keep, give] = await two();
    await database.monthState.create({ data: { month: 202604, state: "closed" } as never });
    expect((await sceneOf("head", keep, give)).closed).toBe(true);
    expect(await refusal(merge("head", keep, give))).toMatchObject({ code: "needs-reason" });
    const shown = await sceneOf("head", keep, give);
    const ask = {
      requestId: requestId(),
      keepId: keep,
      giveId: give,
      keepVersion: shown.keep.version,
      giveVersion: shown.give.version,
      fields: [],
      joined: [],
      milestones: [],
      same: [{ ledger: "arrival" as const, entryId: 99_999, sameAsId: 99_998 }],
      reason: "同一项目",
    };
    expect(await refusal(scene.as("head").project.merge(ask))).toMatchObject({ code: "conflict" });
    await merge("head", keep, give, { reason: "同一项目两次登记" });
    const operation = await database.operation.findFirstOrThrow({
      where: { kind: "project-merge" },
      orderBy: { id: "desc" },
    });
    expect(await refusal(undo("head", operation.id))).toMatchObject({ code: "needs-reason" });
  });
});
