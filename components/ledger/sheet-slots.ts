/** Month grids: a slot is one project's month on one basis, with four parts and a total. Pure; amounts are texts in 万元. */

import { formatAmount } from "@/components/shared/format";
import type { InvestmentInput } from "@/server/contracts/ledger";
import { type Fen, formatFen, readAmount, sumFen } from "@/server/domain/amounts";
import { splitNote } from "@/server/domain/ledger-entries";
import type { SheetEntry } from "./ledger-types";

export const PARTS = [
  { field: "constructionFen", label: "建筑工程" },
  { field: "installationFen", label: "安装工程" },
  { field: "equipmentFen", label: "设备工器具购置" },
  { field: "otherFen", label: "其他费用" },
] as const;
export type PartField = (typeof PARTS)[number]["field"];
export type SlotField = PartField | "totalFen";

export interface Slot {
  id: string;
  projectId: number;
  month: number;
  basis: "official" | "dispatch";
  /** The ordinary row that stands for it now. */
  entry: SheetEntry | null;
}

/** What the person typed and has not saved, by slot and field. */
export type Edits = Readonly<Record<string, string>>;
export const editKey = (slotId: string, field: SlotField) => `${slotId}/${field}`;

export const textOfFen = (fen: Fen | null | undefined): string =>
  fen === null || fen === undefined ? "" : formatFen(fen, "wan", 6).replace(/\.?0+$/, "");
/** Null for empty, undefined for text that is no amount. */
export const fenOfText = (text: string): Fen | null | undefined =>
  text === "" ? null : readAmount(text, "wan")?.fen;

const partText = (slot: Slot, field: PartField, edits: Edits): string =>
  edits[editKey(slot.id, field)] ?? textOfFen(slot.entry?.[field]);

const partTexts = (slot: Slot, edits: Edits): string[] =>
  slot.basis === "dispatch" ? [] : PARTS.map(({ field }) => partText(slot, field, edits));

/** With a part filled in, the total is their sum and cannot be typed over. */
export const totalIsSum = (slot: Slot, edits: Edits): boolean =>
  partTexts(slot, edits).some((text) => text !== "");

export function slotText(slot: Slot, field: SlotField, edits: Edits): string {
  if (field !== "totalFen") return partText(slot, field, edits);
  if (!totalIsSum(slot, edits)) {
    // A total that was the sum of parts goes with them when they are cleared.
    const cleared = slot.basis === "official" && slot.entry?.constructionFen !== null && slot.entry !== null;
    return edits[editKey(slot.id, "totalFen")] ?? (cleared ? "" : textOfFen(slot.entry?.totalFen));
  }
  const parts = partTexts(slot, edits).map((text) => fenOfText(text));
  return parts.includes(undefined) ? "" : textOfFen(sumFen(parts.map((fen) => fen ?? 0)));
}

const FIELDS: readonly SlotField[] = [...PARTS.map((p) => p.field), "totalFen"];
/** 调度数 is one line: parts that came in with it are neither shown nor changed. */
const fieldsOf = (slot: Slot): readonly SlotField[] => (slot.basis === "official" ? FIELDS : ["totalFen"]);

export const fieldChanged = (slot: Slot, field: SlotField, edits: Edits): boolean =>
  slotText(slot, field, edits) !== textOfFen(slot.entry?.[field]);
export const slotChanged = (slot: Slot, edits: Edits): boolean =>
  fieldsOf(slot).some((field) => fieldChanged(slot, field, edits));

/** True when something in the slot is not an amount. */
export const slotUnreadable = (slot: Slot, edits: Edits): boolean =>
  fieldsOf(slot).some((field) => fenOfText(slotText(slot, field, edits)) === undefined);

export const isPending = (slot: Slot): boolean =>
  slot.entry?.status === "draft" || slot.entry?.status === "returned";
/** Submitted and approved rows are not written over. */
export const isSettled = (slot: Slot): boolean =>
  slot.entry?.status === "submitted" || slot.entry?.status === "approved";

/** The row to send for a slot; an emptied draft is sent without a total and is thrown away. */
export function slotInput(slot: Slot, edits: Edits, reason: string): InvestmentInput | null {
  const fen = (field: SlotField) => fenOfText(slotText(slot, field, edits)) ?? null;
  const totalFen = fen("totalFen");
  if (totalFen === null && slot.entry === null) return null;
  const kept = splitNote(slot.entry?.note ?? "");
  return {
    id: slot.entry?.id ?? null,
    version: slot.entry?.version ?? null,
    projectId: slot.projectId,
    month: slot.month,
    basis: slot.basis,
    constructionFen: fen("constructionFen"),
    installationFen: fen("installationFen"),
    equipmentFen: fen("equipmentFen"),
    otherFen: fen("otherFen"),
    totalFen,
    note: kept.note,
    reason: reason || kept.reason,
  };
}

export interface SlotProblem {
  slotId: string;
  field: SlotField;
  message: string;
}

/** "rows.2.totalFen" → the third slot that was sent; what names no cell of the grid is shown at the total. */
export function slotProblems(
  problems: readonly { field?: string | null | undefined; message: string }[],
  sent: readonly Slot[],
): SlotProblem[] {
  return problems.flatMap(({ field, message }) => {
    const [, at = "", name = ""] = (field ?? "").split(".");
    const slot = sent[Number(at)];
    if (!slot || at === "") return [];
    const known = FIELDS.find((f) => f === name) ?? "totalFen";
    return [{ slotId: slot.id, field: known, message }];
  });
}

/** Sum of texts; unreadable ones count as nothing, so that a sum is always there to compare. */
/** The sum under a column of a sheet, in 万元 as the sheet is typed, whatever the unit switch says. */
export const sheetSum = (fen: Fen | null): string => formatAmount(fen, "wan", { trim: true });

export const sumOfTexts = (texts: readonly string[]): Fen =>
  sumFen(texts.map((text) => fenOfText(text) ?? 0));
