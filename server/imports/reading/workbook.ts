/** A workbook as plain cells: what every format is turned into before anything is understood. */
import type { ImportProblem, WorkbookFormat } from "@/server/contracts/import";

export type CellKind = "text" | "number" | "date" | "boolean" | "error";

/** A cell that holds something. Rows and columns count from 1, as people see them. */
export interface SheetCell {
  row: number;
  col: number;
  ref: string;
  kind: CellKind;
  /** Cleaned of control characters and outer blanks; a number without float noise, a date as YYYY-MM-DD. */
  text: string;
  /** As the spreadsheet shows it. */
  shown: string;
  number?: number;
  format?: string;
  formula?: string;
  /** The file held no result for the formula; this one was computed here. */
  computed?: boolean;
}

export interface SheetRow {
  index: number;
  hidden: boolean;
  cells: SheetCell[];
}

export interface MergedRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface SheetContent {
  name: string;
  hidden: boolean;
  cells: SheetCell[];
  merges: MergedRange[];
  hiddenRows: Set<number>;
  hiddenCols: Set<number>;
}

export interface WorkbookContent {
  format: WorkbookFormat;
  sheets: SheetContent[];
  problems: ImportProblem[];
}

const MAX_COLUMN = 16_384;
const keyOf = (row: number, col: number) => row * (MAX_COLUMN + 1) + col;

export function columnLetter(col: number): string {
  let letters = "";
  for (let n = col; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}

export const cellRef = (row: number, col: number): string => `${columnLetter(col)}${row}`;

export function parseRef(ref: string): { row: number; col: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref);
  if (!match) return null;
  const col = [...(match[1] ?? "")].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(match[2]), col };
}

/** Merges cover more cells than this only in a file made to be slow; the rest of them is then ignored. */
const MERGE_AREA_LIMIT = 4_000_000;

/** Looks cells up by place; knows which cell speaks for a merged range. */
export class Sheet {
  readonly name: string;
  readonly rows: SheetRow[];
  readonly hiddenCols: Set<number>;
  private readonly byPlace = new Map<number, SheetCell>();
  private readonly byIndex = new Map<number, SheetRow>();
  private readonly mergeAt = new Map<number, MergedRange>();

  constructor(content: SheetContent) {
    this.name = content.name;
    this.hiddenCols = content.hiddenCols;
    let lastRow = 0;
    let lastCol = 0;
    for (const cell of content.cells) {
      this.byPlace.set(keyOf(cell.row, cell.col), cell);
      const row = this.byIndex.get(cell.row);
      if (row) row.cells.push(cell);
      else {
        const hidden = content.hiddenRows.has(cell.row);
        this.byIndex.set(cell.row, { index: cell.row, hidden, cells: [cell] });
      }
      lastRow = Math.max(lastRow, cell.row);
      lastCol = Math.max(lastCol, cell.col);
    }
    this.rows = [...this.byIndex.values()].sort((a, b) => a.index - b.index);
    for (const row of this.rows) row.cells.sort((a, b) => a.col - b.col);
    this.indexMerges(content.merges, lastRow, lastCol);
  }

  /** A merge reaches at most one table width beyond the last filled cell, so a whole merged column costs little. */
  private indexMerges(merges: MergedRange[], lastRow: number, lastCol: number): void {
    let area = 0;
    for (const merge of merges) {
      const bottom = Math.min(merge.bottom, lastRow);
      const right = Math.min(merge.right, lastCol + 64);
      area += Math.max(0, bottom - merge.top + 1) * Math.max(0, right - merge.left + 1);
      if (area > MERGE_AREA_LIMIT) return;
      for (let row = merge.top; row <= bottom; row++) {
        for (let col = merge.left; col <= right; col++) this.mergeAt.set(keyOf(row, col), merge);
      }
    }
  }

  row(index: number): SheetRow | undefined {
    return this.byIndex.get(index);
  }

  /** The cell itself, without looking through a merge. */
  own(row: number, col: number): SheetCell | undefined {
    return this.byPlace.get(keyOf(row, col));
  }

  merge(row: number, col: number): MergedRange | undefined {
    return this.mergeAt.get(keyOf(row, col));
  }

  /** The cell that is seen at a place: the merged range's first cell, or the cell itself. */
  seen(row: number, col: number): SheetCell | undefined {
    const merge = this.merge(row, col);
    return (merge ? this.own(merge.top, merge.left) : undefined) ?? this.own(row, col);
  }

  /** True when the place is covered by a merge that begins in an earlier row. */
  coveredFromAbove(row: number, col: number): boolean {
    const merge = this.merge(row, col);
    return merge !== undefined && merge.top < row;
  }
}

/** Excel stores 0.1 + 0.2 as it computes it: 15 digits are what a spreadsheet can hold. Plain decimal, no exponent. */
export function decimalText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const text = String(Number(value.toPrecision(15)));
  if (!/e/i.test(text)) return text;
  return value.toFixed(12).replace(/\.?0+$/, "");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const UNUSUAL = /[\u0000-\u001f\u007f\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff]/;

/** Removes what nobody can see; keeps line breaks, which separate a name from its content. */
export function visibleText(raw: string): string {
  if (!UNUSUAL.test(raw)) return raw.trim();
  return raw
    .replace(/\r\n?/g, "\n")
    .replace(UNSEEN, "")
    .replace(/\u00a0/g, " ")
    .trim();
}
