/**
 * Columns that say 省外资金 and not whether it is planned or has arrived. "拟投资额 | 省内资金 | 省外资金 | 外资" splits the plan by
 * source, "到位资金 | 其中：省外资金" is a part of what arrived: the columns around them and the sums tell.
 */
import type { LedgerField } from "@/server/contracts/import";
import type { FoundTable } from "./find-table";
import { headerText } from "./header-words";
import type { Sheet } from "./workbook";

export interface Candidate {
  /** Last month that the header names: of 1-9月 and 1-10月 the later one is the year to date. */
  until: number;
  /** The year that it names. */
  year: number | null;
  index: number;
  field: LedgerField;
  score: number;
}

const PART = /^(?:其中)?(?:为|引进)?(省外|外省|省内|境外|外资)(?:资金|内资|投资)?$/;
const HAPPENED = /到位|到账|实际|利用|完成|本年|今年|当年|年初|20\d{2}年|\d月/;
const MOSTLY = 0.7;

interface Column {
  inner: string;
  whole: string;
}

const columnsOf = (table: FoundTable): Column[] =>
  table.columns.map(({ path }) => {
    const parts = path.map(headerText).filter((part) => part !== "");
    return { inner: parts.at(-1) ?? "", whole: parts.join("") };
  });

function bestIndex(candidates: readonly Candidate[], field: LedgerField): number | null {
  const best = candidates.filter((c) => c.field === field).sort((a, b) => b.score - a.score)[0];
  return best ? best.index : null;
}

const numberAt = (sheet: Sheet, row: number, col: number | undefined): number => {
  const cell = col === undefined ? undefined : sheet.own(row, col);
  return cell?.number ?? (Number(cell?.text.replace(/[,，\s]/g, "")) || 0);
};

/** The parts add up to the total on most rows that have them. */
function makeUpTotal(sheet: Sheet, table: FoundTable, parts: readonly number[], total: number): boolean {
  let rows = 0;
  let equal = 0;
  for (const { index } of table.bodyRows) {
    const whole = numberAt(sheet, index, table.columns[total]?.col);
    const sum = parts.reduce((n, at) => n + numberAt(sheet, index, table.columns[at]?.col), 0);
    if (whole <= 0 || sum <= 0) continue;
    rows += 1;
    if (Math.abs(whole - sum) < whole * 0.001) equal += 1;
  }
  return rows > 0 && equal >= rows * MOSTLY;
}

export function settleOutsideFunds(sheet: Sheet, table: FoundTable, candidates: Candidate[]): Candidate[] {
  const columns = columnsOf(table);
  const silent = columns.flatMap(({ inner, whole }, index) =>
    PART.test(inner) && !HAPPENED.test(whole) ? [index] : [],
  );
  const meant = silent.find((index) => /省外|外省/.test(columns[index]?.inner ?? ""));
  if (meant === undefined) return candidates;
  const total = bestIndex(candidates, "total");
  const arrival = candidates.some(
    ({ index, field, score }) =>
      field === "arrived" && score >= 0.4 && HAPPENED.test(columns[index]?.whole ?? ""),
  );
  let anchor = meant - 1;
  while (anchor >= 0 && silent.includes(anchor)) anchor -= 1;
  const ofArrival = candidates.some(
    ({ index, field, score }) => index === anchor && field === "arrived" && score >= 0.4,
  );
  const planned = arrival || (total !== null && makeUpTotal(sheet, table, silent, total)) || anchor === total;
  if (!ofArrival && !planned) return candidates;
  const field: LedgerField =
    ofArrival && /^其中/.test(columns[meant]?.inner ?? "") ? "arrivedOutside" : "outsideAgreed";
  return [
    ...candidates.filter(({ index }) => !silent.includes(index)),
    { index: meant, field, score: 0.95, until: 0, year: null },
  ];
}
