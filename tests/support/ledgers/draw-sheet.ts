/** Projects in a style → one drawn sheet: title, header of one to three rows, groups, totals, notes. */
import type { Random } from "../demo/random";
import type { DrawnRow } from "./draw-rows";
import type { LedgerStyle } from "./ledger-style";
import type { HeaderWords } from "./ledger-words";
import type { Grid, GridCell } from "./write-grid";

export interface Placed {
  row: DrawnRow;
  /** Row number in the sheet, from 1. */
  at: number;
}

export class SheetDrawing {
  readonly grid: Grid;
  readonly placed: Placed[] = [];
  private readonly left: number;

  constructor(
    name: string,
    private readonly style: LedgerStyle,
    private readonly header: HeaderWords[],
  ) {
    this.grid = { name, rows: [], merges: [] };
    this.left = style.offset[1];
    for (let i = 0; i < style.offset[0]; i++) this.grid.rows.push([]);
  }

  get nextRow(): number {
    return this.grid.rows.length + 1;
  }

  columnOf(key: HeaderWords["key"]): number {
    const index = this.header.findIndex((column) => column.key === key);
    return index < 0 ? -1 : this.left + index + 1;
  }

  has(key: HeaderWords["key"]): boolean {
    return this.columnOf(key) > 0;
  }

  push(cells: GridCell[]): number {
    this.grid.rows.push([...Array.from({ length: this.left }, () => null), ...cells]);
    return this.grid.rows.length;
  }

  /** A line across the whole table. */
  line(text: string, merged: boolean): void {
    const at = this.push([text]);
    if (merged && this.header.length > 1)
      this.grid.merges.push([at, this.left + 1, at, this.left + this.header.length]);
  }

  cells(values: Partial<Record<HeaderWords["key"], GridCell>>): GridCell[] {
    return this.header.map(({ key }) => values[key] ?? null);
  }

  drawTitle(title: string, random: Random): void {
    const { style } = this;
    if (style.title) this.line(style.unitAt === "title" ? `${title}（单位：${style.unit}）` : title, true);
    else if (style.unitAt === "title") this.line(`单位：${style.unit}`, false);
    const cutoff = random.pick([
      "截至2026年10月31日",
      "截至10月31日",
      "数据截止：2026年10月31日",
      "（截至2026.10.31）",
    ]);
    // Without a title the year stands nowhere else.
    const date = style.title ? cutoff : "截至2026年10月31日";
    const unit = random.pick([
      `单位：${style.unit}`,
      `单位:${style.unit}`,
      `金额单位：人民币${style.unit}`,
      `计量单位：${style.unit}、个`,
    ]);
    const cells: GridCell[] = this.header.map(() => null);
    cells[0] = "填报单位：区投资促进局";
    cells[Math.max(1, cells.length - 1)] = date;
    if (style.unitAt === "subtitle") cells[Math.max(2, cells.length - 3)] = unit;
    this.push(cells);
  }

  drawHeader(): void {
    const depth = Math.max(...this.header.map(({ path }) => path.length));
    const top = this.nextRow;
    const spans = !this.style.format.startsWith("csv") && !this.style.format.startsWith("tsv");
    for (let level = 0; level < depth; level++) {
      const cells = this.header.map(({ path }, i) => {
        const text = path[level] ?? null;
        const before = this.header[i - 1]?.path;
        const sameGroup =
          level < path.length - 1 &&
          before !== undefined &&
          before.length > level + 1 &&
          path.slice(0, level + 1).join() === before.slice(0, level + 1).join();
        return sameGroup ? null : text;
      });
      this.push(cells);
    }
    if (spans) this.mergeHeader(top, depth);
  }

  private mergeHeader(top: number, depth: number): void {
    for (let i = 0; i < this.header.length; i++) {
      const path = this.header[i]?.path ?? [];
      const col = this.left + i + 1;
      if (path.length < depth) this.grid.merges.push([top + path.length - 1, col, top + depth - 1, col]);
      for (let level = 0; level < path.length - 1; level++) {
        const key = path.slice(0, level + 1).join();
        if (
          this.header[i - 1]?.path.slice(0, level + 1).join() === key &&
          (this.header[i - 1]?.path.length ?? 0) > level + 1
        )
          continue;
        let end = i;
        while (
          this.header[end + 1]?.path.slice(0, level + 1).join() === key &&
          (this.header[end + 1]?.path.length ?? 0) > level + 1
        )
          end++;
        if (end > i) this.grid.merges.push([top + level, col, top + level, this.left + end + 1]);
      }
    }
  }

  drawRow(row: DrawnRow): void {
    const at = this.push(this.cells(row.cells));
    this.placed.push({ row, at });
    for (const extra of row.further) {
      const below = this.push(this.cells(extra));
      for (const { key } of this.header) {
        if (!(key in extra)) this.grid.merges.push([at, this.columnOf(key), below, this.columnOf(key)]);
      }
    }
  }

  mergeDown(key: HeaderWords["key"], top: number, bottom: number): void {
    const col = this.columnOf(key);
    if (col > 0 && bottom > top) this.grid.merges.push([top, col, bottom, col]);
  }
}
