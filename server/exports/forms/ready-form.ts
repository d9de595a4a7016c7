/** Each 现成表样 by its id: its sheets, its file, and how it begins. */
import "server-only";
import type { FormChoice, FormPreview } from "@/server/contracts/ready-form";
import { dayOf, monthLabel, yearStart } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { type ReadyFormId, readyForm, weekOf } from "@/server/domain/ready-forms";
import { Refusal } from "@/server/domain/refusals";
import { type Sheet, writeWorkbook } from "../xlsx/write-workbook";
import { chainSummary } from "./chain-summary";
import { dispatchSheet } from "./dispatch-sheet";
import { previewOf } from "./form-preview";
import { type FormScene, formScene } from "./form-scene";
import { leadRegister } from "./lead-register";
import { ledgerForm, monthForm } from "./report-forms";
import { targetProgress } from "./target-progress";
import { visitRegister } from "./visit-register";

const BUILDERS: Record<ReadyFormId, (scene: FormScene) => Promise<Sheet[]>> = {
  leads: leadRegister,
  chains: chainSummary,
  targets: targetProgress,
  dispatch: dispatchSheet,
  visits: visitRegister,
  ledger: ledgerForm,
  month: monthForm,
};

export function requireForm(actor: Actor, form: ReadyFormId): void {
  if (!can(actor, readyForm(form).action))
    throw new Refusal("not-permitted", { message: `您的角色不能导出${readyForm(form).name}` });
}

/** What the name of the file says of the period. */
function periodWords({ form, month, from, to }: FormChoice, today: string): string {
  switch (readyForm(form).period) {
    case "month":
      return month === null ? today : monthLabel(month, yearStart(month));
    case "days":
      return `${from}至${to}`;
    case "week": {
      const week = weekOf(to ?? today);
      return `${week.from}至${week.to}`;
    }
  }
}

export async function writeReadyForm(scene: FormScene, path: string): Promise<number> {
  const { actor, now, rules, watermark, choice } = scene;
  const title = `${rules.district.name}${readyForm(choice.form).name}`;
  const sheets = await BUILDERS[choice.form](scene);
  return writeWorkbook(path, { watermark, title, author: actor.name, createdAt: now }, sheets);
}

export const fileNameOf = ({ choice, rules, now }: FormScene): string =>
  `${rules.district.name}${readyForm(choice.form).name}（${periodWords(choice, dayOf(now))}）.xlsx`;

/** The first rows of every sheet, as they will stand in the file. */
export async function previewReadyForm(
  { actor, now }: { actor: Actor; now: Date },
  choice: FormChoice,
): Promise<FormPreview> {
  requireForm(actor, choice.form);
  const sheets = await BUILDERS[choice.form](await formScene(actor, now, choice));
  return { sheets: await Promise.all(sheets.map(previewOf)) };
}
