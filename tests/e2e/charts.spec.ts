/** The charts: a picture, the table of the same numbers one key away, and the projects behind a bar. */
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

test("a director turns a chart into its table and opens the projects behind a bar", async ({ page }) => {
  await signIn(page, "juzhang");
  await page.goto("/statistics/charts");
  const flow = page.getByRole("group", { name: "月度进展，按 T 换成数据表" });
  const picture = flow.getByRole("img", { name: /^\d{4}年1—\d+月签约项目 \d+ 个/ });
  await expect(picture).toBeVisible();

  await flow.focus();
  await page.keyboard.press("t");
  const table = page.getByRole("table", { name: "月度进展数据表" });
  await expect(table.getByRole("row")).toHaveCount(13);
  await expect(picture).toHaveCount(0);
  await page.keyboard.press("t");
  await expect(picture).toBeVisible();

  // Without the focus T is for the chart under the pointer.
  await flow.blur();
  await picture.hover();
  await page.keyboard.press("t");
  await expect(table).toBeVisible();
  await page.keyboard.press("t");
  await expect(picture).toBeVisible();

  // The piece of a month: what it says on hover is what opens.
  const bars = picture.locator('[ecmeta_series_index="1"]');
  const [widest] = await bars.evaluateAll((list) =>
    list
      .map((bar, i) => ({ i, height: bar.getBoundingClientRect().height }))
      .sort((a, b) => b.height - a.height)
      .map(({ i }) => i),
  );
  await bars.nth(widest ?? 0).hover();
  const said = flow.getByText(/^\d{4}年\d+月 [\d,]+ 个，累计/);
  await expect(said).toBeVisible();
  const count = /月 ([\d,]+) 个/.exec((await said.textContent()) ?? "")?.[1];
  await bars.nth(widest ?? 0).click();
  const drawer = page.getByRole("dialog", { name: `合计 · 签约项目 本月个数：${count} 个` });
  await expect(drawer.getByRole("link").nth(1)).toHaveAttribute("href", /\/projects\/\d+/);
});

test("a chain leader begins with his own chain, and a figure leads to the rates", async ({ page }) => {
  await signIn(page, "lianzhang");
  await page.goto("/statistics/charts");
  await expect(page.getByLabel("范围")).not.toHaveValue("all");
  const funnel = page.getByRole("region", { name: "招商漏斗" });
  await funnel.getByRole("button", { name: "数据表" }).click();
  await funnel
    .getByRole("row", { name: /^正式签约/ })
    .getByRole("button")
    .first()
    .click();
  await expect(page).toHaveURL(/\/statistics\/rates\?.*figure=\d+%7Estarted%7Ecount/);
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("the month of the charts goes along to the rates, the flow and back", async ({ page }) => {
  await signIn(page, "tongji");
  await page.goto("/statistics/charts?month=2025-10");
  const rooms = page.getByRole("navigation", { name: "统计各页" });
  await rooms.getByRole("link", { name: "转化率" }).click();
  await expect(page.getByText(/^2025年1—10月签约，截至2025年10月末/)).toBeVisible();

  await rooms.getByRole("link", { name: "阶段流转" }).click();
  await expect(page.getByLabel("期初（当日结束时）")).toHaveValue("2025-09-30");
  await expect(page.getByLabel("期末（空为现在）")).toHaveValue("2025-10-31");
  // A span of one's own is kept as it is chosen, the other day with it.
  await page.getByRole("button", { name: "上月" }).click();
  await expect(page).toHaveURL(/from=.*month=2025-10.*to=/);

  await rooms.getByRole("link", { name: "月报", exact: true }).click();
  await expect(page.getByText("2025年10月").first()).toBeVisible();
});
