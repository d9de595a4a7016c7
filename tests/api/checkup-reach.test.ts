/** 数据体检: who sees what, what may be accepted, and what it holds up. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { Checkup, Finding } from "@/server/contracts/checkup";
import { slipBetween } from "@/server/domain/amount-slips";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { type CheckId, checkOf } from "@/server/domain/checkup";
import { database, rowOf, sql } from "@/server/platform/database";
import { keepErrors } from "@/server/statistics";
import { digitsExchanged, unitSlipped } from "@/server/statistics/checkup/slip-conditions";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { asProduct } from "../support/database";
import { replaying } from "../support/replaying";

let district: LittleDistrict;
let section: number;
const people = {} as Record<
  "statistician" | "director" | "head" | "officer" | "stranger" | "leader" | "supervision",
  SessionActor
>;
let ids: number[];

const wan = (n: number) => n * FEN_PER_WAN;
const as = (who: keyof typeof people) => replaying(createCaller({ actor: people[who], now: NOW })).statistics;
const examined = (who: keyof typeof people, more: object = {}): Promise<Checkup> =>
  as(who).checkup({ month: 202611, ...more });
const of = ({ checks }: Checkup, check: CheckId): Finding[] =>
  checks.find((c) => c.check === check)?.findings ?? [];
const names = (checkup: Checkup, check: CheckId) => of(checkup, check).map((f) => f.project?.name);

let requests = 0;
const requestId = () => `checkup-reach-${++requests}`;
const accept = (
  who: keyof typeof people,
  { subject, digest }: Finding,
  check: CheckId,
  reason = "已电话核实",
) => as(who).acceptFinding({ requestId: requestId(), month: 202611, check, subject, digest, reason });

beforeAll(async () => {
  district = await foundDistrict();
  section = (await database.unit.create({ data: { name: "招商一科", kind: "section" } })).id;
  const other = (await database.unit.create({ data: { name: "招商二科", kind: "section" } })).id;
  const [machines, ice] = district.chains;
  Object.assign(people, {
    statistician: await makeActor("statistician"),
    director: await makeActor("director"),
    head: await makeActor("section-head", { unitId: section }),
    officer: await makeActor("officer", { unitId: section }),
    stranger: await makeActor("officer", { unitId: other }),
    leader: await makeActor("chain-leader", { chainIds: [ice] }),
    supervision: await makeActor("supervision"),
  });
  const signed = { planWan: 5_000, contract: [["2026-02-03", 5_000]] as const };
  ids = await settle([
    {
      name: "一科的",
      chain: machines,
      ...signed,
      owner: people.officer.id,
      arrivals: [{ on: "2026-02-01", wan: 10 }],
    },
    { name: "别人的", chain: ice, ...signed, arrivals: [{ on: "2026-02-02", wan: 20 }] },
    { name: "保密的", chain: ice, planWan: 5_000, sensitive: true, framework: [["2026-03-03", 5_000]] },
  ]);
});

describe("reach", () => {
  it("is the whole for statistics and director, one's own for others, and nothing where nothing is readable", async () => {
    const early = async (who: keyof typeof people, more: object = {}) =>
      names(await examined(who, more), "early-arrival").sort();
    expect(await early("statistician")).toEqual(["一科的", "别人的"].sort());
    expect(await early("director")).toEqual(["一科的", "别人的"].sort());
    expect(await early("officer")).toEqual(["一科的"]);
    expect(await early("stranger")).toEqual([]);
    expect(await early("leader")).toEqual(["别人的"]);
    expect(await early("statistician", { chainId: district.chains[0] })).toEqual(["一科的"]);
    expect(await early("statistician", { mine: true })).toEqual([]);
    await expect(examined("supervision")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as("director").checkup({ month: 202612 })).rejects.toThrow("不能晚于本月");
  });

  it("counts all levels whatever is looked at, and tells findings of the level alone", async () => {
    const all = await examined("statistician");
    const hints = await examined("statistician", { level: "hint" });
    expect(hints.checks.map((c) => [c.check, c.open])).toEqual(all.checks.map((c) => [c.check, c.open]));
    expect(
      hints.checks.filter((c) => c.findings.length > 0).every((c) => checkOf(c.check).level === "hint"),
    ).toBe(true);
  });

  it("says nothing of a sensitive lead to whoever sees only its chain and size", async () => {
    const [, , secret = 0] = ids;
    await append(secret, [
      {
        fact: {
          type: "MilestoneApproved",
          v: 1,
          milestone: "framework",
          occurredOn: "2026-11-30",
          statMonth: 202611,
          patch: {},
          details: {},
          imported: true,
        },
        occurredOn: "2026-11-24",
      },
    ]);
    expect(names(await examined("director"), "milestone-future")).toEqual(["保密的"]);
    expect(names(await examined("leader"), "milestone-future")).toEqual(["保密的"]);
    expect(names(await examined("statistician"), "milestone-future")).toEqual([]);
    await keepErrors(NOW);
    expect(
      (await createCaller({ actor: people.director, now: NOW }).desk.mine()).sections.find(
        (s) => s.id === "checkup",
      ),
    ).toMatchObject({
      total: 1,
      lines: [{ title: "节点日期在将来", detail: "1 处错误" }],
    });
    expect(
      (await createCaller({ actor: people.statistician, now: NOW }).desk.mine()).sections.some(
        (s) => s.id === "checkup",
      ),
    ).toBe(false);
  });
});

describe("accepting", () => {
  it("takes a warning off until its numbers change, says who and why, and can be taken back", async () => {
    const [finding] = of(await examined("statistician"), "early-arrival").filter(
      (f) => f.project?.name === "别人的",
    );
    if (!finding) throw new Error("no finding");
    expect(finding).toMatchObject({ acceptable: true, accepted: null });
    await accept("statistician", finding, "early-arrival");
    const after = (await examined("statistician")).checks.find((c) => c.check === "early-arrival");
    expect(after).toMatchObject({ open: 1, accepted: 1 });
    const held = after?.findings.find((f) => f.subject === finding.subject)?.accepted;
    expect(held).toMatchObject({ by: people.statistician.name, reason: "已电话核实", revocable: true });
    // Said once: a second person's word finds it said.
    expect(await accept("director", finding, "early-arrival")).toEqual({ id: held?.id });
    const audit = await database.auditEntry.findMany({ where: { action: "checkup:accept" } });
    expect(audit).toHaveLength(1);
    await expect(asProduct(`UPDATE checkup_acceptance SET reason = '别的'`)).rejects.toThrow(
      "only taken back",
    );
    await as("director").revokeAcceptance({ requestId: requestId(), id: held?.id ?? 0 });
    expect(await as("director").revokeAcceptance({ requestId: requestId(), id: held?.id ?? 0 })).toEqual({
      revoked: false,
    });
    expect((await examined("statistician")).checks.find((c) => c.check === "early-arrival")).toMatchObject({
      open: 2,
      accepted: 0,
    });
    await accept("statistician", finding, "early-arrival");
  });

  it("lapses with the numbers, and is refused under numbers that were not seen", async () => {
    const { id } = (await database.project.findFirst({ where: { name: "别人的" } })) ?? { id: 0 };
    const edited = (agreedOutsideFen: number) => ({
      fact: {
        type: "BasicsEdited" as const,
        v: 1 as const,
        before: {},
        after: { agreedOutsideFen },
        reason: "",
      },
      occurredOn: "2026-11-01",
    });
    await append(id, [edited(wan(15))]);
    const [over] = of(await examined("statistician"), "over-agreed");
    if (!over) throw new Error("no finding");
    await accept("statistician", over, "over-agreed");
    expect((await examined("statistician")).checks.find((c) => c.check === "over-agreed")).toMatchObject({
      open: 0,
      accepted: 1,
    });
    await append(id, [edited(wan(14))]);
    expect((await examined("statistician")).checks.find((c) => c.check === "over-agreed")).toMatchObject({
      open: 1,
      accepted: 0,
    });
    await expect(accept("statistician", over, "over-agreed")).rejects.toMatchObject({ code: "CONFLICT" });
    await append(id, [edited(wan(20))]);
    await expect(accept("statistician", over, "over-agreed")).rejects.toThrow("已经不在");
  });

  it("is for those who answer for it, never for an error, and asks for words", async () => {
    const [mine] = of(await examined("head"), "early-arrival");
    const [error] = of(await examined("director"), "milestone-future");
    if (!error) throw new Error("no error");
    expect(error.acceptable).toBe(false);
    await expect(accept("director", error, "milestone-future")).rejects.toThrow("错误只能改正");
    const [own] = of(await examined("officer"), "early-arrival");
    if (!own) throw new Error("no finding");
    expect(own.acceptable).toBe(false);
    await expect(accept("officer", own, "early-arrival")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(accept("statistician", own, "early-arrival", "无误")).rejects.toThrow("至少四个字");
    // Of another unit: as if it were not there.
    expect(mine).toBeUndefined();
    await expect(accept("head", own, "early-arrival")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [row] = await database.checkupAcceptance.findMany({
      where: { checkId: "early-arrival", revokedAt: null },
    });
    await expect(
      as("head").revokeAcceptance({ requestId: requestId(), id: row?.id ?? 0 }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("the checklist of a close", () => {
  it("asks the same checks about the month alone, without what was accepted", async () => {
    const codes = async (month: number) =>
      (await as("statistician").closing({ month })).hindrances.map((h) => [h.code, h.level, h.href]);
    const early = ["early-arrival", "warning", "/statistics/checkup?month=202602&check=early-arrival"];
    expect(await codes(202602)).toEqual([early]);
    expect(await codes(202603)).toEqual([]);
    const [left] = of(await examined("statistician"), "early-arrival");
    if (!left) throw new Error("no finding");
    await accept("statistician", left, "early-arrival");
    expect(await codes(202602)).toEqual([]);
  });

  it("is refused while an error is found", async () => {
    const voucher = { number: "GSYH-0001", on: "2026-01-05" };
    for (const [at, number] of [voucher.number, "gsyh 0001"].entries())
      await arrival(ids[at] ?? 0, voucher.on, number);
    await as("statistician").move({ month: 202601, from: "open", to: "cutoff" });
    await as("statistician").move({ month: 202601, from: "cutoff", to: "review" });
    const desk = await as("statistician").closing({ month: 202601 });
    expect(desk.hindrances[0]).toMatchObject({ code: "voucher-twice", level: "error" });
    await expect(
      as("statistician").sign({ month: 202601, figures: desk.figures ?? "", reason: "照常关账" }),
    ).rejects.toThrow("体检有错误");
  });
});

async function arrival(id: number, on: string, voucherNumber: string): Promise<void> {
  const { splitArrival } = await import("@/server/domain/ledger-entries");
  const { reserveIds } = await import("@/server/platform/database");
  const [entryId = 0] = await reserveIds(database, "arrival", 1);
  const row = {
    arrivedOn: on,
    payerName: "",
    sourceProvince: "江苏省",
    currency: "CNY",
    originalCents: wan(3),
    amountFen: wan(3),
    ...splitArrival(wan(3), "江苏省", "黑龙江省"),
    useKind: "fixed" as const,
    voucherKind: "",
    voucherNumber,
    note: "",
  };
  await append(id, [
    {
      fact: {
        type: "EntryApproved",
        v: 1,
        ledger: "arrival",
        entryId,
        row,
        statMonth: 202601,
        opening: false,
        correctionOfId: null,
      },
      occurredOn: on,
    },
  ]);
}

describe("slips", () => {
  it("are the same in SQL as in the domain", async () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 });
    const pair = fc
      .record({
        digits,
        zeros: fc.integer({ min: 0, max: 7 }),
        at: fc.nat(6),
        by: fc.constantFrom("swap", 10, 100, 1000, 10_000, "other"),
      })
      .map(({ digits: given, zeros, at, by }) => {
        const a = Number(given.join("")) * 10 ** zeros;
        if (typeof by === "number") return [a, a * by] as const;
        const turned = [...given];
        const to = by === "swap" ? at + 1 : at + 2;
        if (turned[at] !== undefined && turned[to] !== undefined)
          [turned[at], turned[to]] = [turned[to] ?? 0, turned[at] ?? 0];
        return [a, Number(turned.join("")) * 10 ** zeros] as const;
      });
    await fc.assert(
      fc.asyncProperty(pair, async ([a, b]) => {
        const [x, y] = [sql`${String(a)}::text::bigint`, sql`${String(b)}::text::bigint`];
        const said = await rowOf<{ digits: boolean; unit: boolean }>(
          database,
          sql`SELECT ${digitsExchanged(x, y)} AS digits, (${x} > 0 AND ${unitSlipped(x, y)}) AS unit`,
        );
        expect(said).toEqual({ digits: slipBetween(a, b) === "digits", unit: slipBetween(a, b) === "unit" });
      }),
      { numRuns: 300 },
    );
  });
});
