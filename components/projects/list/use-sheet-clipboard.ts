"use client";
/** The clipboard of the list while it is edited: ranges go out to Excel and WPS and come in from them. */
import type { ClipboardEvent } from "react";
import { isSingle } from "@/components/table/entry-range";
import { parseTsv, writeTsv } from "@/components/table/entry-text";
import type { EntryStand } from "@/components/table/use-entry-grid";
import { copiedText, type SheetCells } from "./sheet-cells";
import type { ProjectPages } from "./use-project-pages";
import type { SheetWrites } from "./use-sheet-writes";

const MOST_COPIED_ROWS = 2000;

interface ClipboardOptions {
  stand: EntryStand;
  cells: SheetCells;
  pages: ProjectPages;
  writes: SheetWrites;
}

const upTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

export function useSheetClipboard({ stand, cells, pages, writes }: ClipboardOptions) {
  const { bounds, mode } = stand;
  /** A page takes the clipboard at once or not at all: rows that are not there yet are fetched for the next try. */
  const fetchFirst = (): void => {
    writes.say("选中的行正在载入，还没有复制");
    void pages.load(bounds.top, bounds.bottom).then(
      () => writes.say("选中的行已载入，请再按一次 Ctrl-C"),
      () => writes.say("有些行没有载入，请再试一次"),
    );
  };
  const copy = (event: ClipboardEvent): void => {
    if (mode !== "still") return;
    event.preventDefault();
    const { top, left, bottom, right } = bounds;
    if (bottom - top >= MOST_COPIED_ROWS) {
      writes.say(`一次最多复制 ${MOST_COPIED_ROWS} 行，更多的可用“导出”`);
      return;
    }
    const lines = upTo(top, bottom);
    if (lines.some((index) => pages.known(index) === undefined)) {
      fetchFirst();
      return;
    }
    const known: SheetCells = { ...cells, rowAt: pages.known };
    const across = upTo(left, right);
    const block = lines.map((row) => across.map((column) => copiedText(known, { row, column })));
    event.clipboardData.setData("text/plain", writeTsv(block));
    writes.say(isSingle(bounds) ? null : `已复制 ${lines.length} 行 ${across.length} 列`);
    if (event.type === "cut") void writes.clear(bounds);
  };
  const paste = (event: ClipboardEvent): void => {
    if (mode !== "still") return;
    event.preventDefault();
    const block = parseTsv(event.clipboardData.getData("text/plain"));
    const width = Math.max(...block.map((line) => line.length));
    const alone = block.length === 1 && width === 1;
    const target = alone
      ? bounds
      : {
          ...bounds,
          bottom: Math.min(cells.rowCount, bounds.top + block.length) - 1,
          right: Math.min(cells.columns.length, bounds.left + width) - 1,
        };
    void writes.paste(block, bounds, target);
    // The block is shown as chosen, from its corner; the view stays at that corner.
    if (!alone)
      stand.select({ row: target.top, column: target.left }, { row: target.bottom, column: target.right });
  };
  return { copy, paste };
}
