import type { ClipboardEvent } from "react";
import { blockIn, type CellAccess, clearChanges, movedBy, pasteChanges } from "./entry-range";
import { parseTsv, writeTsv } from "./entry-text";
import type { EntryStand } from "./use-entry-grid";

/** Copies or cuts the range; while a cell is being written the clipboard belongs to its text. */
export function copyCells(event: ClipboardEvent, grid: EntryStand, cells: CellAccess): void {
  if (grid.mode !== "still") return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", writeTsv(blockIn(grid.bounds, cells)));
  if (event.type === "cut") grid.apply(clearChanges(grid.bounds, cells));
}

/** Pastes a block, then shows what it covers. */
export function pasteCells(event: ClipboardEvent, grid: EntryStand, cells: CellAccess): void {
  if (grid.mode !== "still") return;
  event.preventDefault();
  const block = parseTsv(event.clipboardData.getData("text/plain"));
  grid.apply(pasteChanges(block, grid.bounds, cells));
  const width = Math.max(...block.map((line) => line.length));
  if (block.length === 1 && width === 1) return;
  const corner = { row: grid.bounds.top, column: grid.bounds.left };
  grid.select(corner, movedBy(corner, block.length - 1, width - 1, cells.size));
}
