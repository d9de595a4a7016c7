"use client";

import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from "react";

interface ActiveRowOptions<Row> {
  rowCount: number;
  getRow: (index: number) => Row | undefined;
  rowId: (row: Row) => string;
  ticked?: ReadonlySet<string>;
  onTicked: ((ticked: ReadonlySet<string>) => void) | undefined;
  onActiveChange?: (row: Row | undefined, index: number) => void;
  onPeek?: (row: Row, index: number) => void;
  onOpen?: (row: Row, index: number) => void;
  reveal: (index: number) => void;
  pageRows: number;
}

/** Where a key leads from the active row; null for keys that are not about moving. */
export function moveTarget(key: string, from: number, rowCount: number, pageRows: number): number | null {
  const last = rowCount - 1;
  const clamp = (index: number) => Math.min(last, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
    case "j":
      return clamp(from + 1);
    case "ArrowUp":
    case "k":
      return clamp(from - 1);
    case "PageDown":
      return clamp(from + pageRows);
    case "PageUp":
      return clamp(from - pageRows);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

/** Keys and clicks on the rows: ↑ ↓ j k move, Enter peeks, Ctrl-Enter opens, Space ticks. */
export function useActiveRow<Row>(options: ActiveRowOptions<Row>) {
  const [index, setIndex] = useState(-1);
  const latest = useRef(options);
  const at = useRef(index);
  const tickedFrom = useRef<number | null>(null);
  useEffect(() => {
    latest.current = options;
  });

  const moveTo = useCallback((target: number) => {
    at.current = target;
    setIndex(target);
    latest.current.onActiveChange?.(latest.current.getRow(target), target);
  }, []);

  const tick = useCallback((target: number, range: boolean) => {
    const { ticked, onTicked, getRow, rowId } = latest.current;
    if (!ticked || !onTicked) return;
    const next = new Set(ticked);
    const row = getRow(target);
    if (!row) return;
    const add = !ticked.has(rowId(row));
    const from = range && tickedFrom.current !== null ? tickedFrom.current : target;
    for (let place = Math.min(from, target); place <= Math.max(from, target); place++) {
      const one = getRow(place);
      if (!one) continue;
      if (add) next.add(rowId(one));
      else next.delete(rowId(one));
    }
    tickedFrom.current = target;
    onTicked(next);
  }, []);

  const click = useCallback(
    (target: number, event: MouseEvent) => {
      const inner = (event.target as Element).closest("a,button,input,select,textarea,label");
      if (inner && event.currentTarget.contains(inner)) return;
      moveTo(target);
      const { getRow, onPeek, onOpen } = latest.current;
      const row = getRow(target);
      if (!row) return;
      if (event.ctrlKey || event.metaKey) onOpen?.(row, target);
      else (onPeek ?? onOpen)?.(row, target);
    },
    [moveTo],
  );

  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || options.rowCount === 0) return;
    const target =
      event.ctrlKey || event.metaKey || event.altKey
        ? null
        : moveTarget(event.key, at.current, options.rowCount, options.pageRows);
    if (target !== null) {
      event.preventDefault();
      moveTo(target);
      options.reveal(target);
      return;
    }
    const row = at.current >= 0 ? options.getRow(at.current) : undefined;
    if (!row) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const open = event.ctrlKey || event.metaKey ? options.onOpen : (options.onPeek ?? options.onOpen);
      open?.(row, at.current);
    } else if (event.key === " ") {
      event.preventDefault();
      tick(at.current, event.shiftKey);
    }
  };

  return { index: index < options.rowCount ? index : -1, press, click, tick };
}
