"use client";
/** Changes of a range of the list, also of rows that are not there yet: they are loaded first, or the person is told. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import {
  type Bounds,
  type CellAccess,
  clearChanges,
  fillDownChanges,
  fillToChanges,
  type PlaceChange,
  pasteChanges,
  placesIn,
} from "@/components/table/entry-range";
import { MOST_CELLS } from "@/server/domain/cell-edit";
import { accessOf, type SheetCells } from "./sheet-cells";
import type { TextChange } from "./sheet-drafts";
import type { SheetContext } from "./sheet-readers";
import type { CellSheet } from "./use-cell-sheet";
import type { Editable } from "./use-editable";
import { isGroup, type ListRow, type ProjectPages } from "./use-project-pages";

interface WriteOptions {
  pages: ProjectPages;
  sheet: CellSheet;
  editable: Editable;
  cells: SheetCells;
  context: SheetContext;
}

/** Changes by place as changes of projects. */
export const textChanges = (
  changes: readonly PlaceChange[],
  rowAt: (index: number) => ListRow | undefined,
  columns: readonly { id: string }[],
): TextChange[] =>
  changes.flatMap(({ row: index, column, value }) => {
    const row = rowAt(index);
    const columnId = columns[column]?.id;
    return row && !isGroup(row) && !row.masked && columnId ? [{ row, columnId, text: value }] : [];
  });

/** What of a pasted block has no place in the list. */
const cutOff = (block: readonly (readonly string[])[], { top, left }: Bounds, size: CellAccess["size"]) => {
  const rows = Math.max(0, top + block.length - size.rows);
  const columns = Math.max(0, left + Math.max(...block.map((line) => line.length)) - size.columns);
  return [
    ...(rows > 0 ? [`最后 ${rows} 行超出列表，没有粘贴`] : []),
    ...(columns > 0 ? [`右边 ${columns} 列超出列表，没有粘贴`] : []),
  ];
};

const areaOf = ({ top, left, bottom, right }: Bounds): number => (bottom - top + 1) * (right - left + 1);
const trimmed = (text: string): string => text.trim();

export function useSheetWrites({ pages, sheet, editable, cells, context }: WriteOptions) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [said, say] = useState<string | null>(null);

  /** The range as it is once its rows are there; null when they could not be had. */
  const ready = async ({ top, bottom }: Bounds) => {
    try {
      const rows = await pages.load(top, bottom);
      const [may, choices] = await Promise.all([
        editable.ask([...rows.values()]),
        client.fetchQuery(trpc.project.choices.queryOptions(undefined, { staleTime: 300_000 })),
      ]);
      const rowAt = (index: number) => rows.get(index);
      return {
        rowAt,
        access: accessOf({ ...cells, rowAt, may, drafts: sheet.latest.current }),
        context: { ...context, choices },
      };
    } catch {
      // The list itself shows what is wrong with the connection.
      return null;
    }
  };

  const write = async (
    target: Bounds,
    read: Bounds,
    make: (access: CellAccess) => PlaceChange[],
    cut: readonly string[] = [],
  ): Promise<void> => {
    if (areaOf(target) > MOST_CELLS) return say(`一次最多改 ${MOST_CELLS} 格，选中的太多，没有改动`);
    const found = await ready(read);
    if (!found) return say("有些行没有载入，没有改动，请再试一次");
    const { rowAt, access } = found;
    sheet.put(textChanges(make(access), rowAt, cells.columns), found.context);
    const skipped = placesIn(target).filter(access.locked).length;
    const words = [...(skipped > 0 ? [`有 ${skipped} 格不能修改，已跳过`] : []), ...cut];
    say(words.length > 0 ? words.join("；") : null);
  };

  return {
    said,
    say,
    clear: (bounds: Bounds) => write(bounds, bounds, (access) => clearChanges(bounds, access)),
    fillDown: (bounds: Bounds) => {
      const read = bounds.top === bounds.bottom ? { ...bounds, top: Math.max(0, bounds.top - 1) } : bounds;
      return write(bounds, read, (access) => fillDownChanges(bounds, access));
    },
    fillTo: (bounds: Bounds, to: number) => {
      const all = { ...bounds, top: Math.min(bounds.top, to), bottom: Math.max(bounds.bottom, to) };
      const target =
        to > bounds.bottom ? { ...all, top: bounds.bottom + 1 } : { ...all, bottom: bounds.top - 1 };
      return write(target, all, (access) => fillToChanges(bounds, to, access));
    },
    /** `target`: what the block covers of the list. */
    paste: (block: readonly (readonly string[])[], bounds: Bounds, target: Bounds) => {
      const size = { rows: cells.rowCount, columns: cells.columns.length };
      return write(
        target,
        target,
        (access) => pasteChanges(block, bounds, access, trimmed),
        cutOff(block, bounds, size),
      );
    },
  };
}
export type SheetWrites = ReturnType<typeof useSheetWrites>;
