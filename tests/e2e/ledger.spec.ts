/** 统计: what officers report waits for a second person, goes back with a reason or through, and counts only then. */
import { expect, test } from "@playwright/test";
import { signedIn, signIn } from "./support/people";

test("the statistician returns and then approves an arrival", async ({ page }) => {
  await signIn(page, "tongji");
  await page.goto("/ledger?tab=review&of=arrival");
  const queue = page.getByRole("grid", { name: "待审核" });
  await expect(queue).not.toHaveAttribute("aria-rowcount", "-1");
  const waiting = Number(await queue.getAttribute("aria-rowcount"));
  expect(waiting).toBeGreaterThan(1);

  await queue.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("退回原因").fill("凭证不清晰，请重新上传");
  await dialog.getByRole("button", { name: "退回" }).click();
  await expect(queue).toHaveAttribute("aria-rowcount", String(waiting - 1));

  await queue.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("a");
  await expect(queue).toHaveAttribute("aria-rowcount", String(waiting - 2));
});

test("an approval says what it approved, and a second press right after it decides nothing", async ({
  page,
}) => {
  await signIn(page, "tongji");
  await page.goto("/ledger?tab=review&of=investment");
  const queue = page.getByRole("grid", { name: "待审核" });
  await expect(queue).not.toHaveAttribute("aria-rowcount", "-1");
  const waiting = Number(await queue.getAttribute("aria-rowcount"));
  expect(waiting).toBeGreaterThan(2);
  const aside = page.getByRole("complementary", { name: "审核内容" });
  await queue.focus();
  await page.keyboard.press("ArrowDown");
  const name = await aside.getByRole("heading", { level: 2 }).innerText();
  await page.keyboard.press("a");
  const toast = page.getByRole("status").filter({ hasText: "已通过" });
  await expect(toast).toContainText(name);
  await expect(queue).toHaveAttribute("aria-rowcount", String(waiting - 1));
  await page.keyboard.press("a");
  await expect(toast.getByRole("link", { name: "查看" })).toHaveAttribute(
    "href",
    /\/ledger\?project=\d+&tab=investment/,
  );
  await page.reload();
  await expect(queue).toHaveAttribute("aria-rowcount", String(waiting - 1));
});

test("an officer finds nothing to approve in the ledgers", async ({ browser }) => {
  const officer = await signedIn(browser, "keyuan");
  await officer.goto("/ledger?tab=review");
  await expect(officer.getByRole("grid")).toBeVisible();
  await expect(officer.getByRole("link", { name: /^审核/ })).toHaveCount(0);
  await expect(officer.getByRole("button", { name: /^通过/ })).toHaveCount(0);
});
