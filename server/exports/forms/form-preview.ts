/** The beginning of a sheet for the screen: the same cells, spans and formats as in the file. */
import type { PreviewCell, PreviewSheet } from "@/server/contracts/ready-form";
import { lookOf, type Style } from "../xlsx/styles";
import type { Cell, Merge, Sheet } from "../xlsx/write-workbook";

const MOST_ROWS = 12;

const decimals = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const signed = new Intl.NumberFormat("zh-CN", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: "exceptZero",
});
const whole = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 });
const formatOf = (style: Style): Intl.NumberFormat =>
  style === "count" || style === "totalCount"
    ? whole
    : style === "points" || style === "totalPoints"
      ? signed
      : decimals;

/** Decimal text is formatted as it is: a detour over a binary number could round the other way. */
function shown(cell: Cell): string {
  if ("blank" in cell) return "";
  if ("text" in cell) return cell.text;
  if ("day" in cell)
    return cell.style === "month" ? cell.day.slice(0, 7).replace("-", "年").concat("月") : cell.day;
  return formatOf(cell.style).format(cell.number as Intl.StringNumericLiteral);
}

function previewCell(cell: Cell, merge: Merge | undefined, rowsLeft: number): PreviewCell {
  const { align, strong, heading } = lookOf(cell.style);
  const body = align === "right" ? "number" : align === "center" ? "centred" : "text";
  return {
    text: shown(cell),
    columns: merge ? merge.toColumn - merge.fromColumn + 1 : 1,
    rows: Math.min(rowsLeft, merge ? merge.toRow - merge.fromRow + 1 : 1),
    look: heading ? "heading" : body,
    strong,
  };
}

const covers = (merge: Merge, row: number, column: number): boolean =>
  row >= merge.fromRow && row <= merge.toRow && column >= merge.fromColumn && column <= merge.toColumn;

/** A row without the cells that a merge covers; one that begins above the lines shown does not. */
function previewRow(
  line: readonly Cell[],
  row: number,
  merges: readonly Merge[],
  rowsLeft: number,
): PreviewCell[] {
  return line.flatMap((cell, column) => {
    const merge = merges.find((m) => covers(m, row, column));
    const begins = merge === undefined || (merge.fromRow === row && merge.fromColumn === column);
    return begins ? [previewCell(cell, merge, rowsLeft)] : [];
  });
}

const FOOT: ReadonlySet<Style> = new Set<Style>(["note"]);

export async function previewOf(sheet: Sheet): Promise<PreviewSheet> {
  const headFrom = sheet.headerFrom ?? 0;
  const bodyFrom = sheet.freeze?.rows ?? headFrom + 1;
  const lines: (readonly Cell[])[] = [];
  let more = false;
  for await (const line of sheet.rows) {
    if (lines.length >= bodyFrom && line[0] && FOOT.has(line[0].style)) break;
    more = lines.length === bodyFrom + MOST_ROWS;
    if (more) break;
    lines.push(line);
  }
  const last = lines.length;
  const part = (from: number, to: number) =>
    lines.slice(from, to).map((line, i) => previewRow(line, from + i, sheet.merges ?? [], to - from - i));
  const wordsOf = (row: number) => {
    const cell = lines[row]?.find((c) => "text" in c);
    return cell ? shown(cell) : "";
  };
  return {
    name: sheet.name,
    title: wordsOf(0),
    note: wordsOf(1),
    head: part(headFrom, bodyFrom),
    body: part(bodyFrom, last),
    more,
  };
}
