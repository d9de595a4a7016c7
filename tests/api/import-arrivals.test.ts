/** 到位资金明细: rows of a sheet become rows of the ledger by the ledger's own rules, once, and can be taken back. */
import { beforeAll, describe, expect, it } from "vitest";
import { arrivalInput } from "@/server/contracts/ledger";
import { importScene, listImports } from "@/server/imports";
import { saveArrivals } from "@/server/ledger/save-arrivals";
import { database } from "@/server/platform/database";
import { record } from "@/server/record/record";
import {
  chooseAgain,
  committed,
  detailsOf,
  fatesOf,
  triedBatch,
  undone,
  type Who,
} from "../support/import-batches";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  requestId,
  SIGNED,
  WAN,
} from "../support/ledger-scene";

const HEADER = [
  "项目编号",
  "项目名称",
  "企业名称",
  "到账日期",
  "到账金额（万元）",
  "付款方",
  "来源地",
  "凭证种类",
  "凭证号",
  "备注",
];
type Row = (string | number | null)[];
const sheetOf = (...rows: Row[]) => ({ 到位资金明细: [["2026年到位资金明细"], HEADER, ...rows] });
const row = (
  name: string,
  day: string | null,
  wan: number | string,
  voucher: string | null,
  more: Partial<Record<number, string>> = {},
): Row =>
  [null, name, null, day, wan, "沈阳远松投资有限公司", "辽宁", "银行进账单", voucher, null].map(
    (cell, i) => more[i] ?? cell,
  );

let scene: LedgerScene;
let statistician: Who;
let ids: Record<"spindle" | "rail" | "lead" | "opened" | "secondPhase", number>;
const NAMES = {
  spindle: "主轴部件基地项目",
  rail: "直线导轨项目",
  lead: "液压元件意向项目",
  opened: "冷链装备项目",
  secondPhase: "主轴部件基地二期项目",
};

beforeAll(async () => {
  scene = await ledgerScene();
  statistician = { actor: scene.actors.statistician, now: NOW };
  ids = {
    spindle: await makeProject(scene, { name: NAMES.spindle, done: SIGNED }),
    rail: await makeProject(scene, { name: NAMES.rail, owner: "colleague", done: SIGNED }),
    lead: await makeProject(scene, { name: NAMES.lead }),
    opened: await makeProject(scene, { name: NAMES.opened, done: SIGNED }),
    secondPhase: await makeProject(scene, { name: NAMES.secondPhase, done: SIGNED }),
  };
  await opening(ids.opened, "2026-06-30");
});

/** A sum that a ledger of projects brought in. */
async function opening(projectId: number, day: string): Promise<void> {
  const amountFen = 500 * WAN;
  const entry = {
    sourceProvince: "辽宁省",
    currency: "CNY",
    originalCents: amountFen,
    amountFen,
    outsideFen: amountFen,
  };
  const rest = {
    payerName: "",
    insideFen: 0,
    foreignFen: 0,
    useKind: "fixed" as const,
    voucherKind: "",
    voucherNumber: "",
    note: "",
  };
  const [{ nextval }] = await database.$queryRaw<[{ nextval: bigint }]>`SELECT nextval('arrival_id_seq')`;
  const fact = {
    ...{
      type: "EntryApproved" as const,
      v: 1 as const,
      ledger: "arrival" as const,
      entryId: Number(nextval),
    },
    ...{ row: { arrivedOn: day, ...entry, ...rest }, statMonth: 202606, opening: true, correctionOfId: null },
  };
  await record(
    { actor: scene.actors.statistician, now: NOW },
    {
      action: "test",
      projectIds: [projectId],
      decide: () => [{ id: projectId, facts: [{ fact }] }],
      answer: () => null,
    },
  );
}

const enter = (who: Who, projectId: number, day: string, wan: number, voucherNumber: string) =>
  saveArrivals(
    { actor: who.actor, now: NOW },
    {
      requestId: requestId(),
      submit: true,
      rows: [
        arrivalInput.parse({
          projectId,
          arrivedOn: day,
          originalCents: wan * WAN,
          sourceProvince: "辽宁",
          voucherNumber,
        }),
      ],
    },
  );

const arrivals = (where: object = {}) =>
  database.arrival.findMany({ where: { opening: false, voidedAt: null, ...where }, orderBy: { id: "asc" } });

describe("the dry run", () => {
  let id: number;
  beforeAll(async () => {
    await enter(statistician, ids.rail, "2026-04-02", 88, "JZ-88");
    await enter(statistician, ids.spindle, "2026-04-03", 77, "JZ-77");
    id = await triedBatch(
      statistician,
      sheetOf(
        row(NAMES.spindle, "2026-05-06", 300, "JZ-1"), // 3
        row(NAMES.spindle, "2026-05-07", 120, null), // 4
        row(NAMES.spindle, "2026-04-03", 77, "JZ-77"), // 5: stands there
        row(NAMES.spindle, "2026-04-02", 88, "JZ-88"), // 6: another project's voucher
        row(NAMES.spindle, "2026-05-06", 300, "jz-1"), // 7: the same again
        row(NAMES.spindle, "2026.1", 300, "JZ-2"), // 8: January or October
        row("主轴部件", "2026-05-09", 10, "JZ-3"), // 9: two projects
        row("没有这个项目", "2026-05-09", 10, "JZ-4"), // 10
        row(NAMES.lead, "2026-05-09", 10, "JZ-5"), // 11: not signed
        row(NAMES.opened, "2026-06-01", 10, "JZ-6"), // 12: the opening sum holds it
        row(NAMES.opened, "2026-07-01", 10, "JZ-7"), // 13
        row(NAMES.rail, "2026-02-01", 10, "JZ-8"), // 14: before the contract
        row(NAMES.rail, "2026-12-30", 10, "JZ-9"), // 15: to come
        row(NAMES.rail, "2026-05-01", "50万美元", "JZ-10"), // 16: no rate
        ["合计", null, null, null, 1234],
      ),
    );
  });

  it("says of each row what would become of it", async () => {
    expect(await fatesOf(statistician, id)).toEqual({
      ...{
        3: "ready",
        4: "ready",
        5: "unchanged",
        6: "duplicate",
        7: "duplicate",
        8: "failed",
        9: "ambiguous",
      },
      ...{
        10: "unmatched",
        11: "failed",
        12: "covered",
        13: "ready",
        14: "ready",
        15: "failed",
        16: "failed",
      },
    });
    expect(await arrivals()).toHaveLength(2);
  });

  it("says why, at the cell", async () => {
    const { rows } = await detailsOf(statistician, id);
    const told = (at: number) =>
      rows
        .find((r) => r.row === at)
        ?.problems.map((p) => `${p.cell} ${p.message}`)
        .join();
    expect(told(6)).toContain(`I6 该凭证（号、日期、金额）已登记在别的项目：${NAMES.rail}，2026-04-02`);
    expect(told(7)).toContain("与第 3 行是同一笔");
    expect(told(8)).toContain("D8");
    expect(told(11)).toContain("项目尚未正式签约，不能登记到位资金");
    expect(told(14)).toContain("到位日期早于签约日期，请说明原因");
    expect(told(15)).toContain("日期不能晚于今天");
    expect(told(16)).toContain("2026年5月没有美元汇率");
  });

  it("names the projects that could be meant, to be picked from", async () => {
    const { rows } = await detailsOf(statistician, id, "open");
    const open = rows.find((r) => r.row === 9);
    expect(open?.candidates.map((c) => c.name).sort()).toEqual([NAMES.secondPhase, NAMES.spindle].sort());
  });

  it("says what each month and side of the border would hold before and after", async () => {
    const { summary } = await importScene(statistician.actor, id);
    expect(summary?.details?.totals).toEqual([
      { kind: "arrival", month: 202602, scope: "outside", beforeFen: 0, addsFen: 10 * WAN },
      { kind: "arrival", month: 202605, scope: "outside", beforeFen: 0, addsFen: 420 * WAN },
      { kind: "arrival", month: 202607, scope: "outside", beforeFen: 0, addsFen: 10 * WAN },
    ]);
    expect(summary?.details?.needReason).toBe(1);
  });

  it("takes a picked project, a row that is wanted all the same, and leaves another out", async () => {
    const sheet = "到位资金明细";
    await chooseAgain(statistician, id, {
      picks: [{ sheet, row: 9, projectId: ids.secondPhase }],
      takeAnyway: [{ sheet, row: 12 }],
      leaveOut: [{ sheet, row: 14 }],
      corrections: [{ sheet, cell: "D8", text: "2026-10-01" }],
    });
    expect(await fatesOf(statistician, id)).toMatchObject({
      8: "ready",
      9: "ready",
      12: "ready",
      14: "left-out",
    });
  });

  it("never shows a reader projects that he may not see, nor takes them", async () => {
    const head: Who = { actor: scene.actors.head, now: NOW };
    const lead = await makeProject(scene, { name: "外科室的意向项目", owner: "colleague" });
    const mine = await triedBatch(head, sheetOf(row("外科室的意向项目", "2026-05-09", 10, "JZ-30")));
    expect(await fatesOf(head, mine)).toEqual({ 3: "unmatched" });
    await chooseAgain(head, mine, { picks: [{ sheet: "到位资金明细", row: 3, projectId: lead }] });
    expect(await fatesOf(head, mine)).toEqual({ 3: "unmatched" });
  });
});

describe("what may be one arrival although no voucher says so", () => {
  it("waits for somebody to say that it is another one", async () => {
    await enter(statistician, ids.rail, "2026-04-20", 60, "JZ-90");
    const id = await triedBatch(
      statistician,
      sheetOf(
        row(NAMES.rail, "2026-04-20", 60, null, { 5: "" }), // 3: the same but for its number
        row(NAMES.rail, "2026-04-21", 60, "JZ-90"), // 4: its number on another day
        row(NAMES.rail, "2026-04-20", 60, "JZ-91", { 5: "" }), // 5: a second voucher of one day is a second payment
        row(NAMES.rail, "2026-04-25", 15, "JZ-92"), // 6
        row(NAMES.rail, "2026-04-26", 15, "JZ-92"), // 7: the number of the row above
      ),
    );
    expect(await fatesOf(statistician, id)).toEqual({
      ...{ 3: "covered", 4: "covered", 5: "ready", 6: "ready", 7: "covered" },
    });
    const { rows } = await detailsOf(statistician, id);
    expect(
      rows
        .find((r) => r.row === 3)
        ?.problems.map((p) => p.message)
        .join(),
    ).toContain("凭证号 JZ-90");
    expect(
      rows
        .find((r) => r.row === 4)
        ?.problems.map((p) => p.message)
        .join(),
    ).toContain("已用于 2026-04-20");
    await chooseAgain(statistician, id, { takeAnyway: [{ sheet: "到位资金明细", row: 4 }] });
    expect(await fatesOf(statistician, id)).toMatchObject({ 3: "covered", 4: "ready" });
  });
});

describe("who may bring it in", () => {
  it("is who may enter the row by hand", async () => {
    const rows = sheetOf(
      row(NAMES.rail, "2026-05-09", 10, "JZ-40"),
      row(NAMES.spindle, "2026-05-09", 10, "JZ-41"),
    );
    const director: Who = { actor: scene.actors.director, now: NOW };
    const head: Who = { actor: scene.actors.head, now: NOW };
    expect(await fatesOf(director, await triedBatch(director, rows))).toEqual({ 3: "failed", 4: "failed" });
    // The head's own section has one of the two.
    expect(await fatesOf(head, await triedBatch(head, rows))).toEqual({ 3: "failed", 4: "ready" });
    const officer: Who = { actor: scene.actors.officer, now: NOW };
    await expect(triedBatch(officer, rows)).rejects.toThrow("您的角色不能进行此操作");
    await expect(committed(director, await triedBatch(director, rows))).rejects.toThrow("没有可以导入的行");
  });
});

describe("the import", () => {
  const rows = sheetOf(
    row(NAMES.rail, "2026-08-01", 200, "JZ-51"),
    row(NAMES.rail, "2026-08-02", 300, "JZ-52"),
    row(NAMES.spindle, "2026-08-03", 40, null),
    row(NAMES.spindle, "2026-02-03", 50, "JZ-53"),
  );
  let id: number;

  it("asks why where the ledger does, and then enters all of it, or nothing", async () => {
    id = await triedBatch(statistician, rows);
    await expect(committed(statistician, id)).rejects.toThrow("请说明原因");
    expect(await arrivals({ voucherNumber: "JZ-51" })).toEqual([]);
    const result = await committed(statistician, id, "预缴保证金转入");
    expect(result.details).toEqual({ submitted: 3, drafts: 1, lacking: 3 });
    const made = await arrivals({ arrivedOn: { gte: new Date("2026-08-01") } });
    expect(made.map((a) => [Number(a.amountFen) / WAN, a.status])).toEqual([
      [200, "submitted"],
      [300, "submitted"],
      [40, "draft"],
    ]);
    const [early] = await arrivals({ voucherNumber: "JZ-53" });
    expect(early?.note).toBe("｜说明：预缴保证金转入");
    expect((await listImports(statistician.actor)).find((b) => b.id === id)).toMatchObject({
      projects: 4,
      committed: 4,
    });
  });

  it("counts nothing before somebody else approved it", async () => {
    const listed = await scene
      .as("statistician")
      .ledger.arrivals({ filter: { projectId: ids.rail, from: 202608, to: 202608 } });
    expect(listed.sums).toMatchObject({ amountFen: 500 * WAN, approvedFen: 0 });
    const [first] = await arrivals({ voucherNumber: "JZ-51" });
    const ref = { ledger: "arrival" as const, id: first?.id ?? 0, version: first?.version ?? 0 };
    await expect(
      scene.as("statistician").ledger.approve({ requestId: requestId(), entries: [ref] }),
    ).rejects.toThrow("不能审核本人提交的内容");
    await scene.as("secondStatistician").ledger.approve({ requestId: requestId(), entries: [ref] });
  });

  it("brings nothing in a second time, from whatever file", async () => {
    const again = await triedBatch(statistician, rows);
    expect(await fatesOf(statistician, again)).toEqual({
      3: "unchanged",
      4: "unchanged",
      5: "unchanged",
      6: "unchanged",
    });
    await expect(committed(statistician, again)).rejects.toThrow("没有可以导入的行");
  });

  it("skips a voucher that somebody entered since the dry run", async () => {
    const late = await triedBatch(
      statistician,
      sheetOf(row(NAMES.rail, "2026-09-01", 1, "JZ-60"), row(NAMES.rail, "2026-09-02", 2, "JZ-61")),
    );
    await enter(statistician, ids.rail, "2026-09-01", 1, "JZ-60");
    expect((await committed(statistician, late)).details).toMatchObject({ submitted: 1 });
    expect(await fatesOf(statistician, late)).toEqual({ 3: "unchanged", 4: "committed" });
    expect(await arrivals({ voucherNumber: "JZ-60" })).toHaveLength(1);
  });

  it("is taken back but for what is approved, which is listed", async () => {
    const answer = await undone(statistician, id);
    expect(answer).toMatchObject({ projects: 0, kept: 1, details: 3 });
    const { rows: after } = await detailsOf(statistician, id);
    expect(after.map(({ row: at, fate, status }) => [at, fate, status])).toEqual([
      [3, "kept", "approved"],
      [4, "taken-back", null],
      [5, "taken-back", null],
      [6, "taken-back", null],
    ]);
    expect(await arrivals({ voucherNumber: { in: ["JZ-52", "JZ-53"] } })).toEqual([]);
    expect(await fatesOf(statistician, await triedBatch(statistician, rows))).toMatchObject({
      3: "unchanged",
      4: "ready",
    });
  });

  it("leaves a row alone that somebody else has worked on since", async () => {
    const mine = await triedBatch(statistician, sheetOf(row(NAMES.spindle, "2026-09-05", 9, null)));
    await committed(statistician, mine);
    const [draft] = await arrivals({ arrivedOn: new Date("2026-09-05") });
    const input = arrivalInput.parse({
      ...{ id: draft?.id, version: draft?.version, projectId: ids.spindle, arrivedOn: "2026-09-05" },
      ...{ originalCents: 9 * WAN, sourceProvince: "辽宁", voucherNumber: "JZ-70" },
    });
    await saveArrivals(
      { actor: scene.actors.officer, now: NOW },
      { requestId: requestId(), submit: false, rows: [input] },
    );
    expect(await undone(statistician, mine)).toMatchObject({ kept: 1, details: 0 });
    expect(await arrivals({ voucherNumber: "JZ-70" })).toHaveLength(1);
  });
});
