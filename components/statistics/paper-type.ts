/** How large a table is set on paper: as large as the width allows, as long as its rows leave room for the notes. Pure. */

export interface PaperColumn {
  /** Everything that stands in the column, without its header. */
  texts: readonly string[];
  /** What its header takes when it is broken, in ems. */
  least: number;
  /** Where texts may break, the widest that it becomes. */
  most?: number;
}

/** A sheet of A3 across, without its margins; what the rows may take of its height beside title, signatures and notes. */
const PAPER_MM = 396;
const ROWS_MM = 140;
const PADDING_MM = 1.5;
const LINE = 1.35;
const MM_PER_PT = 0.3528;
const [SMALLEST_PT, LARGEST_PT] = [7.5, 11];

/** Figures are a little more than half as wide as high, Chinese characters as wide as high. */
const emOf = (text: string): number =>
  Array.from(text).reduce((sum, c) => sum + (c > "\u2e7f" ? 1 : /[.,]/.test(c) ? 0.32 : 0.58), 0);

const emsOf = ({ texts, least, most = Number.POSITIVE_INFINITY }: PaperColumn): number =>
  Math.min(most, Math.max(least, ...texts.map(emOf)));

export interface PaperType {
  /** Of each column, in parts of the whole. */
  shares: number[];
  pt: number;
}

/** `airMm` stands above and below the words of a row. */
export function paperType(columns: readonly PaperColumn[], rows: number, airMm: number): PaperType {
  const ems = columns.map(emsOf);
  const whole = ems.reduce((a, b) => a + b, 0);
  const lines = Math.max(
    1,
    ...columns.map(({ texts }, i) =>
      Math.max(0, ...texts.map((t) => Math.ceil(emOf(t) / (ems[i] ?? 1) - 0.01))),
    ),
  );
  const byWidth = (PAPER_MM - PADDING_MM * columns.length) / whole / MM_PER_PT;
  const byHeight = (ROWS_MM / Math.max(rows, 1) - 2 * airMm) / (LINE * lines) / MM_PER_PT;
  const pt = Math.floor(2 * Math.min(LARGEST_PT, byWidth, byHeight)) / 2;
  const size = Math.max(SMALLEST_PT, pt);
  const mm = ems.map((em) => em * size * MM_PER_PT + PADDING_MM);
  const total = mm.reduce((a, b) => a + b, 0);
  return { shares: mm.map((one) => one / total), pt: size };
}
