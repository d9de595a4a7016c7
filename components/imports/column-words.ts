/** The words of columns: fields of a ledger, their units, and how sure the proposal is. */
import { NONE } from "@/components/shared/format";
import type { Tone } from "@/components/ui/badge";
import type { Choice } from "@/components/ui/select";
import type { ColumnUnit, LedgerField } from "@/server/contracts/import";
import { LEDGER_FIELD_NAMES, LEDGER_FIELDS } from "@/server/contracts/import";

export const COLUMN_UNIT_WORD: Record<ColumnUnit, string> = { yuan: "元", wan: "万元", yi: "亿元" };

export const FIELD_CHOICES: Choice[] = LEDGER_FIELD_NAMES.map((field) => ({
  value: field,
  label: LEDGER_FIELDS[field],
}));

export const UNIT_CHOICES: Choice<ColumnUnit>[] = (["yuan", "wan", "yi"] as const).map((unit) => ({
  value: unit,
  label: COLUMN_UNIT_WORD[unit],
}));

const AMOUNTS: ReadonlySet<LedgerField> = new Set<LedgerField>([
  "total",
  "fixed",
  "outsideAgreed",
  "yearPlan",
  "arrived",
  "arrivedCumulative",
  "arrivedForeign",
  "arrivedMonth",
  "fai",
  "faiCumulative",
  "faiMonth",
]);
export const isAmount = (field: LedgerField | null): boolean => field !== null && AMOUNTS.has(field);

/** A column of a ledger or of a detail sheet. */
export interface JudgedColumn {
  field: string | null;
  confidence: number;
}

const SURE = 0.75;
/** A proposal below this is to be looked at. */
export const isDoubtful = ({ field, confidence }: JudgedColumn): boolean =>
  field !== null && confidence < SURE;

/** Plain where nothing is to be done about it. */
export function confidenceWord(column: JudgedColumn, byHand: boolean): { label: string; tone: Tone | null } {
  if (byHand) return { label: "手工指定", tone: "accent" };
  if (column.field === null) return { label: NONE, tone: null };
  if (isDoubtful(column)) return { label: `请核对 ${Math.round(column.confidence * 100)}%`, tone: "warn" };
  return { label: `${Math.round(column.confidence * 100)}%`, tone: null };
}
