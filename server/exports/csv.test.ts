import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { csvCell, csvLine, writeCsv } from "./csv";
import type { Cell } from "./xlsx/write-workbook";

const text = (words: string): Cell => ({ text: words, style: "text" });

it.each(["=1+1", "+86 138", "-5", "@SUM(A1)", "\t=1", " =1", "＝1+1", "－2", '=HYPERLINK("x")', "\r=1"])(
  "keeps %j from being read as a formula",
  (words) => {
    expect(csvCell(text(words)).replace(/^"/, "")).toMatch(/^'/);
  },
);

it("leaves numbers, days and plain words as they are", () => {
  expect(csvCell({ number: "-12600.500000", style: "wan" })).toBe("-12600.5");
  expect(csvCell({ number: "0.000000", style: "wan" })).toBe("0");
  expect(csvCell({ number: "120", style: "count" })).toBe("120");
  expect(csvCell({ day: "2026-02-28", style: "day" })).toBe("2026-02-28");
  expect(csvCell({ blank: true, style: "wan" })).toBe("");
  expect(csvLine([text('他说"好"'), text("一,二"), text("上\n下")])).toBe(
    '"他说""好""","一,二","上\n下"\r\n',
  );
});

it("writes both encodings whole, rare characters included", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "chainlead-csv-"));
  async function* rows(): AsyncGenerator<Cell[]> {
    for (let i = 0; i < 500; i++) yield [text(`沈阳远松😀㐂𠮷${i}`), { number: `${i}`, style: "count" }];
  }
  const words = Array.from({ length: 500 }, (_, i) => `沈阳远松😀㐂𠮷${i},${i}\r\n`).join("");
  try {
    const target = path.join(folder, "a.csv");
    expect(await writeCsv(target, "utf-8", rows())).toBe(Buffer.byteLength(`\uFEFF${words}`));
    expect(await readFile(target, "utf8")).toBe(`\uFEFF${words}`);
    await writeCsv(target, "gb18030", rows());
    expect(iconv.decode(await readFile(target), "gb18030")).toBe(words);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
