/** The keys of the list while it is edited. */
import type { KeyboardEvent } from "react";
import { takeKey } from "@/components/table/entry-keys";
import { type CellAccess, movedBy, tabbedFrom } from "@/components/table/entry-range";
import type { EntryStand } from "@/components/table/use-entry-grid";
import type { NameChoice } from "./use-name-choice";
import type { SheetWrites } from "./use-sheet-writes";

export interface SheetDeeds {
  stand: EntryStand;
  access: CellAccess;
  writes: SheetWrites;
  names: NameChoice;
  undo: () => void;
  save: () => void;
  leave: () => void;
}

const SCREEN_ROWS = 20;

/** Does what the key stands for; false for keys that belong to the text or to the page. */
export function takeSheetKey(event: KeyboardEvent, deeds: SheetDeeds): boolean {
  const { stand, access } = deeds;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    stand.settle();
    deeds.save();
    return true;
  }
  if (stand.mode === "still") return takeStill(event, deeds) || takeKey(event, stand, access);
  return takeName(event, deeds) || takeKey(event, stand, access);
}

function takeStill(event: KeyboardEvent, deeds: SheetDeeds): boolean {
  const { stand, access, writes } = deeds;
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) return takeControl(event, deeds);
  if (key === "Delete" || key === "Backspace") void writes.clear(stand.bounds);
  else if (key === "Enter" && !shiftKey && !access.locked(stand.head)) stand.beginEditing(stand.head);
  else if (key === "Escape") deeds.leave();
  else if (key === "PageDown" || key === "PageUp") {
    const rows = key === "PageDown" ? SCREEN_ROWS : -SCREEN_ROWS;
    stand.leave(movedBy(stand.head, rows, 0, access.size), shiftKey);
  } else return false;
  return true;
}

function takeControl({ key, shiftKey }: KeyboardEvent, { stand, access, writes, undo }: SheetDeeds): boolean {
  const { rows, columns } = access.size;
  if (key.toLowerCase() === "d") void writes.fillDown(stand.bounds);
  else if (key.toLowerCase() === "z") undo();
  else if (key === "Home") stand.leave({ row: 0, column: 0 }, shiftKey);
  else if (key === "End") stand.leave({ row: rows - 1, column: columns - 1 }, shiftKey);
  else return false;
  return true;
}

/** ↑ ↓ walk the names that go on from what is typed, Enter and Tab take one. */
function takeName(event: KeyboardEvent, { stand, access, names }: SheetDeeds): boolean {
  if (names.list.length === 0 || event.ctrlKey || event.metaKey) return false;
  const { key, shiftKey } = event;
  if (key === "ArrowDown" || key === "ArrowUp") {
    names.step(key === "ArrowDown" ? 1 : -1);
    return true;
  }
  const chosen = names.list[names.at];
  if ((key !== "Enter" && key !== "Tab") || chosen === undefined) return false;
  const next =
    key === "Enter"
      ? movedBy(stand.head, shiftKey ? -1 : 1, 0, access.size)
      : tabbedFrom(stand.head, shiftKey, access.size);
  stand.settle(chosen);
  if (next) stand.stand(next);
  return true;
}
