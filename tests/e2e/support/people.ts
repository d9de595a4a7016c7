import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import demoAccounts from "../../../prisma/demo-accounts.json" with { type: "json" };

/** A page on which this demo account has signed in, in a browser profile of its own. */
export async function signedIn(
  browser: Browser,
  username: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options });
  const page = await context.newPage();
  await signIn(page, username);
  return page;
}

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, username: string): Promise<void> {
  const account = demoAccounts.find((a) => a.username === username);
  if (!account) throw new Error(`no demo account ${username}`);
  await page.goto("/login");
  await page.getByLabel("账号").fill(username);
  await page.getByLabel("密码").fill(account.password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).not.toHaveURL(/\/login/);
}
