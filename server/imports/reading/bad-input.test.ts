import { deflateRawSync } from "node:zlib";
import * as XLSX from "@e965/xlsx";
import ExcelJS from "exceljs";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { dryRun, UnreadableFile } from "./index";

const HEADER = ["序号", "项目名称", "投资方", "计划总投资（万元）", "当前阶段"];
const row = (n: number, name = `甲${n}号项目`): (string | number)[] => [
  n,
  name,
  `云上甲${n}有限公司`,
  1000 + n,
  "在谈",
];

function bookOf(sheets: Record<string, unknown[][]>): XLSX.WorkBook {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
  return book;
}

function bytesOf(book: XLSX.WorkBook, bookType: XLSX.BookType = "xlsx"): Buffer {
  const bytes: unknown = XLSX.write(book, { type: "buffer", bookType, compression: true });
  return bytes as Buffer;
}

const ledger = (rows: unknown[][]): Buffer => bytesOf(bookOf({ 台账: [HEADER, ...rows] }));

/** One zip entry; `declared` is the unpacked size its directory claims. */
function zipOf(name: string, content: Buffer, declared = content.length): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(declared, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

function refusal(bytes: Uint8Array, name = "台账.xlsx"): { reason: string; message: string } {
  try {
    dryRun(bytes, name);
  } catch (error) {
    if (error instanceof UnreadableFile) return { reason: error.reason, message: error.message };
    throw error;
  }
  return { reason: "read", message: "" };
}

describe("a file that is no ledger is refused in a Chinese sentence", () => {
  const cases: [string, Uint8Array, string][] = [
    ["nothing", Buffer.alloc(0), "empty"],
    ["more than 50 MB", Buffer.alloc(51 * 1024 * 1024), "too-large"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "not-a-workbook"],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj"), "not-a-workbook"],
    ["bytes without meaning", Buffer.from([1, 2, 3, 4, 5, 250, 251, 252, 0, 9, 8]), "not-a-workbook"],
    ["plain prose", Buffer.from("今天天气很好"), "not-a-workbook"],
    ["a Word document", zipOf("word/document.xml", Buffer.from("<w/>")), "not-a-workbook"],
    ["another zip", zipOf("a.xml", Buffer.from("<a/>")), "not-a-workbook"],
    ["a truncated zip", ledger([row(1)]).subarray(0, 3000), "damaged"],
    [
      "a zip without its middle",
      Buffer.concat([ledger([row(1)]).subarray(0, 900), ledger([row(1)]).subarray(1200)]),
      "damaged",
    ],
    ["a bomb that says so", zipOf("xl/workbook.xml", Buffer.alloc(1000), 4_000_000_000), "unpacks-too-large"],
    [
      "a bomb that lies",
      zipOf("xl/workbook.xml", Buffer.alloc(310 * 1024 * 1024), 1000),
      "unpacks-too-large",
    ],
    ["a workbook without a ledger", bytesOf(bookOf({ 说明: [["填表说明"], ["请如实填写"]] })), "no-ledger"],
    ["an empty workbook", bytesOf(bookOf({ Sheet1: [] })), "no-ledger"],
  ];

  it.each(cases)("%s", (_, bytes, reason) => {
    const refused = refusal(bytes);
    expect(refused.reason).toBe(reason);
    expect(refused.message).toMatch(/^[\u4e00-\u9fff].*[。]$/);
  });

  it("an encrypted workbook", () => {
    const container = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(container, "/EncryptionInfo", Buffer.from([4, 0, 4, 0, 64, 0, 0, 0]));
    XLSX.CFB.utils.cfb_add(container, "/EncryptedPackage", Buffer.alloc(64));
    const bytes: unknown = XLSX.CFB.write(container, { type: "buffer" });
    expect(refusal(bytes as Buffer).reason).toBe("password");
  });
});

describe("a ledger with strange things in it is read, and they are named", () => {
  it("rows upon rows of empty, formatted cells", () => {
    const container = XLSX.CFB.read(ledger([row(1), row(2)]), { type: "buffer" });
    const part = XLSX.CFB.find(container, "/xl/worksheets/sheet1.xml");
    if (!part) throw new Error("the workbook has no sheet");
    const empty = Array.from(
      { length: 150_000 },
      (_, i) => `<row r="${i + 4}" ht="14"><c r="A${i + 4}" s="0"/></row>`,
    );
    part.content = Buffer.from(String(part.content).replace("</sheetData>", `${empty.join("")}</sheetData>`));
    part.size = part.content.length;
    const bytes: unknown = XLSX.CFB.write(container, { type: "buffer", fileType: "zip", compression: true });
    expect(dryRun(bytes as Buffer, "台账.xlsx").totals.count).toBe(2);
  }, 30_000);

  it("plans before what has happened, or the wrong way round", () => {
    const header = [...HEADER, "签约类型", "签约日期", "计划开工时间", "计划竣工时间"];
    const plans = [
      ["正式", "2026-03-02", "2026-02-01", "2026-12-31"],
      ["正式", "2026-03-02", "2026-04-01", "2026-03-31"],
      ["框架", "2026-03-02", "2026-02-01", "2027"],
      ["正式", "2026-03-02", "2026-03-02", "2026-03-02"],
    ];
    const rows = plans.map((plan, i) => [...row(i + 1), ...plan]);
    const told = dryRun(bytesOf(bookOf({ 台账: [header, ...rows] })), "台账.xlsx").problems;
    expect(told.filter((p) => p.kind === "plan-odd").map((p) => [p.cell, p.severity, p.message])).toEqual([
      ["H2", "warning", "计划开工（2026-02-01）早于正式签约日期（2026-03-02），请核对。"],
      ["I3", "warning", "计划竣工（2026-03-31）早于计划开工（2026-04-01），请核对。"],
    ]);
  });

  it("amounts beyond what a project can be, up to the last ten thousand", () => {
    const header = [...HEADER, "实际到位资金（万元）"];
    const most = 10_000_000;
    const rows = [
      [most, 0],
      [most + 1, 0],
      [-1, 0],
      [1e18, 0],
      [1000, most + 1],
      [1000, -(most + 1)],
      [1000, -500],
    ].map(([total = 0, arrived = 0], i) => [...row(i + 1).slice(0, 3), total, "在谈", arrived]);
    const read = dryRun(bytesOf(bookOf({ 台账: [header, ...rows] })), "台账.xlsx");
    const errors = read.problems.filter((p) => p.severity === "error").map((p) => [p.cell, p.kind]);
    expect(errors).toEqual([
      ["D3", "unit-slip"],
      ["D4", "amount-negative"],
      ["D5", expect.stringMatching(/unit-slip|amount-unread/)],
      ["F6", "unit-slip"],
      ["F7", "unit-slip"],
    ]);
    expect(read.rows.map((r) => r.counted)).toEqual([true, false, false, false, false, false, true]);
    expect(read.totals).toMatchObject({ count: 2, totalWan: most + 1000, arrivedAllWan: -500 });
  });

  it("merges that cover the whole sheet", () => {
    const sheet = XLSX.utils.aoa_to_sheet([HEADER, row(1), row(2)]);
    sheet["!merges"] = [XLSX.utils.decode_range("G1:XFD1048576"), XLSX.utils.decode_range("F3:F1048576")];
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, "台账");
    expect(dryRun(bytesOf(book), "台账.xlsx").totals.count).toBe(2);
  });

  it("a hundred sheets, of which one is the ledger", () => {
    const others = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`附表${i}`, [["无"]]]));
    const result = dryRun(bytesOf(bookOf({ ...others, 台账: [HEADER, row(1)] })), "台账.xlsx");
    expect(result.totals.count).toBe(1);
    expect(result.problems.filter(({ kind }) => kind === "no-table")).toHaveLength(99);
  });

  it("a name of 10,000 characters is an error of its row, control characters and emoji are not", () => {
    const result = dryRun(
      ledger([row(1, "项".repeat(10_000)), row(2, "冰雪\u0007运动🏂\u200b项目")]),
      "台账.xlsx",
    );
    expect(result.projects.map(({ name }) => name)).toEqual(["冰雪运动🏂项目"]);
    expect(result.problems).toMatchObject([{ row: 2, kind: "text-too-long", severity: "error" }]);
  });

  it("formulas that go in circles or point nowhere", async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("台账");
    sheet.addRows([HEADER, row(1), row(2), row(3)]);
    for (const [ref, formula] of [
      ["D2", "D3"],
      ["D3", "D2"],
      ["D4", "1000*2"],
    ] as const) {
      sheet.getCell(ref).value = { formula };
    }
    const result = dryRun(Buffer.from(await book.xlsx.writeBuffer()), "台账.xlsx");
    expect(result.projects.map(({ totalWan }) => totalWan)).toEqual([2000]);
    expect(result.problems.map(({ cell, kind }) => `${cell} ${kind}`)).toEqual([
      "D2 formula-unread",
      "D3 formula-unread",
    ]);
  });

  it("two encodings in one text file", () => {
    const lines = [HEADER, row(1), row(2), row(3), row(4)].map((cells) => `${cells.join(",")}\n`);
    const mixed = Buffer.concat(
      lines.map((line, i) => (i % 2 ? iconv.encode(line, "gb18030") : Buffer.from(line))),
    );
    const result = dryRun(mixed, "台账.csv");
    expect(result.projects.map(({ name }) => name)).toEqual([
      "甲1号项目",
      "甲2号项目",
      "甲3号项目",
      "甲4号项目",
    ]);
    expect(result.problems[0]).toMatchObject({ kind: "mixed-encoding", severity: "warning" });
  });

  it("a hidden sheet is asked about, and read only when told to", () => {
    const book = bookOf({ 台账: [HEADER, row(1)], 旧台账: [HEADER, row(7), row(8)] });
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }] };
    const bytes = bytesOf(book);
    const asked = dryRun(bytes, "台账.xlsx");
    expect(asked.totals.count).toBe(1);
    expect(asked.problems).toMatchObject([{ sheet: "旧台账", kind: "hidden-sheet" }]);
    expect(dryRun(bytes, "台账.xlsx", { sheets: [{ name: "旧台账", read: true }] }).totals.count).toBe(3);
  });
});

describe("what the person who imports decides goes first", () => {
  const bytes = bytesOf(
    bookOf({
      台账: [
        ["序号", "项目名称", "投资方", "金额", "阶段", "另一金额"],
        [1, "甲项目", "甲有限公司", 5, "在谈", 70],
      ],
    }),
  );

  it("a column mapped by hand, with its unit", () => {
    const mapping = [
      { sheet: "台账", column: 4, field: null },
      { sheet: "台账", column: 6, field: "total" as const, unit: "yi" as const },
    ];
    expect(dryRun(bytes, "台账.xlsx", { mapping }).projects[0]?.totalWan).toBe(700_000);
  });

  it("an ambiguous cell answered", () => {
    const cells = [
      [...HEADER, "开工日期"],
      [...row(1), 2026.1],
    ];
    const source = bytesOf(bookOf({ 台账: cells }));
    expect(dryRun(source, "台账.xlsx").problems).toMatchObject([{ cell: "F2", kind: "ambiguous-date" }]);
    const corrections = [{ sheet: "台账", cell: "F2", text: "2026-10-18" }];
    expect(dryRun(source, "台账.xlsx", { corrections }).projects[0]?.startDate).toBe("2026-10-18");
  });
});
