/** 到位资金明细: a row whose project is not found is led to one, entered, and taken back with its batch. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const SHEET = [
  "2026年到位资金明细",
  "项目名称,到账日期,到账金额（万元）,付款方,来源地,凭证号",
  `叫法不同的项目,${today},12,沈阳远松投资有限公司,辽宁,JZ-E2E-1`,
].join("\n");

test("a sheet of arrivals is settled row by row, entered and taken back", async ({ page }) => {
  await signIn(page, "tongji");
  await page.goto("/imports");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "到位资金明细.csv", mimeType: "text/csv", buffer: Buffer.from(SHEET) });
  const rows = page.getByRole("table", { name: "明细各行" });
  await expect(rows.getByText("没有找到项目")).toBeVisible({ timeout: 60_000 });

  const project = rows.getByRole("combobox", { name: "第 3 行对应的项目" });
  await project.fill("一期");
  await page.getByRole("option").first().click();
  const enter = page.getByRole("button", { name: "录入 1 笔到位资金…" });
  await expect(enter).toBeEnabled({ timeout: 60_000 });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id),
  ).toEqual([]);

  await enter.click();
  await page.getByRole("dialog").getByRole("button", { name: "录入 1 笔到位资金" }).click();
  await expect(page.getByText("已录入 1 笔明细：1 笔已报审")).toBeVisible({ timeout: 60_000 });
  await expect(rows.getByText("已录入，待审核")).toBeVisible();

  await page.getByRole("button", { name: "撤销整批…" }).click();
  const undoing = page.getByRole("dialog");
  await undoing.getByLabel("撤销原因").fill("导错了");
  await undoing.getByRole("button", { name: "撤销整批" }).click();
  await expect(rows.getByText("已撤销")).toBeVisible({ timeout: 60_000 });
});

test("a list of enterprises goes in and out of use again", async ({ page }) => {
  await signIn(page, "kezhang");
  await page.goto("/imports");
  const list = "企业名称,统一社会信用代码,所在地,荣誉\n丹东端砚船舶有限公司,,辽宁丹东,高新技术企业";
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "企业名录.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  const rows = page.getByRole("table", { name: "明细各行" });
  await expect(rows.getByText("丹东端砚船舶有限公司")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "录入 1 家企业…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "录入 1 家企业" }).click();
  await expect(page.getByText("企业名录：新建 1 家，更新 0 家。")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "撤销整批…" }).click();
  await page.getByRole("dialog").getByLabel("撤销原因").fill("导错了");
  await page.getByRole("dialog").getByRole("button", { name: "撤销整批" }).click();
  await expect(rows.getByText("已撤销")).toBeVisible({ timeout: 60_000 });
});
