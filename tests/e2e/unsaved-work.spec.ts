/** What was typed is not lost without a word: targets, sheets, a half-filled lead. */
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

/** Answers the page's next question, and gives back its words. */
const answerNext = (page: Page, accept: boolean): Promise<string> =>
  new Promise((resolve) =>
    page.once("dialog", (dialog) => {
      resolve(dialog.message());
      void (accept ? dialog.accept() : dialog.dismiss());
    }),
  );

test("targets typed while others are being saved all arrive, and unreadable text stays", async ({
  browser,
}) => {
  const page = await signedIn(browser, "juzhang");
  await page.goto("/admin/targets");
  // A year and a kind that no figure of the district is measured by.
  await page.getByLabel("年份").selectOption({ index: 3 });
  await page.getByLabel("目标种类").selectOption({ label: "下半年力争" });
  await page.route("**/api/trpc/admin.setTargets**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  const grid = page.getByRole("grid", { name: /下半年力争/ });
  await grid.getByRole("gridcell").nth(1).click();
  for (const text of ["111", "222", "333", "许多"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  const column = (row: number) => grid.getByRole("row").nth(row).getByRole("gridcell").nth(1);
  await expect(column(1)).toContainText("111");
  await expect(column(3)).toContainText("333");
  await expect(page.getByText("1 个值没有保存，原文仍在格中")).toBeVisible();
  await expect(page.getByText(/正在保存/)).toBeHidden();
  await expect(column(4)).toContainText("许多");

  const asked = answerNext(page, false);
  await page.getByRole("link", { name: "项目", exact: true }).first().click();
  expect(await asked).toContain("没有保存");
  await expect(page).toHaveURL(/\/admin\/targets/);
  await page.reload();
  await page.getByLabel("年份").selectOption({ index: 3 });
  await page.getByLabel("目标种类").selectOption({ label: "下半年力争" });
  for (const [row, text] of [
    [1, "111"],
    [2, "222"],
    [3, "333"],
  ] as const)
    await expect(column(row)).toContainText(text);
});

test("a sheet with unsaved figures asks before a link and Back", async ({ browser }) => {
  const page = await signedIn(browser, "keyuan");
  await page.goto("/desk");
  await page.goto("/ledger?tab=arrival");
  await page.getByRole("link", { name: "登记到位资金" }).click();
  await page.getByLabel("第 1 行 出资方").fill("沈阳远舟精密装备有限公司");
  await expect(page.getByText("1 条未保存")).toBeVisible();

  const links = answerNext(page, false);
  await page.getByRole("link", { name: "返回列表" }).click();
  await links;
  const back = answerNext(page, false);
  await page.evaluate(() => window.history.back());
  await back;
  await expect(page).toHaveURL(/view=entry/);
  await expect(page.getByLabel("第 1 行 出资方")).toHaveValue("沈阳远舟精密装备有限公司");

  const leave = answerNext(page, true);
  await page.getByRole("link", { name: "返回列表" }).click();
  await leave;
  await expect(page).not.toHaveURL(/view=entry/);
  await page.getByRole("link", { name: "项目", exact: true }).first().click();
  await expect(page).toHaveURL(/\/projects/);
});

test("a half-filled lead asks before it is closed, also when Esc comes at once", async ({ browser }) => {
  const page = await signedIn(browser, "keyuan");
  await page.goto("/projects");
  // On a machine this slow, Esc reaches the page before it has drawn what was typed.
  const machine = await page.context().newCDPSession(page);
  await machine.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.getByRole("button", { name: "登记线索" }).first().click();
  const drawer = page.getByRole("dialog", { name: "登记线索" });
  await drawer.getByLabel("项目名称").fill("填了一半的项目");
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "已填写的内容还没有登记，确定关闭吗？" });
  await question.getByRole("button", { name: "取消" }).click();
  await expect(drawer.getByLabel("项目名称")).toHaveValue("填了一半的项目");
  await drawer.getByRole("button", { name: "取消" }).click();
  await question.getByRole("button", { name: "放弃并关闭" }).click();
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/new=1/);

  await page.getByRole("button", { name: "登记线索" }).first().click();
  await expect(drawer.getByLabel("项目名称")).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});
