/** The cleaned values of a ledger row by field. */
import type { LedgerField, LedgerRow } from "@/server/contracts/import";
import type { Fen } from "@/server/domain/amounts";
import { type Day, isDay, readDay } from "@/server/domain/periods";

export interface RowValues {
  text(field: LedgerField): string;
  fen(field: LedgerField): Fen | null;
  day(field: LedgerField): Day | null;
}

/** A later value of a field stands for an earlier one: it was set while the row was being understood. */
export function valuesOf(row: Pick<LedgerRow, "values">): RowValues {
  const byField = new Map(row.values.map((v) => [v.field, v.value]));
  const text = (field: LedgerField) => String(byField.get(field) ?? "").trim();
  return {
    text,
    fen(field) {
      const value = byField.get(field);
      return typeof value === "number" ? value : null;
    },
    day(field) {
      const written = text(field);
      if (written === "") return null;
      return isDay(written) ? written : (readDay(written)?.day ?? null);
    },
  };
}
