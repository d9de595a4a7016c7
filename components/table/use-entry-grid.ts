"use client";

import { type ClipboardEvent, type KeyboardEvent, useCallback, useRef, useState } from "react";
import { copyCells, pasteCells } from "./entry-clipboard";
import { takeKey } from "./entry-keys";
import { type Bounds, boundsOf, type CellAccess, type Place, type PlaceChange, wholeOf } from "./entry-range";
import { tidyEntry } from "./entry-text";

/**
 * still: keys move. typing: letters replace the cell, arrows keep what was typed and move on. editing (F2, double
 * click): arrows move inside the text.
 */
export type EntryMode = "still" | "typing" | "editing";

/** Where the person stands in the grid, and what can be done from there. */
export interface EntryStand {
  /** The cell at hand. */
  head: Place;
  /** The range between the cell at hand and where the selection began; the whole sheet once all was chosen. */
  bounds: Bounds;
  mode: EntryMode;
  draft: string;
  apply: (changes: PlaceChange[]) => void;
  undo: () => void;
  /** Keeps what was typed, or the text that was chosen instead. */
  settle: (text?: string) => void;
  /** Gives up what was typed. */
  giveUp: () => void;
  stand: (place: Place, extend?: boolean) => void;
  /** Keeps what was typed and goes on. */
  leave: (place: Place, extend?: boolean) => void;
  select: (head: Place, anchor: Place) => void;
  /** Chooses the whole sheet; the cell at hand stays where it is. */
  selectAll: () => void;
  beginEditing: (place: Place) => void;
  type: (text: string) => void;
}

export interface EntryGridState extends EntryStand {
  press: (event: KeyboardEvent) => void;
  copy: (event: ClipboardEvent) => void;
  paste: (event: ClipboardEvent) => void;
}

const FIRST: Place = { row: 0, column: 0 };
const UNDO_DEPTH = 100;

/** `tidy` brings a typed text to the form in which the sheet keeps it. */
export function useEntryStand(
  cells: CellAccess,
  onChange: (changes: PlaceChange[]) => void,
  tidy: (text: string) => string = tidyEntry,
): EntryStand {
  const [anchor, setAnchor] = useState(FIRST);
  const [head, setHead] = useState(FIRST);
  const [whole, setWhole] = useState(false);
  const [mode, setMode] = useState<EntryMode>("still");
  const [draft, setDraft] = useState("");
  const done = useRef<PlaceChange[][]>([]);

  const apply = useCallback(
    (changes: PlaceChange[]) => {
      if (changes.length === 0) return;
      const before = changes.map(({ row, column }) => ({ row, column, value: cells.read({ row, column }) }));
      done.current = [...done.current.slice(1 - UNDO_DEPTH), before];
      onChange(changes);
    },
    [cells, onChange],
  );
  const undo = () => {
    const before = done.current.pop();
    if (before) onChange(before);
  };
  const settle = (text = draft) => {
    if (mode === "still") return;
    setMode("still");
    const value = tidy(text);
    if (!cells.locked(head) && value !== cells.read(head)) apply([{ ...head, value }]);
  };
  const select = (nextHead: Place, nextAnchor: Place) => {
    setHead(nextHead);
    setAnchor(nextAnchor);
    setWhole(false);
  };
  const selectAll = () => setWhole(true);
  const stand = (place: Place, extend = false) => select(place, extend ? anchor : place);
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
    if (mode !== "still") return;
    stand(head);
    setMode("typing");
  };
  const bounds = whole ? wholeOf(cells.size) : boundsOf(anchor, head);
  const giveUp = () => setMode("still");
  return {
    head,
    bounds,
    mode,
    draft,
    apply,
    undo,
    settle,
    giveUp,
    stand,
    leave,
    select,
    selectAll,
    beginEditing,
    type,
  };
}

/** The grid's state with its keys and its clipboard. */
export function useEntryGrid(cells: CellAccess, onChange: (changes: PlaceChange[]) => void): EntryGridState {
  const stand = useEntryStand(cells, onChange);
  return {
    ...stand,
    press: (event) => {
      if (event.nativeEvent.isComposing || event.altKey || !takeKey(event, stand, cells)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    copy: (event) => copyCells(event, stand, cells),
    paste: (event) => pasteCells(event, stand, cells),
  };
}
