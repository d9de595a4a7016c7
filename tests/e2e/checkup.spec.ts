/** 数据体检: what does not add up is found, and mended from where it is found. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

const check = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(name) });

test("a project without a chain, exchanged digits and a voucher used twice are found and mended", async ({
  browser,
}) => {
  const director = await signedIn(browser, "juzhang");
  await director.goto("/statistics/checkup");
  const bare = check(director, "没有产业链").getByRole("listitem").first();
  const name = (await bare.getByRole("link").first().textContent()) ?? "";
  await bare.getByRole("link", { name: "修改所属产业链" }).click();
  const form = director.getByRole("form", { name: "修改项目" });
  const chain = form.getByRole("combobox", { name: "所属产业链" });
  await expect(chain).toBeFocused();
  await chain.fill("烤肉");
  await director.getByRole("option", { name: /烤肉/ }).first().click();
  await form.getByRole("button", { name: "保存" }).click();
  await expect(
    director.getByText("请说明原因").or(director.getByRole("button", { name: "修改项目" })),
  ).toBeVisible();
  if (await form.isVisible()) {
    await form.getByLabel("原因").fill("按建设内容归链");
    await form.getByRole("button", { name: "保存" }).click();
  }
  await expect(form).toBeHidden();

  await director.goto("/statistics/checkup?check=slip-digits");
  const slip = check(director, "疑似数字对调").getByRole("listitem").first();
  await expect(slip.locator("mark").first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page: director }).analyze();
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  await slip.getByRole("button", { name: "改正备案总投资" }).click();
  const dialog = director.getByRole("dialog");
  await dialog.getByLabel("原因").fill("对照备案证改正");
  await dialog.getByRole("button", { name: "改正", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(check(director, "疑似数字对调")).toBeHidden();

  const statistician = await signedIn(browser, "tongji");
  await statistician.goto("/desk");
  await statistician.getByRole("link", { name: /同一凭证用于两笔到位/ }).click();
  const twice = check(statistician, "同一凭证用于两笔到位").getByRole("listitem").first();
  const doubled = (await twice.getByRole("link").first().textContent()) ?? "";
  await twice.getByRole("link", { name: "去审核" }).click();
  await expect(statistician.getByRole("complementary", { name: "审核内容" })).toContainText(doubled);
  await statistician.getByRole("button", { name: /^退回/ }).click();
  const returning = statistician.getByRole("dialog");
  await returning.getByLabel("退回原因").fill("凭证已用于另一项目");
  await returning.getByRole("button", { name: "退回", exact: true }).click();
  await expect(returning).toBeHidden();
  await statistician.goto("/statistics/checkup?check=voucher-twice");
  await expect(check(statistician, "同一凭证用于两笔到位")).toBeHidden();
  await statistician.goto("/statistics/checkup?check=no-chain");
  await expect(statistician.getByRole("link", { name, exact: true })).toHaveCount(0);
});
