/** 时点: a page as it was known when an earlier day ended says so, opens its rows as of then, and is only for who may ask. */
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

/** The end of the last month that has ended; the choice offers it first. */
async function choose(page: Page): Promise<string> {
  await page.getByRole("button", { name: "时点" }).click();
  const end = page
    .getByRole("dialog", { name: "看哪一天所知的数据" })
    .getByRole("button", { name: /^\d{4}-\d\d-\d\d$/ });
  const day = (await end.first().innerText()).trim();
  await end.first().click();
  await expect(page.getByText(`按 ${day} 日终所知`)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`known=${day}`));
  return day;
}

test("转化率 as of a day ends with its month, names the day in drawer, print and file, and leads back", async ({
  browser,
}) => {
  const page = await signedIn(browser, "tongji");
  await page.goto("/statistics/rates?from=202501");
  await expect(page.getByRole("rowheader", { name: "合计" })).toBeVisible();
  const day = await choose(page);
  const total = page.getByRole("button", { name: new RegExp(`^合计 .*${day} 日终所知.*查看项目$`) }).first();
  await expect(total).toBeVisible();
  const [year, month] = day.split("-").map(Number);
  await expect(page.getByRole("button", { name: `止月：${year}年${month}月` })).toBeVisible();
  await total.click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading").first()).toContainText(`${day} 日终所知`);
  await expect(drawer.locator("tfoot")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(`数据时点：${day} 日终所知`)).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: "导出工作簿" }).click();
  expect((await downloading).suggestedFilename()).toContain(`${day} 日终所知`);
  await page.getByRole("button", { name: "回到现在" }).click();
  await expect(page.getByText("日终所知")).toHaveCount(0);
});

test("目标 as of a day shows progress without odds, and the board is of today", async ({ browser }) => {
  const page = await signedIn(browser, "juzhang");
  await page.goto("/statistics/targets?cut=chain");
  await expect(page.getByRole("table").first()).toBeVisible();
  const day = await choose(page);
  const [year, month] = day.split("-").map(Number);
  await expect(page.getByRole("button", { name: `统计月：${year}年${month}月` })).toBeVisible();
  await page.getByRole("radio", { name: "红黑榜" }).click();
  await expect(page.getByText("日终所知")).toHaveCount(0);
  await expect(page).not.toHaveURL(/known=/);
});

test("项目 as of a day shows the board of then beside the stages of now, narrows, and leads back", async ({
  browser,
}) => {
  const page = await signedIn(browser, "juzhang");
  await page.goto("/projects");
  const day = await choose(page);
  await expect(page).toHaveURL(/\/projects\/past\?/);
  await expect(page.getByText(/结束时主线上 [\d,]+ 个项目/)).toBeVisible();
  const column = page.getByRole("list", { name: "各阶段" }).getByRole("button", { name: /正式签约/ });
  const count = (await column.innerText()).split("\n")[1] ?? "";
  await column.click();
  await expect(column).toHaveAttribute("aria-pressed", "true");
  const rows = page.getByRole("table", { name: "项目" }).locator("tbody tr");
  await expect(rows).toHaveCount(Math.min(50, Number(count)));
  for (const text of await rows.allInnerTexts()) expect(text).toContain("正式签约");
  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: "导出工作簿" }).click();
  expect((await downloading).suggestedFilename()).toContain(`${day} 日终所知`);
  await page.getByRole("button", { name: "回到现在" }).click();
  // With the same filter.
  await expect(page).toHaveURL(/\/projects\?stage=contract$/);
});

test("whoever may not ask for an earlier day is offered none", async ({ browser }) => {
  const page = await signedIn(browser, "kezhang");
  for (const address of ["/statistics", "/statistics/rates", "/statistics/targets"]) {
    await page.goto(address);
    await expect(page.getByRole("table").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "时点" })).toHaveCount(0);
  }
  await page.goto("/projects");
  await expect(page.getByRole("grid").or(page.getByRole("table")).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "时点" })).toHaveCount(0);
  expect((await page.goto("/projects/past"))?.status()).toBe(404);
  await page.goto("/statistics/rates?known=2026-01-31");
  await expect(page.getByText("按时点看数由局长和统计操作")).toBeVisible();
});

test("a day that is none, or lies ahead, is said to be so, and the way leads back", async ({ browser }) => {
  const page = await signedIn(browser, "tongji");
  for (const address of ["/statistics", "/statistics/rates", "/statistics/targets", "/projects/past"]) {
    await page.goto(`${address}?known=2026-13-40`);
    const problem = page.getByRole("alert").filter({ hasText: "不能按这一天查看" });
    await expect(problem).toContainText("“2026-13-40”不是有效的日期");
    await expect(page.getByRole("button", { name: "重试" })).toHaveCount(0);
  }
  await page.goto("/statistics/rates?cut=tier&known=2099-01-31&month=202510");
  await expect(page.getByRole("alert").filter({ hasText: "2099-01-31 还没有到" })).toBeVisible();
  await page.getByRole("link", { name: "回到现在" }).click();
  await expect(page).toHaveURL(/\/statistics\/rates\?cut=tier&month=202510$/);
  await expect(page.getByText(/^2025年1—10月签约，截至/)).toBeVisible();
});

test("a question that will be refused again offers no other try", async ({ browser }) => {
  const page = await signedIn(browser, "tongji");
  await page.goto("/statistics?month=209901");
  await expect(page.getByText("统计月不能晚于本月")).toBeVisible();
  await expect(page.getByRole("button", { name: "重试" })).toHaveCount(0);
});
