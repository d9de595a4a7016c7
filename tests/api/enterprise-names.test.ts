/** 曾用名 and 简称: kept, found by search, by a new lead and by an import, told as what they are. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LedgerRow } from "@/server/contracts/import";
import { findOrCreateMany } from "@/server/enterprises";
import { matchRows } from "@/server/imports/merging/match-rows";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, makeProject, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
let id: number;
let version: number;
let made = 0;
beforeAll(async () => {
  scene = await ledgerScene();
});

const nameOf = (n: number) => `大连${"甲乙丙丁戊己庚辛壬癸"[n % 10]}轮${"海河湖江山"[n % 5]}${n}重工有限公司`;
const api = () => scene.as("director").enterprise;
const card = () => api().card({ id });
const identity = (name: string, uscc: string | null = null) => ({
  name,
  uscc,
  usccReason: "",
  province: "",
  city: "",
  kind: "",
});
const found = async (name: string, uscc: string | null = null) => {
  const { ids, created } = await findOrCreateMany(database, [identity(name, uscc)]);
  return created > 0 ? "new" : ids[0];
};
const edit = async (over: Partial<Parameters<ReturnType<typeof api>["edit"]>[0]>) => {
  const { name, uscc } = await card();
  const sent = await api().edit({
    requestId: requestId(),
    id,
    expectedVersion: version,
    name,
    uscc: uscc ?? "",
    ...over,
  });
  version = sent.version;
};
const add = async (name: string, over: Partial<Parameters<ReturnType<typeof api>["addName"]>[0]> = {}) => {
  const given = {
    requestId: requestId(),
    id,
    expectedVersion: version,
    kind: "short",
    name,
    ...over,
  } as const;
  version = (await api().addName(given)).version;
};
const problemAt = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { cause?: { detail?: { problems?: { field: string }[] } } }) =>
      error.cause?.detail?.problems?.[0]?.field ?? String(error),
  );

beforeEach(async () => {
  made += 1;
  [id = 0] = (await findOrCreateMany(database, [identity(nameOf(made))])).ids;
  version = 1;
});

describe("a change of name", () => {
  it("leaves the old name behind with its last day, and whoever looks for it finds the enterprise", async () => {
    const old = nameOf(made);
    await edit({ name: `${made}号北方轮机有限公司`, renamedOn: "2026-09-30" });
    const { otherNames } = await card();
    expect(otherNames).toMatchObject([{ kind: "former", name: old, validFrom: null, validTo: "2026-09-30" }]);
    const { rows } = await api().list({ q: old.slice(0, 6) });
    expect(rows).toMatchObject([{ id, name: `${made}号北方轮机有限公司`, foundAs: `曾用名 ${old}` }]);
    const groups = await scene.as("director").search.find({ query: old });
    expect(groups.find((g) => g.id === "enterprises")?.results).toMatchObject([
      { title: `${made}号北方轮机有限公司`, subtitle: `曾用名 ${old}` },
    ]);
    expect(await found(old)).toBe(id);
    expect((await api().list({ q: `${made}号北方轮机` })).rows[0]?.foundAs).toBeNull();
  });

  it("leaves nothing behind when the old name was a slip of the pen", async () => {
    await edit({ name: `${made}号南方轮机有限公司`, nameWasSlip: true });
    expect((await card()).otherNames).toEqual([]);
    expect(await found(nameOf(made))).toBe("new");
  });

  it("back to a name that was borne before takes it off the list", async () => {
    await edit({ name: `${made}号西方轮机有限公司` });
    await edit({ name: nameOf(made) });
    expect((await card()).otherNames.map((n) => n.name)).toEqual([`${made}号西方轮机有限公司`]);
  });

  it("is saved once for a request, and not over what somebody else changed", async () => {
    const sent = { requestId: requestId(), id, expectedVersion: 1, name: `${made}号东方轮机有限公司` };
    expect(await api().edit(sent)).toEqual(await api().edit(sent));
    expect((await card()).otherNames).toHaveLength(1);
    await expect(api().edit({ ...sent, requestId: requestId() })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("has no day in the future", async () => {
    expect(await problemAt(edit({ name: "别的名字公司", renamedOn: "2026-11-25" }))).toBe("renamedOn");
    expect((await card()).name).toBe(nameOf(made));
  });
});

describe("a short name", () => {
  it("leads a lead and an import to the enterprise, while only one bears it", async () => {
    const short = `轮重${made}`;
    await add(short, { validFrom: "2011-01-01" });
    expect((await card()).otherNames).toMatchObject([
      { kind: "short", name: short, validFrom: "2011-01-01" },
    ]);
    expect(await found(short)).toBe(id);
    const project = await scene.as("officer").project.capture({
      requestId: requestId(),
      name: `轮机总成项目${made}`,
      investorName: short,
      chainId: scene.chainIds[0],
      intendedFen: 100_000_000,
    });
    expect(await database.project.findUnique({ where: { id: project.id } })).toMatchObject({
      investorId: id,
    });
    const [other = 0] = (await findOrCreateMany(database, [identity(`${nameOf(made)}分厂`)])).ids;
    await api().addName({
      requestId: requestId(),
      id: other,
      expectedVersion: 1,
      kind: "short",
      name: short,
    });
    expect(await found(short)).toBe("new");
  });

  it("never leads to an enterprise of another code", async () => {
    await add(`轮重${made}`);
    await edit({ uscc: "91210200MA0RJ2J78N", usccReason: "尚待核实" });
    expect(await found(`轮重${made}`, "91230200MA1XN4XC7J")).toBe("new");
    expect(await found(`轮重${made}甲`, "91210200MA0RJ2J78N")).toBe(id);
  });

  it("is told as a reason when a lead comes by it", async () => {
    const projectId = await makeProject(scene, { name: `船用曲轴锻造基地${made}` });
    await database.project.update({ where: { id: projectId }, data: { investorId: id } });
    await add(`曲轴世家${made}`);
    const { projects } = await scene.as("officer").project.suspects({
      name: `船用曲轴锻造基地${made}项目`,
      investorName: `曲轴世家${made}`,
    });
    const told = projects.find((p) => p.id === projectId);
    expect(told?.reasons.join()).toContain("与投资方的简称相同");
  });
});

describe("a ledger that still has the former name of an investor", () => {
  it("means the same project, and another investor's name another one", async () => {
    const name = `轧辊再制造基地${made}`;
    const projectId = await makeProject(scene, { name });
    await database.project.update({
      where: { id: projectId },
      data: { investorId: id, investorName: nameOf(made) },
    });
    await add(`第${made}轧辊厂`, { kind: "former" });
    const row = (company: string) =>
      ({ values: [], otherInvestors: [], project: { name, company, uscc: null } }) as unknown as LedgerRow;
    const rows = [`第${made}轧辊厂`, nameOf(made), "毫不相干的公司"].map(row);
    const matches = await matchRows(database, scene.actors.director, rows);
    expect(matches.map((match) => match?.id ?? null)).toEqual([projectId, projectId, null]);
  });
});

describe("the list of names", () => {
  it("gives a name its last day, and forgets one that was entered by mistake", async () => {
    await add(`轮重${made}`);
    const nameId = (await card()).otherNames[0]?.id ?? 0;
    const ofIt = { id, nameId };
    const ended = { ...ofIt, kind: "former", validTo: "2020-12-31", expectedVersion: version } as const;
    version = (await api().editName({ requestId: requestId(), ...ended })).version;
    expect((await card()).otherNames).toMatchObject([{ kind: "former", validTo: "2020-12-31" }]);
    expect(await found(`轮重${made}`)).toBe(id);
    await api().removeName({ requestId: requestId(), ...ofIt, expectedVersion: version });
    expect((await card()).otherNames).toEqual([]);
    expect((await api().list({ q: `轮重${made}` })).rows).toEqual([]);
    expect(await found(`轮重${made}`)).toBe("new");
  });

  it("says at the field what is wrong", async () => {
    await add(`轮重${made}`);
    expect(await problemAt(add(`轮重 ${made}`))).toBe("name");
    expect(await problemAt(add(nameOf(made)))).toBe("name");
    expect(await problemAt(add("新轮", { validTo: "2030-01-01" }))).toBe("validTo");
    const none = { requestId: requestId(), id, nameId: 999_999, expectedVersion: version };
    await expect(api().removeName(none)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      api().addName({ requestId: requestId(), id, expectedVersion: 1, kind: "short", name: "晚了一步" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

it("nobody changes an enterprise whose only project he may not know of", async () => {
  const projectId = await makeProject(scene, { name: `不公开的意向${made}`, patch: {} });
  await database.project.update({
    where: { id: projectId },
    data: { investorId: id, sensitivity: "sensitive" },
  });
  const given = { requestId: requestId(), id, expectedVersion: 1, kind: "short", name: "试探" } as const;
  await expect(scene.as("colleague").enterprise.addName(given)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await database.enterpriseName.count({ where: { enterpriseId: id } })).toBe(0);
});
