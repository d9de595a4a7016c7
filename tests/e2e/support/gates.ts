import { expect, type Locator, type Page } from "@playwright/test";

/** A small real PDF, different for each name, as a scanned paper would be. */
export function paper(name: string): { name: string; mimeType: string; buffer: Buffer } {
  const body = `%PDF-1.4\n% ${name}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
  return { name: `${name}.pdf`, mimeType: "application/pdf", buffer: Buffer.from(body) };
}

export interface GateAnswers {
  /** Label → text to type. */
  text?: Record<string, string>;
  /** Label → words of the choice in a list to search in. */
  pick?: Record<string, string>;
  /** Label → words of the choice in the browser's own list. */
  select?: Record<string, string>;
  /** Papers to upload, by the word of the requirement. */
  papers?: string[];
}

async function pick(dialog: Locator, page: Page, label: string, words: string): Promise<void> {
  const box = dialog.getByLabel(label, { exact: false }).first();
  await box.click();
  await box.fill(words);
  await page
    .getByRole("option", { name: new RegExp(words) })
    .first()
    .click();
}

/** Opens the gate of a milestone on the project page, fills what it asks for, and reports it. */
export async function reportMilestone(
  page: Page,
  name: string,
  answers: GateAnswers,
  verb = "报审",
): Promise<void> {
  await page.getByRole("button", { name: `${verb}${name}`, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `进入 ${name}` });
  await dialog.getByRole("button", { name: "今天" }).click();
  for (const [label, text] of Object.entries(answers.text ?? {}))
    await dialog.getByLabel(label, { exact: false }).first().fill(text);
  for (const [label, words] of Object.entries(answers.pick ?? {})) await pick(dialog, page, label, words);
  for (const [label, words] of Object.entries(answers.select ?? {}))
    await dialog.getByLabel(label).first().selectOption({ label: words });
  for (const [index, word] of (answers.papers ?? []).entries()) {
    await dialog
      .locator("input[type=file]")
      .first()
      .setInputFiles(paper(`${name} ${word} ${index} ${Date.now()}`));
    await expect(dialog.getByText("已上传")).toHaveCount(index + 1);
  }
  await expect(dialog.getByText("条件已齐")).toBeVisible();
  await dialog.getByRole("button", { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** A reviewer opens the project and approves what waits. */
export async function approve(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  const waiting = page.getByRole("region", { name: `${name}待审核` });
  await waiting.getByRole("button", { name: "通过" }).click();
  await expect(waiting).toBeHidden();
}
