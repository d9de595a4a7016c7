/** 自有表样: uploaded once, filled, downloaded, opened, and its number compared with the screen. */
import { readFile } from "node:fs/promises";
import * as XLSX from "@e965/xlsx";
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

function formOf(cells: Record<string, string>): Buffer {
  const sheet: XLSX.WorkSheet = { "!ref": "A1:C9" };
  for (const [ref, v] of Object.entries(cells)) sheet[ref] = { t: "s", v };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "表一");
  return XLSX.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
}
// A name of its own: the same district may see the test twice.
const NAME = `市局月报${Date.now()}`;
const fileOf = (cells: Record<string, string>) => ({
  name: `${NAME}.xlsx`,
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: formOf(cells),
});

test("a superior's form is mended, uploaded, filled, and says what the screen says", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "tongji");
  await page.goto("/statistics/forms?month=202610&form=month");
  const total = page.getByRole("region", { name: "月报表预览" }).getByRole("row").filter({ hasText: "合计" });
  await expect(total).toBeVisible();
  const signed = Number((await total.getByRole("cell").nth(5).innerText()).replaceAll(",", ""));

  await page.getByRole("button", { name: "上传表样" }).click();
  const dialog = page.getByRole("dialog", { name: "上传自有表样" });
  const file = dialog.locator("input[type=file]");
  await file.setInputFiles(fileOf({ A1: "{{签约.累计各数}}" }));
  await dialog.getByRole("button", { name: "上传", exact: true }).click();
  await expect(
    dialog.getByText("表一 A1：没有占位符 {{签约.累计各数}}，是否要写 {{签约.累计个数}}"),
  ).toBeVisible();
  await file.setInputFiles(
    fileOf({
      A1: "{{签约.累计个数}}",
      A2: "{{#产业链}}{{名称}}",
      B2: "{{签约.累计个数}}",
      C2: "{{/产业链}}",
      A3: "合计",
    }),
  );
  await dialog.getByRole("button", { name: "上传", exact: true }).click();

  await expect(page.getByRole("heading", { name: NAME })).toBeVisible();
  const first = page
    .getByRole("region", { name: "填数预览" })
    .getByRole("row")
    .filter({ hasText: "表一 A1" });
  await expect(first.getByRole("cell").nth(2)).toHaveText(String(signed));
  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: "填数并下载" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${NAME}（2026年10月）.xlsx`);
  const book = XLSX.read(await readFile(await download.path()));
  const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.表一 as XLSX.WorkSheet, { header: 1 });
  expect(rows[0]?.[0]).toBe(signed);
  const ofChains = rows.slice(1).map((row) => row[1]);
  const numbers = ofChains.filter((one) => typeof one === "number");
  expect(numbers.length).toBeGreaterThan(5);
  expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(signed);
});
