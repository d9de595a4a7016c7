/** A month is closed by two people, and stays as it was. */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { CUT_NAMES, type MonthReport } from "@/server/contracts/statistics";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { splitArrival } from "@/server/domain/ledger-entries";
import type { StatMonth } from "@/server/domain/periods";
import type { Fact } from "@/server/domain/project-facts";
import { writeClosedWorkbook } from "@/server/exports/closed-workbook";
import { database, reserveIds, rowsOf, sql } from "@/server/platform/database";
import { monthReport, verifyCloses } from "@/server/statistics";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { asOwner } from "../support/database";

let district: LittleDistrict;
let director: SessionActor;
let statistician: SessionActor;
let moved = 0;

/** What was recorded is closed half an hour later; then the chain is found wrong, and the month restated some time after that. */
const CLOSED = new Date(NOW.getTime() + 1_800_000);
const CORRECTED = new Date(NOW.getTime() + 3_600_000);
const RESTATED = new Date(NOW.getTime() + 7_200_000);

const as = (actor: SessionActor, now = CLOSED) => createCaller({ actor, now }).statistics;
const report = (month: StatMonth, more: object = {}): Promise<MonthReport> =>
  monthReport({ now: NOW }, { month, cut: "chain", indicator: "outsideFen", ...more });
const figure = (of: MonthReport, row: string, column: string) =>
  of.rows.find((r) => r.key === row)?.values[column];
const wan = (n: number) => n * FEN_PER_WAN;

async function arrival(
  id: number,
  on: string,
  amount: number,
  statMonth: StatMonth,
  correctionOfId: number | null = null,
): Promise<void> {
  const [entryId = 0] = await reserveIds(database, "arrival", 1);
  const fen = wan(amount);
  const row = {
    arrivedOn: on,
    payerName: "",
    sourceProvince: "江苏省",
    currency: "CNY",
    originalCents: fen,
    amountFen: fen,
    ...splitArrival(fen, "江苏省", "黑龙江省"),
    useKind: "fixed" as const,
    voucherKind: "",
    voucherNumber: "",
    note: "",
  };
  const fact: Fact = {
    type: "EntryApproved",
    v: 1,
    ledger: "arrival",
    entryId,
    row,
    statMonth,
    opening: false,
    correctionOfId,
  };
  await append(id, [{ fact, occurredOn: on }]);
}

/** A row that corrects one on record, as an approval leaves it. */
const correct = async (amount: number, statMonth: StatMonth, correctedMonth: StatMonth): Promise<void> => {
  const { id: correctionOfId } = await database.arrival.findFirstOrThrow({
    where: { projectId: moved, statMonth: correctedMonth },
  });
  await arrival(moved, "2026-03-05", amount, statMonth, correctionOfId);
};

async function toReview(month: StatMonth): Promise<void> {
  await as(statistician).move({ month, from: "open", to: "cutoff" });
  await as(statistician).move({ month, from: "cutoff", to: "review" });
}
async function sign(actor: SessionActor, month: StatMonth, reason = "") {
  const { figures } = await as(actor).closing({ month });
  return as(actor).sign({ month, figures: figures ?? "", reason });
}
async function close(month: StatMonth): Promise<void> {
  await toReview(month);
  expect((await sign(statistician, month)).closed).toBe(false);
  expect((await sign(director, month)).closed).toBe(true);
}

beforeAll(async () => {
  district = await foundDistrict();
  director = await makeActor("director");
  statistician = await makeActor("statistician");
  const [machines, ice] = district.chains;
  [moved = 0] = await settle([
    {
      chain: machines,
      planWan: 20_000,
      contract: [["2026-01-10", 15_000]],
      arrivals: [{ on: "2026-03-05", wan: 1000 }],
    },
    {
      chain: ice,
      planWan: 6_000,
      contract: [["2025-11-02", 6_000]],
      arrivals: [
        { on: "2025-12-05", wan: 300 },
        { on: "2026-02-05", wan: 700 },
      ],
    },
  ]);
});

describe("closing", () => {
  it("is refused before review, to whoever is neither director nor statistician, and before the month has ended", async () => {
    await expect(as(statistician).sign({ month: 202603, figures: "0".repeat(64) })).rejects.toThrow(
      "审核阶段才能签署",
    );
    const officer = await makeActor("officer");
    await expect(as(officer).closing({ month: 202603 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(director).move({ month: 202603, from: "open", to: "cutoff" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await toReview(202611);
    await expect(sign(director, 202611)).rejects.toThrow("还没有结束");
    await as(statistician).move({ month: 202611, from: "review", to: "cutoff", reason: "误操作" });
    await expect(as(statistician).move({ month: 202611, from: "cutoff", to: "open" })).rejects.toThrow(
      "请填写原因",
    );
    await as(statistician).move({ month: 202611, from: "cutoff", to: "open", reason: "误操作" });
  });

  it("takes two signatures under the same figures; figures that change let the first one lapse", async () => {
    await toReview(202603);
    const waiting = async () => {
      const { sections } = await createCaller({ actor: director, now: NOW }).desk.mine();
      return sections
        .filter((s) => s.id === "closing")
        .flatMap((s) => s.lines.map((l) => `${l.title} ${l.detail}`));
    };
    expect(await waiting()).toEqual(["2026年3月 审核中，待您签署"]);
    // Many at once wait for one another, not for each other's connections.
    const crowd = Array.from({ length: 14 }, () =>
      as(statistician).sign({ month: 202603, figures: "0".repeat(64) }),
    );
    for (const answer of await Promise.allSettled(crowd))
      expect(answer).toMatchObject({
        status: "rejected",
        reason: { message: expect.stringContaining("数字有变化") },
      });
    const early = await as(director).closing({ month: 202603 });
    expect((await as(director).sign({ month: 202603, figures: early.figures ?? "" })).closed).toBe(false);
    // A target is signed too.
    await database.target.create({
      data: { year: 2026, scopeKind: "district", indicator: "outsideFen", value: BigInt(wan(5000)) },
    });
    expect((await as(director).closing({ month: 202603 })).signatures.map((s) => s.valid)).toEqual([false]);
    const seen = await as(director).closing({ month: 202603 });
    expect((await as(director).sign({ month: 202603, figures: seen.figures ?? "" })).closed).toBe(false);
    expect(await waiting()).toEqual([]);
    await arrival(moved, "2026-03-20", 1, 202603);
    await expect(as(statistician).sign({ month: 202603, figures: seen.figures ?? "" })).rejects.toThrow(
      "数字有变化",
    );
    expect((await sign(statistician, 202603)).closed).toBe(false);
    const { signatures } = await as(director).closing({ month: 202603 });
    expect(signatures.map((s) => [s.part, s.valid])).toEqual([
      ["director", false],
      ["statistics", true],
    ]);
    const answers = await Promise.allSettled([sign(director, 202603), sign(director, 202603)]);
    expect(answers.filter((a) => a.status === "fulfilled" && a.value.closed)).toHaveLength(1);
    expect(await database.monthClose.count()).toBe(1);
    expect((await report(202603)).closed?.signers.map((s) => s.part).sort()).toEqual([
      "director",
      "statistics",
    ]);
  });

  it("goes month after month, and takes everything before the first one along", async () => {
    await toReview(202605);
    await expect(sign(director, 202605)).rejects.toThrow("下一个该关的是2026年4月");
    await as(statistician).move({ month: 202605, from: "review", to: "cutoff", reason: "按月关账" });
    await as(statistician).move({ month: 202605, from: "cutoff", to: "open", reason: "按月关账" });
    const { closes, state } = await as(director).closing({ month: 202512 });
    expect(state).toBe("closed");
    expect(closes.map((c) => [c.month, c.firstMonth])).toEqual([[202603, 202511]]);
  });
});

describe("a closed month", () => {
  it("never changes: T-adj, a chain that changes, and the balance in the next month", async () => {
    const [machines, ice] = district.chains;
    const before = await Promise.all(CUT_NAMES.map((cut) => report(202603, { cut })));
    expect(figure(before[0] as MonthReport, String(machines), "outsideYearFen")).toBe(wan(1001));
    expect((await as(director).closing({ month: 202603 })).corrections).toEqual([]);
    await correct(-200, 202605, 202603);
    expect((await as(director).closing({ month: 202603 })).corrections).toEqual([
      { of: "arrival", statMonth: 202605, count: 1, fen: wan(-200) },
    ]);
    expect((await as(director).closing({ month: 202605 })).corrections).toEqual([]);
    const reclassified = {
      type: "BasicsEdited",
      v: 1,
      before: { chainId: machines },
      after: { chainId: ice },
      reason: "归类有误",
    } as Fact;
    await append(moved, [{ fact: reclassified }], CORRECTED);
    expect(await Promise.all(CUT_NAMES.map((cut) => report(202603, { cut })))).toEqual(before);

    const april = await report(202604);
    expect(figure(april, String(machines), "outsideMonthFen")).toBe(wan(-1001));
    expect(figure(april, String(ice), "outsideMonthFen")).toBe(wan(1001));
    expect(figure(april, "total", "outsideMonthFen")).toBe(0);
    expect([april.adjusted, (await report(202605)).adjusted, before[0]?.adjusted]).toEqual([
      true,
      false,
      false,
    ]);
    const moves = await as(director).drill({
      month: 202604,
      rowKey: String(machines),
      column: "outsideMonthFen",
    });
    const march = { month: 202603, corrects: false };
    expect(moves.rows.map((r) => [r.value, r.adjusts, r.origin])).toEqual([
      [wan(-1), true, march],
      [wan(-1000), true, march],
    ]);
    expect(figure(april, String(machines), "outsideYearFen")).toBe(0);
    expect(figure(april, "total", "outsideYearFen")).toBe(wan(1701));
    const may = await report(202605);
    expect(figure(may, "total", "outsideMonthFen")).toBe(wan(-200));
    expect(figure(may, String(ice), "outsideYearFen")).toBe(wan(1501));
  });

  it("keeps its adjustments when the next one is closed, and the hashes chain", async () => {
    await close(202604);
    const april = await report(202604);
    expect(april.closed?.version).toBe(1);
    expect(figure(april, "total", "outsideYearFen")).toBe(wan(1701));
    const closes = await database.monthClose.findMany({ orderBy: { id: "asc" } });
    expect(closes[1]?.previousHash).toBe(closes[0]?.hash);
    expect(figure(await report(202605), "total", "outsideMonthFen")).toBe(wan(-200));
    await close(202605);
    await as(statistician).move({ month: 202605, from: "closed", to: "reported" });
    expect((await report(202605)).state).toBe("reported");
  });

  it("is refused by the database itself, also to plain SQL", async () => {
    const plain = [
      sql`INSERT INTO milestone (project_id, kind, status, occurred_on, stat_month, details, patch, recorded_at, recorded_by_id, approved_at, approved_by_id)
        VALUES (${moved}, 'start', 'approved', '2026-03-01', 202603, '{}', '{}', now(), ${director.id}, now(), ${director.id})`,
      sql`UPDATE arrival SET voided_at = now() WHERE project_id = ${moved} AND stat_month = 202603`,
      sql`UPDATE month_state SET state = 'open' WHERE month = 202603`,
      sql`DELETE FROM month_state WHERE month = 202604`,
      sql`UPDATE month_close_sum SET value = value + 1`,
      sql`DELETE FROM month_close_row`,
      sql`UPDATE month_close SET hash = ''`,
      sql`INSERT INTO month_close_sum SELECT id, 'total', 190001, '', 'outsideFen', 5 FROM month_close LIMIT 1`,
      sql`UPDATE month_close_report SET content = '{}'`,
      sql`TRUNCATE month_close_row`,
    ];
    for (const statement of plain)
      await expect(database.$executeRaw(statement), statement.sql).rejects.toThrow(
        /closed|append-only|sealed|permission denied/,
      );
    const [states] = await rowsOf<{ n: number }>(
      database,
      sql`SELECT count(*)::int AS n FROM month_state WHERE month IN (202603, 202604)`,
    );
    expect(states?.n).toBe(2);
  });
});

describe("restating", () => {
  const restate = async (actor: SessionActor, month: StatMonth, reason: string) => {
    const { figures } = await as(actor).closing({ month });
    return as(actor, RESTATED).restate({ month, figures: figures ?? "", reason });
  };

  it("is offered only where something has changed, takes both signatures, and keeps every version", async () => {
    const [machines, ice] = district.chains;
    expect((await as(director).closing({ month: 202603 })).differs).toBe(true);
    const before = await report(202603);
    const difference = await as(statistician).versions({ month: 202603, from: 1, to: null });
    expect(
      difference.figures.find(
        (f) => f.row === "冰雪体育" && f.header === "本月" && f.group === "省外内资到位",
      ),
    ).toMatchObject({
      before: 0,
      after: wan(1001),
    });
    expect(difference.rows.filter((r) => r.measure === "outsideFen").map((r) => [r.group, r.value])).toEqual([
      ["重型数控机床", wan(-1001)],
      ["冰雪体育", wan(1001)],
    ]);

    const [machineName, iceName] = ["重型数控机床", "冰雪体育"];
    for (const { why } of difference.rows) expect(why).toEqual([`产业链：${machineName} → ${iceName}`]);

    const file = path.join(mkdtempSync(path.join(tmpdir(), "chainlead-closed-")), "closed.xlsx");
    const printed = async (month: StatMonth, version: number) => {
      await writeClosedWorkbook({ month, version, path: file, now: NOW });
      return createHash("sha256").update(readFileSync(file)).digest("hex");
    };
    const prints = await Promise.all([await printed(202603, 1), await printed(202605, 1)]);
    await expect(printed(202606, 1)).rejects.toThrow("没有这一版");

    await expect(restate(director, 202603, "")).rejects.toThrow("请填写原因");
    expect(await restate(director, 202603, "归类更正")).toEqual({ restated: 0 });
    expect(await report(202603)).toEqual(before);
    expect(await restate(statistician, 202603, "归类更正")).toEqual({ restated: 3 });

    const second = await report(202603);
    expect(second.closed).toMatchObject({ version: 2, versions: 2, latestAt: second.closed?.at });
    expect(before.closed?.latestAt).toBe(before.closed?.at);
    expect([
      figure(second, String(machines), "outsideYearFen"),
      figure(second, String(ice), "outsideYearFen"),
    ]).toEqual([0, wan(1701)]);
    expect(await report(202603, { version: 1 })).toEqual({
      ...before,
      closed: { ...before.closed, versions: 2, latestAt: second.closed?.at },
    });
    // Byte for byte, after a restatement too; 202605 was reported upwards in between.
    expect([await printed(202603, 1), await printed(202605, 1)]).toEqual(prints);
    expect(await printed(202603, 2)).not.toBe(prints[0]);
    for (const version of [1, 2]) {
      const drill = await as(director).drill({
        month: 202603,
        version,
        rowKey: String(machines),
        column: "outsideYearFen",
      });
      expect(drill.total.sum, `第${version}版`).toBe(version === 1 ? wan(1001) : 0);
    }
    const april = await report(202604);
    expect(figure(april, String(machines), "outsideMonthFen")).toBe(0);
    expect(figure(april, "total", "outsideYearFen")).toBe(wan(1701));
    const copies = await as(statistician).versions({ month: 202603, from: 1, to: 2 });
    expect(copies).toEqual(difference);
    for (const month of [202603, 202604, 202605])
      expect((await as(director).closing({ month })).differs).toBe(false);
    // A restatement leaves them in the month in which they were entered.
    expect((await as(director).closing({ month: 202603 })).corrections).toHaveLength(1);
    await expect(restate(director, 202603, "再来")).rejects.toThrow();
  });
});

it("is verified to the last row: whoever gets past the triggers is found out", async () => {
  expect(await verifyCloses()).toEqual([]);
  const [first] = await database.monthClose.findMany({ orderBy: { id: "asc" } });
  const behind = (table: string, change: string) =>
    asOwner(
      `ALTER TABLE ${table} DISABLE TRIGGER USER; UPDATE ${table} ${change}; ALTER TABLE ${table} ENABLE TRIGGER USER`,
    );
  await behind(
    "month_close_row",
    `SET value = value + 1 WHERE close_id = ${first?.id} AND measure = 'outsideFen'`,
  );
  expect(await verifyCloses()).toEqual([
    { month: 202603, version: 1, what: "hash" },
    { month: 202603, version: 1, what: "sums" },
  ]);
  await behind(
    "month_close_row",
    `SET value = value - 1 WHERE close_id = ${first?.id} AND measure = 'outsideFen'`,
  );
  await behind("month_close", `SET hash = repeat('0', 64) WHERE id = ${first?.id}`);
  expect((await verifyCloses()).map((b) => [b.month, b.what])).toEqual([
    [202603, "hash"],
    [202604, "chain"],
  ]);
});
