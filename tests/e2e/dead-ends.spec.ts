import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

test("an address that leads nowhere says so, and leads back", async ({ page }) => {
  await signIn(page, "keyuan");
  for (const address of [
    "/nowhere",
    "/projects/999999999",
    "/projects/abc",
    "/admin/accounts",
    "/chains/0x",
  ]) {
    await page.goto(address);
    await expect(page.getByText(/没有这个页面，或您无权查看|没有找到/)).toBeVisible();
  }
  await page.goto("/nowhere");
  await page.getByRole("link", { name: "回到首页" }).click();
  await expect(page).toHaveURL(/\/desk$/);
});

test("an address from a mail opens after signing in", async ({ page }) => {
  await page.goto("/projects?light=late&sort=plannedTotal");
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel("账号").fill("keyuan");
  await page.getByLabel("密码").fill("Chainlead-2026");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/projects\?light=late&sort=plannedTotal$/);
});
