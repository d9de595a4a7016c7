/** 月度关账: two people close a month; afterwards it says who closed it, and can no longer be moved. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

/** The first month of the demo district: nothing that other journeys look at lies before it. */
const MONTH = "202306";

async function move(page: Page, verb: string): Promise<void> {
  await page.getByRole("button", { name: verb, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: verb, exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function sign(page: Page, part: string, confirm: string): Promise<void> {
  await page.getByRole("button", { name: `以${part}签署` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: confirm, exact: true })).toBeVisible();
  const reason = dialog.getByLabel("照常关账的理由");
  if (await reason.isVisible()) await reason.fill("期初月份，照常关账");
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("the statistician and the director close a month together", async ({ browser }) => {
  const statistician = await signedIn(browser, "tongji");
  await statistician.goto(`/statistics/closing?month=${MONTH}`);
  await expect(statistician.getByText("还没有关过账")).toBeVisible();
  await expect(statistician.getByRole("button", { name: "以统计签署" })).toBeHidden();
  await move(statistician, "填报截止");
  await move(statistician, "进入审核");
  await sign(statistician, "统计", "签署");
  await expect(statistician.getByText("已签署")).toBeVisible();

  const director = await signedIn(browser, "juzhang");
  await director.goto(`/statistics/closing?month=${MONTH}`);
  await expect(director.getByRole("button", { name: "填报截止" })).toBeHidden();
  await sign(director, "局长", "签署并关账");
  await expect(director.getByText("已关账。数字、分组")).toBeVisible();
  await expect(director.getByRole("table", { name: "关账记录" })).toContainText("梁静宜、韩东升");
  const { violations } = await new AxeBuilder({ page: director }).analyze();
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);

  await director.getByRole("link", { name: "看本月月报" }).click();
  await expect(director.getByText(/第1版 · 梁静宜、韩东升 .* 关账/)).toBeVisible();
  await statistician.reload();
  await expect(statistician.getByRole("button", { name: "标为已上报" })).toBeVisible();
  await expect(statistician.getByRole("button", { name: /退回/ })).toHaveCount(0);
});
