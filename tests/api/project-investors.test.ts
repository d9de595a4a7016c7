/** Several investors of one project: shares, enterprises found or made, and two people at the same list. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SetInvestors } from "@/server/contracts/project";
import { database } from "@/server/platform/database";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  type Person,
  requestId,
  SIGNED,
} from "../support/ledger-scene";

let scene: LedgerScene;
let id: number;

const team = () => scene.as("officer").project.team({ id });
const mainId = async () =>
  (await database.project.findUniqueOrThrow({ where: { id }, select: { investorId: true } })).investorId;
type Row = SetInvestors["investors"][number];
const row = (name: string, share: number | null, more: Partial<Row> = {}): Row => ({
  enterpriseId: null,
  name,
  shareBasisPoints: share,
  ...more,
});
const main = async (share: number | null) =>
  row("沈阳远松精密机械有限公司", share, { enterpriseId: await mainId() });
const set = async (investors: Row[], person: Person = "officer", more: object = {}) =>
  scene.as(person).project.setInvestors({
    requestId: requestId(),
    projectId: id,
    expectedVersion: (await team()).version,
    investors,
    ...more,
  });
interface Refused {
  cause?: { code?: string; detail?: { problems?: { field: string }[]; conflict?: { field: string }[] } };
}
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: Refused) => [error.cause?.code, error.cause?.detail?.problems?.[0]?.field],
  );

beforeAll(async () => {
  scene = await ledgerScene();
  id = await makeProject(scene, { done: SIGNED });
});

describe("investors of a project", () => {
  it("are kept in order with their shares, found by name or made, and told in the history", async () => {
    const before = await database.enterprise.count();
    await set([row("大连同舟投资有限公司", 3334), await main(6666)]);
    expect((await team()).investors).toMatchObject([
      { name: "大连同舟投资有限公司", shareBasisPoints: 3334 },
      { name: "沈阳远松精密机械有限公司", shareBasisPoints: 6666 },
    ]);
    expect(await database.enterprise.count()).toBe(before + 1);
    await set([await main(6666), row("大连同舟投资有限责任公司", null)]);
    expect(await database.enterprise.count()).toBe(before + 1);
    const [told] = (await scene.as("officer").project.history({ id })).entries;
    expect(told).toMatchObject({
      title: "调整投资方",
      text: "沈阳远松精密机械有限公司 66.66%、大连同舟投资有限公司",
    });
  });

  it("never hold more than the whole, are named once, and include the main investor", async () => {
    const [partner, one] = [row("大连同舟投资有限公司", 4000), await main(7000)];
    expect(await refusalOf(set([one, partner]))).toEqual(["bad-input", "shares"]);
    expect(await refusalOf(set([one, { ...one, shareBasisPoints: 10 }]))).toEqual([
      "duplicate",
      "investors.1.name",
    ]);
    expect(await refusalOf(set([partner]))).toEqual(["bad-input", "investors"]);
    await expect(set([{ ...partner, shareBasisPoints: 10_001 }])).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("ask why a code with a wrong check character is kept; a refusal leaves no enterprise behind", async () => {
    const before = await database.enterprise.count();
    const wrong = { uscc: "91350200MA2YJ1XR90" };
    const fresh = row("厦门无此号贸易有限公司", null);
    expect(await refusalOf(set([await main(null), { ...fresh, ...wrong }]))).toEqual([
      "bad-code",
      "investors.1.uscc",
    ]);
    const twoNew = [row("泉州甲有限公司", 6000), row("泉州乙有限公司", 6000)];
    expect(await refusalOf(set([await main(null), ...twoNew]))).toEqual(["bad-input", "shares"]);
    expect(await database.enterprise.count()).toBe(before);
    await set([await main(null), { ...fresh, ...wrong, usccReason: "营业执照即为此代码" }]);
    expect((await team()).investors[1]).toMatchObject({ name: fresh.name, uscc: wrong.uscc });
  });

  it("are written once by a double click", async () => {
    const investors = [await main(5000), row("哈尔滨双击投资有限公司", 5000)];
    const twice = { requestId: requestId(), expectedVersion: (await team()).version };
    const [first, second] = [await set(investors, "officer", twice), await set(investors, "officer", twice)];
    expect(second).toEqual(first);
    expect((await team()).version).toBe(first.version);
  });

  it("end in a conflict when two people change the list, unless they agree", async () => {
    const seen = { expectedVersion: (await team()).version };
    await set([await main(8000), row("大连同舟投资有限公司", 2000)], "head", seen);
    const mine = [await main(7000), row("大连同舟投资有限公司", 3000)];
    const clash = await set(mine, "officer", seen).then(
      () => null,
      (error: Refused) => error.cause,
    );
    expect(clash).toMatchObject({ code: "conflict", detail: { conflict: [{ field: "investors" }] } });
    expect((await team()).investors[0]).toMatchObject({ shareBasisPoints: 8000 });
    await set([await main(8000), row("大连同舟投资有限公司", 2000)], "officer", seen);
  });

  it("are set by those who may edit the project, and no enterprise out of sight can be named by its number", async () => {
    expect(await refusalOf(set([], "leader"))).toEqual(["not-permitted", undefined]);
    expect((await refusalOf(set([], "colleague")))?.[0]).toBe("not-permitted");
    const hidden = await makeProject(scene, { owner: "colleague", name: "他科线索" });
    const { investorId } = await database.project.findUniqueOrThrow({ where: { id: hidden } });
    const secret = await database.enterprise.create({
      data: {
        name: "保密企业",
        nameKey: "保密企业",
        province: "",
        city: "",
        searchText: "",
        searchTokens: [],
      },
    });
    await database.project.update({ where: { id: hidden }, data: { investorId: secret.id } });
    const named = row("保密企业", null, { enterpriseId: secret.id });
    expect(await refusalOf(set([await main(null), named]))).toEqual(["not-found", "investors.1.name"]);
    await database.project.update({ where: { id: hidden }, data: { investorId } });
  });

  it("stay unknown to who may not see their lead, also the second of them, and while a lead is being typed", async () => {
    const lead = await makeProject(scene, { owner: "colleague", name: "他科合资线索" });
    const { investorId } = await database.project.findUniqueOrThrow({ where: { id: lead } });
    await scene.as("colleague").project.setInvestors({
      requestId: requestId(),
      projectId: lead,
      expectedVersion: (await scene.as("colleague").project.team({ id: lead })).version,
      investors: [
        row("", null, { enterpriseId: investorId, name: "沈阳远松精密机械有限公司" }),
        row("锦州暗礁海工装备有限公司", 4000),
      ],
    });
    const namesFor = async (person: Person) => {
      const api = scene.as(person);
      const [found, listed, typed] = await Promise.all([
        api.search.find({ query: "暗礁" }),
        api.enterprise.list({ q: "暗礁" }),
        api.project.suspects({ name: "", investorName: "锦州暗礁", investorUscc: "" }),
      ]);
      return [found.length, listed.total, typed.enterprises.length];
    };
    expect(await namesFor("officer")).toEqual([0, 0, 0]);
    expect(await namesFor("colleague")).toEqual([1, 1, 1]);
  });
});
