/** 汇率: who enters it, what it opens, and when it is fixed. */
import { beforeAll, describe, expect, it } from "vitest";
import { CURRENCIES } from "@/server/contracts/ledger";
import { RATED_CURRENCIES } from "@/server/domain/exchange-rates";
import { database } from "@/server/platform/database";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  type Person,
  requestId,
  STARTED,
} from "../support/ledger-scene";

let scene: LedgerScene;
let project: number;
let vouchers = 0;

interface Cell {
  currency?: (typeof RATED_CURRENCIES)[number];
  month?: number;
  rateMicro: number | null;
  seenMicro?: number | null;
  source?: string;
}
const micro = (yuan: number) => Math.round(yuan * 1_000_000) * 100;
const save = (cells: Cell[], person: Person = "statistician") =>
  scene.as(person).admin.saveExchangeRates({
    requestId: requestId(),
    changes: cells.map((cell) => ({ currency: "USD" as const, month: 202610, ...cell })),
  });
const arrive = (more: object = {}) =>
  scene.as("officer").ledger.saveArrivals({
    requestId: requestId(),
    submit: true,
    rows: [
      {
        projectId: project,
        arrivedOn: "2026-10-12",
        payerName: "Nordwind GmbH",
        sourceProvince: "美国",
        currency: "USD",
        originalCents: 100_000_00,
        voucherKind: "银行进账单",
        voucherNumber: `FX-${++vouchers}`,
        ...more,
      },
    ],
  });
const refs = (written: Awaited<ReturnType<typeof arrive>>) => ({
  requestId: requestId(),
  entries: written.entries.map(({ ledger, id, version }) => ({ ledger, id, version })),
});
const approve = (written: Awaited<ReturnType<typeof arrive>>) =>
  scene.as("statistician").ledger.approve(refs(written));
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ cause, code }) => ({ code: cause?.code ?? code, message: String(cause?.message ?? "") }),
  );
const rateOf = async (currency: string, month: number) =>
  (await database.exchangeRate.findUnique({ where: { currency_month: { currency, month } } }))?.rateMicro;
const audits = () => database.auditEntry.findMany({ where: { action: "rate:set" }, orderBy: { id: "asc" } });

beforeAll(async () => {
  scene = await ledgerScene();
  project = await makeProject(scene, { done: STARTED });
});

describe("a rate", () => {
  it("can be entered for every currency of the ledger", () => {
    expect([...RATED_CURRENCIES, "CNY"].sort()).toEqual(Object.keys(CURRENCIES).sort());
  });

  it("opens the ledger to money in its currency and month", async () => {
    expect(await refusal(arrive())).toMatchObject({
      code: "bad-input",
      message: "2026年10月没有美元汇率，请先由统计在 管理 → 汇率 录入",
    });
    expect(await save([{ rateMicro: micro(7.1), source: "当月中间价均值" }])).toEqual({ changed: 1 });
    const written = await arrive();
    const kept = await database.arrival.findUniqueOrThrow({ where: { id: written.entries[0]?.id ?? 0 } });
    expect(Number(kept.amountFen)).toBe(710_000_00);
  });

  it("is entered by the statistician, read by the director too, and by nobody else", async () => {
    for (const person of ["officer", "head", "director", "leader", "accountAdmin"] as const)
      expect(await refusal(save([{ rateMicro: micro(7.2) }], person)), person).toMatchObject({
        code: "not-permitted",
      });
    const { cells } = await scene.as("director").admin.exchangeRates({ year: 2026 });
    expect(cells.find((c) => c.cell === "USD/202610")).toEqual({
      cell: "USD/202610",
      rateMicro: micro(7.1),
      source: "当月中间价均值",
      lock: null,
    });
    expect(cells.find((c) => c.cell === "USD/202612")?.lock).toContain("还没有到");
    expect(await refusal(scene.as("officer").admin.exchangeRates({ year: 2026 }))).toMatchObject({
      code: "not-permitted",
    });
  });

  it("that is sent twice is written and told once", async () => {
    const cell: Cell = { currency: "EUR", rateMicro: micro(7.80125), source: "年报" };
    expect(await save([cell])).toEqual({ changed: 1 });
    const before = (await audits()).length;
    expect(await save([cell])).toEqual({ changed: 0 });
    expect((await audits()).length).toBe(before);
    expect((await audits()).at(-1)).toMatchObject({
      subjectKind: "rate",
      before: { "EUR/202610": null },
      after: { "EUR/202610": { rate: "7.80125", source: "年报" } },
    });
  });

  it("of somebody else is not overwritten unseen", async () => {
    const stale = { currency: "EUR", rateMicro: micro(7.9), seenMicro: micro(7.7) } as const;
    expect(await refusal(save([stale], "secondStatistician"))).toMatchObject({ code: "conflict" });
    expect(await save([{ ...stale, seenMicro: micro(7.80125) }])).toEqual({ changed: 1 });
    expect(await save([{ ...stale, rateMicro: null, seenMicro: micro(7.9) }])).toEqual({ changed: 1 });
    expect(await rateOf("EUR", 202610)).toBeUndefined();
  });

  it("entered by two at once ends as one", async () => {
    const each = [7.81, 7.82].map((yuan) =>
      save([{ currency: "EUR", month: 202609, rateMicro: micro(yuan) }]),
    );
    const codes = await Promise.all(each.map(refusal));
    expect(codes.map((c) => c?.code ?? "saved").sort()).toEqual(["conflict", "saved"]);
  });

  it.each([
    ["zero", { rateMicro: 0 }],
    ["below zero", { rateMicro: -710_000_000 }],
    ["beyond every currency", { rateMicro: micro(1000.1) }],
    ["of seven decimals", { rateMicro: 710_000_010 }],
    ["for 100 units", { rateMicro: micro(712.34) }],
    ["of a month to come", { month: 202612, rateMicro: micro(7.1) }],
    ["of no month", { month: 202613, rateMicro: micro(7.1) }],
    ["of the yuan itself", { currency: "CNY" as never, rateMicro: micro(1) }],
  ])("%s is refused, and with it the whole range", async (_, cell) => {
    const good: Cell = { currency: "GBP", rateMicro: micro(9.1) };
    expect(await refusal(save([good, cell]))).not.toBeNull();
    expect(await rateOf("GBP", 202610)).toBeUndefined();
  });
});

describe("a rate that was used", () => {
  it("must be the one that stands when the money is approved, and is fixed from then on", async () => {
    const month = 202611;
    await save([{ month, rateMicro: micro(7.1) }]);
    const first = await arrive({ arrivedOn: "2026-11-12" });
    expect(await save([{ month, rateMicro: micro(7.2), seenMicro: micro(7.1) }])).toEqual({ changed: 1 });
    expect(await refusal(approve(first))).toMatchObject({ code: "conflict" });
    const second = await arrive({ arrivedOn: "2026-11-12" });
    await approve(second);
    for (const rateMicro of [micro(7.3), null])
      expect(await refusal(save([{ month, rateMicro, seenMicro: micro(7.2) }]))).toMatchObject({
        code: "bad-state",
        message: expect.stringContaining("2026年11月已有 1 笔审核通过的资金按此汇率折算"),
      });
    expect(await rateOf("USD", month)).toBe(BigInt(micro(7.2)));
    const { cells } = await scene.as("statistician").admin.exchangeRates({ year: 2026 });
    expect(cells.find((c) => c.cell === "USD/202611")?.lock).toContain("已固定");
    // Another currency of the month stays free.
    expect(await save([{ currency: "HKD", month, rateMicro: micro(0.91) }])).toEqual({ changed: 1 });
  });

  it("fixes the dollar when other foreign money is shown in dollars by it", async () => {
    const month = 202608;
    await save([
      { month, rateMicro: micro(7.1) },
      { currency: "HKD", month, rateMicro: micro(0.91) },
    ]);
    await approve(await arrive({ arrivedOn: "2026-08-12", currency: "HKD", sourceProvince: "香港" }));
    expect(await refusal(save([{ month, rateMicro: micro(7.2), seenMicro: micro(7.1) }]))).toMatchObject({
      code: "bad-state",
    });
  });

  it("of a closed month is not changed; one that is missing may come for a late entry", async () => {
    await save([{ month: 202603, rateMicro: micro(7.1) }]);
    await database.monthState.create({ data: { month: 202604, state: "reported" } });
    const change = { month: 202603, rateMicro: micro(7.2), seenMicro: micro(7.1) };
    expect(await refusal(save([change]))).toMatchObject({
      code: "closed-month",
      message: "2026年3月已关账，汇率不能修改",
    });
    expect(await save([{ month: 202604, rateMicro: micro(7.1) }])).toEqual({ changed: 1 });
  });
});
