/** 数据体检 over rows: each check finds its example and leaves the near miss alone. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { Checkup, Finding } from "@/server/contracts/checkup";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import type { CheckId } from "@/server/domain/checkup";
import { splitArrival } from "@/server/domain/ledger-entries";
import type { Milestone } from "@/server/domain/milestones";
import { monthOfDay } from "@/server/domain/periods";
import type { BasicsPatch, Fact } from "@/server/domain/project-facts";
import { database, reserveIds } from "@/server/platform/database";
import {
  append,
  foundDistrict,
  type LittleDistrict,
  NOW,
  settle,
  type Wish,
} from "../figures/little-district";
import { makeActor } from "../support/actors";

const MONTH = 202611;
let district: LittleDistrict;
let statistician: SessionActor;
const wan = (n: number) => n * FEN_PER_WAN;

const examined = (actor = statistician, more: object = {}): Promise<Checkup> =>
  createCaller({ actor, now: NOW }).statistics.checkup({ month: MONTH, ...more });
const findings = async (check: CheckId, more: object = {}): Promise<Finding[]> =>
  (await examined(statistician, { check, ...more })).checks.find((c) => c.check === check)?.findings ?? [];
/** The names of the projects that a check speaks of. */
const found = async (check: CheckId): Promise<string[]> =>
  (await findings(check)).map((f) => f.project?.name ?? "").sort();

/** A signed project that nothing is wrong with but what the test makes wrong. */
async function put(name: string, wish: Wish, patch: BasicsPatch = {}): Promise<number> {
  const [id = 0] = await settle([
    {
      name,
      chain: district.chains[0],
      unit: district.units[0],
      province: "江苏省",
      industry: "C34",
      planWan: 8_123,
      contract: [["2026-03-10", 8_123]],
      ...wish,
    },
  ]);
  if (Object.keys(patch).length > 0) await append(id, [edited(patch)]);
  return id;
}
const edited = (after: BasicsPatch) => ({
  fact: { type: "BasicsEdited", v: 1, before: {}, after, reason: "" } as Fact,
  occurredOn: "2026-04-01",
});

interface Voucher {
  on: string;
  wan: number;
  number: string;
  payer?: string;
  correctionOfId?: number;
}
/** An approved arrival with its voucher; answers its id. */
async function arrive(id: number, { on, wan: amount, number, payer = "", correctionOfId }: Voucher) {
  const [entryId = 0] = await reserveIds(database, "arrival", 1);
  const fen = wan(amount);
  const row = {
    arrivedOn: on,
    payerName: payer,
    sourceProvince: "江苏省",
    currency: "CNY",
    originalCents: fen,
    amountFen: fen,
    ...splitArrival(fen, "江苏省", "黑龙江省"),
    useKind: "fixed" as const,
    voucherKind: "",
    voucherNumber: number,
    note: "",
  };
  const fact: Fact = {
    type: "EntryApproved",
    v: 1,
    ledger: "arrival",
    entryId,
    row,
    statMonth: monthOfDay(on),
    opening: false,
    correctionOfId: correctionOfId ?? null,
  };
  await append(id, [{ fact, occurredOn: on }]);
  return entryId;
}
const milestone = (kind: Milestone, on: string) => ({
  fact: {
    type: "MilestoneApproved",
    v: 1,
    milestone: kind,
    occurredOn: on,
    statMonth: monthOfDay(on),
    patch: {},
    details: {},
    imported: true,
  } as Fact,
  occurredOn: on,
});

beforeAll(async () => {
  district = await foundDistrict();
  statistician = await makeActor("statistician");
});

describe("vouchers", () => {
  it("find the one number twice, however it is written, across projects, until one of the two is corrected away", async () => {
    const [a, b] = [await put("凭证甲", {}), await put("凭证乙", {})];
    await arrive(a, { on: "2026-05-06", wan: 301, number: "ICBC-2026 0513" });
    const second = await arrive(b, { on: "2026-05-06", wan: 301, number: "icbc20260513" });
    await arrive(b, { on: "2026-05-07", wan: 301, number: "icbc20260514" });
    const [only, ...more] = await findings("voucher-twice");
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      project: { name: "凭证乙" },
      other: { name: "凭证甲" },
      acceptable: false,
      deeds: [{ label: "冲减或补报", href: `/ledger?project=${b}&tab=arrival&entry=${second}` }],
    });
    await arrive(b, { on: "2026-06-06", wan: -301, number: "", correctionOfId: second });
    expect(await found("voucher-twice")).toEqual([]);
  });

  it("find one number with two days or amounts in a project or of a payer, not of two payers", async () => {
    const [a, b, c] = [await put("同号甲", {}), await put("同号乙", {}), await put("同号丙", {})];
    await arrive(a, { on: "2026-05-06", wan: 40, number: "CCB0001" });
    await arrive(a, { on: "2026-05-16", wan: 40, number: "CCB0001" });
    await arrive(b, { on: "2026-05-06", wan: 50, number: "ABC0007", payer: "甲公司" });
    await arrive(c, { on: "2026-05-06", wan: 51, number: "ABC0007", payer: "甲公司" });
    await arrive(b, { on: "2026-05-06", wan: 60, number: "BOC0009", payer: "甲公司" });
    await arrive(c, { on: "2026-05-08", wan: 61, number: "BOC0009", payer: "乙公司" });
    await arrive(c, { on: "2026-05-09", wan: 62, number: "17", payer: "乙公司" });
    await arrive(c, { on: "2026-05-10", wan: 63, number: "17", payer: "乙公司" });
    expect(await found("voucher-reused")).toEqual(["同号丙", "同号甲"].sort());
  });

  it("find one file under arrivals of two projects, not under two of one project", async () => {
    const [a, b] = [await put("文件甲", {}), await put("文件乙", {})];
    const rows = [
      await arrive(a, { on: "2026-07-01", wan: 11, number: "FILE-1" }),
      await arrive(a, { on: "2026-07-02", wan: 12, number: "FILE-2" }),
      await arrive(b, { on: "2026-07-03", wan: 13, number: "FILE-3" }),
    ];
    const file = (sha256: string) =>
      database.evidenceFile.create({
        data: { sha256, size: 1, mediaType: "application/pdf", uploadedById: statistician.id },
      });
    const link = (fileId: number, projectId: number, subjectId = 0) =>
      database.evidenceLink.create({
        data: {
          fileId,
          projectId,
          subjectId,
          requirement: "bank-voucher",
          subjectKind: "arrival",
          originalName: "进账单.pdf",
          attachedById: statistician.id,
          attachedAt: NOW,
        },
      });
    const one = await file("a".repeat(64));
    await link(one.id, a, rows[0]);
    await link(one.id, a, rows[1]);
    expect(await findings("voucher-file")).toEqual([]);
    await link(one.id, b, rows[2]);
    expect((await findings("voucher-file")).map((f) => f.numbers.map((n) => n.value))).toEqual([
      ["进账单.pdf", 3, 2],
    ]);
  });
});

describe("sums of a project", () => {
  it("find arrivals over what was agreed and over the plan; exactly as much is none", async () => {
    const over = await put(
      "到位超",
      { planWan: 1_000, contract: [["2026-01-10", 1_000]] },
      { agreedOutsideFen: wan(400) },
    );
    await arrive(over, { on: "2026-02-01", wan: 401, number: "" });
    const even = await put(
      "到位平",
      { planWan: 1_000, contract: [["2026-01-10", 1_000]] },
      { agreedOutsideFen: wan(1_000) },
    );
    await arrive(even, { on: "2026-02-01", wan: 1_000, number: "" });
    expect(await found("over-agreed")).toEqual(["到位超"]);
    expect(await found("arrived-over-plan")).toEqual([]);
    await arrive(over, { on: "2026-02-02", wan: 600, number: "" });
    expect(await found("arrived-over-plan")).toEqual(["到位超"]);
    await append(over, [edited({ plannedTotalFen: wan(1_001), agreedOutsideFen: wan(1_001) })]);
    expect([await found("over-agreed"), await found("arrived-over-plan")]).toEqual([[], []]);
  });

  it("find investment over the plan by more than the rules allow", async () => {
    const built = {
      contract: [["2026-01-10", 1_000]] as const,
      done: { start: "2026-02-01", statistics: "2026-02-20" },
    };
    await put("固投超", { ...built, planWan: 1_000, investments: [{ month: 202603, wan: 1_100.01 }] });
    await put("固投平", { ...built, planWan: 1_000, investments: [{ month: 202603, wan: 1_100 }] });
    expect(await found("invested-over-plan")).toEqual(["固投超"]);
  });

  it("find a month that takes from the year, and a correction of more than there was", async () => {
    const id = await put("冲减", {});
    const first = await arrive(id, { on: "2026-03-20", wan: 500, number: "X-5001" });
    await arrive(id, { on: "2026-04-20", wan: 10, number: "X-5002" });
    await arrive(id, { on: "2026-04-21", wan: -10, number: "", correctionOfId: first });
    expect(await found("year-falls")).toEqual(["凭证乙"]);
    await arrive(id, { on: "2026-05-21", wan: -100, number: "", correctionOfId: first });
    expect(await found("year-falls")).toEqual(["凭证乙", "冲减"].sort());
    expect(await found("correction-exceeds")).toEqual([]);
    await arrive(id, { on: "2026-06-21", wan: -391, number: "", correctionOfId: first });
    expect(await found("correction-exceeds")).toEqual(["冲减"]);
    await arrive(id, { on: "2026-07-21", wan: 1, number: "", correctionOfId: first });
    expect(await found("correction-exceeds")).toEqual([]);
  });

  it("find money before the contract, and an opening beside single rows of earlier days", async () => {
    await put("先到", { arrivals: [{ on: "2026-03-09", wan: 5 }] });
    await put("后到", { arrivals: [{ on: "2026-03-10", wan: 5 }] });
    expect(await found("early-arrival")).toEqual(["先到"]);
    await put("期初重", {
      arrivals: [
        { on: "2026-06-30", wan: 90, opening: true },
        { on: "2026-05-05", wan: 5 },
      ],
    });
    await put("期初后", {
      arrivals: [
        { on: "2026-06-30", wan: 90, opening: true },
        { on: "2026-07-05", wan: 5 },
      ],
    });
    expect(await found("opening-overlap")).toEqual(["期初重"]);
  });

  it("find foreign money of a month without a rate until there is one", async () => {
    await put("港资", { arrivals: [{ on: "2026-08-05", wan: 70, from: "香港特别行政区", currency: "HKD" }] });
    await put("美资", { arrivals: [{ on: "2026-09-05", wan: 70, from: "德国", currency: "USD" }] });
    expect(await found("unrated")).toEqual(["港资"]);
    await database.exchangeRate.create({
      data: { currency: "USD", month: 202608, rateMicro: 710_000_000n, source: "测试" },
    });
    expect(await found("unrated")).toEqual([]);
  });
});

describe("amounts of one project", () => {
  it("find digits that were exchanged and units that were shifted", async () => {
    const turned = await put(
      "对调",
      { planWan: 6_793, contract: [["2026-03-01", 6_793]] },
      { filedTotalFen: wan(6_973) },
    );
    await put("短数", { planWan: 1_200, contract: [["2026-03-01", 1_200]] }, { filedTotalFen: wan(2_100) });
    await put("隔位", { planWan: 6_793, contract: [["2026-03-01", 6_793]] }, { filedTotalFen: wan(9_763) });
    await put("错位", { planWan: 7_700, contract: [["2026-03-01", 7_700]] }, { filedTotalFen: wan(77_000) });
    await put(
      "约定一成",
      { planWan: 7_700, contract: [["2026-03-01", 7_700]] },
      { agreedOutsideFen: wan(770) },
    );
    expect(new Set(await found("slip-digits"))).toEqual(new Set(["对调"]));
    expect(new Set(await found("slip-unit"))).toEqual(new Set(["错位"]));
    const [slip, ...more] = await findings("slip-digits");
    expect(more).toEqual([]);
    expect(slip?.numbers.map((n) => n.value)).toEqual([wan(6_793), wan(6_973)]);
    const director = await makeActor("director");
    const { checks } = await examined(director, { check: "slip-digits" });
    const deed = checks.find((c) => c.check === "slip-digits")?.findings[0]?.deeds[0];
    if (deed?.kind !== "set") throw new Error("nothing to set");
    expect(deed).toMatchObject({ projectId: turned, field: "filedTotalFen", value: wan(6_793) });
    await createCaller({ actor: director, now: NOW }).project.edit({
      requestId: "checkup-mend-1",
      projectId: deed.projectId,
      expectedVersion: deed.version,
      patch: { filedTotalFen: deed.value },
      reason: "备案证为 6793 万元",
    });
    expect(await found("slip-digits")).toEqual([]);
  });

  it("find what is filed more than a fifth away from the contract, and what is registered otherwise than filed", async () => {
    const built = { contract: [["2026-03-01", 1_000]] as const, planWan: 1_201 };
    await put("备案差", built, { filedTotalFen: wan(1_201) });
    await put("备案近", { ...built, planWan: 1_190 }, { filedTotalFen: wan(1_200) });
    await put(
      "入库差",
      { ...built, planWan: 1_190, done: { statistics: "2026-05-01" } },
      { filedTotalFen: wan(1_200) },
    );
    const names = await found("filed-contract");
    expect(names).toContain("备案差");
    expect(names).not.toContain("备案近");
    expect(await found("filed-registered")).toEqual(["入库差"]);
  });
});

describe("the course of a project", () => {
  it("find milestones in the future and before what must come first", async () => {
    const early = await put("倒置", { done: { start: "2026-05-01", completion: "2026-04-30" } });
    await put("顺序", { done: { start: "2026-05-01", completion: "2026-05-01" } });
    expect(await found("milestone-order")).toEqual(["倒置"]);
    await append(early, [milestone("production", "2026-11-25")]);
    expect(await found("milestone-future")).toEqual(["倒置"]);
    await put("今天", {}).then((id) => append(id, [milestone("registration", "2026-11-24")]));
    expect(await found("milestone-future")).toEqual(["倒置"]);
  });

  it("find what was not filled in, and lets it be filled in where it stands", async () => {
    const bare = await put("无链", { chain: null, unit: null, industry: null });
    expect(await found("no-chain")).toEqual(["无链"]);
    expect((await findings("unclassified")).map((f) => f.numbers[0]?.value)).toEqual(["主办部门、行业分类"]);
    await append(bare, [
      edited({ chainId: district.chains[1], leadUnitId: district.units[1], industryCode: "C34" }),
    ]);
    expect([await found("no-chain"), await found("unclassified")]).toEqual([[], []]);
  });

  it("find contracts without an amount, starts without a plan, and starts that never reached the library", async () => {
    const [id = 0] = await settle([
      {
        name: "无金额",
        chain: district.chains[0],
        unit: district.units[0],
        province: "江苏省",
        industry: "C34",
        done: { contract: "2026-03-01" },
      },
    ]);
    expect(await found("contract-no-amount")).toEqual(["无金额"]);
    await append(id, [milestone("start", "2026-04-01")]);
    expect(await found("start-no-plan")).toEqual(["无金额"]);
    await append(id, [edited({ plannedTotalFen: wan(499) })]);
    expect(await found("start-no-plan")).toEqual([]);
    expect(await found("not-in-library")).not.toContain("无金额");
    await append(id, [edited({ plannedTotalFen: wan(500) })]);
    expect(await found("not-in-library")).toContain("无金额");
    await append(id, [milestone("statistics", "2026-04-20")]);
    expect(await found("not-in-library")).not.toContain("无金额");
    expect(await found("no-team")).toContain("无金额");
  });
});
