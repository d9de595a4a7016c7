import { existsSync } from "node:fs";
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

  it.each(["=1+1", "+86 138", "-5", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1+1"])(
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

  it.each(["007", "91230203DEM0000000", "123456789012345678", "2607-230203-04-01-123456", "1E5", "TRUE"])(
    "keeps the code %j as it was typed",
    async (text) => {
      const cells = (await roundTrip([sheet([[{ text, style: "text" }]])])).Sheets.表一 as XLSX.WorkSheet;
      expect(cells.A1).toMatchObject({ t: "s", v: text });
    },
  );

  it("does not let a spreadsheet read _x0041_ as the letter A", async () => {
    const text = "设备型号_x0041_与_x000D_";
    const cells = (await roundTrip([sheet([[{ text, style: "text" }]])])).Sheets.表一 as XLSX.WorkSheet;
    expect(cells.A1?.v).toBe(text);
  });

  it("writes days that a spreadsheet cannot number as text", async () => {
    const days = ["1899-12-31", "1900-02-28", "1900-03-01"];
    const rows = days.map((day) => [{ day, style: "day" as const }]);
    const cells = (await roundTrip([sheet(rows)])).Sheets.表一 as XLSX.WorkSheet;
    expect([cells.A1?.v, cells.A2?.v, cells.A3?.v]).toEqual(["1899-12-31", "1900-02-28", 61]);
  });

  it("filters the rows between the header and the sums", async () => {
    const text = (words: string) => [{ text: words, style: "text" as const }];
    const rows = ["题", "头", "甲", "乙", "合计"].map(text);
    const frozen = { freeze: { rows: 2, columns: 0 }, filter: { foot: 1 } };
    const book = await roundTrip([sheet(rows, frozen), sheet(rows.slice(0, 2), { ...frozen, name: "空表" })]);
    expect(book.Sheets.表一?.["!autofilter"]).toEqual({ ref: "A2:C4" });
    // Without any row the header alone is the area: it never turns round.
    expect(book.Sheets.空表?.["!autofilter"]).toEqual({ ref: "A2:C2" });
    expect(book.Workbook?.Names).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Name: "_xlnm._FilterDatabase", Sheet: 0, Ref: "'表一'!$A$2:$C$4" }),
      ]),
    );
  });

  it("says so when the file cannot be opened", async () => {
    const nowhere = path.join(folder, "no such folder", "x.xlsx");
    await expect(writeWorkbook(nowhere, FRAME, [sheet([])])).rejects.toThrow("ENOENT");
  });

  it.skipIf(!existsSync("/dev/full"))("says so when the disk is full", async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => [
      { text: `第${i * 7919}行`, style: "text" as const },
    ]);
    await expect(writeWorkbook("/dev/full", FRAME, [sheet(rows)])).rejects.toThrow("ENOSPC");
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
