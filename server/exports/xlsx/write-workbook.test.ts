import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as XLSX from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sheet, writeWorkbook } from "./write-workbook";
import { columnName } from "./xml";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "chainlead-xlsx-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const FRAME = {
  watermark: "王科员 导出于 2026-10-31 & 内部",
  title: "试表",
  author: "王科员",
  createdAt: new Date(0),
};

async function roundTrip(sheets: Sheet[]): Promise<XLSX.WorkBook> {
  const file = path.join(folder, `${Math.trunc(performance.now() * 1000)}.xlsx`);
  const bytes = await writeWorkbook(file, FRAME, sheets);
  const content = await readFile(file);
  expect(content.length).toBe(bytes);
  return XLSX.read(content, { cellStyles: true });
}

const sheet = (rows: Sheet["rows"], over: Partial<Sheet> = {}): Sheet => ({
  name: "表一",
  widths: [10, 20, 20],
  rows,
  paper: "A4",
  ...over,
});

describe("a written workbook", () => {
  it("comes back with its text, numbers and days", async () => {
    const book = await roundTrip([
      sheet([
        [
          { text: "沈阳远松", style: "text" },
          { number: "12600.500000", style: "wan" },
          { day: "2026-02-28", style: "day" },
        ],
      ]),
    ]);
    const cells = book.Sheets.表一 as XLSX.WorkSheet;
    expect(cells.A1).toMatchObject({ t: "s", v: "沈阳远松" });
    expect(cells.B1).toMatchObject({ t: "n", v: 12600.5 });
    expect(cells.C1).toMatchObject({ v: 46081 });
  });

  it.each(["=1+1", "+86 138", "-5", "@SUM(A1)", '=HYPERLINK("http://x","y")'])(
    "keeps %j as text, never a formula",
    async (text) => {
      const cells = (await roundTrip([sheet([[{ text, style: "text" }]])])).Sheets.表一 as XLSX.WorkSheet;
      expect(cells.A1).toMatchObject({ t: "s", v: text });
      expect(cells.A1?.f).toBeUndefined();
    },
  );

  it("survives markup, control characters, emoji and names of 40,000 characters", async () => {
    const rows = [
      [{ text: '<a href="x">&</a>\u0000\u0007 😀 \ud800', style: "text" as const }],
      [{ text: "长".repeat(40_000), style: "text" as const }],
    ];
    const cells = (await roundTrip([sheet(rows)])).Sheets.表一 as XLSX.WorkSheet;
    expect(cells.A1?.v).toBe('<a href="x">&</a> 😀 ');
    expect(String(cells.A2?.v).length).toBeLessThanOrEqual(32_767);
  });

  it("has merges, several sheets and safe sheet names", async () => {
    const merges = [{ fromRow: 0, fromColumn: 0, toRow: 0, toColumn: 2 }];
    const book = await roundTrip([
      sheet([[{ text: "标题", style: "title" }]], { merges, freeze: { rows: 1, columns: 1 } }),
      sheet([], { name: "按[行业]/规模?很长很长很长很长很长很长很长很长很长很长" }),
    ]);
    expect(book.SheetNames[0]).toBe("表一");
    expect(book.SheetNames[1]?.length).toBeLessThanOrEqual(31);
    expect(book.Sheets.表一?.["!merges"]).toEqual([{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }]);
  });

  it("passes an error of its rows on and leaves no open file", async () => {
    async function* failing(): AsyncGenerator<[]> {
      yield [];
      throw new Error("the question failed");
    }
    await expect(roundTrip([sheet(failing())])).rejects.toThrow("the question failed");
  });
});

it("names columns as spreadsheets do", () => {
  expect([0, 25, 26, 51, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
});
