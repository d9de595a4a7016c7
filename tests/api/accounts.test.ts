/** 账号: who must belong to a unit, and the order of the list. */
import { beforeAll, describe, expect, it } from "vitest";
import { createAccount, editAccount } from "@/server/accounts/manage-accounts";
import { createCaller } from "@/server/api/root";
import type { Role } from "@/server/domain/permissions";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";

const now = new Date("2026-11-02T02:00:00Z");
let keeper: Awaited<ReturnType<typeof makeActor>>;
let units: number[];
const asKeeper = () => createCaller({ actor: keeper, now }).admin;
const account = (username: string, role: Role, unitId: number | null, displayName = "周某某") => ({
  requestId: requestId(),
  username,
  displayName,
  post: "",
  role,
  unitId,
  password: "Harbin-2026-ice",
});
const edit = (accountId: number, over: { unitId: number | null; active?: boolean }) => ({
  accountId,
  displayName: "周某某",
  post: "",
  role: "officer" as const,
  active: true,
  ...over,
});
const problemAtUnit = {
  detail: { problems: [{ field: "unitId", message: expect.stringContaining("请选择单位") }] },
};

beforeAll(async () => {
  keeper = await makeActor("account-admin", { name: "郑系统" });
  const made = [];
  for (const [name, kind, position] of [
    ["区财政局", "office", 1],
    ["招商二科", "section", 2],
    ["招商一科", "section", 1],
  ] as const)
    made.push((await asKeeper().saveUnit({ id: null, name, kind, position })).id);
  units = made;
});

describe("the unit of an account", () => {
  it.each(["officer", "section-head", "lead-department", "street"] as const)(
    "is asked for from a %s, at the field",
    async (role) => {
      const refused = asKeeper().createAccount(account(`no.unit.${role}`, role, null));
      const issues = await refused.catch((e) => JSON.stringify(e.cause ?? e));
      expect(issues).toContain("unitId");
      expect(issues).toContain("请选择单位");
      await expect(createAccount({ actor: keeper, now }, account("verb", role, null))).rejects.toMatchObject({
        code: "bad-input",
        ...problemAtUnit,
      });
    },
  );

  it("may be missing for a director", async () => {
    await expect(asKeeper().createAccount(account("director", "director", null))).resolves.toBeTruthy();
  });

  it("may be missing from before, but only to put the account out of service", async () => {
    const old = await makeActor("officer");
    await expect(editAccount({ actor: keeper, now }, edit(old.id, { unitId: null }))).rejects.toMatchObject({
      code: "bad-input",
      ...problemAtUnit,
    });
    await asKeeper().editAccount(edit(old.id, { unitId: null, active: false }));
    await asKeeper().editAccount(edit(old.id, { unitId: units[1] ?? 0 }));
    expect((await database.account.findUniqueOrThrow({ where: { id: old.id } })).unitId).toBe(units[1]);
    await asKeeper().editAccount(edit(old.id, { unitId: units[1] ?? 0, active: false }));
  });
});

describe("the lists", () => {
  it("have accounts by role, unit and name in pinyin, those out of service last", async () => {
    const [office, second, first] = units as [number, number, number];
    for (const [username, role, unit, name] of [
      ["per1", "officer", second, "安宁"],
      ["per2", "officer", first, "周明"],
      ["per3", "officer", first, "毕成"],
      ["per4", "section-head", first, "艾科长"],
      ["per5", "officer", office, "艾某某"],
    ] as const)
      await asKeeper().createAccount(account(username, role, unit, name));
    const listed = (await asKeeper().accounts()).map((a) => a.displayName);
    expect(listed).toEqual(["毕成", "周明", "安宁", "艾某某", "艾科长", "周某某", "郑系统", "周某某"]);
  });

  it("have sections before offices, each by its place", async () => {
    expect((await asKeeper().units()).map((u) => u.name)).toEqual(["招商一科", "招商二科", "区财政局"]);
  });
});

describe("a new account", () => {
  it("is made once for a request that is sent again, and is not told from another by its password", async () => {
    const asked = account("twice.sent", "officer", units[1] ?? 0);
    const first = await asKeeper().createAccount(asked);
    expect(await asKeeper().createAccount(asked)).toEqual(first);
    expect(
      await database.auditEntry.count({ where: { action: "account:create", subjectLabel: "twice.sent" } }),
    ).toBe(1);
    const receipt = await database.receipt.findUniqueOrThrow({ where: { requestId: asked.requestId } });
    expect(receipt.content).not.toContain(asked.password);
    const other = { ...asked, username: "other.person" };
    await expect(asKeeper().createAccount(other)).rejects.toMatchObject({ cause: { code: "already-saved" } });
    await expect(asKeeper().createAccount({ ...asked, requestId: requestId() })).rejects.toMatchObject({
      cause: { code: "duplicate" },
    });
  });
});
