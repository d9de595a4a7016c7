/** 目标完成情况 as a workbook: the same figures as on the screen, of every cut and indicator. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { claimJob, finishJob } from "@/server/platform/jobs";
import { foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";

const WAN = 1_000_000;
const ORDER = { month: 202606, goal: "year/annual" } as const;
let district: LittleDistrict;
let statistician: SessionActor;
const as = (actor: SessionActor) => createCaller({ actor, now: NOW });

beforeAll(async () => {
  district = await foundDistrict();
  statistician = await makeActor("statistician");
  const [machines, grill] = district.chains;
  await settle([
    { chain: machines, planWan: 10_000, contract: [["2026-03-02", 10_000]] },
    { chain: grill, planWan: 4_000, contract: [["2026-04-05", 4_000]] },
  ]);
  const target = (scopeId: number, value: number) =>
    ({
      year: 2026,
      scopeKind: scopeId ? "chain" : "district",
      scopeId,
      indicator: "signedFen",
      value,
    }) as const;
  await as(statistician).admin.setTargets({
    requestId: requestId(),
    changes: [target(0, 20_000 * WAN), target(machines ?? 0, 40_000 * WAN), target(grill ?? 0, 8_000 * WAN)],
  });
});

async function exported(order: { month: number; goal: "year/annual"; knownOn?: string }) {
  const { jobId } = await as(statistician).export.targets({ requestId: requestId(), ...order });
  const job = await claimJob(["export-targets"]);
  const work = { jobId, input: job?.input, actor: statistician, now: NOW, report: async () => undefined };
  await finishJob(jobId, await EXPORT_HANDLERS["export-targets"](work));
  const file = await openExport(statistician, jobId);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file.path);
  return book;
}

describe("the workbook of targets", () => {
  it("holds target, actual, completion, lead, light, place and score as the screen shows them", async () => {
    const book = await exported(ORDER);
    expect(book.worksheets.map((s) => s.name)).toEqual(["按产业链", "按主办部门", "按街道园区", "口径"]);
    const lines = new Map<string, unknown[]>();
    book
      .getWorksheet("按产业链")
      ?.eachRow((row) => lines.set(String(row.getCell(1).value), row.values as unknown[]));
    const desk = await as(statistician).statistics.targets({ ...ORDER, indicator: "signedFen" });
    const withTarget = desk.rows.filter((row) => row.target !== null);
    expect(withTarget.map((row) => row.completion)).toEqual(
      expect.arrayContaining(["25.00", "50.00", "70.00"]),
    );
    // Each indicator has seven columns; 签约金额 is the second.
    for (const row of withTarget)
      expect(lines.get(row.name)?.slice(9, 16), row.name).toEqual([
        (row.target ?? 0) / WAN,
        (row.actual ?? 0) / WAN,
        Number(row.completion),
        Number(row.lead),
        { normal: "● 正常", warning: "▲ 预警", late: "■ 滞后" }[row.light ?? "normal"],
        row.place ?? "—",
        row.score === null ? "—" : Number(row.score),
      ]);
    const rules: string[] = [];
    book.getWorksheet("口径")?.eachRow((row) => rules.push(row.values?.toString() ?? ""));
    expect(rules.join("\n")).toContain("欠序时10个百分点以内（含）为正常");
  });

  it("says on every sheet as of which day it is, and only where it is an earlier one", async () => {
    const texts = async (order: Parameters<typeof exported>[0]) =>
      (await exported(order)).worksheets.map((sheet) => {
        const lines: string[] = [];
        sheet.eachRow((row) => lines.push(row.values?.toString() ?? ""));
        return lines.join("\n");
      });
    const past = await texts({ ...ORDER, knownOn: "2026-07-31" });
    expect(past).toHaveLength(4);
    for (const text of past) expect(text).toContain("2026-07-31 日终所知");
    for (const text of await texts(ORDER)) expect(text).not.toContain("日终所知");
  });

  it("of a month that lies ahead is refused when it is asked for, and of nobody without the right", async () => {
    const ahead = { requestId: requestId(), ...ORDER, month: 203001 };
    await expect(as(statistician).export.targets(ahead)).rejects.toThrow("统计月不能晚于本月");
    const officer = await makeActor("officer");
    await expect(as(officer).export.targets({ requestId: requestId(), ...ORDER })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
