"use client";
/** Where the person stands in the list while it is edited, and what the table is told of it. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useMemo, useRef } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { useUnit } from "@/components/shared/unit-switch";
import type { DataColumn } from "@/components/table/data-column";
import { type Bounds, isSingle, type Place } from "@/components/table/entry-range";
import type { RowCells, SheetKeys, TableSheet } from "@/components/table/table-sheet";
import { useEntryStand } from "@/components/table/use-entry-grid";
import { understoodAmount } from "@/components/ui/amount-field";
import { dayOf } from "@/server/domain/periods";
import { accessOf, lockedWhy, rowLabel, type SheetCells } from "./sheet-cells";
import { SHEET_COLUMNS, sheetColumn, wordsOf } from "./sheet-columns";
import { marksOf } from "./sheet-drafts";
import { type SheetDeeds, takeSheetKey } from "./sheet-keys";
import { isProblem, readAmountCell, type SheetContext } from "./sheet-readers";
import type { CellSheet } from "./use-cell-sheet";
import { useEditable } from "./use-editable";
import { useNameChoice } from "./use-name-choice";
import { isGroup, type ListRow, type ProjectPages } from "./use-project-pages";
import { useSheetClipboard } from "./use-sheet-clipboard";
import { useSheetPointer } from "./use-sheet-pointer";
import { textChanges, useSheetWrites } from "./use-sheet-writes";

interface SheetGridOptions {
  /** As they stand on the screen. */
  columns: readonly DataColumn<ListRow>[];
  pages: ProjectPages;
  sheet: CellSheet;
  onLeave: () => void;
}

const FIVE_MINUTES_MS = 300_000;
const EDITED: ReadonlySet<string> = new Set(Object.keys(SHEET_COLUMNS));
const asTyped = (text: string): string => text;

function useSheetContext(): SheetContext {
  const trpc = useTRPC();
  const { unit } = useUnit();
  const asked = useQuery(trpc.project.choices.queryOptions(undefined, { staleTime: FIVE_MINUTES_MS }));
  const today = dayOf(new Date());
  return useMemo(() => ({ choices: asked.data, unit, today }), [asked.data, unit, today]);
}

/** What each row is drawn with. */
const rowCells =
  (cells: SheetCells, chosen: Bounds) =>
  (index: number): RowCells => {
    const row = cells.rowAt(index);
    const within = !isSingle(chosen) && index >= chosen.top && index <= chosen.bottom;
    const id = row && !isGroup(row) && !row.masked ? row.id : null;
    return {
      editable: EDITED,
      locked: id === null || cells.may(id) === false,
      from: within ? chosen.left : -1,
      to: within ? chosen.right : -1,
      first: within && index === chosen.top,
      last: within && index === chosen.bottom,
      marks: id === null ? undefined : marksOf(cells.drafts.get(id)),
    };
  };

/** A function that always does what the latest drawing says. */
function useLatest(act: () => void): () => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  return () => latest.current();
}

interface Handling extends SheetDeeds {
  clipboard: ReturnType<typeof useSheetClipboard>;
  pointer: ReturnType<typeof useSheetPointer>;
}

/** Keys, clipboard and mouse, each to whatever knows it. */
const handlersOf = ({ clipboard, pointer, ...deeds }: Handling): SheetKeys => ({
  onKeyDown: (event) => {
    const own = event.target instanceof HTMLTextAreaElement;
    if (event.nativeEvent.isComposing || event.altKey || !own || !takeSheetKey(event, deeds)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  onCopy: clipboard.copy,
  onCut: clipboard.copy,
  onPaste: clipboard.paste,
  onMouseDown: pointer.press,
  onMouseOver: pointer.pass,
  onDoubleClick: pointer.open,
  onBlur: (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) deeds.stand.settle();
  },
});

export function useSheetGrid({ columns, pages, sheet, onLeave }: SheetGridOptions) {
  const noteId = useId();
  const context = useSheetContext();
  const editable = useEditable(pages);
  const cells: SheetCells = {
    columns,
    rowCount: pages.rowCount,
    rowAt: pages.getRow,
    may: editable.may,
    drafts: sheet.drafts,
    unit: context.unit,
  };
  const access = accessOf(cells);
  const stand = useEntryStand(
    access,
    (changes) => sheet.put(textChanges(changes, pages.getRow, columns), context),
    asTyped,
  );
  const writes = useSheetWrites({ pages, sheet, editable, cells, context });
  const clipboard = useSheetClipboard({ stand, cells, pages, writes });
  const pointer = useSheetPointer(stand, writes);
  const at = standing(stand.head, cells);
  const still = stand.mode === "still";
  const stood = access.read(stand.head);
  const all = still ? [] : (sheetColumn(at.columnId)?.names?.(context) ?? []);
  const names = useNameChoice(all, stand.draft, stood);
  const send = useLatest(() => void sheet.send());
  // What was just settled must have reached the drafts.
  const save = () => requestAnimationFrame(send);
  const deeds = { stand, access, writes, names, undo: sheet.undo, save, leave: onLeave };
  const table: TableSheet = {
    head: stand.head,
    bounds: stand.bounds,
    still,
    changing: stand.mode === "editing",
    text: still ? stood : stand.draft,
    label: at.label,
    locked: at.locked !== null,
    wrong: Boolean(at.draft?.problem),
    noteId,
    names: names.list,
    nameAt: names.at,
    onText: stand.type,
    onName: stand.settle,
    cellsOf: rowCells(cells, pointer.chosen),
    onFill: pointer.beginFill,
    on: handlersOf({ ...deeds, clipboard, pointer }),
  };
  return {
    table,
    note: { id: noteId, said: writes.said, ...noteAt(at, still ? stood : stand.draft, context) },
    onRangeChange: editable.onRangeChange,
    go: (place: Place) => stand.leave(place),
    save,
    context,
  };
}
export type SheetGrid = ReturnType<typeof useSheetGrid>;

/** The cell at hand: whose it is, and what is said of it. */
function standing(head: Place, cells: SheetCells) {
  const row = cells.rowAt(head.row);
  const column = cells.columns[head.column];
  const columnId = column?.id ?? "";
  const id = row && !isGroup(row) ? row.id : null;
  return {
    columnId,
    label: `${rowLabel(row, head.row)} ${column?.header ?? ""}`,
    locked: lockedWhy(row, columnId, cells.may),
    draft: id === null ? undefined : cells.drafts.get(id)?.cells[columnId],
  };
}

/** What is said of the cell at hand: what is wrong with it, what an amount was read as, or what to write. */
function noteAt(
  { columnId, locked, draft }: ReturnType<typeof standing>,
  text: string,
  context: SheetContext,
) {
  const column = sheetColumn(columnId);
  const read = column?.money ? readAmountCell(text, context.unit) : null;
  const fen = read && !isProblem(read) ? read.value : null;
  return {
    problem: draft?.problem ?? draft?.remark ?? null,
    before: draft ? wordsOf(columnId, draft.before, context.unit) : null,
    hint: locked ?? column?.hint ?? null,
    reading: fen === null || locked ? null : understoodAmount(fen, context.unit, text),
  };
}
