/** 看板: a card dragged to a later stage opens its gate, with the mouse and without one. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

const column = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
const cardIn = (page: Page, stage: string, name: string): Locator =>
  column(page, stage).getByRole("button", { name, exact: true });

async function captureLead(page: Page, name: string): Promise<void> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(name);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill("大连海岳冷链装备有限公司");
  await page.getByLabel("意向投资额").fill("1.2亿");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
}

async function openBoard(page: Page, name: string): Promise<void> {
  await page.goto(`/projects?face=board&q=${encodeURIComponent(name)}`);
  await expect(column(page, "线索").getByText(/^\d+ ·/)).toBeVisible();
}

/** Drags in small steps: the board takes a card up only after six pixels. */
async function drag(page: Page, card: Locator, target: Locator): Promise<void> {
  const [from, to] = [await card.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error("the card or the column is not on the screen");
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 30, { steps: 5 });
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 12 });
  await page.mouse.up();
}

async function pick(page: Page, dialog: Locator, label: string, words: string): Promise<void> {
  const box = dialog.getByLabel(label).first();
  await box.click();
  await box.fill(words);
  await page
    .getByRole("option", { name: new RegExp(words) })
    .first()
    .click();
}

test("a card dragged to 在谈 opens the gate, waits, and moves when somebody else approves", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const officer = await signedIn(browser, "keyuan");
  const head = await signedIn(browser, "kezhang");
  const name = `看板拖动冷链装备项目 ${Date.now() % 100_000}`;
  await captureLead(officer, name);
  await openBoard(officer, name);
  await expect(column(officer, "线索").getByText("1 · 1.2亿")).toBeVisible();

  await drag(officer, cardIn(officer, "线索", name), column(officer, "在谈"));
  const gate = officer.getByRole("dialog", { name: "进入 在谈" });
  await expect(gate.getByText(/还差 \d 项/)).toBeVisible();
  await gate.getByRole("button", { name: "今天" }).click();
  await pick(officer, gate, "所属产业链", "现代冷链");
  await pick(officer, gate, "投资方所在省", "辽宁");
  await gate.getByLabel("建设内容及规模").fill("年产冷藏车厢体 3000 台");
  await gate.getByLabel("研判结论").fill("符合主导产业，予以跟进");
  await gate.getByRole("button", { name: "登记跟进" }).click();
  const visit = gate.getByRole("form", { name: "登记跟进" });
  await visit.getByLabel("跟进内容").fill("企业来访，看了两处地块");
  await visit.getByRole("button", { name: "登记跟进" }).click();
  await expect(gate.getByText("条件已齐")).toBeVisible();
  await gate.getByRole("button", { name: "报审", exact: true }).click();
  await expect(gate).toBeHidden();
  await expect(column(officer, "线索").getByText("在谈待审")).toBeVisible();

  await openBoard(head, name);
  await drag(head, cardIn(head, "线索", name), column(head, "在谈"));
  const review = head.getByRole("dialog", { name: "进入 在谈" });
  await review.getByRole("button", { name: "通过" }).click();
  await expect(review).toBeHidden();
  await expect(cardIn(head, "在谈", name)).toBeVisible();
  await expect(column(head, "在谈").getByText("1 · 1.2亿")).toBeVisible();
  await expect(column(head, "线索").getByText("没有项目")).toBeVisible();
});

test("everything a drag does can be done by keyboard", async ({ browser }) => {
  const officer = await signedIn(browser, "keyuan");
  const name = `看板键盘主轴项目 ${Date.now() % 100_000}`;
  await captureLead(officer, name);
  await openBoard(officer, name);
  const card = cardIn(officer, "线索", name);

  await test.step("Space picks it up, the arrows choose the stage, Space opens the gate", async () => {
    await card.focus();
    await officer.keyboard.press("Space");
    await expect(officer.getByRole("status").filter({ hasText: "已拿起" })).toContainText("在谈");
    await officer.keyboard.press("ArrowRight");
    await expect(officer.getByRole("status").filter({ hasText: "框架协议" })).toBeAttached();
    await officer.keyboard.press("ArrowLeft");
    await officer.keyboard.press("Space");
    const gate = officer.getByRole("dialog", { name: "进入 在谈" });
    await expect(gate.getByText(/还差 \d 项/)).toBeVisible();
    await officer.keyboard.press("Escape");
    await expect(gate).toBeHidden();
    await expect(card).toBeFocused();
  });

  await test.step("Esc puts it back", async () => {
    await officer.keyboard.press("Space");
    await officer.keyboard.press("Escape");
    await expect(officer.getByRole("status").filter({ hasText: "已放回原处" })).toBeAttached();
    await expect(officer.getByRole("dialog")).toBeHidden();
  });

  await test.step("the card's menu names every later stage", async () => {
    await officer.getByRole("button", { name: `${name}的操作` }).press("Enter");
    await officer.getByRole("menuitem", { name: "推进到 在谈" }).press("Enter");
    await expect(officer.getByRole("dialog", { name: "进入 在谈" })).toBeVisible();
  });

  await test.step("Enter on the name still opens the side panel", async () => {
    await officer.keyboard.press("Escape");
    await card.press("Enter");
    await expect(officer).toHaveURL(/peek=\d+/);
  });
});
