"use client";

import { type ClipboardEvent, type KeyboardEvent, useCallback, useRef, useState } from "react";
import {
  blockIn,
  boundsOf,
  type CellAccess,
  clearChanges,
  fillDownChanges,
  movedBy,
  type Place,
  type PlaceChange,
  pasteChanges,
  tabbedFrom,
} from "./entry-range";
import { parseTsv, tidyEntry, writeTsv } from "./entry-text";

/**
 * still: keys move. typing: letters replace the cell, arrows keep what was typed and move on. editing (F2, double
 * click): arrows move inside the text.
 */
export type EntryMode = "still" | "typing" | "editing";

const ARROWS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const UNDO_DEPTH = 100;

/** Where the person stands in the grid, what is selected, and what the keys and the clipboard do. */
export function useEntryGrid(cells: CellAccess, onChange: (changes: PlaceChange[]) => void) {
  const [anchor, setAnchor] = useState<Place>({ row: 0, column: 0 });
  const [head, setHead] = useState<Place>({ row: 0, column: 0 });
  const [mode, setMode] = useState<EntryMode>("still");
  const [draft, setDraft] = useState("");
  const undone = useRef<PlaceChange[][]>([]);
  const bounds = boundsOf(anchor, head);

  const apply = useCallback(
    (changes: PlaceChange[]) => {
      if (changes.length === 0) return;
      const before = changes.map(({ row, column }) => ({ row, column, value: cells.read({ row, column }) }));
      undone.current = [...undone.current.slice(1 - UNDO_DEPTH), before];
      onChange(changes);
    },
    [cells, onChange],
  );
  const settle = () => {
    if (mode === "still") return;
    setMode("still");
    const value = tidyEntry(draft);
    if (!cells.locked(head) && value !== cells.read(head)) apply([{ ...head, value }]);
  };
  const stand = (place: Place, extend = false) => {
    setHead(place);
    if (!extend) setAnchor(place);
  };
  const leave = (place: Place, extend = false) => {
    settle();
    stand(place, extend);
  };
  const beginEditing = (place: Place) => {
    if (cells.locked(place)) return;
    setDraft(cells.read(place));
    setMode("editing");
  };
  const type = (text: string) => {
    if (cells.locked(head)) return;
    setDraft(text);
    if (mode === "still") {
      setAnchor(head);
      setMode("typing");
    }
  };
  const undo = () => {
    const before = undone.current.pop();
    if (before) onChange(before);
  };

  const pressWithControl = (event: KeyboardEvent): boolean => {
    const key = event.key.toLowerCase();
    if (mode !== "still") return false;
    if (key === "d") apply(fillDownChanges(bounds, cells));
    else if (key === "z") undo();
    else if (key === "a") {
      setAnchor({ row: cells.size.rows - 1, column: cells.size.columns - 1 });
      setHead({ row: 0, column: 0 });
    } else return false;
    return true;
  };
  const pressPlain = (event: KeyboardEvent): boolean => {
    const arrow = ARROWS[event.key];
    if (arrow && mode !== "editing") {
      leave(movedBy(head, arrow[0], arrow[1], cells.size), event.shiftKey && mode === "still");
    } else if (event.key === "Enter") leave(movedBy(head, event.shiftKey ? -1 : 1, 0, cells.size));
    else if (event.key === "Tab") {
      const next = tabbedFrom(head, event.shiftKey, cells.size);
      if (!next) {
        settle();
        return false;
      }
      leave(next);
    } else if (event.key === "Escape" && mode !== "still") setMode("still");
    else if (event.key === "F2") beginEditing(head);
    else if ((event.key === "Delete" || event.key === "Backspace") && mode === "still") {
      apply(clearChanges(bounds, cells));
    } else if ((event.key === "Home" || event.key === "End") && mode === "still") {
      leave({ row: head.row, column: event.key === "Home" ? 0 : cells.size.columns - 1 }, event.shiftKey);
    } else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const taken = event.ctrlKey || event.metaKey ? pressWithControl(event) : pressPlain(event);
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const copy = (event: ClipboardEvent) => {
    if (mode !== "still") return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", writeTsv(blockIn(bounds, cells)));
    if (event.type === "cut") apply(clearChanges(bounds, cells));
  };
  const paste = (event: ClipboardEvent) => {
    if (mode !== "still") return;
    event.preventDefault();
    const block = parseTsv(event.clipboardData.getData("text/plain"));
    apply(pasteChanges(block, bounds, cells));
    const width = Math.max(...block.map((line) => line.length));
    const single = block.length === 1 && width === 1;
    if (single) return;
    const corner = { row: bounds.top, column: bounds.left };
    setAnchor(movedBy(corner, block.length - 1, width - 1, cells.size));
    setHead(corner);
  };

  return { head, bounds, mode, draft, type, press, copy, paste, settle, leave, stand, beginEditing };
}
