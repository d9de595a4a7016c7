/** 填数表格: what is typed replaces the cell at hand wherever the person came from, and never another cell. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { signIn } from "./support/people";

/** 目标 of next year, which nobody else looks at. */
async function nextYearsTargets(page: Page): Promise<Locator> {
  await signIn(page, "juzhang");
  await page.goto("/admin/targets");
  const years = page.getByLabel("年份");
  const next = (await years.locator("option").last().getAttribute("value")) ?? "";
  await years.selectOption(next);
  const grid = page.getByRole("grid", { name: `${next}年年度目标` });
  await expect(grid).toBeVisible();
  return grid;
}

/** A cell of the row of the district (0) or of one below it. */
const cellOf = (grid: Locator, row: number, column: number): Locator =>
  grid.locator("tbody").getByRole("row").nth(row).getByRole("gridcell").nth(column);

/** What stands in the cells of a row, without the mark of a change on its way; saved, amounts have two decimals. */
const textsOf = (grid: Locator, row: number, count: number) =>
  expect.poll(async () => {
    const texts = await Promise.all(
      Array.from({ length: count }, (_, column) => cellOf(grid, row, column).textContent()),
    );
    return texts.map((text) => (text ?? "").replace("（已改）", "").replace(".00", "").trim());
  });

async function fillRow(page: Page, grid: Locator, row: number, values: readonly string[]): Promise<void> {
  await cellOf(grid, row, 0).click();
  for (const value of values) {
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
  }
  await textsOf(grid, row, values.length).toEqual([...values]);
  await expect(page.getByText(/正在保存/)).toHaveCount(0);
}

test("the first click from outside, undo and a move inside leave the value to be replaced", async ({
  page,
}) => {
  const grid = await nextYearsTargets(page);
  await fillRow(page, grid, 0, ["18", "21"]);

  await page.getByLabel("调整依据").fill("区委常委会会议纪要9号");
  await cellOf(grid, 0, 0).click();
  await page.keyboard.type("17");
  await page.keyboard.press("Enter");
  await textsOf(grid, 0, 2).toEqual(["17", "21"]);

  // Undo writes into the cell in which the focus stands.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+z");
  await textsOf(grid, 0, 2).toEqual(["18", "21"]);
  await page.keyboard.type("16");
  await page.keyboard.press("Tab");
  await textsOf(grid, 0, 2).toEqual(["16", "21"]);

  // A caret that a key of the text has moved does not stay in a cell that nobody edits.
  await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.type("22");
  await page.keyboard.press("Enter");
  await textsOf(grid, 0, 2).toEqual(["16", "22"]);

  // F2 is for the text itself: what is typed goes on from its end.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("F2");
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await textsOf(grid, 0, 2).toEqual(["16", "220"]);
});

test("everything is chosen while the cell at hand stays, typing changes it alone, and a clearance is undone", async ({
  page,
}) => {
  const grid = await nextYearsTargets(page);
  await fillRow(page, grid, 1, ["5", "6", "7"]);
  const districts = (await cellOf(grid, 0, 0).textContent()) ?? "";

  await cellOf(grid, 1, 1).click();
  await page.keyboard.press("Control+a");
  const cells = grid.getByRole("gridcell");
  await expect(grid.locator('[role=gridcell][aria-selected="true"]')).toHaveCount(await cells.count());
  await expect(cellOf(grid, 1, 1).getByRole("textbox")).toBeFocused();
  await page.keyboard.type("66");
  await page.keyboard.press("Enter");
  await textsOf(grid, 1, 3).toEqual(["5", "66", "7"]);
  await expect(cellOf(grid, 0, 0)).toHaveText(districts);

  // While a text is being edited the key belongs to the text.
  await cellOf(grid, 1, 2).dblclick();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("8");
  await page.keyboard.press("Enter");
  await textsOf(grid, 1, 3).toEqual(["5", "66", "8"]);

  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await textsOf(grid, 1, 3).toEqual(["", "", ""]);
  await page.keyboard.press("Control+z");
  await textsOf(grid, 1, 3).toEqual(["5", "66", "8"]);
  await expect(page.getByText(/正在保存/)).toHaveCount(0);
  await page.reload();
  await page.getByLabel("年份").selectOption({ index: 3 });
  await textsOf(grid, 1, 3).toEqual(["5", "66", "8"]);
});
