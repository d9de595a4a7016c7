/**
 * Files that the product wrote itself. They bear its mark (who exported them and when), a view names its columns in the
 * words of the list, and its rows may know which project they are. Other ledgers are never taken for one.
 */
import type { ImportProblem, LedgerField, LedgerRow } from "@/server/contracts/import";
import { PROJECT_GROUPS } from "@/server/contracts/project-view";
import { LAYOUT_SHEET, LEDGER_SHEET, MASKED_NAME, ROW_KEY_START } from "@/server/exports/row-keys";
import { headerText } from "./header-words";
import type { SheetContent, SheetRow } from "./workbook";

const EXPORTED = /导出于 \d{4}-\d{2}-\d{2}/;
const MARK_WITHIN = 4;

/** The ledger and the sheet of definitions of a month's workbook: its other sheets repeat the ledger or sum it up. */
const MONTH_SHEETS = [LEDGER_SHEET, "口径"];

export interface OwnFile {
  /** Whether the sheet came out of the product. */
  wrote(sheet: SheetContent): boolean;
  /** Sheets that say nothing that is not said elsewhere in the file. */
  passesOver(name: string): boolean;
}

/** The mark stands above the header of a workbook and in the last line of a csv. */
function bearsMark({ cells }: SheetContent): boolean {
  const last = cells.reduce((most, cell) => Math.max(most, cell.row), 0);
  return cells.some(({ row, text }) => (row <= MARK_WITHIN || row === last) && EXPORTED.test(text));
}

export function ownFile(sheets: readonly SheetContent[]): OwnFile {
  const names = new Set(sheets.map((sheet) => sheet.name));
  const layout = names.has(LAYOUT_SHEET);
  const month = MONTH_SHEETS.every((name) => names.has(name)) && sheets.some(bearsMark);
  return {
    wrote: (sheet) => bearsMark(sheet) || (layout && sheet.name !== LAYOUT_SHEET),
    passesOver: (name) => name === LAYOUT_SHEET || (month && name !== LEDGER_SHEET),
  };
}

/** What the columns of an exported view mean; null for those that are only shown. */
const VIEW_FIELDS: Readonly<Record<string, LedgerField | null>> = {
  项目名称: "name",
  产业链: "chain",
  链长: "chainLeader",
  阶段: "stage",
  计划总投资: "total",
  到位: "arrivedCumulative",
  固投: "faiCumulative",
  在本阶段: null,
  灯: "light",
  下一步: "nextSteps",
  到期: "nextDue",
  首报: "officer",
  项目编号: "projectNumber",
  投资方: "company",
  来源地: "province",
  承办人: null,
  主办部门: "dept",
  街道园区: "street",
  意向投资: "intended",
  签约日期: "signDate",
  开工日期: "startDate",
  首报日期: null,
  项目公司: "projectCompany",
  项目代码: "projectCode",
};

/** The field of a column that an exported view wrote; undefined for a header that is none of its own. */
export const viewField = (header: string): LedgerField | null | undefined => VIEW_FIELDS[headerText(header)];

/** A line of its own that heads a group of an exported view: "产业链：低温装备". */
const GROUP_HEAD = new RegExp(`^(?:${Object.values(PROJECT_GROUPS).join("|")})：`);

/**
 * What the product writes for people and not for itself: "意向 5000.00" is no planned total, in a csv an apostrophe guards a
 * text that begins like a formula, heads of groups and the last line of a csv are no projects.
 */
export function unguard(sheet: SheetContent): void {
  const filled = new Map<number, number>();
  // A workbook guards by the kind of its cells: an apostrophe that stands there was meant.
  const guarded = !sheet.cells.some(({ text }) => text.startsWith(ROW_KEY_START));
  for (const { row, text } of sheet.cells)
    if (!text.startsWith(ROW_KEY_START)) filled.set(row, (filled.get(row) ?? 0) + 1);
  sheet.cells = sheet.cells.flatMap((cell) => {
    if (cell.kind !== "text") return [cell];
    const alone = filled.get(cell.row) === 1;
    if (/^意向 [\d.]+$/.test(cell.text)) return [];
    if (alone && (GROUP_HEAD.test(cell.text) || (cell.row > MARK_WITHIN && EXPORTED.test(cell.text))))
      return [];
    if (!guarded || !GUARD.test(cell.text)) return [cell];
    return [{ ...cell, text: cell.text.slice(1), shown: cell.shown.replace(GUARD, "") }];
  });
}
const GUARD = /^'(?=\s*[=+\-@＝＋－＠]|[\t\r])/;

/** The key that a row of an exported view carries in its hidden cell. */
export const keyIn = (row: SheetRow): string | undefined =>
  row.cells.find((cell) => cell.text.startsWith(ROW_KEY_START))?.text;

/** Remarks on a layout that the product chose itself tell nobody anything. */
const SELF_EVIDENT: ReadonlySet<string> = new Set([
  "hidden-column",
  "unread-column",
  "cumulative-used",
  "origin-inferred",
  "agreement-inferred",
  "amount-missing",
  "unit-assumed",
]);
export const worthSaying = (problem: ImportProblem): boolean =>
  problem.row !== null || !SELF_EVIDENT.has(problem.kind);

/** Leads that were hidden from whoever exported: their rows hold nothing to take in. */
export const isMaskedRow = (row: LedgerRow): boolean =>
  row.key === undefined && row.project.name === MASKED_NAME;

export const maskedRemark = (sheet: string, count: number): ImportProblem => ({
  sheet,
  row: null,
  cell: null,
  kind: "masked-row",
  severity: "warning",
  message: `${count} 行是导出时隐去内容的敏感线索，未读入。`,
});
