/** 自有表样 from the upload to the opened file: equal to the month report and to the exported list. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { CUT_NAMES, type MonthReport } from "@/server/contracts/statistics";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "@/server/domain/statistics-columns";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { cutWord, figureWords } from "@/server/exports/own-forms/form-words";
import { database } from "@/server/platform/database";
import { claimJob, finishJob } from "@/server/platform/jobs";
import { monthReport } from "@/server/statistics";
import { foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";
import { as, bookOf, cellsOf, filled, MONTH, take } from "../support/own-forms";

const FORMULA = '=HYPERLINK("http://x","y")';
const WAN = 1_000_000;

let statistician: SessionActor;
let director: SessionActor;
let head: SessionActor;
let place: LittleDistrict;

beforeAll(async () => {
  place = await foundDistrict();
  statistician = await makeActor("statistician");
  director = await makeActor("director");
  head = await makeActor("section-head");
  const [machines, ice] = place.chains;
  await settle([
    {
      name: FORMULA,
      chain: machines,
      unit: place.units[0],
      province: "浙江省",
      planWan: 60_000,
      contract: [["2026-03-10", 51_000.1234]],
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
      name: "去年的项目",
      chain: ice,
      planWan: 8_000,
      contract: [["2025-05-10", 7_000]],
      arrivals: [{ on: "2025-06-05", wan: 90 }],
    },
    { name: "秘密线索", chain: machines, sensitive: true },
  ]);
  await database.target.createMany({
    data: [
      {
        year: 2026,
        scopeKind: "chain",
        scopeId: machines,
        indicator: "outsideFen",
        value: BigInt(10_000 * WAN),
      },
      { year: 2026, scopeKind: "district", scopeId: 0, indicator: "signedCount", value: 8n },
    ],
  });
});

const reports = async (cut: (typeof CUT_NAMES)[number]) =>
  Object.fromEntries(
    await Promise.all(
      TARGET_INDICATOR_NAMES.map(async (indicator) => [
        indicator,
        await monthReport({ now: NOW }, { month: MONTH, cut, indicator, compare: true }),
      ]),
    ),
  ) as Record<TargetIndicator, MonthReport>;

/** What a figure of the report is in a cell without a format of its own. */
const inCell = (kind: string, value: unknown): unknown =>
  value === null || value === undefined
    ? "—"
    : kind === "amount" || kind === "usd"
      ? Number((Number(value) / WAN).toFixed(2))
      : Number(value);

describe("figures", () => {
  it("of every word are those of the month report, of the district and of a chain", async () => {
    const of = await reports("chain");
    const words = figureWords(of.outsideFen.shape);
    expect(new Set(words.map(({ word }) => word)).size).toBe(words.length);
    const bytes = await bookOf((sheet) => {
      for (const { word } of words) sheet.addRow([`{{${word}}}`, `{{${word}@重型数控机床}}`]);
    });
    const sheet = await filled(head, (await take(statistician, bytes)).id);
    let numbers = 0;
    for (const [i, { word, column, indicator, side, kind }] of words.entries())
      for (const [at, name] of ["合计", "重型数控机床"].entries()) {
        const row = of[indicator].rows.find((one) => one.name === name);
        const compared = row?.compared[column];
        const value =
          side === "now" ? row?.values[column] : side === "last" ? compared?.last : compared?.change;
        const written = sheet.getCell(i + 1, at + 1).value;
        expect(written, `${word} ${name}`).toEqual(inCell(kind, value));
        numbers += typeof written === "number" && written !== 0 ? 1 : 0;
      }
    expect(numbers).toBeGreaterThan(40);
    // No column of the report is out of reach.
    const reached = new Set(words.map(({ column }) => column));
    expect(Object.keys(of.outsideFen.rows[0]?.values ?? {}).filter((id) => !reached.has(id))).toEqual([]);
  });

  it("of rows that repeat are those of each cut, and add up to its total", async () => {
    const bytes = await bookOf((sheet) => {
      for (const cut of CUT_NAMES) {
        const word = cutWord(cut);
        sheet.addRow([
          `{{#${word}}}{{序号}}`,
          "{{名称}}",
          "{{签约.累计金额}}",
          "{{目标.省外内资到位.完成率}}",
          `{{/${word}}}`,
        ]);
        sheet.addRow(["", "合计", "{{签约.累计金额}}"]);
      }
    });
    const sheet = await filled(director, (await take(director, bytes)).id);
    let at = 1;
    for (const cut of CUT_NAMES) {
      const { rows } = (await reports(cut)).outsideFen;
      const parts = rows.filter(({ kind }) => kind !== "total" && kind !== "subtotal");
      let sum = 0;
      for (const [i, { name, values }] of parts.entries()) {
        const line = sheet.getRow(at + i);
        expect(
          [1, 2, 3, 4].map((c) => line.getCell(c).value),
          `${cut} ${name}`,
        ).toEqual([
          i + 1,
          name,
          inCell("amount", values.signedYearFen),
          inCell("percent", values.completion),
        ]);
        sum += Number(line.getCell(3).value);
      }
      expect(sheet.getRow(at + parts.length).getCell(3).value).toBeCloseTo(sum, 2);
      at += parts.length + 1;
    }
  });

  it("are found by the row's own grouping, in 亿元, and are nothing where the month has no such row", async () => {
    const { id } = await take(
      statistician,
      await cellsOf({
        A1: "{{签约.累计金额（亿元）@来源省份：浙江}}",
        A2: "{{签约.累计个数@行业门类：采矿业}}",
        A3: "{{年}}年{{月}}月，{{区名}}签约{{签约.累计个数}}个、{{签约.累计金额}}万元",
        A4: "{{目标.签约项目.完成率@行业门类：采矿业}}",
      }),
    );
    const preview = await as(head).form.preview({ id, month: MONTH });
    expect(preview.problems).toEqual([]);
    const sheet = await filled(head, id);
    const { rows } = (await reports("province")).outsideFen;
    const total = rows.find(({ kind }) => kind === "total")?.values;
    expect(sheet.getCell("A2").value).toBe(0);
    expect(sheet.getCell("A4").value).toBe("—");
    expect(sheet.getCell("A3").value).toMatch(
      new RegExp(`^2026年6月，.+签约${total?.signedYearCount}个、73,000\\.12万元$`),
    );
    const there = rows.find(({ name }) => name === "浙江省")?.values.signedYearFen;
    expect(sheet.getCell("A1").value).toBe(Number((Number(there) / WAN / 10_000).toFixed(2)));
    expect(sheet.getCell("A1").value).toBeGreaterThan(0);
    expect(preview.places.find(({ cell }) => cell === "A1")?.shown).toBe("5.10");
  });
});

describe("projects", () => {
  const columns = ["项目编号", "项目名称", "产业链", "计划总投资", "签约日期", "到位"];
  const listForm = () =>
    bookOf((sheet) => {
      sheet.addRow(["序号", ...columns]);
      sheet.addRow(["{{#项目}}{{序号}}", ...columns.map((word) => `{{${word}}}`), "{{/项目}}"]);
      sheet.getCell("E2").numFmt = "#,##0.000000";
      sheet.getCell("F2").numFmt = "yyyy-mm-dd";
      sheet.getCell("G2").numFmt = "#,##0.00";
    });

  it("are those of the exported list: scoped, masked, in the view's order, and text is never a formula", async () => {
    const { id } = await take(statistician, await listForm());
    const view = await as(statistician).view.create({
      requestId: requestId(),
      name: "签约额",
      kind: "own",
      state: { filter: { chainIds: [place.chains[0], place.chains[1]] }, sort: "name", descending: true },
    });
    const sheet = await filled(statistician, id, view.id);
    const { jobId } = await as(statistician).export.view({
      requestId: requestId(),
      filter: { chainIds: [place.chains[0], place.chains[1]] },
      sort: "name",
      descending: true,
      columns: ["number", "name", "chain", "plannedTotal", "contractOn", "arrived"],
    });
    const job = await claimJob(["export-view"]);
    await finishJob(
      jobId,
      await EXPORT_HANDLERS["export-view"]({
        jobId,
        input: job?.input,
        actor: statistician,
        now: NOW,
        report: async () => undefined,
      }),
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile((await openExport(statistician, jobId)).path);
    const list = book.getWorksheet("项目");
    const rowsOf = (of: ExcelJS.Worksheet | undefined, from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) =>
        [2, 3, 4, 5, 6, 7].map((c) => of?.getRow(from + i).getCell(c).value ?? null),
      );
    expect(rowsOf(sheet, 2, 5)).toEqual(rowsOf(list, 4, 7));
    expect(sheet.getColumn(3).values).toContain(FORMULA);
    expect(sheet.getColumn(3).values).not.toContain("秘密线索");
    sheet.eachRow((row) =>
      row.eachCell((cell) => expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Formula)),
    );
    expect(await as(statistician).export.history()).toContainEqual(
      expect.objectContaining({ kind: "export-own-form", rows: 4 }),
    );
    // A view of somebody else is nobody's business.
    await expect(as(head).form.preview({ id, month: MONTH, viewId: view.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
