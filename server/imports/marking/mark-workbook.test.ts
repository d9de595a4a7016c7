/** The marked workbook: read again it says the same, and every doubtful cell shows its ground and its reason. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import type { ImportProblem } from "@/server/contracts/import";
import { dryRun } from "../reading";
import { markWorkbook } from "./mark-workbook";

const FOLDER = path.resolve(import.meta.dirname, "../../../tests/fixtures/ledgers");
const files = readdirSync(FOLDER).filter((name) => !name.endsWith(".json"));
const nameOf = (file: string) => (/\.xlsx$|\.et$/.test(file) ? file : `项目台账.${file.split(".").at(-1)}`);
const bytesOf = (file: string) => readFileSync(path.join(FOLDER, file));

/** At most one problem for each cell, so that a cell's expected comment is one message. */
const expectedMarks = (problems: readonly ImportProblem[]) => {
  const marks = new Map<string, ImportProblem[]>();
  for (const problem of problems) {
    if (problem.row === null) continue;
    const key = `${problem.sheet}!${problem.cell ?? `A${problem.row}`}`;
    marks.set(key, [...(marks.get(key) ?? []), problem]);
  }
  return marks;
};

const noteText = (cell: ExcelJS.Cell): string => {
  const { note } = cell;
  return typeof note === "string" ? note : (note?.texts ?? []).map((t) => t.text).join("");
};

const groundOf = (cell: ExcelJS.Cell): string | undefined =>
  cell.fill?.type === "pattern" ? cell.fill.fgColor?.argb : undefined;

async function opened(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  return book;
}

describe("a marked ledger", () => {
  it.each(files)("%s reads as before, and shows each reason in its cell", async (file) => {
    const bytes = bytesOf(file);
    const before = dryRun(bytes, nameOf(file));
    const marks = expectedMarks(before.problems);
    const marked = markWorkbook(bytes, nameOf(file), before.problems);
    if (marks.size === 0) return expect(marked).toBeNull();
    if (marked === null) throw new Error("nothing was marked");
    const again = dryRun(marked, nameOf(file).replace(/\.\w+$/, ".xlsx"));
    expect(again.totals).toEqual(before.totals);
    expect(again.projects).toEqual(before.projects);
    const book = await opened(marked);
    for (const [place, problems] of marks) {
      const [sheet = "", cell = ""] = place.split("!");
      const found = book.getWorksheet(sheet)?.getCell(cell);
      if (!found) throw new Error(`${place} is not in the marked workbook`);
      expect(noteText(found), place).toBe(problems.map((p) => p.message).join("\n"));
    }
  });

  it("colours errors red and warnings yellow, and keeps number formats and widths", async () => {
    const bytes = bytesOf("defects-in-xlsx.xlsx");
    const { problems } = dryRun(bytes, "defects-in-xlsx.xlsx");
    const marked = markWorkbook(bytes, "defects-in-xlsx.xlsx", problems);
    if (marked === null) throw new Error("nothing was marked");
    const [old, book] = [await opened(bytes), await opened(marked)];
    let seen = 0;
    for (const [place, list] of expectedMarks(problems)) {
      const [sheet = "", cell = ""] = place.split("!");
      const [was, is] = [old, book].map((b) => b.getWorksheet(sheet)?.getCell(cell));
      if (is?.value === null || !is || !was) continue;
      seen += 1;
      const red = list.some((p) => p.severity === "error");
      expect(groundOf(is), place).toBe(red ? "FFFFC7CE" : "FFFFEB9C");
      expect(is.numFmt, place).toBe(was.numFmt);
      expect(is.value, place).toEqual(was.value);
    }
    expect(seen).toBeGreaterThan(5);
    for (const sheet of old.worksheets)
      expect(book.getWorksheet(sheet.name)?.columns?.map((c) => c.width)).toEqual(
        sheet.columns?.map((c) => c.width),
      );
  });

  it("keeps the comments that were there, and is marked a second time", async () => {
    const made = new ExcelJS.Workbook();
    const sheet = made.addWorksheet("表 & <一>");
    sheet.addRow(["项目名称", "总投资"]);
    sheet.addRow(["甲", "abc"]);
    sheet.getCell("B2").note = "王科长：待核";
    sheet.getCell("A2").note = "另有批注";
    const bytes = Buffer.from(await made.xlsx.writeBuffer());
    const problem = (cell: string, message: string): ImportProblem => ({
      sheet: "表 & <一>",
      row: Number(cell.slice(1)),
      cell,
      kind: "unread-row",
      message,
      severity: "error",
    });
    const once = markWorkbook(bytes, "a.xlsx", [problem("B2", '不是金额 <abc> & "x"'), problem("D9", "缺")]);
    const twice = markWorkbook(once ?? Buffer.alloc(0), "a.xlsx", [problem("C2", "空")]);
    const page = (await opened(twice ?? Buffer.alloc(0))).getWorksheet("表 & <一>");
    const notes = ["A2", "B2", "C2", "D9"].map((cell) => (page ? noteText(page.getCell(cell)) : ""));
    expect(notes).toEqual(["另有批注", '王科长：待核\n链上招商：不是金额 <abc> & "x"', "空", "缺"]);
  });
});
