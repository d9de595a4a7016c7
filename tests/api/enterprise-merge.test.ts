/** 合并企业 and its split: everything that points at an enterprise, rights, two at once, later edits, and where the old one leads. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findOrCreateMany } from "@/server/enterprises";
import { database, Prisma, rowOf, sql } from "@/server/platform/database";
import { investIn, makeFirm, makeInvestment, pointers } from "../support/firm-scene";
import { type LedgerScene, ledgerScene, type Person, requestId } from "../support/ledger-scene";

const CODES = ["91210200MA0RJ2J78N", "91230200MA1XN4XC7J"] as const;
let scene: LedgerScene;
let keepId: number;
let giveId: number;
let made = 0;
beforeAll(async () => {
  scene = await ledgerScene();
});
beforeEach(async () => {
  made += 1;
  keepId = await makeFirm(`大连${made}号重工有限公司`);
  giveId = await makeFirm(`大连第${made}重机厂`);
});

type Fields = Parameters<ReturnType<typeof scene.as>["enterprise"]["merge"]>[0]["fields"];
const sceneOf = (as: Person = "director") => scene.as(as).enterprise.mergeScene({ keepId, giveId });
async function merge(over: { as?: Person; fields?: Fields; reason?: string } = {}) {
  const { as = "director", ...rest } = over;
  const { keep, give } = await sceneOf(as);
  return scene.as(as).enterprise.merge({
    requestId: requestId(),
    keepId,
    giveId,
    keepVersion: keep.version,
    giveVersion: give.version,
    fields: [],
    ...rest,
  });
}
type Decisions = Parameters<ReturnType<typeof scene.as>["operation"]["undo"]>[0]["decisions"];
const undo = async (id: number | null, decisions: Decisions = [], as: Person = "director") =>
  (await scene.as(as).operation.undo({ requestId: requestId(), id: id ?? 0, decisions })).operationId;
const firm = (id: number) => database.enterprise.findUniqueOrThrow({ where: { id } });
const investorOf = async (id: number) =>
  (await database.project.findUniqueOrThrow({ where: { id } })).investorId;
const listOf = async (projectId: number) =>
  (await database.projectInvestor.findMany({ where: { projectId }, orderBy: { id: "asc" } })).map((i) => [
    i.enterpriseId,
    i.shareBasisPoints,
  ]);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );

/** Tables of which a row says something of the absorbed record itself. */
const OWN = ["enterprise_change.enterprise_id", "enterprise_name.enterprise_id"];

async function pointingAt(id: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, column } of await pointers()) {
    const [t, c] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
    const { n } = await rowOf<{ n: number }>(
      database,
      sql`SELECT count(*)::int AS n FROM ${t} WHERE ${c} = ${id}`,
    );
    counts[`${table}.${column}`] = n;
  }
  return counts;
}

/** Something behind every foreign key that leads to the one that gives way. */
async function everything(): Promise<{ main: number; both: number; child: number }> {
  const main = await makeInvestment(scene, giveId);
  const both = await makeInvestment(scene, keepId, [
    { enterpriseId: keepId, shareBasisPoints: 5000 },
    { enterpriseId: giveId, shareBasisPoints: 3000 },
  ]);
  const child = await makeFirm(`大连第${made}重机厂铸造分厂`);
  const day = new Date("2026-01-01");
  await database.enterprise.update({ where: { id: child }, data: { parentId: giveId } });
  await database.enterpriseHonour.create({
    data: { enterpriseId: giveId, title: "高新技术企业", awardedOn: day },
  });
  await database.chainAnchor.create({
    data: { chainId: scene.chainIds[0], enterpriseId: giveId, validFrom: day },
  });
  const other = await makeFirm(`大连第${made}重机厂旧址`);
  await database.enterprise.update({ where: { id: other }, data: { mergedIntoId: giveId } });
  await database.enterpriseName.create({
    data: { enterpriseId: giveId, kind: "short", name: `重机${made}`, nameKey: `重机${made}` },
  });
  return { main, both, child };
}

describe("everything that points at an enterprise", () => {
  it("points at the survivor afterwards, whatever table it stands in, and back again after a split", async () => {
    const { main, both, child } = await everything();
    const before = await pointingAt(giveId);
    expect(Object.keys(before)).toEqual([
      "chain_anchor.enterprise_id",
      "enterprise.merged_into_id",
      "enterprise.parent_id",
      "enterprise_change.enterprise_id",
      "enterprise_honour.enterprise_id",
      "enterprise_name.enterprise_id",
      "project.investor_id",
      "project_investor.enterprise_id",
    ]);
    expect(Object.entries(before).filter(([key, n]) => n === 0 && !OWN.includes(key))).toEqual([]);
    const { operationId } = await merge({ reason: "重复登记" });
    const after = await pointingAt(giveId);
    // What was merged into it before leads on by way of it.
    const still = Object.entries(after).filter(([key, n]) => n > 0 && !OWN.includes(key));
    expect(still).toEqual([["enterprise.merged_into_id", 1]]);
    expect(await investorOf(main)).toBe(keepId);
    expect(await listOf(both)).toEqual([[keepId, 8000]]);
    expect((await firm(child)).parentId).toBe(keepId);
    await undo(operationId);
    expect(await pointingAt(giveId)).toEqual({
      ...before,
      "enterprise_change.enterprise_id": expect.any(Number),
    });
    expect(await listOf(both)).toEqual([
      [keepId, 5000],
      [giveId, 3000],
    ]);
  });
});

describe("two records of one enterprise", () => {
  it("are shown side by side with what follows", async () => {
    await database.enterprise.update({ where: { id: giveId }, data: { kind: "民企", province: "辽宁省" } });
    const both = await makeInvestment(scene, keepId, [
      { enterpriseId: keepId, shareBasisPoints: 5000 },
      { enterpriseId: giveId, shareBasisPoints: 3000 },
    ]);
    const shown = await sceneOf();
    expect(shown.fields.map((f) => [f.field, f.keep, f.give, f.proposed])).toEqual([
      ["name", `大连${made}号重工有限公司`, `大连第${made}重机厂`, "keep"],
      ["place", null, "辽宁省", "give"],
      ["kind", null, "民企", "give"],
    ]);
    expect(shown.projects).toMatchObject([{ id: both, investors: `大连${made}号重工有限公司 80%` }]);
  });

  it("become one that bears all names: search, an import and the old address lead to it", async () => {
    const name = (await firm(giveId)).name;
    await database.enterprise.update({
      where: { id: giveId },
      data: { uscc: CODES[0], usccReason: "待核实" },
    });
    await merge();
    expect((await scene.as("officer").enterprise.card({ id: keepId })).otherNames).toMatchObject([
      { kind: "former", name },
    ]);
    const { rows } = await scene.as("officer").enterprise.list({ q: name });
    expect(rows).toMatchObject([{ id: keepId, foundAs: `曾用名 ${name}` }]);
    const by = async (uscc: string | null, said: string) =>
      (
        await findOrCreateMany(database, [
          { name: said, uscc, usccReason: "", province: "", city: "", kind: "" },
        ])
      ).ids[0];
    expect(await by(null, name)).toBe(keepId);
    expect(await by(CODES[0], "写错的名字")).toBe(keepId);
    await expect(scene.as("officer").enterprise.card({ id: giveId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await scene.as("officer").enterprise.trace({ id: giveId })).toMatchObject({
      name,
      into: { id: keepId },
    });
    expect(await scene.as("officer").enterprise.trace({ id: keepId })).toBeNull();
    const anchor = { chainId: scene.chainIds[1], enterpriseId: giveId, from: "2026-11-01" };
    await expect(scene.as("director").admin.setAnchor(anchor)).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
    await database.enterprise.update({ where: { id: giveId }, data: { uscc: null } });
  });

  it("exchange their codes when the survivor takes the other one's, and get them back", async () => {
    for (const [id, uscc] of [
      [keepId, CODES[0]],
      [giveId, CODES[1]],
    ] as const)
      await database.enterprise.update({ where: { id }, data: { uscc, usccReason: "待核实" } });
    const { operationId } = await merge({ fields: ["code"] });
    expect([(await firm(keepId)).uscc, (await firm(giveId)).uscc]).toEqual([CODES[1], CODES[0]]);
    await undo(operationId);
    expect([(await firm(keepId)).uscc, (await firm(giveId)).uscc]).toEqual([CODES[0], CODES[1]]);
    await database.enterprise.updateMany({ where: { id: { in: [keepId, giveId] } }, data: { uscc: null } });
  });

  it("make one operation with its author and what it changed, and lines in the audit log by id alone", async () => {
    const project = await makeInvestment(scene, giveId);
    const { operationId } = await merge({ fields: ["name"], reason: "同一家" });
    const id = operationId ?? 0;
    const card = await scene.as("director").operation.card({ id });
    expect(card).toMatchObject({ kind: "enterprise-merge", reason: "同一家", projects: 1, mayUndo: true });
    expect(card.enterprises.map((e) => [e.id, e.changes.map((c) => c.label)])).toEqual([
      [keepId, ["企业名称"]],
      [giveId, ["并入"]],
    ]);
    const [told] = await scene.as("director").operation.changes({ id });
    expect(told).toMatchObject({ projectId: project, changes: [{ label: "投资方企业" }] });
    const entries = await database.auditEntry.findMany({ where: { action: "enterprise:merge" } });
    const mine = entries.filter(
      (e) => [keepId, giveId].map(String).includes(e.subjectId) && e.subjectKind === "enterprise",
    );
    expect(mine.map((e) => e.subjectLabel)).toEqual(["", ""]);
  });
});

describe("a split weeks later", () => {
  it("leaves later edits of other things alone, asks about those of the same, and is itself taken back", async () => {
    const project = await makeInvestment(scene, giveId);
    await database.enterprise.update({ where: { id: giveId }, data: { kind: "民企", profile: "重型机床" } });
    const { operationId } = await merge({ fields: ["name", "kind"] });
    const edited = await scene.as("officer").enterprise.card({ id: keepId });
    await scene.as("officer").enterprise.edit({
      requestId: requestId(),
      id: keepId,
      expectedVersion: edited.version,
      name: "大连远航重工有限公司",
      kind: "民企",
      city: "大连市",
    });
    const plan = await scene.as("director").operation.plan({ id: operationId ?? 0 });
    expect(plan.overlaps.map((o) => [o.enterpriseId, o.field, o.now, o.by])).toEqual([
      [keepId, "name", "大连远航重工有限公司", "招商一科officer"],
    ]);
    expect(await refused(undo(operationId))).toMatchObject({ code: "CONFLICT" });
    expect(await investorOf(project)).toBe(keepId);
    const [asked] = plan.overlaps;
    const decision = { projectId: 0, enterpriseId: keepId, field: "name", version: asked?.version ?? 0 };
    const split = await undo(operationId, [{ ...decision, take: "now" }]);
    expect(await firm(keepId)).toMatchObject({ name: "大连远航重工有限公司", kind: "", city: "大连市" });
    expect(await firm(giveId)).toMatchObject({ mergedIntoId: null, kind: "民企" });
    expect(await investorOf(project)).toBe(giveId);
    expect((await scene.as("director").operation.card({ id: operationId ?? 0 })).state).toBe("partly");
    const later = await makeInvestment(scene, giveId);
    await undo(split);
    expect([await investorOf(project), await investorOf(later)]).toEqual([keepId, keepId]);
    expect(await firm(giveId)).toMatchObject({ mergedIntoId: keepId });
    expect(await firm(keepId)).toMatchObject({ name: "大连远航重工有限公司", kind: "民企" });
  });

  it("asks about a project whose investors were changed since", async () => {
    const project = await makeInvestment(scene, giveId, [{ enterpriseId: giveId, shareBasisPoints: 6000 }]);
    const { operationId } = await merge();
    await investIn(scene.actors.officer, project, keepId, [{ enterpriseId: keepId, shareBasisPoints: 7000 }]);
    const { overlaps } = await scene.as("director").operation.plan({ id: operationId ?? 0 });
    expect(overlaps.map((o) => [o.projectId, o.field])).toEqual([
      [project, "investorId"],
      [project, "investors"],
    ]);
    const decisions = overlaps.map(({ projectId, field, version }) => ({
      projectId,
      field,
      version,
      take: field === "investors" ? ("now" as const) : ("before" as const),
    }));
    await undo(operationId, decisions);
    expect(await investorOf(project)).toBe(giveId);
    expect(await listOf(project)).toEqual([[keepId, 7000]]);
  });

  it("waits for the split of what was merged on", async () => {
    const { operationId } = await merge();
    const [first, third] = [keepId, await makeFirm(`第三家${made}公司`)];
    [keepId, giveId] = [third, first];
    const onward = await merge();
    expect(await refused(undo(operationId))).toMatchObject({ code: "CONFLICT" });
    await undo(onward.operationId);
    await undo(operationId);
    expect((await firm(first)).mergedIntoId).toBeNull();
  });
});

describe("rights", () => {
  it("are those of merging projects, also over every project that comes along", async () => {
    await makeInvestment(scene, giveId, [], { owner: "colleague" });
    await makeInvestment(scene, keepId);
    expect(await refused(merge({ as: "officer" }))).toMatchObject({ code: "FORBIDDEN" });
    const shown = await sceneOf("head");
    expect(shown.obstacles).toHaveLength(1);
    expect(shown.projects).toEqual([]);
    expect(await refused(merge({ as: "head" }))).toMatchObject({ code: "FORBIDDEN" });
    [keepId, giveId] = [giveId, keepId];
    const { operationId } = await merge({ as: "head" });
    expect(await refused(undo(operationId, [], "officer"))).not.toBeNull();
    await undo(operationId, [], "head");
  });

  it("do not reach an enterprise that one may not know of", async () => {
    await makeInvestment(scene, giveId, [], { owner: "colleague", done: {} });
    await database.project.updateMany({ where: { investorId: giveId }, data: { sensitivity: "sensitive" } });
    expect(await refused(sceneOf("head"))).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("two at once", () => {
  it("merge a pair once, whichever way round, and a repeated request gets the first answer", async () => {
    await makeInvestment(scene, giveId);
    await makeInvestment(scene, keepId);
    const { keep, give } = await sceneOf();
    const send = (swap: boolean, id = requestId()) =>
      scene.as("director").enterprise.merge({
        requestId: id,
        keepId: swap ? giveId : keepId,
        giveId: swap ? keepId : giveId,
        keepVersion: swap ? give.version : keep.version,
        giveVersion: swap ? keep.version : give.version,
        fields: [],
      });
    const id = requestId();
    const all = await Promise.allSettled([send(false, id), send(false), send(true), send(false)]);
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const merged = [await firm(keepId), await firm(giveId)].filter((f) => f.mergedIntoId !== null);
    expect(merged).toHaveLength(1);
    if (all[0]?.status === "fulfilled") expect(await send(false, id)).toEqual(all[0].value);
  });

  it("refuse a merge over what somebody edited since the page was opened", async () => {
    const { keep, give } = await sceneOf();
    await database.enterprise.update({ where: { id: keepId }, data: { version: { increment: 1 } } });
    const sent = {
      requestId: requestId(),
      keepId,
      giveId,
      keepVersion: keep.version,
      giveVersion: give.version,
    };
    expect(await refused(scene.as("director").enterprise.merge({ ...sent, fields: [] }))).toMatchObject({
      code: "CONFLICT",
    });
  });
});
