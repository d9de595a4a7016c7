/** The cells of the list by their places: what stands in each, which are only read and why, and how a range is copied. Pure. */
import { formatAmount, formatDay, type ScreenUnit } from "@/components/shared/format";
import { LIGHT_WORD } from "@/components/shared/light";
import type { CellAccess, Place } from "@/components/table/entry-range";
import type { OpenRow } from "@/server/contracts/project-list";
import { MILESTONE_NAME, OFF_STATE_NAME } from "@/server/domain/milestones";
import { readOnlyWhy, sheetColumn } from "./sheet-columns";
import { type Drafts, drawnRow } from "./sheet-drafts";
import { isGroup, type ListRow } from "./use-project-pages";

/** Undefined while it is being asked. */
export type MayEdit = (id: number) => boolean | undefined;

export function lockedWhy(row: ListRow | undefined, columnId: string, may: MayEdit): string | null {
  if (!row) return "这一行还没有载入";
  if (isGroup(row)) return "这是一个分组";
  if (row.masked) return "敏感线索，您无权查看和修改";
  if (!sheetColumn(columnId)) return readOnlyWhy(columnId);
  // Nobody waits for the answer: whoever types before it is there learns it when he saves.
  return may(row.id) === false ? "这个项目不在您的修改范围" : null;
}

/** What is edited in a cell; a draft that cannot be read stands as it was typed. */
export function cellText(
  row: ListRow | undefined,
  columnId: string,
  drafts: Drafts,
  unit: ScreenUnit,
): string {
  if (!row || isGroup(row) || row.masked) return "";
  const draft = drafts.get(row.id);
  const cell = draft?.cells[columnId];
  if (cell && !cell.content) return cell.text;
  return sheetColumn(columnId)?.text(drawnRow(row, draft), unit) ?? "";
}

export const rowLabel = (row: ListRow | undefined, index: number): string => {
  if (!row) return `第 ${index + 1} 行`;
  if (isGroup(row)) return row.group.label;
  return row.masked ? "敏感线索" : row.name;
};

export interface SheetCells {
  columns: readonly { id: string; header: string }[];
  rowCount: number;
  rowAt: (index: number) => ListRow | undefined;
  may: MayEdit;
  drafts: Drafts;
  unit: ScreenUnit;
}

export const accessOf = ({ columns, rowCount, rowAt, may, drafts, unit }: SheetCells): CellAccess => {
  const idOf = (place: Place) => columns[place.column]?.id ?? "";
  return {
    size: { rows: rowCount, columns: columns.length },
    read: (place) => cellText(rowAt(place.row), idOf(place), drafts, unit),
    locked: (place) => lockedWhy(rowAt(place.row), idOf(place), may) !== null,
  };
};

const amount = (fen: number | null, unit: ScreenUnit): string =>
  fen === null ? "" : formatAmount(fen, unit, { places: 10, trim: true });

const READ: Record<string, (row: OpenRow, unit: ScreenUnit) => string> = {
  plannedTotal: (row, unit) => amount(row.plannedTotalFen, unit),
  intended: (row, unit) => amount(row.intendedFen, unit),
  arrived: (row, unit) => amount(row.arrivedFen || null, unit),
  invested: (row, unit) => amount(row.investedFen || null, unit),
  leader: (row) => row.leaderName ?? "",
  stage: (row) => (row.offState ? OFF_STATE_NAME[row.offState] : MILESTONE_NAME[row.stage]),
  stageSince: (row) => String(row.daysInStage),
  late: (row) => LIGHT_WORD[row.light],
  firstReporter: (row) => row.firstReporter ?? "",
  number: (row) => row.number,
  owner: (row) => row.ownerName ?? "",
  contractOn: (row) => row.contractOn ?? "",
  startOn: (row) => row.startOn ?? "",
  firstReported: (row) => formatDay(row.firstReportedOn),
};

/** A range as it is shown, but for amounts: those go out whole, not rounded to the places of the screen. */
export const copiedText = (cells: SheetCells, { row: index, column }: Place): string => {
  const row = cells.rowAt(index);
  const id = cells.columns[column]?.id ?? "";
  if (!row) return "";
  if (isGroup(row)) return id === "name" ? row.group.label : "";
  if (row.masked) return id === "name" ? "敏感线索" : id === "chain" ? (row.chainName ?? "") : "";
  const read = READ[id];
  if (!read || cells.drafts.get(row.id)?.cells[id]?.content === null)
    return cellText(row, id, cells.drafts, cells.unit);
  return read(drawnRow(row, cells.drafts.get(row.id)), cells.unit);
};
