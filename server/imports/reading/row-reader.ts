/** One row while it is being understood: hands out cells by field, keeps every cleaned value and every objection. */
import {
  type CleanValue,
  type ColumnProposal,
  type ImportProblem,
  LEDGER_FIELDS,
  type LedgerField,
} from "@/server/contracts/import";
import type { CellReading, Objection } from "./cell-reading";
import { cellRef, type Sheet, type SheetCell } from "./workbook";

export type ColumnsByField = Partial<Record<LedgerField, ColumnProposal>>;

/** "The same as above", in the ways people write it. */
export const isDitto = (text: string): boolean => text.length <= 2 && DITTO.test(text);
const DITTO = /^(同上|〃|″|＂|"|''|同前)$/;

/** Amounts and dates refuse a broken cell themselves; everywhere else it counts as empty. */
const READS_ERRORS = new Set<LedgerField>([
  "total",
  "fixed",
  "arrived",
  "arrivedOutside",
  "arrivedCumulative",
  "fai",
  "faiCumulative",
  "signDate",
  "frameworkDate",
  "formalDate",
  "startDate",
]);

export class RowReader {
  readonly values: CleanValue[] = [];
  readonly problems: ImportProblem[] = [];

  constructor(
    readonly sheet: Sheet,
    readonly columns: ColumnsByField,
    readonly row: number,
    private readonly previousRow: number | null,
  ) {}

  has(field: LedgerField): boolean {
    return this.columns[field] !== undefined;
  }

  /** The cell as it is seen, through merged cells; "同上" is what the project above holds. */
  cell(field: LedgerField): SheetCell | undefined {
    const column = this.columns[field];
    if (!column) return undefined;
    const cell = this.sheet.seen(this.row, column.column);
    if (cell && isDitto(cell.text) && this.previousRow !== null)
      return this.sheet.seen(this.previousRow, column.column);
    if (cell?.kind !== "error" || READS_ERRORS.has(field)) return cell;
    this.reportBrokenText(field, cell);
    return undefined;
  }

  /** A cell of the row by its column, for columns that speak together. */
  cellAt(column: number): SheetCell | undefined {
    return this.sheet.coveredFromAbove(this.row, column) ? undefined : this.sheet.seen(this.row, column);
  }

  private reportBrokenText(field: LedgerField, cell: SheetCell): void {
    if (this.problems.some((problem) => problem.cell === cell.ref)) return;
    const what =
      cell.formula === undefined ? `错误值 ${cell.text}` : `没有结果的公式 =${cell.formula.slice(0, 60)}`;
    this.warn("cell-error", `${LEDGER_FIELDS[field]}：单元格是${what}，视为空。`, cell.ref);
  }

  /** The cell unless it belongs to a merge that began further up: an amount is counted once. */
  ownCell(field: LedgerField): SheetCell | undefined {
    const column = this.columns[field];
    if (!column || this.sheet.coveredFromAbove(this.row, column.column)) return undefined;
    return this.cell(field);
  }

  refOf(field: LedgerField): string | null {
    const column = this.columns[field];
    return column ? cellRef(this.row, column.column) : null;
  }

  keep(
    field: LedgerField,
    cell: SheetCell | undefined,
    value: string | number | null,
    note: string | null = null,
  ): void {
    this.values.push({ field, cell: cell?.ref ?? this.refOf(field), raw: cell?.shown ?? "", value, note });
  }

  /** Takes a cell's reading into the row; `mild` when the field decides no figure, so that nothing in it can fail the row. */
  take<T extends string | number>(
    field: LedgerField,
    cell: SheetCell | undefined,
    reading: CellReading<T>,
    mild = false,
  ): T | null {
    if (cell || reading.value !== null) this.keep(field, cell, reading.value, reading.note);
    if (reading.objection) {
      const { message, severity, kind } = reading.objection;
      this.object(
        { kind, severity: mild ? "warning" : severity, message: `${LEDGER_FIELDS[field]}：${message}` },
        cell?.ref ?? this.refOf(field),
      );
    }
    return reading.value;
  }

  object(objection: Objection, cell: string | null): void {
    this.problems.push({ sheet: this.sheet.name, row: this.row, cell, ...objection });
  }

  warn(kind: Objection["kind"], message: string, cell: string | null): void {
    this.object({ kind, severity: "warning", message }, cell);
  }

  get failed(): boolean {
    return this.problems.some((problem) => problem.severity === "error");
  }
}
