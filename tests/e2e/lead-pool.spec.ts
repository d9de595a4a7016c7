/** 跟进 and 公海: a chat is pasted and taken over; a lead that nobody holds is claimed. */
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

async function captureLead(page: Page, name: string): Promise<string> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(name);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill("沈阳远松精密机械有限公司");
  await page.getByLabel("意向投资额").fill("5000万");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
  return new URL(page.url()).pathname;
}

test("an officer pastes a chat, takes over what was recognised, and saves it with the follow-up", async ({
  browser,
}) => {
  const officer = await signedIn(browser, "keyuan");
  await captureLead(officer, `主轴部件线索 ${Date.now() % 100_000}`);
  await expect(officer.getByRole("heading", { name: "时限与保护" })).toBeVisible();
  await officer.keyboard.press("n");
  const form = officer.getByRole("form", { name: "登记跟进" });
  await expect(form.getByLabel("跟进内容")).toBeFocused();
  await officer.keyboard.insertText("王总 13904521234：拟投1.2个亿做数控机床主轴，要地80亩，三天内回话");
  const found = form.getByRole("region", { name: "识别结果" });
  await expect(found.locator("mark")).toHaveCount(6);
  const page = officer.getByRole("main");
  await found.getByRole("button", { name: "采用 用地面积 80 亩" }).click();
  await expect(found.getByRole("button", { name: "不采用 用地面积 80 亩" })).toBeVisible();
  // Nothing is saved before it is sent.
  await expect(page.getByText("80 亩")).toHaveCount(0);
  await found.getByRole("button", { name: "全部采用" }).click();
  await expect(form.getByRole("textbox", { name: "下一步期限" })).not.toHaveValue("");
  await form.getByLabel("跟进内容").press("Control+Enter");
  await expect(form).toBeHidden();
  await expect(page.getByText("要地80亩").first()).toBeVisible();
  await expect(page.getByText("重型数控机床").first()).toBeVisible();
  await expect(page.getByText("王总", { exact: true }).first()).toBeVisible();
});

test("a lead that is given up stands in the open pool, and whoever claims it holds it", async ({
  browser,
}) => {
  const officer = await signedIn(browser, "keyuan");
  const other = await signedIn(browser, "jiedao");
  const name = `公海线索 ${Date.now() % 100_000}`;
  const url = await captureLead(officer, name);
  await officer.getByRole("button", { name: "搁置或退出" }).click();
  await officer.getByRole("menuitem", { name: /放入公海/ }).click();
  await officer.getByLabel("放出原因").fill("本科室人手不足");
  await officer.getByRole("button", { name: "放入公海" }).click();
  await expect(officer).toHaveURL(/\/pool$/);
  await officer.goto(url);
  await expect(officer.getByText(/进入公海，无人承办/)).toBeVisible();

  await other.goto("/pool");
  await other.getByLabel("搜索公海线索").fill(name);
  const item = other.getByRole("listitem").filter({ hasText: name });
  await expect(item).toContainText("本科室人手不足");
  await item.getByRole("button", { name: `认领 ${name}` }).click();
  await other.getByRole("dialog").getByRole("button", { name: "认领", exact: true }).click();
  await expect(other).toHaveURL(new RegExp(`${url}$`));
  await expect(other.getByText("首报人保留引荐")).toBeVisible();

  await officer.goto("/pool");
  await officer.getByLabel("搜索公海线索").fill(name);
  await expect(officer.getByText("没有找到线索")).toBeVisible();
});
