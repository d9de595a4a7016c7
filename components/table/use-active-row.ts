"use client";

import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from "react";

interface ActiveRowOptions<Row> {
  rowCount: number;
  getRow: (index: number) => Row | undefined;
  rowId: (row: Row) => string;
  ticked?: ReadonlySet<string>;
  tickable?: (row: Row) => boolean;
  onTickedChange?: (ticked: ReadonlySet<string>) => void;
  onActiveChange?: (row: Row | undefined, index: number) => void;
  onPeek?: (row: Row, index: number) => void;
  onOpen?: (row: Row, index: number) => void;
  reveal: (index: number) => void;
  pageRows: number;
  scrollKey?: string;
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

/** Ticks one row, or with Shift every loaded row since the last tick. */
function tickedAfter<Row>(options: ActiveRowOptions<Row>, target: number, from: number): Set<string> | null {
  const row = options.getRow(target);
  if (!options.ticked || !row) return null;
  const next = new Set(options.ticked);
  const add = !next.has(options.rowId(row));
  for (let place = Math.min(from, target); place <= Math.max(from, target); place++) {
    const one = options.getRow(place);
    if (!one || !(options.tickable?.(one) ?? true)) continue;
    if (add) next.add(options.rowId(one));
    else next.delete(options.rowId(one));
  }
  return next;
}

/** Keys and clicks on the rows: ↑ ↓ j k move, Enter peeks, Ctrl-Enter opens, Space ticks. */
export function useActiveRow<Row>(options: ActiveRowOptions<Row>) {
  const [index, setIndex] = useState(-1);
  const latest = useRef(options);
  const at = useRef(-1);
  const tickedFrom = useRef<number | null>(null);
  useEffect(() => {
    latest.current = options;
  });
  // Another list: nothing in it is active yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list becomes another one.
  useEffect(() => {
    at.current = -1;
    tickedFrom.current = null;
    setIndex(-1);
  }, [options.scrollKey]);

  const moveTo = useCallback((target: number) => {
    at.current = target;
    setIndex(target);
    latest.current.onActiveChange?.(latest.current.getRow(target), target);
  }, []);
  const tick = useCallback((target: number, range: boolean) => {
    const next = tickedAfter(latest.current, target, (range ? tickedFrom.current : null) ?? target);
    if (!next) return;
    tickedFrom.current = target;
    latest.current.onTickedChange?.(next);
  }, []);
  const enter = useCallback((target: number, apart: boolean) => {
    const { getRow, onPeek, onOpen } = latest.current;
    const row = getRow(target);
    if (row) (apart ? onOpen : (onPeek ?? onOpen))?.(row, target);
  }, []);
  const click = useCallback(
    (target: number, event: MouseEvent) => {
      if (!isOnRowItself(event)) return;
      moveTo(target);
      enter(target, event.ctrlKey || event.metaKey || event.detail === 2);
    },
    [moveTo, enter],
  );

  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || options.rowCount === 0 || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const target = control ? null : moveTarget(event.key, at.current, options.rowCount, options.pageRows);
    if (target !== null) {
      moveTo(target);
      options.reveal(target);
    } else if (at.current < 0) return;
    else if (event.key === "Enter") enter(at.current, control);
    else if (event.key === " ") tick(at.current, event.shiftKey);
    else return;
    event.preventDefault();
  };

  return { index: index < options.rowCount ? index : -1, press, click, tick };
}

/** False for a button or a link inside the row, and for what a cell has opened elsewhere on the page. */
function isOnRowItself(event: MouseEvent): boolean {
  if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return false;
  const inner = event.target.closest("a,button,input,select,textarea,label");
  return inner === null || !event.currentTarget.contains(inner);
}
