/** What becomes of the places that a formula names when rows of a form repeat: everything below moves down. */

/** A row that repeats, and how often; never less than once. */
export interface Repeated {
  row: number;
  count: number;
}

/** Where rows come to stand. */
export class RowShift {
  readonly #repeated: readonly Repeated[];

  constructor(repeated: readonly Repeated[]) {
    this.#repeated = repeated;
  }

  #moved = (row: number, inclusive: boolean): number =>
    this.#repeated
      .filter((one) => one.row < row || (inclusive && one.row === row))
      .reduce((sum, one) => sum + one.count - 1, row);

  /** The first line that a row becomes, and the last: the same unless it repeats. */
  first = (row: number): number => this.#moved(row, false);
  last = (row: number): number => this.#moved(row, true);
  repeats = (row: number): boolean => this.#repeated.some((one) => one.row === row && one.count > 1);
  get idle(): boolean {
    return this.#repeated.every((one) => one.count === 1);
  }
}

export interface FormulaPlace {
  /** Sheet in which the formula stands; places without a sheet are on it. */
  sheet: string;
  shifts: ReadonlyMap<string, RowShift>;
  /** The formula stands in a line of a row that repeats. */
  line?: { row: number; column: string; to: number };
  /** Names and formats may point at one cell of a row that repeats: its first line. */
  lenient?: boolean;
}

/** A formula that has no meaning once its row repeats; the message says what to write instead. */
export class FormulaProblem extends Error {}

const SHEET = "(?:(?:'(?:[^']|'')+'|\\[\\d+\\][^\\s'!]+|[\\p{L}_][\\p{L}\\p{N}_.]*)!)?";
const CELL = "(\\$?)([A-Z]{1,3})(\\$?)(\\d{1,7})";
const PIECE = new RegExp(
  [
    '("(?:[^"]|"")*")',
    "(\\[[^\\]]*\\](?![^\\s'!]*!))",
    `(?<![\\p{L}\\p{N}_.$!'])(${SHEET})${CELL}(?::${CELL})?(?![\\p{L}\\p{N}_.(!])`,
    `(?<![\\p{L}\\p{N}_.$!':])(${SHEET})(\\$?)(\\d{1,7}):(\\$?)(\\d{1,7})(?![\\p{L}\\p{N}_.(!:])`,
  ].join("|"),
  "gu",
);

/** 'my sheet'! → my sheet; null for a place in another workbook. */
function sheetOf(prefix: string, own: string): string | null {
  if (prefix === "") return own;
  const name = prefix.slice(0, -1);
  const plain = name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
  return plain.includes("[") ? null : plain;
}

interface End {
  column: string;
  fixed: boolean;
  row: number;
}

function lineOf(
  end: End,
  part: "first" | "last",
  shift: RowShift,
  place: FormulaPlace,
  own: boolean,
): number {
  const { line } = place;
  if (own && line && !end.fixed && end.row === line.row) return line.to;
  if (own && line && !end.fixed && end.row < line.row && end.column === line.column)
    throw new FormulaProblem(`公式引用了上一行的 ${end.column}${end.row}：重复行里不能逐行累加，请改用合计`);
  return shift[part](end.row);
}

function single(end: End, shift: RowShift, place: FormulaPlace, own: boolean): number {
  const ofLine = own && place.line?.row === end.row && !end.fixed;
  if (!place.lenient && !ofLine && shift.repeats(end.row))
    throw new FormulaProblem(
      `公式只引用了重复行中的一格 ${end.column}${end.row}，重复后有许多行：请改为区域，如 SUM(${end.column}${end.row}:${end.column}${end.row})`,
    );
  return lineOf(end, "first", shift, place, own);
}

function shiftedPiece(groups: (string | undefined)[], whole: string, place: FormulaPlace): string {
  const [, , sheet = "", d1 = "", c1, r1 = "", n1, d2 = "", c2, r2 = "", n2] = groups;
  const [, , , , , , , , , , , rowsSheet = "", w1 = "", from, w2 = "", to] = groups;
  const name = sheetOf(c1 === undefined ? rowsSheet : sheet, place.sheet);
  const shift = name === null ? undefined : place.shifts.get(name);
  if (!shift || shift.idle) return whole;
  const own = name === place.sheet;
  if (c1 === undefined) {
    if (from === undefined || to === undefined) return whole;
    return `${rowsSheet}${w1}${shift.first(Number(from))}:${w2}${shift.last(Number(to))}`;
  }
  const begin = { column: c1, fixed: r1 === "$", row: Number(n1) };
  if (c2 === undefined) return `${sheet}${d1}${c1}${r1}${single(begin, shift, place, own)}`;
  const end = { column: c2, fixed: r2 === "$", row: Number(n2) };
  return `${sheet}${d1}${c1}${r1}${lineOf(begin, "first", shift, place, own)}:${d2}${c2}${r2}${lineOf(end, "last", shift, place, own)}`;
}

/** The formula for the grown sheet. Throws `FormulaProblem` where no answer would be right. */
export const shiftFormula = (formula: string, place: FormulaPlace): string =>
  formula.replace(PIECE, (whole, ...groups: (string | undefined)[]) =>
    groups[0] !== undefined || groups[1] !== undefined
      ? whole
      : shiftedPiece(groups.slice(0, 16), whole, place),
  );

const columnNumber = (letters: string): number =>
  [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
const columnLetters = (column: number): string =>
  column <= 0
    ? ""
    : columnLetters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));

/** A shared formula as the cell so many rows and columns away has it: places that are not fixed move along. */
export const movedFormula = (formula: string, rows: number, columns: number): string =>
  formula.replace(PIECE, (whole, ...groups: (string | undefined)[]) => {
    if (groups[0] !== undefined || groups[1] !== undefined || groups[4] === undefined) return whole;
    const cell = (d = "", c = "", r = "", n = "") =>
      `${d}${d ? c : columnLetters(columnNumber(c) + columns)}${r}${r ? n : Number(n) + rows}`;
    const [, , sheet = "", d1, c1, r1, n1, d2, c2, r2, n2] = groups;
    const begin = `${sheet}${cell(d1, c1, r1, n1)}`;
    return c2 === undefined ? begin : `${begin}:${cell(d2, c2, r2, n2)}`;
  });

/** A range of a format, merge or filter: B5:D9, or several apart. */
export const shiftRange = (range: string, shift: RowShift): string =>
  range.replace(/(\$?[A-Z]{1,3}\$?)(\d{1,7})(?::(\$?[A-Z]{1,3}\$?)(\d{1,7}))?/g, (_, c1, n1, c2, n2) => {
    const [from, to] = [shift.first(Number(n1)), shift.last(Number(n2 ?? n1))];
    const end: string = c2 ?? c1;
    return from === to && end === c1 ? `${c1}${from}` : `${c1}${from}:${end}${to}`;
  });
