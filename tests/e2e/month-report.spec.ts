/** 月报: exported, opened, and its numbers compared with the screen. */
import { readFile } from "node:fs/promises";
import * as XLSX from "@e965/xlsx";
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

// Tall enough for the total to be drawn: the table draws only what is in view.
test.use({ viewport: { width: 1920, height: 1200 } });

test("the month is exported, opened and equal to the screen", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "tongji");
  await page.goto("/statistics?month=202610");
  const total = page.getByRole("row").filter({ hasText: "合计" }).first();
  await expect(total).toBeVisible();
  const shown = (await total.getByRole("gridcell").allInnerTexts()).map((t) => t.replaceAll(",", "").trim());

  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: /导出/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toContain("月报");
  const book = XLSX.read(await readFile(await download.path()));
  expect(book.SheetNames).toEqual(
    expect.arrayContaining(["月报表", "按主办部门", "招商引资项目台账", "到位资金明细", "固投明细", "口径"]),
  );
  const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.月报表 as XLSX.WorkSheet, { header: 1 });
  const written = rows.find((r) => String(r[0]).startsWith("合计")) ?? [];
  const numbers = written.filter((c): c is number => typeof c === "number").map((n) => n.toFixed(2));
  const onScreen = shown.flatMap((t) =>
    /^[+-]?\d+(\.\d+)?%?$/.test(t) ? [Number(t.replace("%", "")).toFixed(2)] : [],
  );
  expect(onScreen.length).toBeGreaterThan(15);
  expect(numbers).toEqual(onScreen);
});
