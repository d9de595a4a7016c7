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

test("a strange address at the sign-in leads to the login page and nowhere else", async ({ request }) => {
  const strange = [
    "garbage",
    "招商",
    "http://[",
    "//evil.example",
    "/\\evil.example",
    `/${"a".repeat(6000)}`,
  ];
  const plain = { maxRedirects: 0 };
  for (const address of [...strange, "https://evil.example/"]) {
    const callback = encodeURIComponent(address);
    const asked = await request.get(`/api/auth/signin?callbackUrl=${callback}`, plain);
    expect(asked.status(), address).toBe(302);
    const led = new URL(asked.headers().location ?? "", "http://here.invalid");
    expect(led.pathname, address).toBe("/login");
    expect(led.href, address).not.toMatch(/evil|garbage|aaaa|error/);
  }
  // A browser that keeps one, and a form that carries one, sign in all the same.
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const kept = (await request.storageState()).cookies.map(({ name, value }) => `${name}=${value}`);
  for (const address of strange) {
    const answer = await request.post("/api/auth/callback/credentials", {
      ...plain,
      headers: {
        cookie: [...kept, `next-auth.callback-url=${encodeURIComponent(address.slice(0, 900))}`].join("; "),
      },
      form: { csrfToken, username: "nobody", password: "wrong", callbackUrl: address, json: "true" },
    });
    expect(answer.status(), address).toBe(401);
    expect(await answer.text(), address).not.toContain("evil");
  }
});
