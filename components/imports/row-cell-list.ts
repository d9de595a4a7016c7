/** The cells of one row: what was read, what stands empty although its column is read, and what is wrong where. Pure. */
import type { CleanValue, ImportProblem, LedgerTable } from "@/server/contracts/import";
import { LEDGER_FIELDS } from "@/server/contracts/import";
import type { ImportRowView } from "@/server/contracts/import-batch";

export interface RowCell extends CleanValue {
  key: string;
  label: string;
  problems: ImportProblem[];
  /** The cell stands in another row: a merged cell, a section or a title speaks for several rows. */
  shared: boolean;
}

const rowOfCell = (cell: string): number => Number(/\d+$/.exec(cell)?.[0]);

function emptyValues(row: ImportRowView, table: LedgerTable | undefined): CleanValue[] {
  const given = new Set(row.values.map((v) => v.field));
  return (table?.columns ?? []).flatMap(({ field, letter }) =>
    field === null || given.has(field)
      ? []
      : [{ field, cell: `${letter}${row.row}`, raw: "", value: null, note: null }],
  );
}

/** In the order of the ledger's columns; problems that belong to no cell of the row are `loose`. */
export function cellsOfRow(
  row: ImportRowView,
  tables: readonly LedgerTable[],
): { cells: RowCell[]; loose: ImportProblem[] } {
  const table = tables.find(
    (t) => t.sheet === row.sheet && row.row > t.headerRows[1] && row.row <= t.lastRow,
  );
  const place = new Map(table?.columns.map((c) => [c.field, c.column]));
  const values = [...row.values, ...emptyValues(row, table)];
  const order = (value: CleanValue) => place.get(value.field) ?? Number.MAX_SAFE_INTEGER;
  const told = new Set<ImportProblem>();
  const cells = values
    .map((value, at) => ({ value, at }))
    .sort((a, b) => order(a.value) - order(b.value) || a.at - b.at)
    .map(({ value, at }): RowCell => {
      const problems = row.problems.filter((p) => p.cell !== null && p.cell === value.cell && !told.has(p));
      for (const problem of problems) told.add(problem);
      return {
        ...value,
        key: `${value.field} ${at}`,
        label: LEDGER_FIELDS[value.field],
        problems,
        shared: value.cell !== null && rowOfCell(value.cell) !== row.row,
      };
    });
  return { cells, loose: row.problems.filter((p) => !told.has(p)) };
}
