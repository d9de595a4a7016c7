/** 现成表样 from the request to the opened file: who may, equal to the month report, scoped, masked, inert, as previewed. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { FormChoice } from "@/server/contracts/ready-form";
import { formatFen } from "@/server/domain/amounts";
import { READY_FORM_IDS, type ReadyFormId, readyForm } from "@/server/domain/ready-forms";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { database } from "@/server/platform/database";
import { claimJob, finishJob, reportJob } from "@/server/platform/jobs";
import { monthReport } from "@/server/statistics";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";

const FORMULA = '=HYPERLINK("http://x","y")';
const MONTH = 202606;
const WAN = 1_000_000;

let statistician: SessionActor;
let officer: SessionActor;
let place: LittleDistrict;
let named: number[];
const as = (actor: SessionActor) => createCaller({ actor, now: NOW });

beforeAll(async () => {
  place = await foundDistrict();
  statistician = await makeActor("statistician");
  officer = await makeActor("officer");
  const [machines, ice, health] = place.chains;
  named = await settle([
    {
      name: FORMULA,
      chain: machines,
      unit: place.units[0],
      planWan: 60_000,
      contract: [["2026-03-10", 51_000]],
      done: { start: "2026-04-01" },
      arrivals: [{ on: "2026-06-03", wan: 1_234.5678 }],
      investments: [{ month: 202606, wan: 333.33 }],
    },
    {
      name: "冰雪装备基地",
      chain: ice,
      unit: place.units[1],
      planWan: 30_000,
      contract: [["2026-06-10", 22_000]],
      arrivals: [{ on: "2026-06-05", wan: 700 }],
    },
    {
      name: "诊断试剂",
      chain: health,
      planWan: 900,
      framework: [["2026-05-01", 900]],
      done: { framework: "2026-05-01" },
    },
    { name: "秘密线索", chain: machines, sensitive: true },
  ]);
  const [signed = 0, , , secret = 0] = named;
  const visit = (kind: "visit" | "reception", on: string, summary: string) => ({
    fact: {
      type: "FollowUpLogged" as const,
      v: 1 as const,
      kind,
      on,
      summary,
      people: "王强",
      nextStep: "回访",
      nextOn: null,
    },
    occurredOn: on,
  });
  await append(signed, [
    visit("visit", "2026-11-17", "+上周到企业"),
    visit("reception", "2026-11-24", "本周来访"),
  ]);
  await append(secret, [visit("visit", "2026-11-18", "不可外传")]);
  // A target of nothing beside real ones.
  await database.target.createMany({
    data: [
      {
        year: 2026,
        scopeKind: "chain",
        scopeId: machines,
        indicator: "outsideFen",
        value: BigInt(10_000 * WAN),
      },
      { year: 2026, scopeKind: "chain", scopeId: ice, indicator: "outsideFen", value: 0n },
      { year: 2026, scopeKind: "chain", scopeId: machines, indicator: "signedCount", value: 4n },
      { year: 2026, scopeKind: "district", scopeId: 0, indicator: "outsideFen", value: BigInt(20_000 * WAN) },
    ],
  });
});

const choiceOf = (form: ReadyFormId, over: Partial<FormChoice> = {}) => ({
  form,
  month: MONTH,
  from: "2020-01-01",
  to: "2026-11-24",
  ...over,
});

async function exported(
  actor: SessionActor,
  form: ReadyFormId,
  over: Partial<FormChoice> = {},
): Promise<ExcelJS.Workbook> {
  const { jobId } = await as(actor).export.form({ requestId: requestId(), ...choiceOf(form, over) });
  const job = await claimJob(["export-form"]);
  if (job?.id !== jobId) throw new Error("another job was waiting");
  const report = (progress: number, message: string) => reportJob(jobId, progress, message);
  await finishJob(
    jobId,
    await EXPORT_HANDLERS["export-form"]({ jobId, input: job.input, actor, now: NOW, report }),
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile((await openExport(actor, jobId)).path);
  return book;
}

const linesOf = (sheet: ExcelJS.Worksheet | undefined): unknown[][] =>
  (sheet?.getSheetValues() ?? []).slice(1).map((row) => Array.from((row as unknown[]) ?? []).slice(1));
const lineOf = (sheet: ExcelJS.Worksheet | undefined, name: string, at: number): unknown[] =>
  linesOf(sheet).find((line) => line[at] === name) ?? [];
const yi = (value: unknown) => Number(formatFen(Number(value), "yi", 10));
const wan = (value: unknown) => Number(formatFen(Number(value), "wan", 6));

describe("a ready form", () => {
  it.each(READY_FORM_IDS)(
    "%s is made, printed on its paper, marked, without formulas, as previewed",
    async (form) => {
      const book = await exported(statistician, form);
      const preview = await as(statistician).export.formPreview(choiceOf(form));
      expect(book.worksheets.map((s) => s.name)).toEqual(preview.sheets.map((s) => s.name));
      for (const [i, sheet] of book.worksheets.entries()) {
        expect(sheet.pageSetup).toMatchObject({
          paperSize: readyForm(form).paper === "A3" ? 8 : 9,
          orientation: "landscape",
          fitToPage: true,
        });
        expect(sheet.pageSetup.printTitlesRow).toMatch(/^3:[34]$/);
        expect(sheet.headerFooter.oddFooter).toContain(`${statistician.name} 导出于 2026-11-24 10:00`);
        sheet.eachRow((row) =>
          row.eachCell((cell) => expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Formula)),
        );
        const shown = preview.sheets[i];
        expect(shown?.title).toBe(sheet.getCell("A1").text);
        expect(shown?.body.length, form).toBeGreaterThan(0);
        const words = linesOf(sheet).flat().map(String);
        for (const { text, look } of shown?.body.flat() ?? [])
          if (look !== "number" && text !== "" && !/^\d{4}-\d\d-\d\d$|年\d\d月$/.test(text))
            expect(words).toContain(text);
      }
    },
  );

  it("is asked for by those who may export what it holds", async () => {
    for (const form of READY_FORM_IDS) {
      const allowed = readyForm(form).action === "project:export";
      for (const asked of [
        as(officer).export.formPreview(choiceOf(form)),
        as(officer).export.form({ requestId: requestId(), ...choiceOf(form) }),
      ]) {
        if (allowed) await asked;
        else await expect(asked, form).rejects.toMatchObject({ code: "FORBIDDEN" });
      }
    }
    for (;;) {
      const job = await claimJob(["export-form"]);
      if (!job) break;
      await finishJob(job.id, null);
    }
  });

  it("says at the field what its period lacks", async () => {
    const problem = (over: Partial<FormChoice>, form: ReadyFormId) =>
      as(statistician)
        .export.formPreview(choiceOf(form, over))
        .then(
          () => "",
          (error: Error) => error.message,
        );
    expect(await problem({ month: null }, "chains")).toContain("请选择统计月");
    expect(await problem({ from: null }, "leads")).toContain("请填写起始日期");
    expect(await problem({ from: "2026-12-01" }, "visits")).toContain("截止日期不能早于起始日期");
    expect(await problem({ month: 202612 }, "targets")).toContain("统计月不能晚于本月");
  });

  it("leaves an entry of its asking in the audit log", async () => {
    const { jobId } = await as(statistician).export.form({ requestId: requestId(), ...choiceOf("chains") });
    const entry = await database.auditEntry.findFirst({
      where: { subjectKind: "export", subjectId: String(jobId) },
    });
    expect(entry).toMatchObject({ action: "statistics:export", actorId: statistician.id });
    await as(statistician).export.cancel({ id: jobId });
  });
});

describe("figures", () => {
  it("of 产业链项目汇总表 are those of the month report, each group from a source of its own", async () => {
    const [sheet] = (await exported(statistician, "chains")).worksheets;
    const { rows } = await monthReport({ now: NOW }, { month: MONTH, cut: "chain", indicator: "outsideFen" });
    for (const row of rows) {
      const line = lineOf(sheet, row.name, 1);
      const { values } = row;
      expect(line.slice(9, 12), row.name).toEqual([
        values.signedYearCount,
        yi(values.signedYearFen),
        values.startedYearCount,
      ]);
      expect(line.slice(15, 17), row.name).toEqual([yi(values.outsideYearFen), yi(values.investmentYearFen)]);
      expect(line[18], row.name).toBe(values.completion === null ? "—" : Number(values.completion));
    }
    const total = lineOf(sheet, "合计", 1);
    // 线索 1 (secret and all), 框架 1; signed 2; in building 1.
    expect(total.slice(6, 9)).toEqual([1, 0, 1]);
    expect(total.slice(12, 15)).toEqual([0, 1, 0]);
    const machines = lineOf(sheet, "重型数控机床", 1);
    expect(new Set([machines[10], machines[15], machines[16], machines[17]]).size).toBe(4);
    expect(lineOf(sheet, "承接小计", 1)[6]).toBe(1);
    // A target of nothing has no rate.
    expect(lineOf(sheet, "冰雪体育", 1).slice(18, 20)).toEqual(["—", "—"]);
    expect(linesOf(sheet).flat()).not.toContain("#DIV/0!");
  });

  it("of 目标任务完成情况表 are those of each indicator's own report", async () => {
    const [sheet] = (await exported(statistician, "targets")).worksheets;
    const body = linesOf(sheet).slice(4);
    const machines = body.slice(0, 2);
    const outside = await monthReport({ now: NOW }, { month: MONTH, cut: "chain", indicator: "outsideFen" });
    const values = outside.rows.find((r) => r.name === "重型数控机床")?.values ?? {};
    expect(machines[0]?.slice(1, 7)).toEqual(["签约项目", "个", 4, 0, 1, 25]);
    expect(machines[1]?.slice(1, 7)).toEqual([
      "省外内资到位",
      "万元",
      10_000,
      wan(values.outsideMonthFen),
      wan(values.outsideYearFen),
      12.35,
    ]);
    expect(machines[1]?.slice(8, 10)).toEqual([50, -37.65]);
    expect(machines.map((line) => line[0])).toEqual(["重型数控机床", "重型数控机床"]);
    const ice = lineOf(sheet, "冰雪体育", 0);
    expect([ice[3], ice[6], ice[9], ice[11]]).toEqual([0, "—", "—", "—"]);
    expect(body.filter((line) => line[1] !== undefined && String(line[0]) === "合计")).toHaveLength(5);
  });
});

describe("lists", () => {
  it("show to each what he may see", async () => {
    const mine = lineOf((await exported(statistician, "leads")).worksheets[0], "诊断试剂", 10);
    expect(mine.length).toBeGreaterThan(0);
    const text = JSON.stringify(
      await Promise.all([exported(statistician, "leads")]).then(([book]) => linesOf(book.worksheets[0])),
    );
    expect(text).not.toContain("秘密线索");
    const visits = linesOf((await exported(statistician, "visits")).worksheets[0]);
    expect(JSON.stringify(visits)).not.toContain("不可外传");
    expect(JSON.stringify(visits)).toContain("+上周到企业");
    const foreign = linesOf((await exported(officer, "leads")).worksheets[0]);
    // Signed projects of others, no lead of theirs.
    expect(JSON.stringify(foreign)).toContain("冰雪装备基地");
    expect(JSON.stringify(foreign)).not.toContain("诊断试剂");
  });

  it("count in the head of 线索登记表 the rows that follow", async () => {
    const [sheet] = (await exported(statistician, "leads")).worksheets;
    const rows = linesOf(sheet).filter((line) => typeof line[0] === "number");
    expect(rows).toHaveLength(3);
    expect(sheet?.getCell("A2").text).toContain("本期新增 3 条");
  });

  it("of a week tell its progress beside the week before", async () => {
    const [sheet] = (await exported(statistician, "dispatch")).worksheets;
    const line = lineOf(sheet, FORMULA, 1);
    expect(line[3]).toBe(60_000);
    expect(line[6]).toBe("11-17 +上周到企业");
    expect(line[7]).toBe("11-24 本周来访");
    expect(line[8]).toBe(333.33);
    expect(linesOf(sheet).filter((l) => typeof l[0] === "number")).toHaveLength(2);
    const narrowed = (await exported(statistician, "dispatch", { chainIds: [place.chains[1]] }))
      .worksheets[0];
    expect(linesOf(narrowed).filter((l) => typeof l[0] === "number")).toHaveLength(1);
  });
});
