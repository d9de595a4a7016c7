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
      text: { 项目代码: "2611-230203-04-01-123456", 备案总投资: "12600" },
      pick: { 行业分类: "3425" },
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

test("several investors share a project, and two people at one field see both versions", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const officer = await signedIn(browser, "keyuan");
  const head = await signedIn(browser, "kezhang");
  await officer.goto("/projects?new=1");
  await officer.getByLabel("项目名称").fill(`两方合资冷链项目 ${Date.now() % 100_000}`);
  await officer.getByRole("textbox", { name: /^投资方 ?\*?$/ }).fill("大连甲方冷链有限公司");
  await officer.getByLabel("意向投资额").fill("8000");
  await officer.getByRole("button", { name: "登记", exact: true }).click();
  await expect(officer).toHaveURL(/\/projects\/\d+/);
  const url = new URL(officer.url()).pathname;

  await test.step("shares above the whole are told before saving", async () => {
    await officer.getByRole("button", { name: "调整投资方" }).click();
    const dialog = officer.getByRole("dialog", { name: "投资方与股比" });
    await dialog.getByLabel("第1投资方的股比").fill("60");
    await dialog.getByRole("button", { name: "添加投资方" }).click();
    const partner = dialog.getByRole("combobox", { name: "第2投资方" });
    await partner.fill("沈阳乙方投资有限公司");
    await officer
      .getByRole("option", { name: /新登记这家企业|沈阳乙方投资/ })
      .first()
      .click();
    await dialog.getByLabel("第2投资方的股比").fill("50");
    await expect(dialog.getByText("股比合计 110%，不能超过 100%，请核对")).toBeVisible();
    await dialog.getByLabel("第2投资方的股比").fill("40");
    await dialog.getByRole("button", { name: "第2投资方上移" }).click();
    await dialog.getByRole("button", { name: "保存" }).click();
    await expect(dialog).toBeHidden();
    const list = officer.getByRole("region", { name: "投资方", exact: true }).getByRole("listitem");
    await expect(list).toHaveText([/沈阳乙方投资有限公司.*40%/, /大连甲方冷链有限公司.*主投资方.*60%/]);
  });

  await test.step("the second to save chooses, and nothing is lost in silence", async () => {
    await officer.goto(url);
    await head.goto(url);
    const write = async (page: typeof officer, words: string) => {
      await page.getByRole("button", { name: "修改项目", exact: true }).click();
      const form = page.getByRole("form", { name: "修改项目" });
      await form.getByLabel("建设内容及规模").fill(words);
      return form;
    };
    const mine = await write(head, "冷库五万吨");
    const theirs = await write(officer, "冷库三万吨");
    await theirs.getByRole("button", { name: "保存" }).click();
    await expect(theirs).toBeHidden();
    await mine.getByRole("button", { name: "保存" }).click();
    const clash = mine.getByRole("group", { name: "建设内容及规模" });
    await expect(clash).toContainText("冷库三万吨");
    await expect(clash).toContainText("冷库五万吨");
    await expect(mine.getByRole("button", { name: "还有 1 项未选" })).toBeDisabled();
    await clash.getByLabel("合并两人的内容").check();
    await clash.getByLabel("合并后的建设内容及规模").fill("冷库三万吨，二期五万吨");
    await mine.getByRole("button", { name: "按所选保存" }).click();
    await expect(mine).toBeHidden();
    await expect(head.getByText("冷库三万吨，二期五万吨").first()).toBeVisible();
  });
});
