/** One row of a detail sheet while it is being read: hands out cells by field, keeps what was read and every objection. */

import { type DetailField, detailFieldName } from "@/server/contracts/detail-fields";
import type { ImportProblem } from "@/server/contracts/import";
import type { DetailCell, DetailColumn } from "@/server/contracts/import-details";
import type { CellReading } from "../reading/cell-reading";
import { cleanPlain } from "../reading/clean-text";
import { isDitto } from "../reading/row-reader";
import { cellRef, type Sheet, type SheetCell } from "../reading/workbook";

export type DetailColumns = ReadonlyMap<DetailField, DetailColumn>;

export class DetailReader {
  readonly cells: DetailCell[] = [];
  readonly problems: ImportProblem[] = [];

  constructor(
    readonly sheet: Sheet,
    readonly columns: DetailColumns,
    readonly row: number,
    private readonly previousRow: number | null,
  ) {}

  refOf(field: DetailField): string | null {
    const column = this.columns.get(field);
    return column ? cellRef(this.row, column.column) : null;
  }

  /** The cell as it is seen, through merged cells; "同上" is what the row above holds. */
  cell(field: DetailField): SheetCell | undefined {
    const column = this.columns.get(field);
    if (!column) return undefined;
    const cell = this.sheet.seen(this.row, column.column);
    const ditto = cell && isDitto(cell.text) && this.previousRow !== null;
    return ditto ? this.sheet.seen(this.previousRow as number, column.column) : cell;
  }

  /** The cell unless it belongs to a merge that began further up: an amount is counted once. */
  ownCell(field: DetailField): SheetCell | undefined {
    const column = this.columns.get(field);
    if (!column || this.sheet.coveredFromAbove(this.row, column.column)) return undefined;
    return this.cell(field);
  }

  take<T extends string | number>(
    field: DetailField,
    cell: SheetCell | undefined,
    { value, note, objection }: CellReading<T>,
  ): T | null {
    if (!this.columns.has(field)) return value;
    this.cells.push({ field, cell: cell?.ref ?? this.refOf(field), raw: cell?.shown ?? "", value, note });
    if (objection)
      this.object(
        objection.kind,
        objection.severity,
        `${detailFieldName(field)}：${objection.message}`,
        field,
      );
    return value;
  }

  text(field: DetailField): string {
    const cell = this.cell(field);
    return cell ? (this.take(field, cell, cleanPlain(cell)) ?? "") : "";
  }

  object(
    kind: ImportProblem["kind"],
    severity: ImportProblem["severity"],
    message: string,
    field: DetailField,
  ): void {
    this.problems.push({
      sheet: this.sheet.name,
      row: this.row,
      cell: this.refOf(field),
      kind,
      severity,
      message,
    });
  }
}
