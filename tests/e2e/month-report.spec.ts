/** 月报: read, opened figure by figure, compared, printed, exported, and its numbers compared with the screen. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import * as XLSX from "@e965/xlsx";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { signIn } from "./support/people";

const REPORT = "/statistics?month=202610";
const figure = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${name} \\S+，查看明细$`) });
/** "▲ 预警 -26.83" → -26.83; NaN for "—". */
const numberIn = (text: string): number =>
  Number((text.trim().split(/\s+/).at(-1) ?? "").replaceAll(",", "").replace("%", ""));
const numberOf = async (locator: Locator): Promise<number> => numberIn(await locator.innerText());

async function openReport(page: Page, address = REPORT): Promise<void> {
  await signIn(page, "tongji");
  await page.goto(address);
  await expect(page.getByRole("rowheader", { name: "合计" })).toBeVisible();
}

async function expectNoSeriousFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}

/** The rows of the open drawer, their sum and the figure in its title are one number. */
async function expectRowsToAddUp(page: Page): Promise<number> {
  const drawer = page.getByRole("dialog");
  const sum = await numberOf(drawer.locator("tfoot td").last());
  const values = await drawer.locator("tbody tr td:last-child").allInnerTexts();
  expect(values.length).toBeGreaterThan(0);
  expect(values.map(numberIn).reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 2);
  const title = await drawer.getByRole("heading").first().innerText();
  expect(Number(/：([\d,.]+)/.exec(title)?.[1]?.replaceAll(",", ""))).toBe(sum);
  return sum;
}

test("the month is exported, opened and equal to the screen", async ({ page }) => {
  test.setTimeout(180_000);
  await openReport(page);
  const total = page.getByRole("row", { name: /^合计/ });
  const shown = (await total.getByRole("cell").allInnerTexts()).map(numberIn);

  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: /导出/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toContain("月报");
  const book = XLSX.read(await readFile(await download.path()));
  expect(book.SheetNames).toEqual(
    expect.arrayContaining(["月报表", "按主办部门", "招商引资项目台账", "到位资金明细", "固投明细", "口径"]),
  );
  const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.月报表 as XLSX.WorkSheet, { header: 1 });
  const written = rows.find((r) => String(r[0]).startsWith("合计")) ?? [];
  const numbers = written.filter((c): c is number => typeof c === "number").map((n) => n.toFixed(2));
  // The first two cells are the leader and the department, which a total has not.
  const onScreen = shown.slice(2).flatMap((n) => (Number.isNaN(n) ? [] : [n.toFixed(2)]));
  expect(onScreen.length).toBeGreaterThan(15);
  expect(numbers).toEqual(onScreen);
});

test("figures are walked by arrow keys, opened by Enter, and their rows add up to them", async ({ page }) => {
  await openReport(page);
  const count = figure(page, "烤肉 签约项目 累计个数");
  await count.focus();
  await page.keyboard.press("ArrowRight");
  const amount = figure(page, "烤肉 签约项目 累计金额");
  await expect(amount).toBeFocused();
  const shown = await numberOf(amount);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").locator("tfoot")).toBeVisible();
  expect(await expectRowsToAddUp(page)).toBe(shown);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(amount).toBeFocused();
  await page.keyboard.press("Control+End");
  await expect(figure(page, "合计 年度目标（省外内资到位） 位次")).toBeFocused();
  await page.keyboard.press("Control+Home");
  await expect(figure(page, "重型数控机床 签约项目 本月个数")).toBeFocused();
});

test("beside 去年同期 stand last year's figure, which opens its own rows, and the growth of the two", async ({
  page,
}) => {
  await openReport(page);
  await page.getByRole("radio", { name: "对比去年同期" }).click();
  await expect(page).toHaveURL(/compare=last/);
  await expect(page.getByRole("columnheader", { name: "上年同期" }).first()).toBeVisible();
  const [now, last, growth] = await Promise.all(
    ["本期", "上年同期", "同比"].map((side) => numberOf(figure(page, `合计 省外内资到位 累计 ${side}`))),
  );
  expect(growth).toBeCloseTo(((now ?? 0) / (last ?? 0) - 1) * 100, 1);
  await expectNoSeriousFault(page);
  const framework = figure(page, "重型数控机床 框架协议 累计金额 上年同期");
  const shown = await numberOf(framework);
  await framework.click();
  await expect(page.getByRole("dialog").locator("tfoot")).toBeVisible();
  expect(await expectRowsToAddUp(page)).toBe(shown);
  await expect(page.getByRole("dialog").getByText("2025年").first()).toBeVisible();
});

test("the month, the cut and the groups of columns stand in the address", async ({ page }) => {
  await openReport(page);
  await page.getByRole("button", { name: /^统计月/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "2026年10月", exact: true })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/month=202609/);
  await expect(page.getByRole("button", { name: "统计月：2026年9月" })).toBeVisible();

  await page.getByRole("button", { name: /^列组/ }).click();
  await page.getByRole("checkbox", { name: "框架协议" }).click();
  await expect(page.getByRole("columnheader", { name: "框架协议" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "按来源省份" }).click();
  await expect(page.getByRole("columnheader", { name: "来源省份" })).toBeVisible();
  await expect(page).toHaveURL(/cut=province.*hide=framework.*month=202609/);
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "省外内资到位", exact: true })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "框架协议" })).toHaveCount(0);
  await expectNoSeriousFault(page);
});

test("every cut has the same total", async ({ page }) => {
  await openReport(page);
  const totals = async () =>
    (await page.getByRole("row", { name: /^合计/ }).getByRole("button").allInnerTexts()).map(numberIn);
  const whole = await totals();
  expect(whole.length).toBeGreaterThan(30);
  for (const cut of ["按主办部门", "按街道园区", "按来源省份", "按行业门类", "按投资规模"]) {
    await page.getByRole("link", { name: cut }).click();
    await expect(page.getByRole("columnheader", { name: cut.slice(1) })).toBeVisible();
    expect(await totals(), cut).toEqual(whole);
  }
});

test("on paper stand the form with all columns, the definitions and who printed it, and nothing of the desk", async ({
  page,
}) => {
  await openReport(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("招商引资情况月报表（2026年1—10月）")).toBeVisible();
  await expect(page.getByText("单位负责人：")).toBeVisible();
  await expect(page.getByText(/梁静宜 打印 · 数据时点 \d{4}-\d\d-\d\d/)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "超欠序时" })).toBeVisible();
  for (const hidden of ["主导航", "分表"])
    await expect(page.getByRole("navigation", { name: hidden })).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  // A3 landscape in points.
  expect(pdf.toString("latin1")).toMatch(/MediaBox \[0 0 119\d(\.\d+)? 84\d(\.\d+)?\]/);
});
