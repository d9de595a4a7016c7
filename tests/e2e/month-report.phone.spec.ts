/** 月报 on a phone: a card a chain, every figure opens its rows. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

test("the chain leader reads the month on a phone and opens a figure", async ({ page }) => {
  await signIn(page, "lianzhang");
  await page.goto("/statistics?month=202610");
  const card = page.getByRole("region", { name: "重型数控机床" });
  await expect(card).toBeVisible();
  await expect(card.getByText(/正常|预警|滞后/).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  await card.getByRole("button", { name: /^签约项目/ }).tap();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { name: /^重型数控机床 · 签约项目 累计个数：/ })).toBeVisible();
  await expect(drawer.locator("tfoot")).toContainText("Σ");
  await page.goBack();
  await expect(drawer).toBeHidden();
});
