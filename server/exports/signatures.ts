/** Who signs a form, side by side over the width of the table. */
import { cells } from "./cells";
import { across } from "./two-level-header";
import type { Cell, Merge } from "./xlsx/write-workbook";

const SIGNATURES = [
  "单位负责人：",
  "统计负责人：",
  "填表人：",
  "联系电话：",
  "报出日期：　　　年　　月　　日",
];
export const SIGNATURE_POINTS = 32;

/** Columns at which the places begin, as even as the widths allow. */
function places(widths: readonly number[]): number[] {
  const whole = widths.reduce((a, b) => a + b, 0);
  let before = 0;
  const starts: number[] = [];
  for (const [c, width] of widths.entries()) {
    if (
      starts.length < SIGNATURES.length &&
      before >= (starts.length * whole) / SIGNATURES.length - width / 2
    )
      starts.push(c);
    before += width;
  }
  return starts;
}

export function signatures(row: number, widths: readonly number[]): { cells: Cell[]; merges: Merge[] } {
  const starts = places(widths);
  return {
    cells: widths.map((_, c): Cell => {
      const words = SIGNATURES[starts.indexOf(c)];
      return words ? cells.note(words) : { blank: true, style: "note" };
    }),
    merges: starts.flatMap((start, i) => {
      const end = (starts[i + 1] ?? widths.length) - 1;
      return end > start ? [across(row, start, end)] : [];
    }),
  };
}
