/** 转化率: a figure is opened, its projects add up to it, and its definition is one click away. */
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

test("the statistician opens a rate and finds the projects behind it and what they lack", async ({
  page,
}) => {
  await signIn(page, "tongji");
  await page.goto("/statistics/rates?from=202501&to=202512&cutoff=202610");
  const figure = page.getByRole("button", { name: /^合计 落地率 / });
  await expect(figure).toBeVisible();
  const [, part = "", whole = ""] = /(\d+)\/(\d+)/.exec(await figure.innerText()) ?? [];
  expect(Number(whole)).toBeGreaterThan(0);

  await figure.click();
  const drawer = page.getByRole("dialog", { name: /^合计 · 落地率/ });
  await expect(drawer.getByText(`已落地 ${part} 个 ÷ 签约项目 ${whole} 个`)).toBeVisible();
  const sums = drawer.locator("tfoot td");
  await expect(sums.nth(-2)).toHaveText(part);
  await expect(sums.nth(-1)).toHaveText(whole);

  await drawer.getByRole("link", { name: "口径详解" }).click();
  const definition = page.getByRole("article", { name: /^落地率/ });
  await expect(definition).toBeInViewport();
  await expect(definition.getByText("已落地 79个")).toBeVisible();
});
