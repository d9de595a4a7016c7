/** Every room of every role opens without an error, and axe finds nothing serious in it. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

const ROOMS: Record<string, string[]> = {
  keyuan: [
    "/desk",
    "/projects",
    "/projects?face=board",
    "/pool",
    "/attribution",
    "/ledger",
    "/statistics",
    "/statistics/targets",
    "/statistics/forms",
    "/statistics/checkup",
    "/statistics/writing",
    "/chains",
    "/chains/1",
    "/enterprises",
  ],
  juzhang: [
    "/desk",
    "/projects",
    "/projects/duplicates",
    "/enterprises/1",
    "/enterprises/merge?keep=1&give=2",
    "/attribution?show=closed",
    "/attribution?tab=transfers",
    "/attribution?tab=shares",
    "/statistics",
    "/statistics/targets?view=board",
    "/statistics/charts?by=chain&measure=amount&stage=all",
    "/chains",
    "/admin/units",
    "/admin/chains",
    "/admin/targets",
    "/admin/rates",
    "/admin/rules",
  ],
  lianzhang: ["/desk", "/projects", "/statistics", "/statistics/charts", "/chains"],
  tongji: [
    "/desk",
    "/ledger?tab=review",
    "/statistics",
    "/statistics/rates",
    "/statistics/definitions",
    "/statistics/forms?form=targets",
    "/statistics/checkup",
    "/statistics/writing?template=month",
    "/statistics/writing?view=verify",
    "/statistics/writing?view=words",
    "/imports",
    "/operations",
    "/admin/rates",
  ],
  ducha: ["/desk", "/projects"],
  quling: ["/desk", "/chains", "/statistics"],
  xitong: ["/admin/accounts", "/admin/units"],
  anquan: ["/admin/security"],
  shenji: ["/admin/audit"],
};

for (const [username, rooms] of Object.entries(ROOMS)) {
  test(`${username} finds every room in order`, async ({ page }) => {
    // Each room is looked at by axe, which takes seconds of its own on a busy machine.
    test.setTimeout(30_000 + rooms.length * 30_000);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`${page.url()} ${error.message}`));
    page.on("response", (response) => {
      if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
    });
    await signIn(page, username);
    for (const room of rooms) {
      const answer = await page.goto(room);
      expect(answer?.status(), room).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
      expect(serious.map((v) => `${room} ${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
}

test("a stranger is sent to the login page, and a wrong password is told so", async ({ page }) => {
  await page.goto("/projects");
  await expect(page).toHaveURL(/\/login/);
  await page.getByLabel("账号").fill("keyuan");
  await page.getByLabel("密码").fill("wrong-password-1A");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "账号或密码不正确" })).toBeVisible();
});
