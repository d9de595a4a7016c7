/** A view: saved, shared, opened by a colleague within his rights, exported, and the file compared with the screen. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import * as XLSX from "@e965/xlsx";
import { expect, type Page, test } from "@playwright/test";
import { signedIn } from "./support/people";

/** Tall enough for every row of the test: the table draws only those in view. */
const TALL = { viewport: { width: 1366, height: 2400 } };
const numberIn = (text: string | undefined): number => Number((text ?? "").replace(/[^\d.-]/g, ""));

interface Seen {
  rows: [name: string, planned: number | null][];
  groups: Record<string, [count: number, planned: number]>;
}

const PLANNED = 3;
const headOf = (text: string) => /^(.+?)\s*(\d+) 个$/.exec(text.replace(/\s+/g, " ").trim());

/** Rows and heads of groups as they stand on the screen, from the first to the last. */
async function onScreen(page: Page): Promise<Seen> {
  const seen: Seen = { rows: [], groups: {} };
  const grid = page.getByRole("grid", { name: "项目" });
  const lines = await grid
    .locator('[role="row"][aria-rowindex]:not(:has([role="columnheader"]))')
    .evaluateAll((rows) =>
      rows
        .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
        .map((row) =>
          [...row.querySelectorAll('[role="gridcell"]')].map((cell) => (cell as HTMLElement).innerText),
        ),
    );
  for (const [, name = "", ...cells] of lines) {
    const head = headOf(name);
    const planned = cells[PLANNED - 1] ?? "";
    if (head) seen.groups[head[1] ?? ""] = [Number(head[2]), numberIn(planned)];
    else seen.rows.push([name.trim(), /意向|—/.test(planned) ? null : numberIn(planned)]);
  }
  return seen;
}

/** The same read from the file; heads say the group, subtotals its count and sum. */
function inFile(book: XLSX.WorkBook): Seen {
  const seen: Seen = { rows: [], groups: {} };
  const lines = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.项目 as XLSX.WorkSheet, {
    header: 1,
    range: 3,
  });
  for (const [, name = "", , , planned] of lines) {
    const subtotal = /^(.+) 小计（(\d+) 个）$/.exec(String(name));
    if (subtotal) seen.groups[subtotal[1] ?? ""] = [Number(subtotal[2]), Number(planned)];
    else if (!/^产业链：|^合计（/.test(String(name)))
      seen.rows.push([String(name), typeof planned === "number" ? planned : null]);
  }
  return seen;
}

test("a view is saved and shared; a colleague opens it, and exports exactly what he sees", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const name = `在建分链 ${Date.now()}`;
  const head = await signedIn(browser, "kezhang", TALL);
  await head.goto(
    "/projects?stage=lead~negotiation&sort=name&dir=asc&cols=name.p~chain~stage~plannedTotal~arrived",
  );
  await head.getByRole("button", { name: "分组" }).click();
  await head.getByRole("menuitemcheckbox", { name: "产业链" }).click();
  await expect(head.getByRole("button", { name: /重型数控机床 \d+ 个/ })).toBeVisible();
  await head.getByRole("button", { name: "视图", exact: true }).click();
  await head.getByRole("menuitem", { name: /存为视图/ }).click();
  const dialog = head.getByRole("dialog");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("请填写视图名称")).toBeVisible();
  await dialog.getByLabel("名称").fill(name);
  await dialog.getByRole("radio", { name: "共享" }).click();
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(head.getByText(`视图：${name}`)).toBeVisible();
  await expect(head.getByText("已改动")).toBeHidden();

  // A column moved by the keyboard is a change, until it is saved.
  const stage = head.getByRole("columnheader", { name: /计划总投资/ }).getByRole("button");
  await stage.focus();
  await head.keyboard.press("Control+Shift+ArrowRight");
  await expect(head.getByText("已改动")).toBeVisible();
  await head.getByRole("button", { name: "还原" }).click();
  await expect(head.getByText("已改动")).toBeHidden();
  const { rows: ofHead } = await openAll(head);

  const colleague = await signedIn(browser, "keyuan", TALL);
  await colleague.goto("/projects");
  await colleague.getByRole("button", { name: "视图", exact: true }).click();
  await colleague.getByRole("menuitemcheckbox", { name: new RegExp(name) }).click();
  await expect(colleague.getByText(`视图：${name}`)).toBeVisible();
  await expect(colleague).toHaveURL(/group=chain/);
  const seen = await openAll(colleague);
  expect(seen.rows.length).toBeGreaterThan(3);
  // Whose task it is sees what is sensitive; others see that it is there.
  const open = seen.rows.filter(([row]) => !row.startsWith("敏感线索"));
  const known = new Set(ofHead.map(([row]) => row));
  expect(open.filter(([row]) => !known.has(row))).toEqual([]);
  const { violations } = await new AxeBuilder({ page: colleague }).analyze();
  expect(violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);

  await colleague.getByRole("button", { name: "导出", exact: true }).click();
  const downloading = colleague.waitForEvent("download", { timeout: 60_000 });
  await colleague.getByRole("button", { name: "导出当前视图" }).click();
  const book = XLSX.read(await readFile(await (await downloading).path()));
  const file = inFile(book);
  expect(file.groups).toEqual(seen.groups);
  const names = file.rows.map(([name]) => name);
  // A cell may say who reported first behind the name; a name may hold blanks of its own.
  const told = (cell: string, name: string) =>
    cell === name || (cell.startsWith(name) && /^\s/.test(cell.slice(name.length)));
  expect(seen.rows.map(([cell], at) => (told(cell, names[at] ?? "") ? names[at] : cell))).toEqual(names);
  const history = colleague.getByRole("region", { name: "我的导出" });
  await expect(history.getByText(new RegExp(`已完成 · ${seen.rows.length} 行`)).first()).toBeVisible();

  await head.getByRole("button", { name: "删除" }).click();
  await head.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(head.getByText(`视图：${name}`)).toBeHidden();
  await colleague.reload();
  await expect(colleague.getByText("链接里的视图已删除，或没有共享给您")).toBeVisible();
});

/** Opens every group and reads the whole screen once nothing is on its way. */
async function openAll(page: Page): Promise<Seen> {
  await page.getByRole("button", { name: "分组：产业链" }).click();
  await page.getByRole("menuitem", { name: "全部展开" }).click();
  const total = page.getByRole("grid", { name: "项目" }).getByText(/^Σ [\d,]+ 个$/);
  await expect
    .poll(async () => {
      const { rows } = await onScreen(page);
      return rows.filter(([row]) => row !== "").length - numberIn(await total.innerText());
    })
    .toBe(0);
  return onScreen(page);
}

test("the chart shows the same numbers as the groups, its figures one key away", async ({ browser }) => {
  const page = await signedIn(browser, "juzhang", TALL);
  await page.goto("/projects?group=chain&charts=1");
  const chart = page.getByRole("region", { name: "图表" });
  await expect(chart.getByRole("list", { name: "按产业链" })).toBeVisible();
  const bars = await chart.getByRole("list", { name: "按产业链" }).getByRole("listitem").allInnerTexts();
  const heads = await page.getByRole("grid").getByRole("button", { expanded: false }).allInnerTexts();
  const plain = (texts: string[]) => texts.map((text) => text.replace(/\s+/g, ""));
  expect(plain(bars)).toEqual(plain(heads));
  await page.keyboard.press("t");
  const table = chart.getByRole("table", { name: "按产业链" });
  await expect(table.getByRole("row")).toHaveCount(heads.length + 1);
  const { groups } = await onScreen(page);
  for (const [label, [count, planned]] of Object.entries(groups)) {
    const cells = table.getByRole("row", { name: new RegExp(`^${label}`) }).getByRole("cell");
    expect((await cells.allInnerTexts()).map(numberIn), label).toEqual([count, planned]);
  }
});
