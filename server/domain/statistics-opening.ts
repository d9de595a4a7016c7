/**
 * 期初: a year-to-date amount that an import brought in counts in the month of its cut-off. There the figure of the month
 * is no figure of that month alone, and says so wherever it stands.
 */
import type { ReportColumn } from "./statistics-column-kit";
import type { Measure, RowSums } from "./statistics-measures";

const OPENING_OF: Partial<Record<Measure, Measure>> = {
  outsideFen: "outsideOpeningFen",
  foreignFen: "foreignOpeningFen",
  foreignUsdCents: "foreignOpeningFen",
  investmentFen: "investmentOpeningFen",
};

export const OPENING_MARK = "*";
export const OPENING_WORDS = "含期初累计导入";
export const OPENING_NOTE = `带“${OPENING_MARK}”的本月数${OPENING_WORDS}：台账导入的年初至截止月累计数一次计入截止月，不是当月单月发生额。`;

/** Columns whose figure of the month holds an opening amount, in this report and in that of a year earlier. */
export interface OpeningColumns {
  now: string[];
  last: string[];
}

export function openingColumns(columns: readonly ReportColumn[], sums: RowSums): OpeningColumns {
  const holding = (span: RowSums["month"]) =>
    columns.flatMap(({ id, source }) => {
      const opening = source.span === "month" ? OPENING_OF[source.measure] : undefined;
      return opening !== undefined && (span[opening] ?? 0) !== 0 ? [id] : [];
    });
  return { now: holding(sums.month), last: holding(sums.lastMonth) };
}

interface Marked {
  openingIn: OpeningColumns;
}

/** Whether the figure carries the mark; a change carries it when one of its sides does. */
export const isMarked = ({ openingIn }: Marked, column: string, side: "now" | "last" | "change"): boolean =>
  (side !== "last" && openingIn.now.includes(column)) || (side !== "now" && openingIn.last.includes(column));

/** The legend, when any figure carries the mark. */
export const openingNotes = (rows: readonly Marked[], compare: boolean): string[] =>
  rows.some(({ openingIn }) => openingIn.now.length > 0 || (compare && openingIn.last.length > 0))
    ? [OPENING_NOTE]
    : [];
