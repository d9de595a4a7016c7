/** 首报异议: two people register one investor at once; whoever came second disputes it, both bring papers, the director rules. */
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

const stamp = Date.now() % 1_000_000;
const PAPER = {
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"),
};

async function fillLead(page: Page, lead: { name: string; investor: string }): Promise<void> {
  await page.goto("/projects?new=1");
  await page.getByLabel("项目名称").fill(lead.name);
  await page.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill(lead.investor);
  await page.getByLabel("意向投资额").fill("8000万");
}

/** Both press the button together; gives the address of each one's project. */
async function registerTogether(pages: readonly Page[]): Promise<string[]> {
  await Promise.all(
    pages.map((page) => page.getByRole("button", { name: "登记", exact: true }).click({ noWaitAfter: true })),
  );
  await Promise.all(pages.map((page) => expect(page).toHaveURL(/\/projects\/\d+/)));
  return pages.map((page) => new URL(page.url()).pathname);
}

const suspicion = (page: Page) => page.getByRole("main").getByText("疑似重复，请核对是否同一项目");
const disputing = (page: Page) => page.getByRole("main").getByRole("button", { name: /的首报提出异议$/ });

async function bringPaper(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await page.locator("input[type=file]").setInputFiles({ ...PAPER, name });
  await expect(page.getByRole("link", { name: new RegExp(`^${name}`) })).toBeVisible();
  await page.getByRole("button", { name: "举证完毕" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "举证完毕" }).click();
  await expect(page.getByText("举证完毕").first()).toBeVisible();
}

test("who registers second is told at once, and the dispute ends with shares of both units", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const [first, second] = await Promise.all([signedIn(browser, "keyuan"), signedIn(browser, "jiedao")]);
  const lead = { name: `精密减速器基地 ${stamp}`, investor: `抚顺抢先${stamp}减速器有限公司` };
  await Promise.all([first, second].map((page) => fillLead(page, lead)));
  const urls = await registerTogether([first, second]);
  // Exactly one of them came second: he is told with the answer, and only he may dispute.
  const offered = () => Promise.all([disputing(first).count(), disputing(second).count()]);
  await expect.poll(async () => (await offered()).sort(), { timeout: 15_000 }).toEqual([0, 1]);
  const offers = await offered();
  const at = offers.indexOf(1);
  const [challenger, respondent] = at === 0 ? [first, second] : [second, first];
  const [mine, theirs] = at === 0 ? ["招商一科", "装备制造园区"] : ["装备制造园区", "招商一科"];
  const director = await signedIn(browser, "juzhang");
  // A park has no section head: there the director mediates himself.
  const mediator = at === 0 ? director : await signedIn(browser, "kezhang");

  await test.step("whoever was first learns of the other when he looks again, and has nothing to dispute", async () => {
    await respondent.reload();
    await expect(suspicion(respondent)).toBeVisible();
    await expect(disputing(respondent)).toHaveCount(0);
  });

  await test.step("it is raised without seeing the other project", async () => {
    await disputing(challenger).click();
    await challenger.getByLabel("异议理由").fill("本月初已到企业考察并签到");
    await challenger.getByRole("dialog").getByRole("button", { name: "提出异议" }).click();
    await expect(challenger.getByRole("link", { name: "已提出异议，去举证" })).toBeVisible();
  });
  const href = await challenger.getByRole("link", { name: "已提出异议，去举证" }).getAttribute("href");
  const url = href ?? "";

  await test.step("both bring their papers and do not see each other's", async () => {
    await bringPaper(challenger, url, "考察签到表.pdf");
    await expect(challenger.getByRole("heading", { level: 1 })).toHaveText(`${mine}对${theirs}的首报异议`);
    await expect(
      challenger.getByText("内容不在您的查看范围内"),
      "the other project has no name here",
    ).toBeVisible();
    await respondent.goto("/desk");
    await respondent
      .getByRole("link", { name: new RegExp(lead.name) })
      .first()
      .click();
    await expect(respondent.getByText("考察签到表.pdf")).toHaveCount(0);
    await bringPaper(respondent, url, "首报登记表.pdf");
    await expect(respondent.getByText("调解", { exact: true }).first()).toBeVisible();
  });

  await test.step("who mediates reads both sides and finds no agreement", async () => {
    await mediator.goto("/attribution?show=mine");
    await mediator.getByRole("link", { name: lead.name }).click();
    await expect(mediator.getByRole("link", { name: /^考察签到表.pdf/ })).toBeVisible();
    await expect(mediator.getByRole("link", { name: /^首报登记表.pdf/ })).toBeVisible();
    await mediator.getByRole("button", { name: "调解", exact: true }).click();
    await mediator.getByRole("radio", { name: "未达成一致" }).click();
    await mediator.getByRole("button", { name: "提交调解结果" }).click();
    await expect(mediator.getByText("请写明调解经过")).toBeVisible();
    await mediator.getByLabel("调解经过").fill("双方各执一词");
    await mediator.getByRole("button", { name: "提交调解结果" }).click();
    await expect(mediator.getByText("待裁定").first()).toBeVisible();
  });

  await test.step("the director divides the credit", async () => {
    await director.goto(url);
    await director.getByRole("button", { name: "裁定", exact: true }).click();
    const dialog = director.getByRole("dialog");
    await dialog.getByLabel(`${mine}（%）`).fill("40.5");
    await dialog.getByLabel("裁定理由").fill("双方先后接触，共同引进");
    await dialog.getByRole("button", { name: "裁定", exact: true }).click();
    await expect(director.getByText(`${theirs} 59.5%、${mine} 40.5%`).first()).toBeVisible();
  });

  await test.step("and the holder reads it on his project", async () => {
    await respondent.goto(urls[1 - at] ?? "");
    const panel = respondent.getByRole("region", { name: "归属与流转" });
    await expect(panel).toContainText("59.5%");
    await expect(panel).toContainText("首报异议确定");
    await expect(respondent.getByText("裁定首报归属").first()).toBeVisible();
  });
});
