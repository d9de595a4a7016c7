/** Several columns that say one thing together: the months of a year side by side, and a tick under one stage of many. */
import type { ColumnProposal, LedgerField } from "@/server/contracts/import";
import { STAGES, stageOf, stageRank } from "./clean-words";
import type { FoundTable } from "./find-table";
import { headerText } from "./header-words";
import type { Sheet } from "./workbook";

/** 3月, 三季度, 下半年, alone or before what they are a part of: "3月到位资金". */
const PERIOD = /^(?:20\d{2}年)?(?:\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年)(.*)$/;
const NOT_ACTUAL = /计划|目标|任务|预计|上年|去年|同期/;
const TICK = /^(?:[√✓✔☑●■★✅○◎yY1]|是|有|对|对勾|✔️)$/;

const wordsOf = (path: readonly string[]): string[] => path.map(headerText).filter((part) => part !== "");

/** A mark that says yes, in the ways people make one. */
export const isTick = (text: string): boolean => TICK.test(text.trim());

function monthField(group: string): LedgerField | null {
  if (NOT_ACTUAL.test(group) || /累计|率/.test(group)) return null;
  if (/到位|到账|省外/.test(group)) return "arrived";
  return /固投|固定资产|完成投资|投资完成/.test(group) ? "fai" : null;
}

/** "到位资金 / 1月 | 2月 | …" without a column for the sum: the first month or quarter stands for all of them. */
export function joinMonths(
  table: FoundTable,
  columns: ColumnProposal[],
  byHand: ReadonlyMap<number, unknown>,
): ColumnProposal[] {
  const groups = new Map<string, number[]>();
  table.columns.forEach(({ path }, index) => {
    const words = wordsOf(path);
    const period = PERIOD.exec(words.at(-1) ?? "");
    if (period) {
      const group = [...words.slice(0, -1), period[1] ?? ""].join("");
      groups.set(group, [...(groups.get(group) ?? []), index]);
    }
  });
  const joined = [...columns];
  // Of two years side by side the later one is the ledger's own.
  for (const [group, indexes] of [...groups].sort(([a], [b]) => (a < b ? 1 : -1))) {
    const field = monthField(group);
    const [first, ...others] = indexes;
    const taken = joined.some((column, index) => column.field === field && !indexes.includes(index));
    if (indexes.some((index) => byHand.has(index))) continue;
    if (field === null || taken || first === undefined || others.length === 0) continue;
    for (const index of others) joined[index] = { ...(joined[index] as ColumnProposal), field: null };
    joined[first] = {
      ...(joined[first] as ColumnProposal),
      field,
      confidence: 0.7,
      addedColumns: others.map((index) => table.columns[index]?.col ?? 0),
    };
  }
  return joined;
}

function ticksOnly(sheet: Sheet, table: FoundTable, col: number): boolean {
  const cells = table.bodyRows
    .filter((row) => row.cells.length >= 3)
    .flatMap((row) => sheet.own(row.index, col) ?? []);
  return cells.length > 0 && cells.every((cell) => isTick(cell.text));
}

/** "在谈 | 签约 | 开工 | 投产" with a tick under one of them: together the column of stages. */
export function tickedStages(sheet: Sheet, table: FoundTable): { index: number; stage: string }[] {
  const found = table.columns.flatMap(({ path, col }, index) => {
    const word = wordsOf(path).at(-1) ?? "";
    const bare = word.replace(/^(?:已|是否已?)/, "").replace(/(?:项目|阶段)$/, "");
    const stage = bare.length <= 5 ? stageOf(bare) : null;
    const known = stage !== null && (STAGES as readonly string[]).includes(stage);
    return known && !/[未拟待]/.test(word) && !/^是否/.test(word) ? [{ index, stage, col }] : [];
  });
  const ticked = found.filter(({ col }) => ticksOnly(sheet, table, col));
  // A stage that no project has reached yet has a column without a tick.
  const empty = found.filter(({ col }) => table.bodyRows.every((row) => !sheet.own(row.index, col)));
  return ticked.length < 2
    ? []
    : [...ticked, ...empty]
        .map(({ index, stage }) => ({ index, stage }))
        .sort((a, b) => stageRank(a.stage) - stageRank(b.stage));
}
