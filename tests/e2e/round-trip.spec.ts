/** A view goes out, is worked in, and comes back while a colleague works on: what meets is asked about, all of it goes back. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import ExcelJS from "exceljs";
import { signedIn } from "./support/people";

const TRIAL = `往返试验${Date.now() % 1_000_000}`;
const [FIRST, SECOND] = [`${TRIAL}甲项目`, `${TRIAL}乙项目`];
const RENAMED = `${FIRST}（二期）`;

async function capture(page: Page, name: string): Promise<string> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(name);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill(`${name}有限公司`);
  await page.getByLabel("意向投资额").fill("5000万");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
  return new URL(page.url()).pathname;
}

async function changes(
  page: Page,
  url: string,
  group: string,
  fields: Record<string, string>,
): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: `修改${group}`, exact: true }).click();
  const form = page.getByRole("form", { name: `修改${group}` });
  for (const [label, text] of Object.entries(fields))
    await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
}

/** The workbook with these cells written over; rows are found by the project's name, keys stay in their hidden column. */
async function worked(bytes: Buffer, cells: readonly [string, string, string][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = book.getWorksheet("项目");
  if (!sheet) throw new Error("no sheet");
  const places = new Map<string, number>();
  sheet.getRow(3).eachCell((cell, at) => places.set(String(cell.value), at));
  for (const [name, header, text] of cells)
    sheet.eachRow((row) => {
      if (row.getCell(places.get("项目名称") ?? 0).value === name)
        row.getCell(places.get(header) ?? 0).value = text;
    });
  return Buffer.from(await book.xlsx.writeBuffer());
}

const standing = (page: Page, label: string) =>
  page.getByText(label, { exact: true }).first().locator("xpath=following-sibling::dd");

test("an exported view comes back, meets a colleague's work, is decided, goes in and is undone", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const colleague = await signedIn(browser, "keyuan");
  const [first, second] = [await capture(colleague, FIRST), await capture(colleague, SECOND)];
  await changes(colleague, first, "进展", { 下一步: "约见董事长" });

  const page = await signedIn(browser, "juzhang");
  await page.goto(`/projects?q=${encodeURIComponent(TRIAL)}`);
  await page.getByRole("button", { name: "导出", exact: true }).click();
  const downloading = page.waitForEvent("download", { timeout: 60_000 });
  await page.getByRole("button", { name: "导出当前视图" }).click();
  const exported = await readFile(await (await downloading).path());

  await test.step("a colleague changes one same cell and another one", async () => {
    await changes(colleague, first, "进展", { 下一步: "电话回访" });
    await changes(colleague, second, "进展", { 存在问题: "缺用地指标" });
  });

  await test.step("the file comes back: changes before and after, the conflict with both sides", async () => {
    const buffer = await worked(exported, [
      [FIRST, "下一步", "现场踏勘"],
      [FIRST, "项目名称", RENAMED],
      [SECOND, "下一步", "送投资协议文本"],
    ]);
    await page.goto("/imports");
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    await page.locator("input[type=file]").setInputFiles({ name: "往返.xlsx", mimeType, buffer });
    await expect(page.getByRole("button", { name: "还有 1 处冲突未定" })).toBeDisabled({ timeout: 60_000 });
    const merge = page.getByRole("region", { name: "改动核对" });
    await expect(merge.getByRole("list", { name: `${RENAMED} 的改动` })).toContainText(
      `${FIRST} → ${RENAMED}`,
    );
    const conflict = merge.getByRole("group", { name: /冲突 下一步/ });
    await expect(conflict).toContainText("约见董事长");
    await expect(conflict.getByRole("radio", { name: /库中的/ })).not.toBeChecked();
    await expect(conflict).toContainText("电话回访");
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  });

  await test.step("one change is left out, the conflict is decided, the rest goes in", async () => {
    const merge = page.getByRole("region", { name: "改动核对" });
    await merge.getByRole("checkbox", { name: /^项目名称/ }).uncheck();
    await expect(merge.getByText("将改 1 处")).toBeVisible();
    await merge.getByRole("button", { name: "冲突全部用我的" }).click();
    await expect(merge.getByText("1 处冲突都已选定。")).toBeVisible();
    await page.getByRole("button", { name: "更新 2 个已有项目…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("共改 2 处")).toBeVisible();
    await dialog.getByRole("button", { name: "更新 2 个已有项目" }).click();
    await expect(page.getByText(/更新 2 个已有项目（\s*2 处）/)).toBeVisible({ timeout: 60_000 });
    await colleague.goto(first);
    await expect(standing(colleague, "下一步")).toContainText("现场踏勘");
    await expect(colleague.getByRole("heading", { level: 1, name: FIRST, exact: true })).toBeVisible();
    await colleague.goto(second);
    await expect(standing(colleague, "存在问题")).toContainText("缺用地指标");
  });

  await test.step("undoing brings back what nobody touched since and names what stays", async () => {
    await changes(colleague, second, "进展", { 下一步: "改到下周" });
    await page.reload();
    await page.getByRole("button", { name: "撤销整批…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("已有项目的 1 处改动回到导入之前的内容")).toBeVisible();
    await expect(dialog.getByText(new RegExp(`${SECOND}.*下一步`))).toBeVisible();
    await dialog.getByLabel("撤销原因").fill("浏览器测试");
    await dialog.getByRole("button", { name: "撤销整批" }).click();
    await expect(page.getByText("已有项目的改动回到原样")).toBeVisible({ timeout: 60_000 });
    await colleague.goto(first);
    await expect(standing(colleague, "下一步")).toContainText("电话回访");
    await colleague.goto(second);
    await expect(standing(colleague, "下一步")).toContainText("改到下周");
  });
});
