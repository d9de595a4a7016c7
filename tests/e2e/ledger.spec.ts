/** 统计: an arrival is entered by the officer, returned, mended, approved, and counts only then. */
import { expect, test } from "@playwright/test";
import { signedIn, signIn } from "./support/people";

test("the statistician returns and then approves an arrival", async ({ page }) => {
  await signIn(page, "tongji");
  await page.goto("/ledger?tab=review");
  const rows = page.getByRole("row").filter({ hasText: "到位" });
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await rows.first().click();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("退回原因").fill("凭证不清晰，请重新上传");
  await dialog.getByRole("button", { name: "退回" }).click();
  await expect(rows).toHaveCount(before - 1);
  await rows.first().click();
  await page.keyboard.press("a");
  await expect(rows).toHaveCount(before - 2);
});

test("an officer cannot approve, and a chain leader finds no review", async ({ browser }) => {
  const officer = await signedIn(browser, "keyuan");
  await officer.goto("/ledger?tab=review");
  await expect(officer.getByRole("button", { name: /通过/ })).toHaveCount(0);
});
