/** A sheet of rows one after another, with their sums at the foot. */
import "server-only";
import { type Fen, formatFen } from "@/server/domain/amounts";
import { database, rowsOf, type Sql } from "@/server/platform/database";
import { cells } from "./cells";
import type { Cell, Sheet } from "./xlsx/write-workbook";

const BATCH = 2000;

export interface DetailColumn<Row> {
  header: string;
  width: number;
  cell: (row: Row, index: number) => Cell;
  /** What the row adds to the sum of the column. */
  amount?: (row: Row) => Fen;
  /** What of it the month report counts. */
  counted?: (row: Row) => Fen;
}

/** A column of money that is summed. */
export const moneyColumn = <Row>(
  header: string,
  width: number,
  amount: (row: Row) => Fen | null,
  counted?: (row: Row) => Fen,
): DetailColumn<Row> => ({
  header,
  width,
  cell: (row) => cells.wan(amount(row)),
  amount: (row) => amount(row) ?? 0,
  ...(counted ? { counted } : {}),
});

interface Keyed {
  id: number;
}

/** Pages through a question by the row's id. */
export async function* paged<Row extends Keyed>(
  question: (after: number, limit: number) => Sql,
): AsyncGenerator<Row> {
  let after = 0;
  for (;;) {
    const rows = await rowsOf<Row>(database, question(after, BATCH));
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    after = last.id;
  }
}

interface DetailSheet<Row> {
  name: string;
  title: string;
  note: string;
  columns: readonly DetailColumn<Row>[];
  rows: AsyncIterable<Row>;
}

/** 合计 of everything listed, and 其中 what the month report counts: this line equals its 累计. */
const SUMS = [
  { name: "合计", of: "amount" },
  { name: "其中：计入月报", of: "counted" },
] as const;
/** Stands in the column of the names. */
const NAME_COLUMN = 2;

function sumRow<Row>(
  name: string,
  columns: readonly DetailColumn<Row>[],
  sums: readonly (Fen | null)[],
): Cell[] {
  return columns.map((_, i): Cell => {
    const sum = sums[i];
    if (i === NAME_COLUMN) return { text: name, style: "totalText" };
    return sum === null || sum === undefined
      ? { blank: true, style: "totalText" }
      : { number: formatFen(sum, "wan", 6), style: "totalWan" };
  });
}

async function* sheetRows<Row>({ title, note, columns, rows }: DetailSheet<Row>): AsyncGenerator<Cell[]> {
  yield [{ text: title, style: "titleStart" }];
  yield [cells.note(note)];
  yield columns.map((c) => cells.heading(c.header));
  const sums = SUMS.map(({ of }) => columns.map((c): Fen | null => (c[of] ? 0 : null)));
  let index = 0;
  for await (const row of rows) {
    yield columns.map((c) => c.cell(row, index));
    for (const [s, { of }] of SUMS.entries()) {
      const line = sums[s] ?? [];
      for (const [i, column] of columns.entries()) {
        const value = column[of]?.(row);
        if (value !== undefined) line[i] = (line[i] ?? 0) + value;
      }
    }
    index += 1;
  }
  for (const [s, { name }] of SUMS.entries()) yield sumRow(name, columns, sums[s] ?? []);
}

export function detailSheet<Row>(input: DetailSheet<Row>): Sheet {
  const { name, columns } = input;
  const last = columns.length - 1;
  return {
    name,
    widths: columns.map((c) => c.width),
    rows: sheetRows(input),
    merges: [
      { fromRow: 0, fromColumn: 0, toRow: 0, toColumn: last },
      { fromRow: 1, fromColumn: 0, toRow: 1, toColumn: last },
    ],
    heights: { 0: 34, 2: 36 },
    headerFrom: 2,
    freeze: { rows: 3, columns: 3 },
    filter: { foot: SUMS.length },
    paper: "A3",
  };
}
