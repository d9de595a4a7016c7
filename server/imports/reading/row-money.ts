/** The amounts of a row: each in the unit and the currency of its column, a year kept by month added up. */
import type { ColumnProposal, LedgerField } from "@/server/contracts/import";
import { type AmountUnit, asFen, type Fen, formatFen } from "@/server/domain/amounts";
import { taken } from "./cell-reading";
import { cleanAmount } from "./clean-amount";
import { currencyIn } from "./header-words";
import type { RowReader } from "./row-reader";
import type { SheetCell } from "./workbook";

/** What holds for every amount of a table whose column says nothing else. */
export interface MoneyFrame {
  unit: AmountUnit;
  /** "万美元" when the whole table is kept in it. */
  currency: string | null;
}

/** 万元 as a plain number, exact to the fen. */
export const wanOf = (fen: Fen): number => Number(formatFen(fen, "wan", 6));

const readCell = (cell: SheetCell | undefined, column: ColumnProposal, frame: MoneyFrame) =>
  cleanAmount(
    cell,
    column.unit ?? frame.unit,
    currencyIn(column.header) ?? (column.unit === null ? frame.currency : null),
  );

/** The months of a year: an empty one is nothing, a broken one fails the row as any amount does. */
function readMonths(
  reader: RowReader,
  field: LedgerField,
  column: ColumnProposal,
  frame: MoneyFrame,
): Fen | null {
  const cells = [column.column, ...(column.addedColumns ?? [])].flatMap((col) => reader.cellAt(col) ?? []);
  let sum: Fen | null = null;
  for (const cell of cells) {
    const { value, objection } = readCell(cell, column, frame);
    if (objection) reader.object(objection, cell.ref);
    if (value !== null) sum = asFen((sum ?? 0) + value);
  }
  if (sum === null) return null;
  const raw = cells.map((cell) => cell.shown).join("＋");
  return reader.take(field, { ...(cells[0] as SheetCell), shown: raw }, taken(sum, "各月数相加"));
}

export function readMoney(
  reader: RowReader,
  field: LedgerField,
  frame: MoneyFrame,
  mild = false,
): Fen | null {
  const column = reader.columns[field];
  if (!column) return null;
  if (column.addedColumns) return readMonths(reader, field, column, frame);
  const cell = reader.ownCell(field);
  if (!cell && reader.cell(field)) {
    reader.warn("merged-amount", "金额单元格与上方项目合并，只计入上方第一个项目。", reader.refOf(field));
    return null;
  }
  return reader.take(field, cell, readCell(cell, column, frame), mild);
}

/** This year's figure; where a ledger keeps only the running total since the start, that one, and says so. */
export function readFlow(
  reader: RowReader,
  year: LedgerField,
  cumulative: LedgerField,
  frame: MoneyFrame,
): Fen {
  if (reader.has(year)) {
    readMoney(reader, cumulative, frame, true);
    return readMoney(reader, year, frame) ?? 0;
  }
  return readMoney(reader, cumulative, frame) ?? 0;
}

/** What a row of a further investor holds itself, not through a merge from the project's first row. */
export function ownMoney(reader: RowReader, field: LedgerField, frame: MoneyFrame): Fen {
  const column = reader.columns[field];
  if (column?.addedColumns) return readMonths(reader, field, column, frame) ?? 0;
  const cell = reader.ownCell(field);
  return cell && column ? (reader.take(field, cell, readCell(cell, column, frame)) ?? 0) : 0;
}
