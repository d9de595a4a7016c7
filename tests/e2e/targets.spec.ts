/** 目标: what is drawn up by the director is seen by others once it is signed. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signedIn, signIn } from "./support/people";

test("the director signs a board; an officer sees it, and what stands behind an actual", async ({
  browser,
}) => {
  const address = "/statistics/targets?view=board&indicator=startCount&goal=year/annual&month=202508";
  const director = await signedIn(browser, "juzhang");
  await director.goto(address);
  await director.getByRole("button", { name: "签发榜单" }).click();
  await director.getByRole("dialog").getByRole("button", { name: "签发并发布" }).click();
  await expect(director.getByText("已发布", { exact: true })).toBeVisible();

  const officer = await signedIn(browser, "keyuan");
  await officer.goto(address);
  await expect(officer.getByRole("region", { name: "黑榜", exact: true })).toBeVisible();
  await expect(officer.getByRole("button", { name: "撤回" })).toHaveCount(0);
  await officer.getByRole("radio", { name: "进度" }).click();
  await officer.getByRole("button", { name: "合计累计完成，看明细" }).click();
  await expect(officer.getByRole("dialog")).toContainText("Σ");
  await officer.keyboard.press("Escape");
  await expect(officer.getByRole("dialog")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page: officer }).analyze();
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
});

test("on a small desk the whole table stands on the screen, what the past says with it", async ({ page }) => {
  await signIn(page, "juzhang");
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto("/statistics/targets");
  const table = page.getByRole("table");
  await expect(table.getByRole("columnheader", { name: /^余下每月需 ?本月后 \d+ 个月$/ })).toBeVisible();
  await expect(table.getByText(/^全年约/).first()).toBeVisible();
  const hidden = await table.evaluate(({ parentElement: box }) =>
    box ? box.scrollWidth - box.clientWidth : Number.NaN,
  );
  expect(hidden).toBeLessThanOrEqual(0);
});
