/** 链长 on a phone: the own chain whole, other chains as totals only. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

test("a chain leader signs in on a phone and sees only the own chain's names", async ({ page, request }) => {
  await signIn(page, "lianzhang");
  await expect(page).toHaveURL(/\/desk/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("重型数控机床");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);

  const cookies = await page.context().cookies();
  const header = { cookie: cookies.map((c) => `${c.name}=${c.value}`).join("; ") };
  const input = encodeURIComponent(JSON.stringify({ filter: { off: "any" }, limit: 200 }));
  const answer = await request.get(`/api/trpc/project.list?input=${input}`, { headers: header });
  const { result } = (await answer.json()) as {
    result: { data: { chainName: string | null }[] | { rows: { chainName: string | null }[] } };
  };
  const rows = Array.isArray(result.data) ? result.data : result.data.rows;
  expect(rows.length).toBeGreaterThan(5);
  expect([...new Set(rows.map((r) => JSON.stringify(r).includes("重型数控机床")))]).toEqual([true]);

  await page.goto("/chains");
  for (const chain of ["冰雪体育", "烤肉", "文旅商贸", "现代冷链物流", "现代教育", "现代医疗"]) {
    await expect(page.getByRole("link", { name: new RegExp(chain) })).toBeVisible();
  }
  await page.getByRole("link", { name: /冰雪体育/ }).click();
  await expect(page.getByText("没有您可查看的项目")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id),
  ).toEqual([]);
});

test("the ledgers are cards on a phone: whole names, amounts and states without scrolling aside", async ({
  page,
}) => {
  await signIn(page, "lianzhang");
  for (const [tab, label] of [
    ["arrival", "到位资金"],
    ["investment", "固定资产投资"],
    ["agreement", "协议"],
  ] as const) {
    await page.goto(`/ledger?tab=${tab}`);
    const cards = page.getByRole("list", { name: label }).getByRole("listitem");
    await expect(cards.first()).toBeVisible();
    await expect(cards.first()).toContainText(/已通过|待审核|已退回|草稿/);
    await expect(page.getByRole("grid")).toHaveCount(0);
    const search = await page.getByRole("search", { name: "筛选" }).boundingBox();
    const first = await cards.first().boundingBox();
    expect(first?.y ?? 0).toBeGreaterThanOrEqual((search?.y ?? 0) + (search?.height ?? 0));
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id),
  ).toEqual([]);
});
