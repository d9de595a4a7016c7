/** A table of a text before it is set in type: its figures know where they come from, like those of sentences. */
import { formatFen } from "../amounts";
import type { FigureKind, FigureValue } from "../statistics-columns";
import type { Part } from "./pieces";
import { NOTHING } from "./say-figure";

export interface PaperColumn {
  head: string;
  /** Stands below the head in brackets; empty for words. */
  unit: string;
  side: "left" | "center" | "right";
  /** Its part of the width, beside those of the other columns. */
  width: number;
}

export interface PaperRow {
  /** A subtotal or the total stands out. */
  sum: boolean;
  cells: Part[][];
}

export interface PaperTable {
  title: string;
  columns: PaperColumn[];
  rows: PaperRow[];
  /** Said below the table; empty when nothing is. */
  note: Part[];
}

/** The unit that figures of a kind have in a table. */
export const TABLE_UNITS: Record<FigureKind, string> = {
  count: "个",
  amount: "亿元",
  usd: "万美元",
  percent: "%",
  points: "百分点",
  rank: "",
};

/** Figures stand under their unit: the number alone, zero without places, and a line for what is not known. */
export function cellText(kind: FigureKind, value: FigureValue): string {
  if (value === null) return NOTHING;
  if (kind === "amount" || kind === "usd") {
    const fen = Number(value);
    return fen === 0 ? "0" : formatFen(fen, kind === "amount" ? "yi" : "wan", 2);
  }
  return String(value);
}

/** As a cell: what is not known is no figure. */
export const figureCell = (
  kind: FigureKind,
  { value, address, name }: { value: FigureValue; address: string; name: string },
): Part[] => [value === null ? NOTHING : { text: cellText(kind, value), address, name }];

/** The head as it is printed: 签约金额（亿元）, the unit on a line of its own. */
export const headText = ({ head, unit }: PaperColumn): string =>
  unit === "" ? head : `${head}\n（${unit}）`;

const UNIT_IN_HEAD = /[（(](个|亿元|万元|万美元|%|％|百分点)[）)]\s*$/;
/** The unit that a head says, however it was typed; null without one. */
export function unitInHead(text: string): string | null {
  const unit = UNIT_IN_HEAD.exec(text)?.[1] ?? null;
  return unit === "％" ? "%" : unit;
}
/** The head of a column that says the unit of each row. */
export const UNIT_COLUMN = "计量单位";
