/** 表内修改: the list as a sheet. Paste a range, fill down, save at once, take it back, and two people in one cell. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

const STAMP = Date.now() % 1_000_000;
const COLUMNS = "name.p~chain~stage~plannedTotal~intended~nextDue~company~projectCode";

async function capture(page: Page, name: string): Promise<void> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(name);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill(`${name}有限公司`);
  await page.getByLabel("意向投资额").fill("5000万");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
}

const sheetOf = (words: string) =>
  `/projects?edit=1&sort=name&dir=asc&cols=${COLUMNS}&q=${encodeURIComponent(words)}`;
const grid = (page: Page) => page.getByRole("grid", { name: "项目" });
const editor = (page: Page) => grid(page).getByRole("textbox");
/** Rows as they stand on the screen, without the layer of the cell at hand. */
const lineOf = (page: Page, name: string): Locator =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.locator("[data-place]") })
    .filter({ hasText: name });
const cell = (page: Page, name: string, column: number): Locator =>
  lineOf(page, name).locator("[data-place]").nth(column);

/** The clipboard as a spreadsheet fills it. */
const paste = (page: Page, text: string) =>
  editor(page).evaluate((input, given) => {
    const data = new DataTransfer();
    data.setData("text/plain", given);
    input.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
const copied = (page: Page) =>
  editor(page).evaluate((input) => {
    const data = new DataTransfer();
    input.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData("text/plain");
  });

test("an officer pastes a range, mends what cannot be read, fills down, saves once, and takes it back", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const words = `表内${STAMP}`;
  const [first, second, third] = ["1号", "2号", "3号"].map((one) => `${words}${one}`) as [
    string,
    string,
    string,
  ];
  const page = await signedIn(browser, "keyuan");
  for (const name of [first, second, third]) await capture(page, name);
  await page.goto(sheetOf(words).replace("edit=1&", ""));
  await expect(lineOf(page, first)).toHaveCount(0);
  await page.getByRole("grid").press("e");
  await expect(page).toHaveURL(/edit=1/);
  await expect(editor(page)).toBeFocused();
  await cell(page, first, 1).click();
  await expect(editor(page)).toHaveAttribute("aria-label", `${first} 产业链`);

  await test.step("a block of three rows: a chain by name, a stage that is only read, amounts, a wrong one", async () => {
    const lines = [
      ["重型数控机床", "开工", "1.2亿元", '"6,000"', "催办环评 2027-01-20"],
      ["不存在的链", "", "待定", "7000万", '"约见企业\n再访"'],
      ["重型数控机床", "", "", "", ""],
    ];
    await paste(page, lines.map((line) => line.join("\t")).join("\r\n"));
    await expect(page.getByText("有 3 格不能修改，已跳过")).toBeVisible();
    await expect(cell(page, first, 3)).toContainText("12,000");
    await expect(cell(page, first, 4)).toContainText("6,000");
    await expect(cell(page, first, 5)).toContainText("催办环评");
    await expect(cell(page, second, 3)).toHaveText(/待定/);
    await expect(cell(page, second, 3)).toHaveAttribute("aria-invalid", "true");
    const wrong = page.getByRole("list", { name: "要改的格子" });
    await expect(wrong).toContainText(`${second}的计划总投资：看不懂这个金额`);
    await expect(wrong).toContainText(`${second}的产业链：没有叫“不存在的链”的产业链`);
    await expect(page.getByRole("button", { name: "保存", exact: true })).toBeDisabled();
  });

  await test.step("axe finds nothing serious while cells are edited", async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });

  await test.step("the wrong ones are mended by hand: a name by choice, an amount by typing", async () => {
    await cell(page, second, 1).click();
    await page.keyboard.type("机床");
    await expect(page.getByRole("listbox").getByRole("option").first()).toHaveText("重型数控机床");
    await page.keyboard.press("Enter");
    await expect(cell(page, second, 1)).toContainText("重型数控机床");
    await cell(page, second, 3).dblclick();
    await expect(editor(page)).toHaveValue("待定");
    await editor(page).fill("8000");
    await page.keyboard.press("Tab");
    await expect(cell(page, second, 3)).toContainText("8,000");
    await expect(page.getByRole("list", { name: "要改的格子" })).toBeHidden();
  });

  await test.step("filling down, clearing, taking back a step", async () => {
    await cell(page, second, 3).click();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+d");
    await expect(cell(page, third, 3)).toContainText("8,000");
    await cell(page, first, 5).click();
    await page.keyboard.press("Delete");
    await expect(cell(page, first, 5)).toHaveText("—");
    await page.keyboard.press("Control+z");
    await expect(cell(page, first, 5)).toContainText("催办环评");
    await cell(page, first, 3).click();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    expect(await copied(page)).toBe("12,000\t6,000\r\n8,000\t7,000");
  });

  await test.step("leaving asks, saving is one operation", async () => {
    page.once("dialog", (dialog) => void dialog.dismiss());
    await page.getByRole("link", { name: "台账" }).first().click();
    await expect(page).toHaveURL(/\/projects\?/);
    await expect(page.getByText("已改 11 格，3 个项目")).toBeVisible();
    await cell(page, first, 0).click();
    await page.keyboard.press("Control+s");
    await expect(page.getByText("已保存 11 格，3 个项目")).toBeVisible();
    await page.getByRole("link", { name: "操作记录" }).last().click();
    await expect(page.getByRole("heading", { level: 1, name: /^表内修改/ })).toBeVisible();
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤销", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^撤销“表内修改/ })).toBeVisible();
    await page.goto(sheetOf(words));
    await expect(cell(page, first, 5)).toHaveText("—");
    await expect(cell(page, second, 4)).toContainText("5,000");
  });
});

test("two people in one cell: both values stand side by side, and one is chosen", async ({ browser }) => {
  test.setTimeout(180_000);
  const name = `同格${STAMP}`;
  const officer = await signedIn(browser, "keyuan");
  await capture(officer, name);
  await officer.goto(sheetOf(name));
  await cell(officer, name, 5).click();
  await officer.keyboard.type("我去约见企业");
  await officer.keyboard.press("Enter");

  const head = await signedIn(browser, "kezhang");
  await head.goto(sheetOf(name));
  await cell(head, name, 5).click();
  await head.keyboard.press("F2");
  await head.keyboard.type("科长约见企业");
  await head.keyboard.press("Enter");
  await head.keyboard.press("Control+s");
  await expect(head.getByText("已保存 1 格，1 个项目")).toBeVisible();

  await officer.getByRole("button", { name: "保存", exact: true }).click();
  const clash = officer.getByRole("list", { name: "他人同时改动的格子" });
  await expect(clash).toContainText("您的 我去约见企业");
  await expect(clash).toContainText("改为 科长约见企业");
  await expect(officer.getByRole("button", { name: "保存", exact: true })).toBeDisabled();
  await clash.getByRole("button", { name: "用我的" }).click();
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await expect(officer.getByText("已保存 1 格，1 个项目")).toBeVisible();
  await expect(cell(officer, name, 5)).toContainText("我去约见企业");
});

test("whoever may not edit reads on, and a project of others is only read", async ({ browser }) => {
  const reader = await signedIn(browser, "lianzhang");
  await reader.goto("/projects?edit=1");
  await expect(grid(reader).getByRole("row").nth(1)).toBeVisible();
  await expect(reader.getByRole("button", { name: "编辑", exact: true })).toHaveCount(0);
  await expect(editor(reader)).toHaveCount(0);

  const officer = await signedIn(browser, "keyuan");
  await officer.goto("/projects?edit=1&stage=contract~start~statistics~building");
  // Rows that are still on the way are only read as well.
  const foreign = grid(officer)
    .locator('[data-place$=":0"][aria-readonly="true"]')
    .filter({ hasText: "项目" })
    .first();
  await foreign.click();
  await expect(officer.getByText("这个项目不在您的修改范围")).toBeVisible();
  await officer.keyboard.type("改名");
  await expect(officer.getByText(/^已改/)).toHaveCount(0);
  await officer.keyboard.press("Escape");
  await expect(officer).not.toHaveURL(/edit=1/);
});
