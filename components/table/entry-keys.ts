import type { KeyboardEvent } from "react";
import { type CellAccess, clearChanges, fillDownChanges, movedBy, tabbedFrom } from "./entry-range";
import type { EntryStand } from "./use-entry-grid";

const ARROWS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Does what the key stands for in the grid; false for keys that belong to the text or to the page. */
export function takeKey(event: KeyboardEvent, grid: EntryStand, cells: CellAccess): boolean {
  if (event.ctrlKey || event.metaKey)
    return grid.mode === "still" && takeControlKey(event.key.toLowerCase(), grid, cells);
  return takeMove(event, grid, cells) || takeDeed(event.key, grid, cells);
}

function takeControlKey(key: string, grid: EntryStand, cells: CellAccess): boolean {
  if (key === "d") grid.apply(fillDownChanges(grid.bounds, cells));
  else if (key === "z") grid.undo();
  else if (key === "a") grid.selectAll();
  else return false;
  return true;
}

function takeMove({ key, shiftKey }: KeyboardEvent, grid: EntryStand, cells: CellAccess): boolean {
  const still = grid.mode === "still";
  const arrow = ARROWS[key];
  if (arrow && grid.mode !== "editing") {
    grid.leave(movedBy(grid.head, arrow[0], arrow[1], cells.size), shiftKey && still);
  } else if (key === "Enter") grid.leave(movedBy(grid.head, shiftKey ? -1 : 1, 0, cells.size));
  else if (key === "Tab") {
    const next = tabbedFrom(grid.head, shiftKey, cells.size);
    if (!next) grid.settle();
    else grid.leave(next);
    return next !== null;
  } else if ((key === "Home" || key === "End") && still) {
    grid.leave({ row: grid.head.row, column: key === "Home" ? 0 : cells.size.columns - 1 }, shiftKey);
  } else return false;
  return true;
}

function takeDeed(key: string, grid: EntryStand, cells: CellAccess): boolean {
  if (key === "F2") grid.beginEditing(grid.head);
  else if (key === "Escape" && grid.mode !== "still") grid.giveUp();
  else if ((key === "Delete" || key === "Backspace") && grid.mode === "still") {
    grid.apply(clearChanges(grid.bounds, cells));
  } else return false;
  return true;
}
