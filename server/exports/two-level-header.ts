/** The two rows of a form's header: groups over columns. Columns without a group span both rows. */
import { cells } from "./cells";
import type { Cell, Merge } from "./xlsx/write-workbook";

export interface HeadedColumn {
  /** Null: the heading stands alone over both rows. */
  group: string | null;
  heading: string;
}

// What a merge covers is empty, so that nothing doubled comes to light when somebody dissolves it.
const COVERED: Cell = { blank: true, style: "heading" };

/** Cells of one row from column to column, as a merge. */
export const across = (row: number, fromColumn: number, toColumn: number): Merge => ({
  fromRow: row,
  fromColumn,
  toRow: row,
  toColumn,
});

/** Where a run of columns of one group ends. */
function groupEnd(columns: readonly HeadedColumn[], from: number): number {
  const group = columns[from]?.group;
  let to = from;
  while (group !== null && columns[to + 1]?.group === group) to += 1;
  return to;
}

/** The upper row is row `at` of the sheet. */
export function twoLevelHeader(
  columns: readonly HeadedColumn[],
  at: number,
): { rows: [Cell[], Cell[]]; merges: Merge[] } {
  const upper: Cell[] = [];
  const lower: Cell[] = [];
  const merges: Merge[] = [];
  for (let from = 0; from < columns.length; ) {
    const to = groupEnd(columns, from);
    for (let c = from; c <= to; c++) {
      const column = columns[c];
      const over = column?.group ?? column?.heading ?? "";
      upper.push(c === from ? cells.heading(over) : COVERED);
      lower.push(column?.group === null ? COVERED : { text: column?.heading ?? "", style: "heading" });
    }
    if (columns[from]?.group === null)
      merges.push({ fromRow: at, fromColumn: from, toRow: at + 1, toColumn: from });
    else if (to > from) merges.push(across(at, from, to));
    from = to + 1;
  }
  return { rows: [upper, lower], merges };
}
