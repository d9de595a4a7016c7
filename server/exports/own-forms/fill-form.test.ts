/** A form filled and its rows repeated: opened again by another library, part by part. */
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { type Filling, fillForm } from "./fill-form";
import { FormArchive } from "./form-archive";
import type { FormValue, ValueOf } from "./form-values";
import { type FormProblem, readForm } from "./read-form";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const num = (number: string, more: object = {}): FormValue => ({
  kind: "number",
  number,
  rounded: Number(number).toFixed(2),
  shown: `${number}（显）`,
  ...more,
});

const VALUES: Record<string, FormValue> = {
  金额: num("1234.567891"),
  比例: num("45.2", { percent: true }),
  坏字: { kind: "text", text: '=HYPERLINK("http://x","y")' },
  日期: { kind: "day", day: "2026-11-24" },
  月: num("6"),
};
const value: ValueOf = ({ name }) => VALUES[name] ?? { kind: "text", text: "—" };
const chain =
  (name: string, amount: string): ValueOf =>
  (p) =>
    p.name === "名称" ? { kind: "text", text: name } : num(amount);
const LINES = [chain("机床", "10.5"), chain("冰雪", "20"), chain("@康养", "30.25")];

async function bookOf(draw: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  draw(book.addWorksheet("表一"), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function filled(
  bytes: Buffer,
  lines = LINES,
): Promise<{ book: ExcelJS.Workbook; problems: FormProblem[]; bytes: Buffer }> {
  const archive = new FormArchive(bytes);
  const form = readForm(archive);
  const filling: Filling = { value, lines: () => lines };
  const problems = [...form.problems, ...fillForm(archive, form, filling, "某人 导出")];
  const book = new ExcelJS.Workbook();
  const written = archive.toBytes();
  await book.xlsx.load(written as unknown as ArrayBuffer);
  return { book, problems, bytes: written };
}

const formula = (cell: ExcelJS.Cell | undefined) => (cell?.value as ExcelJS.CellFormulaValue | null)?.formula;

describe("a value in a cell", () => {
  it("is a number with the cell's own format, a day where days are shown, and text that is never a formula", async () => {
    const { book, problems } = await filled(
      await bookOf((sheet) => {
        sheet.getCell("A1").value = "{{金额}}";
        sheet.getCell("A1").numFmt = "#,##0.0";
        sheet.getCell("A1").font = { bold: true, size: 15, name: "黑体" };
        sheet.getCell("A2").value = "{{金额}}";
        sheet.getCell("A3").value = "{{比例}}";
        sheet.getCell("A3").numFmt = "0.00%";
        sheet.getCell("A4").value = "{{比例}}";
        sheet.getCell("A4").numFmt = "0.00";
        sheet.getCell("A5").value = "{{坏字}}";
        sheet.getCell("A6").value = "{{日期}}";
        sheet.getCell("A6").numFmt = "yyyy-mm-dd";
        sheet.getCell("A7").value = "{{日期}}";
        sheet.getCell("A8").value = "截至{{月}}月，{{金额}}万元";
        sheet.getCell("A9").value = {
          richText: [{ text: "共" }, { text: "{{金额}}", font: { bold: true } }, { text: "万元" }],
        };
        sheet.getCell("A10").value = {
          richText: [
            { text: "共{{", font: { bold: true } },
            { text: "金额", font: { italic: true } },
            { text: "}}", font: { bold: true } },
          ],
        };
      }),
    );
    expect(problems).toEqual([]);
    const sheet = book.getWorksheet("表一");
    const at = (ref: string) => sheet?.getCell(ref);
    expect(at("A1")?.value).toBe(1234.567891);
    expect(at("A1")).toMatchObject({ numFmt: "#,##0.0", font: { bold: true, size: 15, name: "黑体" } });
    expect(at("A2")?.value).toBe(1234.57);
    expect(at("A3")?.value).toBe(0.452);
    expect(at("A4")?.value).toBe(45.2);
    expect(at("A5")?.type).toBe(ExcelJS.ValueType.String);
    expect(at("A5")?.value).toBe('=HYPERLINK("http://x","y")');
    expect(at("A6")?.value).toEqual(new Date("2026-11-24T00:00:00Z"));
    expect(at("A7")?.value).toBe("2026-11-24");
    expect(at("A8")?.value).toBe("截至6（显）月，1234.567891（显）万元");
    expect(at("A9")?.value).toMatchObject({
      richText: [{ text: "共" }, { text: "1234.567891（显）", font: { bold: true } }, { text: "万元" }],
    });
    // Torn over two fonts: the value takes that of its name, the words before keep theirs.
    expect(at("A10")?.value).toMatchObject({
      richText: [
        { text: "共", font: { bold: true } },
        { text: "1234.567891（显）", font: { italic: true } },
      ],
    });
  });

  it("that could begin a formula is kept as text when somebody edits it", async () => {
    const { bytes } = await filled(
      await bookOf((sheet) => {
        sheet.getCell("A1").value = "{{坏字}}";
      }),
    );
    const parts = new FormArchive(bytes);
    const style = /<c r="A1" s="(\d+)" t="inlineStr"/.exec(parts.text("xl/worksheets/sheet1.xml") ?? "")?.[1];
    const formats = /<cellXfs[^>]*>([\s\S]*?)<\/cellXfs>/
      .exec(parts.text("xl/styles.xml") ?? "")?.[1]
      ?.match(/<xf\b[^>]*>/g);
    expect(formats?.[Number(style)]).toContain('quotePrefix="1"');
  });
});

it("writes elements under the prefix that the sheet's own have", async () => {
  const archive = new FormArchive(
    await bookOf((sheet) => {
      sheet.getCell("A1").value = "{{月}}月";
      sheet.getCell("A2").value = "{{金额}}";
      sheet.getCell("A3").value = { formula: "A2*2" };
    }),
  );
  const path = "xl/worksheets/sheet1.xml";
  const plain = archive.text(path) ?? "";
  archive.set(path, plain.replace(/<(\/?)(?=\w)/g, "<$1x:").replace(" xmlns=", " xmlns:x="));
  fillForm(archive, readForm(archive), { value, lines: () => [] }, "");
  const sheet = archive.text(path) ?? "";
  expect(sheet).toContain('<x:is><x:t xml:space="preserve">6（显）月</x:t></x:is>');
  expect(sheet).toContain("<x:v>1234.57</x:v>");
  expect(sheet).toContain("<x:f>A2*2</x:f>");
  expect(sheet).not.toMatch(/<\/?(?!x:|\?)\w/);
});

const listForm = () =>
  bookOf((sheet, book) => {
    sheet.mergeCells("A1:D1");
    sheet.getCell("A1").value = "{{月}}月情况";
    sheet.getRow(1).height = 40;
    sheet.getColumn(1).width = 33;
    sheet.addRow(["产业链", "", "金额", "占比"]);
    sheet.addRow(["{{#产业链}}{{名称}}", "", "{{金额}}", { formula: "C3/C$5" }, "{{/产业链}}"]);
    sheet.mergeCells("A3:B3");
    sheet.getRow(3).height = 27;
    sheet.getCell("C3").numFmt = "0.00";
    sheet.addRow(["其中", "", 7]);
    sheet.addRow(["合计", "", { formula: "SUM(C3:C3)", result: 99 }]);
    sheet.mergeCells("A5:B5");
    sheet.getCell("C6").value = { formula: "C5*2", result: 1 };
    sheet.addConditionalFormatting({
      ref: "C3:C3",
      rules: [{ type: "expression", formulae: ["$C$5>0"], priority: 1, style: {} }],
    });
    sheet.getCell("A5").dataValidation = { type: "list", formulae: ['"甲,乙"'] };
    sheet.pageSetup.printArea = "A1:D6";
    sheet.pageSetup.printTitlesRow = "1:2";
    sheet.addImage(book.addImage({ buffer: PIXEL as never, extension: "png" }), {
      tl: { col: 0, row: 6 } as ExcelJS.Anchor,
      br: { col: 1, row: 8 } as ExcelJS.Anchor,
    });
    const other = book.addWorksheet("表二");
    other.getCell("A1").value = { formula: "表一!C5+SUM(表一!C3:C3)", result: 5 };
    other.getCell("A2").value = "不动的字";
    other.headerFooter.oddFooter = "&C第 &P 页";
  });

describe("a row that repeats", () => {
  it("moves everything below it: formulas, merges, rules, print area, pictures, other sheets", async () => {
    const { book, problems, bytes } = await filled(await listForm());
    expect(problems).toEqual([]);
    const sheet = book.getWorksheet("表一");
    const at = (ref: string) => sheet?.getCell(ref);
    expect([3, 4, 5].map((row) => [at(`A${row}`)?.value, at(`C${row}`)?.value])).toEqual([
      ["机床", 10.5],
      ["冰雪", 20],
      ["@康养", 30.25],
    ]);
    expect([3, 4, 5].map((row) => formula(at(`D${row}`)))).toEqual(["C3/C$7", "C4/C$7", "C5/C$7"]);
    expect(at("C6")?.value).toBe(7);
    expect(formula(at("C7"))).toBe("SUM(C3:C5)");
    expect(formula(at("C8"))).toBe("C7*2");
    for (const ref of ["B1", "B3", "B4", "B5", "B7"]) expect(at(ref)?.isMerged, ref).toBe(true);
    expect(at("B6")?.isMerged).toBe(false);
    expect([3, 4, 5].map((row) => sheet?.getRow(row).height)).toEqual([27, 27, 27]);
    expect(sheet?.getColumn(1).width).toBe(33);
    expect(sheet?.pageSetup.printArea).toBe("A1:D8");
    expect(sheet?.pageSetup.printTitlesRow).toBe("1:2");
    expect(at("A7")?.dataValidation).toMatchObject({ type: "list" });
    expect(at("E3")?.value ?? "").toBe("");
    expect(formula(book.getWorksheet("表二")?.getCell("A1"))).toBe("表一!C7+SUM(表一!C3:C5)");
    const parts = new FormArchive(bytes);
    expect(parts.text("xl/worksheets/sheet1.xml")).toMatch(
      /conditionalFormatting sqref="C3:C5".*<formula>\$C\$7&gt;0</s,
    );
    expect(parts.text("xl/drawings/drawing1.xml")).toMatch(/<xdr:row>8<\/xdr:row>.*<xdr:row>10<\/xdr:row>/s);
    expect(parts.text("xl/workbook.xml")).toContain('fullCalcOnLoad="1"');
    // No result of a formula is older than its figures.
    expect(parts.text("xl/worksheets/sheet1.xml")).not.toMatch(/<\/f><v>/);
  });

  it("leaves what it does not touch byte for byte, and names the exporter at the foot beside the form's own words", async () => {
    const before = await listForm();
    const { book, bytes } = await filled(before, LINES.slice(0, 2));
    const [old, present] = [new FormArchive(before), new FormArchive(bytes)];
    expect(present.names.filter((n) => n !== "xl/calcChain.xml")).toEqual(
      old.names.filter((n) => n !== "xl/calcChain.xml"),
    );
    for (const part of ["xl/theme/theme1.xml", "docProps/app.xml", "xl/styles.xml"])
      expect(present.text(part), part).toBe(old.text(part));
    const picture = book.getImage(0) as unknown as { buffer: Uint8Array };
    expect(Buffer.from(picture.buffer).equals(PIXEL)).toBe(true);
    expect(book.getWorksheet("表一")?.headerFooter.oddFooter).toBe("&L&8某人 导出");
    expect(book.getWorksheet("表二")?.headerFooter.oddFooter).toBe("&L&8某人 导出&C第 &P 页");
    expect(book.getWorksheet("表二")?.getCell("A2").value).toBe("不动的字");
  });

  it("stays as one empty line where there is nothing", async () => {
    const { book } = await filled(await listForm(), []);
    const sheet = book.getWorksheet("表一");
    expect(sheet?.getCell("A3").value ?? "").toBe("");
    expect(sheet?.getCell("C3").value).toBeNull();
    expect(formula(sheet?.getCell("C5"))).toBe("SUM(C3:C3)");
  });

  it("keeps formulas that cells share", async () => {
    const { book, problems } = await filled(
      await bookOf((sheet) => {
        sheet.getCell("A1").value = "{{#产业链}}{{名称}}{{/产业链}}";
        sheet.getCell("A2").value = 4;
        sheet.getCell("A3").value = 5;
        sheet.getCell("B2").value = { formula: "A2*2", shareType: "shared", ref: "B2:B3" } as never;
        sheet.getCell("B3").value = { sharedFormula: "B2" } as never;
      }),
    );
    expect(problems).toEqual([]);
    expect(["B4", "B5"].map((ref) => formula(book.getWorksheet("表一")?.getCell(ref)))).toEqual([
      "A4*2",
      "A5*2",
    ]);
  });

  it("is refused where merges, formulas or tables cannot follow, with the cell", async () => {
    const { problems } = await filled(
      await bookOf((sheet) => {
        sheet.getCell("A2").value = "{{#产业链}}{{名称}}{{/产业链}}";
        sheet.mergeCells("B2:B3");
        sheet.getCell("C5").value = { formula: "A2" };
        sheet.addTable({ name: "t", ref: "E5", columns: [{ name: "x" }], rows: [["1"]] });
      }),
    );
    expect(problems.map(({ cell }) => cell)).toEqual(["B2:B3", "C5", "A2"]);
    expect(problems.map(({ message }) => message).join()).toMatch(/合并单元格 B2:B3.*一格 A2.*表格对象/);
  });
});

describe("reading a form", () => {
  const problemsOf = async (draw: (sheet: ExcelJS.Worksheet) => void) =>
    readForm(new FormArchive(await bookOf(draw)))
      .problems.map(({ cell, message }) => `${cell} ${message}`)
      .join("\n");

  it("names braces that do not close, marks that do not match, and placeholders in formulas", async () => {
    expect(
      await problemsOf((s) => {
        s.getCell("B2").value = "{{月}";
      }),
    ).toMatch(/^B2 .*不成对/);
    expect(
      await problemsOf((s) => {
        s.getCell("B2").value = "{{#产业链}}";
      }),
    ).toMatch(/^B2 .*没有结束/);
    expect(
      await problemsOf((s) => {
        s.getCell("B2").value = "{{/产业链}}";
      }),
    ).toMatch(/^B2 .*之前没有/);
    expect(
      await problemsOf((s) => {
        s.getCell("B2").value = "{{#产业链}}{{/项目}}";
      }),
    ).toMatch(/^B2 .*应以/);
    expect(
      await problemsOf((s) => {
        s.getCell("B2").value = { formula: '"{{月}}"' };
      }),
    ).toMatch(/^B2 公式里/);
  });

  it("refuses cells without an end, which would have the whole file searched again and again", async () => {
    const archive = new FormArchive(
      await bookOf((s) => {
        s.getCell("A1").value = "{{月}}";
      }),
    );
    const path = "xl/worksheets/sheet1.xml";
    const sheet = archive.text(path) ?? "";
    expect(readForm(archive).sheets[0]?.cells).toHaveLength(1);
    archive.set(path, sheet.replace("<row", `<row r="9">${'<c r="A9">'.repeat(100_000)}</row><row`));
    expect(() => readForm(archive)).toThrow("损坏");
  });

  it("refuses what is no workbook of the present kind, with the way out", () => {
    expect(() => new FormArchive(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toThrow("另存为");
    expect(() => new FormArchive(Buffer.from("%PDF-1.7"))).toThrow("PDF");
    expect(() => new FormArchive(Buffer.from("a,b,c"))).toThrow("不是 Excel");
    expect(() => new FormArchive(Buffer.from("PK\u0003\u0004kaputt"))).toThrow("损坏");
  });
});

describe("a form that would harm", () => {
  const changedPart = async (part: string, change: (text: string) => string): Promise<Buffer> => {
    const archive = new FormArchive(
      await bookOf((sheet) => {
        sheet.getCell("A1").value = "{{金额}}";
      }),
    );
    archive.set(part, change(archive.text(part) ?? ""));
    return archive.toBytes();
  };

  it.each([
    ["elements without an end", (text: string) => text + "<si ".repeat(200_000)],
    ["a tag in a tag", () => `<sst><si ${"<si ".repeat(200_000)}/></sst>`],
    ["an end too many", (text: string) => text.replace("</si>", "</si></si>")],
  ])("by %s is called damaged at once", async (_, change) => {
    const bytes = await changedPart("xl/sharedStrings.xml", change);
    expect(() => readForm(new FormArchive(bytes))).toThrow("文件不完整或已损坏");
  });

  it("by macros under another name is refused", async () => {
    const bytes = await changedPart("[Content_Types].xml", (text) =>
      text.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
      ),
    );
    expect(() => new FormArchive(bytes)).toThrow("文件含有宏");
  });

  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const withRelation = (part: string, attributes: string) =>
    changedPart(part, (text) =>
      text.replace("</Relationships>", `<Relationship Id="rX" ${attributes}/></Relationships>`),
    );

  it.each([
    [`Type="${office}/image" Target="http://x/a.png" TargetMode="External"`, "外部内容"],
    [`xmlns:a=' TargetMode="Internal"' Type="${office}/image" Target="x" TargetMode="External"`, "外部内容"],
    [`Type="${office}/connections" Target="connections.xml"`, "数据连接"],
    [`Type="${office}/externalLink" Target="elsewhere/link.xml"`, "其他工作簿"],
  ])("by fetching with %s is refused", async (attributes, words) => {
    const bytes = await withRelation("xl/_rels/workbook.xml.rels", attributes);
    expect(() => new FormArchive(bytes)).toThrow(words);
  });

  it("may have links to click, and opens with the workbook that is read", async () => {
    const link = `Type="${office}/hyperlink" Target="http://x" TargetMode="External"`;
    expect(
      readForm(new FormArchive(await withRelation("xl/_rels/workbook.xml.rels", link))).problems,
    ).toEqual([]);
    const other = `Type="${office}/officeDocument" Target="xl/other.xml"`;
    const bytes = await withRelation("_rels/.rels", other);
    expect(() => new FormArchive(bytes)).toThrow("损坏");
    const twice = await changedPart("XL/Workbook.xml", () => "<workbook/>");
    expect(() => new FormArchive(twice)).toThrow("损坏");
  });

  it("by a character that there is not loses that character", async () => {
    const bytes = await changedPart("xl/sharedStrings.xml", (text) =>
      text.replace("{{金额}}", "&#x110000;{{金额}}&#99999999;"),
    );
    expect(readForm(new FormArchive(bytes)).sheets[0]?.cells).toHaveLength(1);
  });

  it("is not one that only names a type which none of its parts has", async () => {
    const bytes = await changedPart("[Content_Types].xml", (text) =>
      text.replace(
        "<Override",
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override',
      ),
    );
    expect(readForm(new FormArchive(bytes)).problems).toEqual([]);
  });
});
