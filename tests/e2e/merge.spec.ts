/** 合并项目: from a suspected pair to one project in the list, and by 操作记录 to two again. */
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

const STAMP = Date.now() % 1_000_000;
const INVESTOR = `合并试验${STAMP}精密轴承有限公司`;
const NAMES = ["主轴轴承生产基地项目", "主轴轴承生产基地建设项目"].map((name) => `${name}${STAMP}`);

async function capture(page: Page, name: string): Promise<string> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(name);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill(INVESTOR);
  await page.getByLabel("意向投资额").fill("8000万");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
  return new URL(page.url()).pathname;
}

const inList = async (page: Page) => {
  await page.goto(`/projects?q=${encodeURIComponent(String(STAMP))}`);
  return page.getByRole("row", { name: new RegExp(String(STAMP)) });
};

test("a director merges a suspected pair and splits it again", async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await signedIn(browser, "juzhang");
  const urls: string[] = [];
  for (const name of NAMES) urls.push(await capture(page, name));
  const [first = "", second = ""] = urls;

  await test.step("the pair is found and opened side by side", async () => {
    const pair = page.getByRole("link", { name: new RegExp(`^合并${NAMES[0]}与${NAMES[1]}$`) });
    await expect(async () => {
      await page.goto("/projects/duplicates");
      await expect(page.getByText(/^\d+ 对$/)).toBeVisible();
      const next = page.getByRole("button", { name: "下一页" });
      while (!(await pair.isVisible()) && (await next.isEnabled())) {
        const shown = await page.getByText(/^\d+–\d+ \/ \d+$/).textContent();
        await next.click();
        await expect(page.getByText(shown ?? "")).toBeHidden();
      }
      await expect(pair).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 90_000 });
    await pair.click();
    await expect(page.getByRole("heading", { level: 1, name: "合并项目" })).toBeVisible();
    const name = page.getByRole("group", { name: "项目名称" });
    await name.getByRole("radio", { name: /并入的项目/ }).check();
  });

  await test.step("after the merge one stands in the list", async () => {
    await page.getByLabel("合并原因").fill("同一项目登记了两次");
    await page.getByRole("button", { name: "合并", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "合并", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${first}$`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(NAMES[1] ?? "");
    await expect(page.getByText("已并入本项目：")).toBeVisible();
    await expect(await inList(page)).toHaveCount(1);
  });

  await test.step("the other one's address leads to it", async () => {
    await page.goto(second);
    await expect(page.getByText("以下是合并之前的历史")).toBeVisible();
    await expect(page.getByRole("region", { name: "历史" })).toContainText("并入另一项目");
  });

  await test.step("split from 操作记录, both are back", async () => {
    await page.getByRole("link", { name: "查看这次合并" }).click();
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("撤销原因").fill("核对后是两个项目");
    await dialog.getByRole("button", { name: "撤销", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^撤销“合并/ })).toBeVisible();
    await expect(await inList(page)).toHaveCount(2);
    await page.goto(first);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(NAMES[0] ?? "");
    await page.goto(second);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(NAMES[1] ?? "");
  });
});
