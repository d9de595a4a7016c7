/** 招商科员: from the first call to the first spade, through every gate, with two pairs of eyes. */
import { expect, test } from "@playwright/test";
import { approve, reportMilestone } from "./support/gates";
import { signedIn } from "./support/people";

test("an officer logs a lead in under a minute and takes it to 开工 through every gate", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const officer = await signedIn(browser, "keyuan");
  const head = await signedIn(browser, "kezhang");
  const director = await signedIn(browser, "juzhang");
  const name = `沈阳远舟数控主轴部件基地项目 ${Date.now() % 100_000}`;

  const began = Date.now();
  await officer.goto("/projects?new=1");
  await officer.getByLabel("项目名称").fill(name);
  await officer.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill("沈阳远舟精密装备有限公司");
  await officer.getByLabel("意向投资额").fill("1.26亿");
  await officer.getByRole("button", { name: "登记", exact: true }).click();
  await expect(officer).toHaveURL(/\/projects\/\d+/);
  expect(Date.now() - began).toBeLessThan(60_000);
  await expect(officer.getByRole("heading", { level: 1 })).toContainText(name);
  const url = new URL(officer.url()).pathname;

  await test.step("a visit is logged, and the lead becomes a negotiation", async () => {
    await expect(officer.getByText(/进入.*在谈.*还差/)).toBeVisible();
    await officer.getByRole("button", { name: "登记跟进" }).first().click();
    const form = officer.getByRole("form", { name: "登记跟进" });
    await form.getByLabel("跟进内容").fill("赴企业拜访，双方就主轴部件基地选址达成初步意向");
    await form.getByRole("button", { name: "登记跟进" }).click();
    await expect(form).toBeHidden();
    await expect(officer.getByText("双方就主轴部件基地选址达成初步意向").first()).toBeVisible();
    await reportMilestone(officer, "在谈", {
      pick: { 所属产业链: "重型数控机床", 投资方所在省: "辽宁" },
      text: { 建设内容及规模: "年产高精度主轴 2000 套", 研判结论: "符合主导产业，予以跟进" },
    });
    await approve(head, url, "在谈");
  });

  await test.step("the contract needs two papers and the director", async () => {
    await officer.reload();
    await reportMilestone(officer, "正式签约", {
      pick: { 主办部门: "区工信局" },
      text: {
        计划总投资: "12600",
        "其中：固定资产投资": "9000",
        约定省外资金: "12000",
        计划开工: "2027-04-15",
        金额: "12600",
      },
      papers: ["合同扫描件", "合法性审核意见"],
    });
    await expect(head.getByRole("button", { name: "通过" })).toBeHidden();
    await approve(director, url, "正式签约");
  });

  await test.step("registration, filing and land come side by side", async () => {
    await officer.reload();
    await reportMilestone(officer, "注册", {
      text: { 项目公司: "齐齐哈尔远舟数控装备有限公司", 信用代码: "91350200MA2YJ1XR9G" },
      papers: ["营业执照"],
    });
    await reportMilestone(officer, "立项备案", {
      text: { 项目代码: "2611-230203-04-01-123456", 备案总投资: "12600", 行业分类: "3425" },
      papers: ["立项备案证"],
    });
    await reportMilestone(officer, "供地", {
      pick: { 落地街道: "装备" },
      select: { 用地方式: "出让" },
      papers: ["出让合同"],
    });
    await approve(head, url, "注册");
    await approve(head, url, "立项备案");
    await approve(head, url, "供地");
  });

  await test.step("the start needs permit and photos, and then it stands on the rail", async () => {
    await officer.reload();
    await reportMilestone(officer, "开工", {
      text: { 核验人: "区住建局 质监站 张工" },
      papers: ["施工许可证", "开工照片"],
    });
    await approve(head, url, "开工");
    await officer.reload();
    await expect(officer.getByRole("heading", { level: 1 }).locator("..")).toContainText("开工");
  });
});

test("a double click registers one lead", async ({ browser }) => {
  const officer = await signedIn(browser, "keyuan");
  const name = `双击登记测试项目 ${Date.now() % 100_000}`;
  await officer.goto("/projects?new=1");
  await officer.getByLabel("项目名称").fill(name);
  await officer.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill("杭州双叠科技有限公司");
  await officer.getByLabel("意向投资额").fill("3000");
  await officer.getByRole("button", { name: "登记", exact: true }).dblclick();
  await expect(officer).toHaveURL(/\/projects\/\d+/);
  await officer.goto(`/projects?q=${encodeURIComponent(name)}`);
  await expect(officer.getByText("Σ 1 个")).toBeVisible();
});
