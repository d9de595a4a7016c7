/** A form as a sheet: title, note, header of one or two levels, rows, signatures and notes at the foot. */
import { cells } from "../cells";
import { SIGNATURE_POINTS, signatures } from "../signatures";
import { across, twoLevelHeader } from "../two-level-header";
import { heightFor, linesOf, ROW_POINTS } from "../xlsx/row-height";
import type { Cell, Merge, Sheet } from "../xlsx/write-workbook";

export interface FormColumn {
  /** Heading over several columns. */
  group?: string;
  header: string;
  width: number;
}

export interface FormTable {
  /** Name of the sheet. */
  name: string;
  title: string;
  note: string;
  columns: readonly FormColumn[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** 口径 and what the form leaves empty, numbered at the foot. */
  notes: readonly string[];
  watermark: string;
  /** Signed by those responsible. */
  signed?: boolean;
  paper: "A3" | "A4";
  /** Filter buttons over the rows: for lists. */
  filtered?: boolean;
  /** Columns that stay in view. */
  frozen: number;
}

const HEADER_ROW = 2;
const TITLE_POINTS = 36;
const LOWER_POINTS = 34;
const LEVEL_POINTS = 24;

/** Lines over the whole width: they do not grow by themselves, merged cells never do. */
const pointsOf = (words: string, widths: readonly number[]): number =>
  heightFor(
    linesOf(
      words,
      widths.reduce((a, b) => a + b, 0),
    ),
  ) ?? ROW_POINTS;

interface Growing {
  merges: Merge[];
  heights: Record<number, number>;
}

/** Where the foot stands is known only after the last row: merges and heights grow while the rows are written. */
async function* formRows(
  table: FormTable,
  head: readonly Cell[][],
  growing: Growing,
): AsyncGenerator<readonly Cell[]> {
  const widths = table.columns.map((c) => c.width);
  const wide = (row: number, words: string): Cell[] => {
    growing.merges.push(across(row, 0, widths.length - 1));
    growing.heights[row] ??= pointsOf(words, widths);
    return [cells.note(words)];
  };
  growing.merges.push(across(0, 0, widths.length - 1));
  yield [{ text: table.title, style: "title" }];
  yield wide(1, table.note);
  yield* head;
  let row = HEADER_ROW + head.length;
  for await (const line of table.rows) {
    yield line;
    row += 1;
  }
  if (table.signed) {
    const signed = signatures(row, widths);
    growing.merges.push(...signed.merges);
    growing.heights[row] = SIGNATURE_POINTS;
    yield signed.cells;
    row += 1;
  }
  for (const words of [...table.notes.map((note, i) => `${i + 1}．${note}`), table.watermark]) {
    yield wide(row, words);
    row += 1;
  }
}

function headOf(columns: readonly FormColumn[]): { rows: Cell[][]; merges: Merge[] } {
  if (columns.some((c) => c.group !== undefined))
    return twoLevelHeader(
      columns.map((c) => ({ group: c.group ?? null, heading: c.header })),
      HEADER_ROW,
    );
  return { rows: [columns.map((c) => cells.heading(c.header))], merges: [] };
}

export function formSheet(table: FormTable): Sheet {
  const head = headOf(table.columns);
  const body = HEADER_ROW + head.rows.length;
  const tall: Record<number, number> = { 0: TITLE_POINTS, [body - 1]: LOWER_POINTS };
  const growing: Growing = {
    merges: [...head.merges],
    heights: head.rows.length > 1 ? { ...tall, 2: LEVEL_POINTS } : tall,
  };
  return {
    name: table.name,
    widths: table.columns.map((c) => c.width),
    rows: formRows(table, head.rows, growing),
    merges: growing.merges,
    heights: growing.heights,
    headerFrom: HEADER_ROW,
    freeze: { rows: body, columns: table.frozen },
    paper: table.paper,
    // Notes and watermark stand below what is filtered.
    ...(table.filtered ? { filter: { foot: table.notes.length + 1 } } : {}),
  };
}
