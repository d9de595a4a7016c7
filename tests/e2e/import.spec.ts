/** 导入: a hand-kept ledger is read, proven against its own sums, taken in, and undone as a whole. */
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import * as XLSX from "@e965/xlsx";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./support/people";

const LEDGERS = "tests/fixtures/ledgers";
interface Truth {
  totals: {
    count: number;
    totalWan: number;
    fixedWan: number;
    signed2026: { count: number; wan: number; atLeast1yi: number; atLeast10yi: number };
    framework2026: { count: number; wan: number };
    started2026: number;
    arrivedOutsideWan: number;
    arrivedAllWan: number;
    faiWan: number;
    byChain: Record<string, { count: number; totalWan: number }>;
  };
}
const { totals }: Truth = JSON.parse(readFileSync(`${LEDGERS}/ledger-a.truth.json`, "utf8"));

const count = (value: number): string => value.toLocaleString("en-US");
const wan = (value: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Row header → what stands beside it, from the truth file. */
const FIGURES: [string, string][] = [
  ["项目 个", count(totals.count)],
  ["计划总投资 万元", wan(totals.totalWan)],
  ["其中固定资产投资 万元", wan(totals.fixedWan)],
  ["2026年正式签约 个", count(totals.signed2026.count)],
  ["2026年正式签约金额 万元", wan(totals.signed2026.wan)],
  ["其中亿元以上 个", count(totals.signed2026.atLeast1yi)],
  ["其中十亿元以上 个", count(totals.signed2026.atLeast10yi)],
  ["2026年框架协议 个", count(totals.framework2026.count)],
  ["2026年框架协议金额 万元", wan(totals.framework2026.wan)],
  ["2026年开工 个", count(totals.started2026)],
  ["本年到位省外内资 万元", wan(totals.arrivedOutsideWan)],
  ["本年到位资金 万元", wan(totals.arrivedAllWan)],
  ["本年完成固投 万元", wan(totals.faiWan)],
];

/** Every figure of the truth, `sides` times beside each other. */
async function expectTruth(page: Page, sides: number): Promise<void> {
  const sums = page.getByRole("table", { name: "合计", exact: true });
  for (const [label, value] of FIGURES) {
    const cells = sums
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: label, exact: true }) })
      .getByRole("cell");
    expect((await cells.allInnerTexts()).slice(0, sides), label).toEqual(Array(sides).fill(value));
  }
  const chains = page.getByRole("table", { name: "分产业链合计" });
  for (const [chain, { count: projects, totalWan }] of Object.entries(totals.byChain)) {
    const cells = chains
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: chain, exact: true }) })
      .getByRole("cell");
    const pair = [count(projects), wan(totalWan)];
    expect((await cells.allInnerTexts()).slice(0, 2 * sides), chain).toEqual(Array(sides).fill(pair).flat());
  }
}

async function upload(page: Page, file: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]) {
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page).toHaveURL(/\/imports\/\d+$/);
}

async function expectNoSeriousFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}

const batchOf = (page: Page): string => /imports\/(\d+)/.exec(page.url())?.[1] ?? "";

test("ledger-a is imported, its totals are equal, and it is undone", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, "tongji");
  await upload(page, `${LEDGERS}/ledger-a.xlsx`);
  await expect(page.getByRole("table", { name: "合计", exact: true })).toBeVisible({ timeout: 60_000 });
  await expectTruth(page, 1);
  for (const step of ["识别", "列对应", "名称对应"])
    await page.getByRole("button", { name: new RegExp(`^${step}`) }).click();
  await expectNoSeriousFault(page);

  const batch = batchOf(page);
  await page.getByRole("button", { name: `导入 ${totals.count} 个项目…` }).click();
  const asking = page.getByRole("dialog");
  await expect(asking.getByText(`${totals.count} 个进入`)).toBeVisible();
  await expect(asking.getByText("0 个不进入")).toBeVisible();
  await asking.getByRole("button", { name: `导入 ${totals.count} 个项目` }).click();
  await expect(page.getByText("系统合计与台账合计完全一致。")).toBeVisible({ timeout: 60_000 });
  await expectTruth(page, 2);
  await expect(page.getByText("不一致")).toHaveCount(0);
  await page.getByRole("button", { name: /^待补材料/ }).click();
  await expect(page.getByRole("table", { name: "待补材料" }).getByText("施工许可证")).toBeVisible();
  await expectNoSeriousFault(page);

  await page.getByRole("link", { name: "查看这一批的项目" }).click();
  await expect(page).toHaveURL(new RegExp(`/projects\\?import=${batch}`));
  await expect(page.getByText(`Σ ${totals.count} 个`)).toBeVisible();

  await page.goto(`/imports/${batch}`);
  await page.getByRole("button", { name: "撤销整批…" }).click();
  const undoing = page.getByRole("dialog");
  await undoing.getByRole("button", { name: "撤销整批" }).click();
  await expect(undoing.getByText("请填写撤销原因")).toBeVisible();
  await undoing.getByLabel("撤销原因").fill("浏览器测试");
  await undoing.getByRole("button", { name: "撤销整批" }).click();
  await expect(page.getByText(`${totals.count} 个项目不再计入任何列表和统计`)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText("原因：浏览器测试")).toBeVisible();
  await expectNoSeriousFault(page);
  await page.goto(`/projects?import=${batch}`);
  await expect(page.getByRole("grid").getByText("没有符合条件的项目")).toBeVisible();
});

test("a text under the name of a workbook is told so, and nothing is saved of it", async ({ page }) => {
  await signIn(page, "tongji");
  const file = page.locator("input[type=file]");
  await page.goto("/imports");
  await file.setInputFiles({ name: "会议纪要.docx", mimeType: "text/plain", buffer: Buffer.from("x") });
  await expect(page.getByRole("alert").filter({ hasText: "只接受 .xlsx" })).toBeVisible();
  await expect(page).toHaveURL(/\/imports$/);

  const buffer = Buffer.from("关于召开招商引资调度会议的通知\n各科室：\n请于周五前报送。\n");
  await upload(page, { name: "台账.xlsx", mimeType: "application/octet-stream", buffer });
  const said = page.getByRole("region", { name: "无法读取" });
  await expect(said.getByText("这个文件读不出台账")).toBeVisible({ timeout: 60_000 });
  await expect(said.getByText("没有写入任何项目")).toBeVisible();
  await expect(page.getByRole("button", { name: /^导入/ })).toHaveCount(0);
  await expectNoSeriousFault(page);
  const batch = batchOf(page);
  await said.getByRole("link", { name: "换一个文件" }).click();
  const line = page.getByRole("table", { name: "导入记录" }).getByRole("row").nth(1);
  await expect(line).toContainText("无法读取");
  await page.goto(`/projects?import=${batch}`);
  await expect(page.getByRole("grid").getByText("没有符合条件的项目")).toBeVisible();
});

const HEAD = [
  "项目名称",
  "产业链",
  "投资方",
  "所在省",
  "计划总投资（万元）",
  "签约类型",
  "签约日期",
  "主办部门",
];
const row = (name: string, total: number | string) => [
  name,
  "烤肉",
  `长春${name}餐饮有限公司`,
  "吉林省",
  total,
  "正式合同",
  "2026-07-08",
  "区商务局",
];

function mixedWorkbook(): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of [
    ["台账", [HEAD, row("甲", 1000), row("乙", "见附件")]],
    ["旧表", [HEAD, row("丙", 2000)]],
  ] as const)
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((r) => [...r])), name);
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return XLSX.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
}

test("a hidden sheet is asked about, a cell is mended, a column is moved and a row left out, and nothing is written", async ({
  page,
}) => {
  await signIn(page, "tongji");
  const mimeType = "application/octet-stream";
  await upload(page, { name: "两张表.xlsx", mimeType, buffer: mixedWorkbook() });
  await expect(page.getByRole("button", { name: "导入 1 个项目…" })).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByText("工作表“旧表”是隐藏的")).toBeVisible();
  await page.getByRole("button", { name: "读入", exact: true }).click();
  await expect(page.getByRole("button", { name: "导入 2 个项目…" })).toBeEnabled();
  const [marked] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载标记版" }).click(),
  ]);
  const returned = XLSX.read(readFileSync(await marked.path()));

  await page.getByRole("button", { name: /金额无法识别/ }).click();
  await expect(page).toHaveURL(/kind=amount-unread/);
  await page.getByRole("gridcell", { name: "乙", exact: true }).click();
  const cells = page.getByRole("table", { name: "各单元格" });
  await expect(cells.getByRole("row", { name: /^E3/ })).toContainText("见附件");
  await cells.getByRole("button", { name: "更正 E3 计划总投资" }).click();
  await page.getByLabel("E3 计划总投资 更正为").fill("3000");
  await page.keyboard.press("Enter");
  await expect(cells.getByRole("row", { name: /^E3/ })).toContainText("3,000.00 万元");
  await expect(page.getByRole("button", { name: "导入 3 个项目…" })).toBeEnabled();

  await page.getByRole("button", { name: "不导入这一行" }).click();
  await expect(page.getByRole("button", { name: "导入 2 个项目…" })).toBeEnabled();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^列对应/ }).click();
  await page.getByLabel("H 列对应到").selectOption({ label: "首报单位" });
  await expect(page.getByText("手工指定").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^名称对应/ })).toContainText("主办部门 1 个");
  await page.goto(`/projects?import=${batchOf(page)}`);
  await expect(page.getByRole("grid").getByText("没有符合条件的项目")).toBeVisible();

  // The marked workbook that was downloaded, with the cell mended in it, comes back without a fault.
  const ledger = returned.Sheets.台账;
  if (ledger?.E3?.v !== "见附件") throw new Error("the marked workbook has another cell at E3");
  ledger.E3 = { t: "n", v: 3000 };
  const mended = XLSX.write(returned, { type: "buffer", bookType: "xlsx" }) as Buffer;
  await upload(page, { name: "标记版改好.xlsx", mimeType, buffer: mended });
  await expect(page.getByRole("button", { name: "导入 2 个项目…" })).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByRole("radio", { name: "有错误 0" })).toBeVisible();
});
