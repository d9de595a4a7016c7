/** 出稿: a text is written, downloaded, changed by hand, and held against the figures again. */
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { DocumentFile } from "@/server/reports/docx/document-file";
import { signIn } from "./support/people";

const MAIN = "word/document.xml";

test("a text writes itself, and a number changed by hand is found", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "tongji");
  await page.goto("/statistics/writing?month=202610");
  const paper = page.getByRole("region", { name: "半年工作汇报预览" });
  await expect(paper).toContainText("年初以来，签约招商引资项目");
  const signed = paper.getByRole("button", { name: /，签约项目数 · 全区/ }).first();
  const count = await signed.innerText();
  await signed.click();
  await expect(page.getByRole("dialog", { name: `合计 · 签约项目 累计个数：${count} 个` })).toBeVisible();
  await page.keyboard.press("Escape");

  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: "下载 Word 文档" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("半年工作汇报（2026年10月）.docx");
  const file = new DocumentFile(await readFile(await download.path()));
  const xml = file.text(MAIN) ?? "";
  expect(xml).toContain(`>${count}<`);
  file.set(MAIN, xml.replace(`>${count}<`, `>${Number(count) + 1}<`));

  await page.getByRole("button", { name: "核对", exact: true }).click();
  await page.locator("input[type=file]").setInputFiles({
    name: "改过的稿.docx",
    mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    buffer: file.toBytes(),
  });
  await page.getByRole("button", { name: "核对", exact: true }).last().click();
  const odd = page.getByRole("list", { name: "需要核实的数" }).getByRole("listitem");
  await expect(odd).toHaveCount(1);
  await expect(odd).toContainText(
    `${Number(count) + 1} 与系统数不符：签约项目数 · 全区 · 2026年1—10月，系统数为 ${count}个`,
  );
});
