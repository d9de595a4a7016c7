/** 企业: two records of one enterprise become one, its old name finds it, and 操作记录 splits them again. */
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

const STAMP = Date.now() % 1_000_000;
const KEEP = `北方试验${STAMP}轴承有限公司`;
const GIVE = `试验${STAMP}轴承厂`;

async function capture(page: Page, investor: string): Promise<void> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(`${investor}投资的项目`);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill(investor);
  await page.getByLabel("意向投资额").fill("8000万");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
}

test("a director merges two enterprises, finds them by the old name, and splits them", async ({
  browser,
}) => {
  const page = await signedIn(browser, "juzhang");
  await capture(page, KEEP);
  await capture(page, GIVE);
  await page.goto(`/enterprises?q=${encodeURIComponent(KEEP)}`);
  await page.getByRole("row", { name: KEEP }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: KEEP })).toBeVisible();

  await page.getByRole("button", { name: "合并企业" }).click();
  await page.getByRole("combobox", { name: /并入的企业/ }).click();
  await page.keyboard.type(GIVE);
  await page.getByRole("option", { name: new RegExp(GIVE) }).click();
  await page.getByRole("button", { name: "去核对" }).click();
  await expect(page.getByRole("list", { name: "改挂到保留企业的项目" })).toContainText(GIVE);
  await page.getByRole("button", { name: "合并", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "合并", exact: true }).click();
  await expect(page.getByRole("list", { name: "曾用名与简称" })).toContainText(GIVE);

  await page.goto(`/enterprises?q=${encodeURIComponent(GIVE)}`);
  await expect(page.getByRole("row", { name: KEEP })).toContainText(`曾用名 ${GIVE}`);

  await page.goto("/operations?kind=merge");
  await page
    .getByRole("link", { name: /^合并企业/ })
    .first()
    .click();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("撤销“合并企业");
  await page.goto(`/enterprises?q=${encodeURIComponent(GIVE)}`);
  await expect(page.getByRole("row", { name: GIVE })).not.toContainText("曾用名");
});
