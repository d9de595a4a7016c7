/** 开通清单: from an empty bureau to a full one, step by step through the procedures themselves. */
import { expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";

const now = new Date("2026-11-02T02:00:00Z");
const PASSWORD = "Harbin-2026-ice";

it("counts what a new bureau has set up", async () => {
  const as = async (role: Parameters<typeof makeActor>[0]) =>
    createCaller({ actor: await makeActor(role), now });
  const keeper = await as("account-admin");
  const open = async () => (await keeper.admin.setup()).flatMap((s) => (s.done ? [] : [s.id]));
  expect(await open()).toEqual(["units", "accounts", "chains", "rates", "targets", "import"]);

  const unit = await keeper.admin.saveUnit({ id: null, name: "招商一科", kind: "section" });
  expect(await open()).not.toContain("units");
  const [director, statistician] = [await as("director"), await as("statistician")];
  for (const role of ["section-head", "officer"] as const) {
    expect(await open()).toContain("accounts");
    await keeper.admin.createAccount({
      requestId: requestId(),
      username: role,
      displayName: "王某某",
      role,
      unitId: unit.id,
      password: PASSWORD,
    });
  }
  expect(await open()).toEqual(["chains", "rates", "targets", "import"]);

  const { id: chainId } = await director.admin.saveChain({ id: null, name: "机器人", code: "robot", hue: 1 });
  expect((await keeper.admin.setup())[2]).toMatchObject({
    done: false,
    note: "1 条产业链，其中 1 条未定链长",
  });
  await director.admin.appointToChain({ chainId, role: "leader", personName: "顾明远", from: "2026-01-01" });
  await statistician.admin.saveExchangeRates({
    requestId: requestId(),
    changes: [{ currency: "USD", month: 202610, rateMicro: 710_000_000, source: "外汇交易中心" }],
  });
  const place = { year: 2026, scopeKind: "district", scopeId: 0, indicator: "signedCount" } as const;
  await director.admin.setTargets({ requestId: requestId(), changes: [{ ...place, value: 10 }] });
  expect(await open()).toEqual(["import"]);
  await director.project.capture({
    requestId: requestId(),
    name: "第一条线索",
    investorName: "沈阳远松精密机械有限公司",
    intendedFen: 8_000_000_000,
  });
  expect(await open()).toEqual([]);
});
