/** Exports from the request to the opened file: equal to the report, audited, marked, private, inert, cancellable. */
import { existsSync } from "node:fs";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { exportResponse } from "@/server/api/export-response";
import { createCaller } from "@/server/api/root";
import { CUT_NAMES, CUTS, type MonthReport } from "@/server/contracts/statistics";
import { formatFen } from "@/server/domain/amounts";
import { type FigureValue, type ReportColumn, reportColumns } from "@/server/domain/statistics-columns";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { database } from "@/server/platform/database";
import { claimJob, finishJob, JobCancelled, reportJob } from "@/server/platform/jobs";
import { monthReport } from "@/server/statistics";
import { foundDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";

/** What somebody types who hopes that the office program runs it. */
const FORMULAS = ["=1+1", "+8613800000000", "-2+3", "@SUM(1,1)", '=HYPERLINK("http://x","y")'];
const HEADER_ROWS = 4;
/** DOMAIN §4.1, in its order; units in brackets are the workbook's. */
const LEDGER_HEADERS =
  "序号|项目编号|项目名称|项目代码|所属产业链|链长|承接/创新|战略新引擎|投资方|统一社会信用代码|投资方所在地|投资方类型|建设内容及规模|建设性质|行业分类|产业类型|计划总投资|其中：固定资产投资|约定省外资金|签约类型|签约日期|签约活动|项目公司|注册日期|备案日期|落地地址/街道/园区|用地方式及面积|计划开工|实际开工|是否纳统/纳统月份|计划竣工|实际竣工|投产日期|本年到位省外内资|累计到位|本年完成固投|累计完成固投|形象进度/最新进展|存在问题|下步措施|首报单位/首报人|主办部门|包联区领导|专班组长|服务专员|当前阶段|亮灯|备注".split(
    "|",
  );
/** What bureaus paste into a name, beside formulas. */
const ODD_NAMES = ["\t=1+1", '<b>&"项目"</b>😀\u0007', "_x0041_", "长".repeat(40_000)];

let statistician: SessionActor;
let colleague: SessionActor;
let leader: SessionActor;
const as = (actor: SessionActor) => createCaller({ actor, now: NOW });

beforeAll(async () => {
  const { chains, units, streets } = await foundDistrict();
  statistician = await makeActor("statistician");
  colleague = await makeActor("statistician");
  leader = await makeActor("chain-leader", { chainIds: [chains[0]] });
  await settle(
    FORMULAS.map((name, i) => ({
      name,
      chain: chains[i % 3] ?? null,
      unit: units[i % 2] ?? null,
      street: streets[i % 2] ?? null,
      province: i % 2 ? "江苏省" : "浙江省",
      industry: "C3421",
      planWan: 9_999.99 + i * 30_000,
      contract: [[`2026-0${i + 2}-10`, 3_350 + i]],
      done: i % 2 ? { start: "2026-07-01" } : {},
      arrivals: [
        { on: "2025-05-03", wan: 100.01 * i },
        { on: "2026-06-03", wan: 1_234.5678 + i },
      ].filter((a) => a.wan > 0),
      investments: [{ month: 202606, wan: 333.33 }],
    })),
  );
  await settle([
    // Below the planned total from which arrivals and investment count; recognised year-to-date sums count all the same.
    {
      chain: chains[0] ?? null,
      planWan: 400,
      contract: [["2026-02-10", 400]],
      arrivals: [
        { on: "2026-03-01", wan: 50.5 },
        { on: "2026-03-31", wan: 30.25, opening: true },
      ],
      investments: [
        { month: 202603, wan: 11 },
        { month: 202604, wan: 7, opening: true },
      ],
    },
    // Money of the home province and from abroad, and what counts after October.
    {
      planWan: 50_000,
      contract: [["2026-02-10", 50_000]],
      arrivals: [
        { on: "2026-03-01", wan: 20, from: "黑龙江省" },
        { on: "2026-04-01", wan: 70, from: "香港特别行政区" },
        { on: "2026-11-01", wan: 999 },
      ],
      investments: [
        { month: 202605, wan: 88, basis: "dispatch" },
        { month: 202611, wan: 500 },
      ],
    },
    ...ODD_NAMES.map((name) => ({ name })),
  ]);
});
const PROJECTS = FORMULAS.length + ODD_NAMES.length + 2;

type Kind = keyof typeof EXPORT_HANDLERS;

/** What the worker does with the oldest waiting export. */
async function work(kind: Kind, actor: SessionActor, report = reportJob): Promise<number> {
  const job = await claimJob([kind]);
  if (!job) throw new Error("nothing is waiting");
  const scene = {
    jobId: job.id,
    input: job.input,
    actor,
    now: NOW,
    report: (progress: number, message: string) => report(job.id, progress, message),
  };
  await finishJob(job.id, await EXPORT_HANDLERS[kind](scene));
  return job.id;
}

async function opened(actor: SessionActor, jobId: number): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile((await openExport(actor, jobId)).path);
  return book;
}

async function exportedMonth(month: number): Promise<ExcelJS.Workbook> {
  const { jobId } = await as(statistician).export.month({ requestId: requestId(), month });
  expect(await work("export-month", statistician)).toBe(jobId);
  return opened(statistician, jobId);
}

const sheetOf = (book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
};

/** Numbers of a column by the beginning of its heading, row by row; 0 where the cell is empty. */
function column(sheet: ExcelJS.Worksheet, heading: string): number[] {
  const headings = Array.from(sheet.getRow(3).values as unknown[], String);
  const index = headings.findIndex((h) => h.startsWith(heading));
  if (index < 1) throw new Error(`no column ${heading}`);
  return Array.from({ length: sheet.rowCount - 3 }, (_, i) =>
    Number(sheet.getRow(4 + i).getCell(index).value ?? 0),
  );
}
const added = (numbers: readonly number[]): number => Number(numbers.reduce((a, b) => a + b, 0).toFixed(6));

/** The figure as the workbook must hold it: a number in 万元, %, 百分点 or 个, "—" where there is none. */
function expected({ kind }: ReportColumn, value: FigureValue): number | string {
  if (value === null) return "—";
  return kind === "amount" || kind === "usd" ? Number(formatFen(Number(value), "wan", 6)) : Number(value);
}

function expectSheetEquals(sheet: ExcelJS.Worksheet, report: MonthReport): void {
  const lead = report.cut === "chain" ? 3 : 1;
  const columns = reportColumns(report.shape);
  report.rows.forEach((row, r) => {
    const cells = sheet.getRow(HEADER_ROWS + 1 + r);
    expect(cells.getCell(1).value, `${sheet.name} row ${r}`).toBe(row.name);
    columns.forEach((column, c) => {
      const label = `${report.month} ${sheet.name} ${row.name} ${column.id}`;
      expect(cells.getCell(lead + 1 + c).value, label).toBe(expected(column, row.values[column.id] ?? null));
    });
  });
}

describe("the month's workbook", () => {
  it.each([202606, 202611])("of %d equals the report in every cut", async (month) => {
    const book = await exportedMonth(month);
    for (const cut of CUT_NAMES) {
      const report = await monthReport({ now: NOW }, { month, cut, indicator: "outsideFen" });
      expectSheetEquals(sheetOf(book, cut === "chain" ? "月报表" : CUTS[cut]), report);
    }
  });

  it("marks a month that holds year-to-date imports, and explains it", async () => {
    const marks = (book: ExcelJS.Workbook) => {
      const formats: string[] = [];
      sheetOf(book, "月报表").eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.numFmt?.includes("*")) formats.push(String(cell.value));
        }),
      );
      const words = JSON.stringify(sheetOf(book, "口径").getSheetValues());
      return { formats, explained: words.includes("含期初累计导入") };
    };
    const march = marks(await exportedMonth(202603));
    expect(march.explained).toBe(true);
    // The chain, its sub-total and the total, and only the figure of the month.
    expect(march.formats).toEqual(["30.25", "30.25", "30.25"]);
    expect(marks(await exportedMonth(202605))).toEqual({ formats: [], explained: false });
  });

  it("is laid out for the screen and for A3, and says who made it and when on every sheet", async () => {
    const book = await exportedMonth(202611);
    const form = sheetOf(book, "月报表");
    expect(form.views[0]).toMatchObject({ state: "frozen", xSplit: 1, ySplit: HEADER_ROWS });
    expect(form.pageSetup).toMatchObject({
      paperSize: 8,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
    });
    expect(form.pageSetup.printTitlesRow).toBe("3:4");
    expect(form.getCell("A3").master.address).toBe(form.getCell("A4").master.address);
    expect(form.getCell("D3").master.address).toBe(form.getCell("E3").master.address);
    expect(form.getCell("E5").numFmt).toBe("#,##0.00");
    for (const sheet of book.worksheets) {
      expect(sheet.headerFooter.oddFooter, sheet.name).toContain(
        `${statistician.name} 导出于 2026-11-24 10:00`,
      );
    }
    const definitions = sheetOf(book, "口径").getSheetValues().flat().join("\n");
    expect(definitions).toContain(statistician.name);
    expect(definitions).toContain("2026年1—11月");
  });

  it.each([202606, 202610, 202611])("of %d has detail rows that add up to the report", async (month) => {
    const book = await exportedMonth(month);
    const { rows } = await monthReport({ now: NOW }, { month, cut: "chain", indicator: "outsideFen" });
    const total = rows.find((r) => r.kind === "total")?.values ?? {};
    const wan = (id: string) => Number(formatFen(Number(total[id]), "wan", 6));
    for (const [name, heading, figure] of [
      ["到位资金明细", "省外内资", wan("outsideYearFen")],
      ["固投明细", "完成投资", wan("investmentYearFen")],
    ] as const) {
      const sheet = sheetOf(book, name);
      const numbers = column(sheet, heading);
      const lines = numbers.slice(0, -2);
      // 合计 of what is listed, 其中 what counts; and the marked rows are those that count.
      expect(numbers.at(-2), `${month} ${name}`).toBe(added(lines));
      expect(numbers.at(-1), `${month} ${name}`).toBe(figure);
      const marks = sheet
        .getColumn((sheet.getRow(3).values as unknown[]).indexOf("计入月报"))
        .values.slice(4);
      expect(added(lines.filter((_, i) => marks[i] === "是"))).toBe(figure);
      expect(marks).toEqual(expect.arrayContaining(["是", "否"]));
    }
    const ledger = sheetOf(book, "招商引资项目台账");
    const plans = column(ledger, "计划总投资");
    const small = (amounts: number[]) => added(amounts.filter((_, i) => (plans[i] ?? 0) < 500));
    const arrived = column(ledger, "本年到位省外内资");
    const invested = column(ledger, "本年完成固投");
    // The ledger lists what a small project received beside its recognised sum as well.
    expect([added(arrived), small(arrived)]).toEqual([added([wan("outsideYearFen"), 50.5]), 80.75]);
    expect([added(invested), small(invested)]).toEqual([added([wan("investmentYearFen"), 11]), 18]);
  });

  it("has the ledger's customary columns in their order", async () => {
    const ledger = sheetOf(await exportedMonth(202611), "招商引资项目台账");
    const headings = (ledger.getRow(3).values as string[]).slice(1);
    expect(headings.map((h) => h.replace(/\n?（(?:[^（]*元|亩|企业名称)）$/, ""))).toEqual(LEDGER_HEADERS);
  });

  it("carries odd names through unharmed", async () => {
    const ledger = sheetOf(await exportedMonth(202611), "招商引资项目台账");
    const names = Array.from(ledger.getColumn(3).values, String);
    expect(names).toEqual(expect.arrayContaining(['<b>&"项目"</b>😀']));
    expect(names.some((n) => /^\s+=1\+1$/.test(n))).toBe(true);
    expect(Math.max(...names.map((n) => n.length))).toBe(32_767);
  });

  it("keeps what looks like a formula as text", async () => {
    const ledger = sheetOf(await exportedMonth(202611), "招商引资项目台账");
    const names = ledger.getColumn(3).values.slice(1);
    expect(names).toEqual(expect.arrayContaining(FORMULAS));
    ledger.eachRow((row) =>
      row.eachCell((cell) => expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Formula)),
    );
  });
});

describe("an export", () => {
  it("is written into the audit log when it is asked for", async () => {
    const { jobId } = await as(statistician).export.month({ requestId: requestId(), month: 202610 });
    const entry = await database.auditEntry.findFirst({
      where: { subjectKind: "export", subjectId: String(jobId) },
    });
    expect(entry).toMatchObject({ action: "statistics:export", actorId: statistician.id, outcome: "ok" });
    await as(statistician).export.cancel({ id: jobId });
  });

  it("is made once when the button is clicked twice", async () => {
    const input = { requestId: requestId(), month: 202610 };
    const clicks = Array.from({ length: 4 }, () => as(statistician).export.month(input));
    const [first, ...others] = [...(await Promise.all(clicks)), await as(statistician).export.month(input)];
    for (const other of others) expect(other).toEqual(first);
    await as(statistician).export.cancel({ id: first?.jobId ?? 0 });
  });

  it("says how many others are to be made before it", async () => {
    const ask = () => as(statistician).export.month({ requestId: requestId(), month: 202610 });
    const [first, second] = [await ask(), await ask()];
    const said = async (id: number) => (await as(statistician).export.progress({ id })).message;
    expect(await said(second.jobId)).toBe("排队中，前面还有 1 个");
    await as(statistician).export.cancel({ id: first.jobId });
    expect(await said(second.jobId)).toBe("");
    await as(statistician).export.cancel({ id: second.jobId });
  });

  it("can be seen, fetched and cancelled by the person who asked, and nobody else", async () => {
    const { jobId } = await as(statistician).export.projects({ requestId: requestId(), filter: {} });
    expect(await as(colleague).export.cancel({ id: jobId })).toEqual({ cancelled: false });
    await work("export-projects", statistician);
    await expect(as(colleague).export.progress({ id: jobId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openExport(colleague, jobId)).rejects.toMatchObject({ code: "not-found" });
    const ledger = (await opened(statistician, jobId)).worksheets[0];
    expect(ledger?.getCell("A2").text).toContain(statistician.name);
    expect(ledger?.actualRowCount).toBe(3 + PROJECTS);
  });

  it("is refused to a role without the right, when asked for, made or fetched", async () => {
    await expect(as(leader).export.month({ requestId: requestId(), month: 202610 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { jobId } = await as(statistician).export.month({ requestId: requestId(), month: 202610 });
    const demoted = { ...statistician, role: "chain-leader" as const };
    await expect(work("export-month", demoted)).rejects.toMatchObject({ code: "not-permitted" });
    await as(statistician).export.cancel({ id: jobId });
  });

  it("is held back, with words, when its person has less to see than when it was made", async () => {
    const { jobId } = await as(statistician).export.projects({ requestId: requestId(), filter: {} });
    await work("export-projects", statistician);
    const fetch = (actor: SessionActor) => exportResponse(String(jobId), { actor, now: NOW });
    expect((await fetch(statistician)).status).toBe(200);
    for (const moved of [
      { ...statistician, role: "officer" as const },
      { ...statistician, unitId: 9_999 },
      { ...statistician, role: "chain-leader" as const },
    ]) {
      const refused = await fetch(moved);
      expect(refused.status, moved.role).toBe(403);
      expect((await refused.json()).refusal.message, moved.role).toMatch(/不能再下载|请重新导出/);
    }
    const officer = { ...statistician, role: "officer" as const };
    expect(await as(officer).export.progress({ id: jobId })).toMatchObject({
      state: "done",
      withheld: expect.stringContaining("请重新导出"),
    });
    expect(await as(statistician).export.progress({ id: jobId })).toMatchObject({ withheld: null });
    expect((await fetch({ ...statistician, role: "director" })).status).toBe(200);
  });

  it("is held back when its person was taken off a project that was open to him by name", async () => {
    const host = await makeActor("lead-department");
    const project = await database.project.findFirstOrThrow({ where: { leadUnitId: { not: null } } });
    const named = { projectId: project.id, role: "member", personName: host.name, accountId: host.id };
    const member = await database.projectMember.create({
      data: { ...named, validFrom: new Date("2026-01-01") },
    });
    const { jobId } = await as(host).export.projects({ requestId: requestId(), filter: {} });
    await work("export-projects", host);
    expect((await openExport(host, jobId)).bytes).toBeGreaterThan(0);
    await database.projectMember.update({
      where: { id: member.id },
      data: { validTo: new Date("2026-02-01") },
    });
    await expect(openExport(host, jobId)).rejects.toMatchObject({
      code: "not-permitted",
      message: "文件中有 1 个项目您现在无权查看，请重新导出",
    });
  });

  it("leaves no file when it is cancelled, even at the last moment", async () => {
    const { jobId } = await as(statistician).export.month({ requestId: requestId(), month: 202610 });
    let path = "";
    const cancelAtTheEnd = async (id: number, progress: number, message: string) => {
      if (progress === 99) {
        path = `${process.env.CHAINLEAD_DATA}/exports/${id}.xlsx`;
        expect(existsSync(path)).toBe(true);
        await as(statistician).export.cancel({ id });
      }
      await reportJob(id, progress, message);
    };
    await expect(work("export-month", statistician, cancelAtTheEnd)).rejects.toThrow(JobCancelled);
    expect(path).not.toBe("");
    expect(existsSync(path)).toBe(false);
    expect(await as(statistician).export.progress({ id: jobId })).toMatchObject({ state: "cancelled" });
    await expect(openExport(statistician, jobId)).rejects.toMatchObject({ code: "not-found" });
  });
});
