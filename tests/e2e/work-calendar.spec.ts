/** 工作日历: the notice of a year is pasted whole, and the year is asked for until all of it is there. */
import { expect, test } from "@playwright/test";
import { signIn } from "./support/people";

const NOTICE = `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历腊月二十九、周五）至13日放假调休，共9天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假。`;

test("a year stays asked for until its seven holidays are entered, pasted or by range", async ({ page }) => {
  await signIn(page, "juzhang");
  await page.goto("/admin/rules");
  const rules = page.getByRole("table", { name: "工作日历" });
  await expect(rules).toContainText("2027 年放假安排尚未录入");
  await page.getByRole("region", { name: "工作日历" }).getByRole("button", { name: "修改" }).click();
  const dialog = page.getByRole("dialog", { name: "修改工作日历" });

  await test.step("the calendar opens on its day, not on the button of the year", async () => {
    await dialog.getByRole("button", { name: "打开日历" }).first().click();
    await expect(page.getByRole("button", { name: /^\d{4}年\d+月\d+日 周/, pressed: true })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "日历", exact: true })).toBeHidden();
  });

  await dialog.getByLabel("粘贴放假通知").fill(`${NOTICE}\n三、2月30日放假`);
  await dialog.getByRole("button", { name: "识别", exact: true }).click();
  await expect(dialog.getByText("看不懂：三、2月30日放假")).toBeVisible();
  await expect(dialog.getByText(/2027 年放假安排不全，还缺中秋节、国庆节/)).toBeVisible();
  for (const [from, to, note] of [
    ["2027-09-15", "", "中秋节"],
    ["2027-10-01", "2027-10-07", "国庆节"],
  ] as const) {
    await dialog.getByLabel("日期", { exact: true }).fill(from);
    await dialog.getByLabel(/^至/).fill(to);
    await dialog.getByLabel("说明").fill(note);
    await dialog.getByRole("button", { name: "加入" }).click();
  }
  await expect(dialog.getByRole("listitem").filter({ hasText: "国庆节" })).toHaveText(
    "2027-10-01 至 10-07 休息 国庆节",
  );
  await expect(dialog.getByText(/还缺/)).toHaveCount(0);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toBeHidden();
  await expect(rules).toContainText("2027-02-05 至 02-13 休息 春节");
  await expect(rules).not.toContainText("放假安排尚未录入");
});
