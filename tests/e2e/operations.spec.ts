/** 批量修改 and 操作记录: many projects in one go, taken back later with one thing decided, and brought back. */
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

const NAMES = ["甲", "乙"].map((one) => `撤销试验${one}${Date.now() % 1_000_000}`);

async function capture(page: Page, name: string): Promise<string> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(name);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill(`${name}有限公司`);
  await page.getByLabel("意向投资额").fill("5000万");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
  return new URL(page.url()).pathname;
}

const natureOf = (page: Page) =>
  page.getByText("建设性质", { exact: true }).first().locator("xpath=following-sibling::dd");

test("an officer edits two projects at once and takes it back, keeping what changed since", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const page = await signedIn(browser, "keyuan");
  const urls: string[] = [];
  for (const name of NAMES) urls.push(await capture(page, name));
  const [first = "", second = ""] = urls;

  await test.step("old and new are shown before anything is changed", async () => {
    await page.goto(`/projects?q=${encodeURIComponent("撤销试验")}`);
    for (const name of NAMES)
      await page
        .getByRole("row", { name: new RegExp(name) })
        .getByRole("checkbox")
        .check();
    await page.getByRole("button", { name: "批量修改", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "批量修改 2 个项目" });
    await dialog.getByLabel("修改内容").selectOption({ label: "建设性质" });
    await dialog.getByLabel("建设性质", { exact: true }).selectOption("扩建");
    await dialog.getByLabel("修改内容").selectOption({ label: "下一步" });
    await dialog.getByLabel("下一步", { exact: true }).fill("催办环评批复");
    await dialog.getByRole("button", { name: "核对" }).click();
    await expect(dialog.getByRole("list", { name: "原值和新值" })).toContainText(NAMES[0] ?? "");
    await dialog.getByRole("button", { name: "修改 2 个" }).click();
    await expect(page.getByText("已修改 2 个项目")).toBeVisible();
  });

  await test.step("somebody changes one of them again", async () => {
    await page.goto(first);
    await expect(natureOf(page)).toHaveText("扩建");
    await page.getByRole("button", { name: "修改项目", exact: true }).click();
    const form = page.getByRole("form", { name: "修改项目" });
    await form.getByLabel("建设性质", { exact: true }).selectOption("技改");
    await form.getByRole("button", { name: "保存" }).click();
    await expect(form).toBeHidden();
  });

  await test.step("taking it back asks about that one thing", async () => {
    await page.getByRole("link", { name: "操作记录" }).click();
    await page.getByRole("link", { name: "批量修改建设性质、下一步" }).first().click();
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "还有 1 处未定" })).toBeDisabled();
    await dialog.getByRole("radio", { name: /保留现在的/ }).check();
    await dialog.getByLabel("撤销原因").fill("口径有误");
    await dialog.getByRole("button", { name: "撤销", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^撤销“批量修改/ })).toBeVisible();
    await expect(page.getByRole("region", { name: /保留未动/ })).toContainText(NAMES[0] ?? "");
    await page.goto(first);
    await expect(natureOf(page)).toHaveText("技改");
    await page.goto(second);
    await expect(natureOf(page)).toHaveText("—");
    await expect(page.getByText("口径有误").first()).toBeVisible();
  });

  await test.step("and it comes back", async () => {
    await page.goto("/operations");
    await page
      .getByRole("link", { name: /^撤销“批量修改/ })
      .first()
      .click();
    await page.getByRole("button", { name: "恢复", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "恢复", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^恢复“批量修改/ })).toBeVisible();
    await page.goto(second);
    await expect(natureOf(page)).toHaveText("扩建");
  });
});
