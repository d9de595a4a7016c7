/** 表样: found from the month report, chosen, looked at, exported, opened, and its numbers compared with the screen. */
import { readFile } from "node:fs/promises";
import * as XLSX from "@e965/xlsx";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./support/people";

async function exportedRows(page: Page, name: string): Promise<unknown[][]> {
  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: "导出", exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toContain(name);
  const book = XLSX.read(await readFile(await download.path()));
  return XLSX.utils.sheet_to_json<unknown[]>(book.Sheets[name] as XLSX.WorkSheet, { header: 1 });
}

const preview = (page: Page, name: string) => page.getByRole("region", { name: `${name}预览` });

test("the summary of the chains is reached from the report, exported, and says what the screen says", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "tongji");
  await page.goto("/statistics?month=202610");
  const report = page.getByRole("row", { name: /^合计/ });
  const signed = await report.getByRole("button", { name: /^合计 签约项目 累计个数/ }).innerText();
  await page.getByRole("link", { name: "表样" }).click();
  await page.getByRole("button", { name: "产业链项目汇总表" }).click();
  const total = preview(page, "产业链项目汇总表").getByRole("row").filter({ hasText: "合计" });
  await expect(total).toBeVisible();
  const shown = (await total.getByRole("cell").allInnerTexts()).map((t) => Number(t.replaceAll(",", "")));
  expect(shown[9]).toBe(Number(signed));
  const rows = await exportedRows(page, "产业链项目汇总表");
  const written = rows.find((row) => row[1] === "合计") ?? [];
  for (const at of [6, 7, 8, 9, 11, 12, 13, 14]) expect(written[at], `column ${at}`).toBe(shown[at]);
  for (const at of [10, 15, 16, 17])
    expect(Number(written[at]), `column ${at}`).toBeCloseTo(shown[at] ?? -1, 2);
  await expect(page.getByRole("region", { name: "我的导出" })).toContainText("产业链项目汇总表");
});

test("an officer exports the leads of a span and finds no figures of the district", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "keyuan");
  await page.goto("/statistics/forms?from=2026-01-01&to=2026-12-31");
  await expect(page.getByRole("button", { name: "重点项目调度表" })).toBeVisible();
  await expect(page.getByRole("button", { name: "目标任务完成情况表" })).toHaveCount(0);
  const first = preview(page, "线索登记表").locator("tbody tr").first();
  const number = await first.getByRole("cell").nth(1).innerText();
  const rows = await exportedRows(page, "线索登记表");
  expect(rows.find((row) => row[0] === 1)?.[1]).toBe(number);
  await page.getByRole("textbox", { name: "到" }).fill("2025-01-01");
  await page.getByRole("textbox", { name: "到" }).blur();
  await expect(page.getByText("截止日期不能早于起始日期").first()).toBeVisible();
});
