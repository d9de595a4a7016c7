/** The tables of a workbook that are ledgers, and the mapping that tables of one layout share. */
import type { ColumnProposal, LedgerReading } from "@/server/contracts/import";
import type { FoundTable } from "./find-table";
import type { TableHeading } from "./read-heading";
import { columnsByField } from "./read-table";
import type { Sheet } from "./workbook";

export interface LedgerPart {
  sheet: Sheet;
  table: FoundTable;
  fingerprint: string;
  columns: ColumnProposal[];
  heading: TableHeading;
  /** The product wrote it. */
  own: boolean;
}

/** Besides the name, a ledger has at least two of these; a list of names alone is something else. */
const TELLING = [
  "total",
  "company",
  "uscc",
  "stage",
  "agreement",
  "signDate",
  "startDate",
  "arrived",
  "fai",
  "progress",
  "dept",
] as const;

/** A table whose columns count projects sums others up, whatever its first column is called. */
const COUNTS = /[(（]个[)）]|项目(?:个)?数$|个数$/;

export const isLedger = (columns: ColumnProposal[]): boolean => {
  const fields = columnsByField(columns);
  if (columns.filter(({ header }) => COUNTS.test(header)).length >= 2) return false;
  return fields.name !== undefined && TELLING.filter((field) => fields[field]).length >= 2;
};

/** Tables of one layout share one mapping, taken from the longest of them: a short sheet has too few values to go by. */
export function shareMappings(parts: LedgerPart[], choices: LedgerReading["mapping"]): void {
  const best = new Map<string, LedgerPart>();
  for (const part of parts) {
    const other = best.get(part.fingerprint);
    if (!other || other.table.bodyRows.length < part.table.bodyRows.length) best.set(part.fingerprint, part);
  }
  for (const part of parts) {
    const model = best.get(part.fingerprint);
    if (!model || model === part || choices.some((choice) => choice.sheet === part.sheet.name)) continue;
    part.columns = part.columns.map((column, i) => {
      const same = model.columns[i];
      return same
        ? { ...column, field: same.field, confidence: same.confidence, ...joined(column, same) }
        : column;
    });
  }
}

/** Columns that speak together do so in every table of the layout, wherever on its sheet the table stands. */
function joined(column: ColumnProposal, { column: from, addedColumns, ticks }: ColumnProposal) {
  const shift = column.column - from;
  return {
    addedColumns: addedColumns?.map((at) => at + shift),
    ticks: ticks?.map((tick) => ({ ...tick, column: tick.column + shift })),
  };
}
