/**
 * 月度关账: two people close a month; afterwards it says who closed it, and can no longer be moved. What is corrected later counts
 * in the first open month and says what it corrects, until the two restate the closed one.
 */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

/** The first month of the demo district: nothing that other journeys look at lies before it. One contract was signed in it. */
const MONTH = "202306";
const NEXT_MONTH = "202307";
const PROJECT = "盛野全省冷链干线集散中心一期项目";
const AMOUNT = "75,000.00";

// One month is closed, corrected and restated.
test.describe.configure({ mode: "serial" });

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

/** A figure of the month report: its words begin with row, group and column. */
const figure = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(`^${name} \\S+，查看明细$`) });

async function openReport(page: Page, search: string): Promise<void> {
  await page.goto(`/statistics?${search}`);
  await expect(page.getByRole("rowheader", { name: "合计" })).toBeVisible();
}

/** The head of the section finds a contract under the wrong chain, and its amount too high. */
async function correct(page: Page): Promise<void> {
  await openReport(page, `month=${MONTH}`);
  await figure(page, "现代冷链物流 签约项目 本月金额").click();
  await page.getByRole("dialog").getByRole("link", { name: PROJECT }).click();
  await page.getByRole("button", { name: "修改项目", exact: true }).click();
  const chain = page.getByLabel("所属产业链");
  await chain.fill("文旅");
  await page.getByRole("option", { name: /文旅商贸/ }).click();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("涉及已关账月份的分项数字")).toBeVisible();
  await page.getByLabel("原因").fill("归类有误");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(chain).toBeHidden();
  const project = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto(`/ledger?tab=agreement&project=${project}`);
  await page
    .getByRole("grid")
    .getByRole("row", { name: /正式合同/ })
    .getByRole("checkbox")
    .click();
  await page.getByRole("button", { name: "冲减 / 补报" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("金额").fill("5000");
  await dialog.getByLabel("原因").fill("合同金额多填");
  await dialog.getByRole("button", { name: "报审" }).click();
  await expect(dialog).toBeHidden();
}

test("what is corrected after the close counts in the open month and leads back to what it corrects", async ({
  browser,
}) => {
  await correct(await signedIn(browser, "kezhang"));
  const page = await signedIn(browser, "tongji");
  await page.goto("/ledger?tab=review&of=agreement");
  const waiting = page.getByRole("grid").getByRole("row", { name: new RegExp(PROJECT) });
  await waiting.click();
  await page.getByRole("button", { name: /^通过/ }).first().click();
  await expect(waiting).toBeHidden();

  await openReport(page, `month=${MONTH}`);
  await expect(figure(page, "现代冷链物流 签约项目 本月金额")).toHaveText(AMOUNT);
  await page.goto(`/statistics/closing?month=${MONTH}`);
  await expect(
    page.getByText(/关账后有 1 个项目变化，影响 \d+ 个数字。合计不变，只在产业链之间调整/),
  ).toBeVisible();
  const corrections = page.getByText(
    "另有更正本月的冲减、补报，不算在这些变化里：合同 1 笔 -5,000 万元，计入",
  );
  await expect(corrections.getByRole("link")).toHaveAttribute(
    "href",
    /^\/ledger\?tab=agreement&from=(\d{6})&to=\1&status=approved$/,
  );
  await expect(
    page
      .getByRole("table", { name: "有变化的数字" })
      .getByRole("row", { name: /^现代冷链物流.*签约项目 累计金额/ }),
  ).toContainText(`${AMOUNT} 万元0.00 万元`);
  await expect(
    page.getByRole("table", { name: "引起变化的项目" }).getByRole("row", { name: /文旅商贸 签约金额/ }),
  ).toContainText("+75,000 万元产业链：现代冷链物流 → 文旅商贸");

  await openReport(page, `month=${NEXT_MONTH}`);
  await expect(page.getByRole("link", { name: "看2023年6月关账后的变化" })).toBeVisible();
  await expect(figure(page, "现代冷链物流 签约项目 本月金额")).toHaveText(`-${AMOUNT}`);
  await figure(page, "文旅商贸 签约项目 本月金额").click();
  const drawer = page.getByRole("dialog");
  const rows = drawer.getByRole("row", { name: new RegExp(PROJECT) });
  const moved = rows.filter({ hasText: "关账后调整 · 补报" });
  await expect(moved).toContainText(AMOUNT);
  const lowered = rows.filter({ hasText: "-5,000.00" });
  await expect(lowered).toContainText("冲减");
  await expect(lowered.getByRole("link", { name: "原记录计入2023年6月" })).toHaveAttribute(
    "href",
    /\/ledger\?tab=agreement&project=\d+&from=202306&to=202306/,
  );
  await moved.getByRole("link", { name: "原计入2023年6月" }).click();
  await expect(page).toHaveURL(/month=202306/);
  await expect(page.getByRole("dialog", { name: /^合计 · 签约项目 本月金额/ })).toContainText(PROJECT);
});

/** How much of a table can only be seen by scrolling sideways. */
const hiddenOf = (page: Page, name: string): Promise<number> =>
  page
    .getByRole("table", { name })
    .evaluate(({ parentElement: box }) => (box ? box.scrollWidth - box.clientWidth : Number.NaN));

async function restate(page: Page, confirm: string): Promise<void> {
  await page.goto(`/statistics/closing?month=${MONTH}`);
  await page.getByRole("button", { name: /签署重述/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("重述的理由").fill("上级要求重报");
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("the two restate the month: both versions open and print, and are compared", async ({ browser }) => {
  await restate(await signedIn(browser, "tongji"), "签署重述");
  const page = await signedIn(browser, "juzhang");
  await restate(page, "签署并重述");
  const record = page.getByRole("table", { name: "关账记录" });
  await expect(record.getByRole("row", { name: /第2版/ })).toContainText("上级要求重报");
  await expect(record.getByRole("row", { name: /第1版/ })).toBeVisible();

  await record.getByRole("link", { name: "比较" }).click();
  await expect(page.getByText("第1版之后、第2版之前有 1 个项目变化")).toBeVisible();
  await expect(
    page.getByRole("table", { name: "引起变化的项目" }).getByRole("row", { name: /现代冷链物流 签约金额/ }),
  ).toContainText("-75,000 万元产业链：现代冷链物流 → 文旅商贸");

  // Neither a small desk nor a phone hides a part of it at the side; the phone has the reason under the project.
  expect(await hiddenOf(page, "关账记录")).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 390, height: 844 });
  const reason = page
    .getByRole("table", { name: "引起变化的项目" })
    .getByText("产业链：现代冷链物流 → 文旅商贸")
    .filter({ visible: true });
  await expect(reason.first()).toBeVisible();
  for (const name of ["有变化的数字", "引起变化的项目", "关账记录"])
    expect(await hiddenOf(page, name), name).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1366, height: 768 });

  for (const [version, chain] of [
    [1, "现代冷链物流"],
    [2, "文旅商贸"],
  ] as const) {
    await openReport(page, `month=${MONTH}&version=${version}`);
    await expect(figure(page, `${chain} 签约项目 累计金额`)).toHaveText(AMOUNT);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText(new RegExp(`韩东升 打印 · .*第${version}版`))).toBeVisible();
    const replaced = page.getByText(/^.+月报表（.+）　第1版，已由第2版（\d{4}-\d{2}-\d{2}）更正$/);
    await (version === 1 ? expect(replaced).toBeVisible() : expect(replaced).toHaveCount(0));
    await page.emulateMedia({ media: "screen" });
  }
  await openReport(page, `month=${MONTH}&version=1`);
  await expect(page.getByText("这是第1版，后来重述过，现行的是第2版。")).toBeVisible();
  const downloading = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: "导出工作簿" }).click();
  expect((await downloading).suggestedFilename()).toContain("关账第1版");
  await page.getByRole("link", { name: "看第2版" }).click();
  await expect(page.getByText("这是第1版，后来重述过")).toBeHidden();
  // What was moved stands in the closed month now; the correction of the amount stays where it was entered.
  await openReport(page, `month=${NEXT_MONTH}`);
  await expect(figure(page, "现代冷链物流 签约项目 本月金额")).toHaveText("0.00");
  await expect(figure(page, "文旅商贸 签约项目 本月金额")).toHaveText("-2,110.00");
});
