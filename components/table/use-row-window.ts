"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";

interface RowWindowOptions {
  rowCount: number;
  loading: boolean;
  height: number;
  onRangeChange: ((first: number, last: number) => void) | undefined;
  scrollKey: string | undefined;
}

const ROWS_TO_COME = 12;
const MARGIN_ROWS = 10;
const HEADER_AND_FOOTER = 96;

/** Where each table was left, for as long as the tab lives. */
const leftAt = new Map<string, number>();

/** Which rows are in view, and how to bring one into view. */
export function useRowWindow({ rowCount, loading, height, onRangeChange, scrollKey }: RowWindowOptions) {
  const scroller = useRef<HTMLDivElement>(null);
  const count = loading ? ROWS_TO_COME : rowCount;
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: MARGIN_ROWS,
    // The sticky header and footer cover this much: a row brought into view must not end up beneath them.
    scrollPaddingStart: 0,
    scrollPaddingEnd: HEADER_AND_FOOTER,
    initialRect: { width: 0, height: 720 },
    initialOffset: () => (scrollKey === undefined ? 0 : (leftAt.get(scrollKey) ?? 0)),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measures again when the row height changes.
  useEffect(() => {
    virtualizer.measure();
  }, [height]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (!loading && last >= first) onRangeChange?.(first, last);
  }, [first, last, loading, onRangeChange]);

  const offset = virtualizer.scrollOffset;
  const openedAs = useRef<string | undefined>(undefined);
  // A new key is a new list: it opens at its top, or where it was left. While loading there is no room to scroll.
  useEffect(() => {
    if (loading || scrollKey === undefined || openedAs.current === scrollKey) return;
    openedAs.current = scrollKey;
    if (scroller.current) scroller.current.scrollTop = leftAt.get(scrollKey) ?? 0;
  }, [scrollKey, loading]);
  useEffect(() => {
    if (openedAs.current !== undefined && !loading && offset !== null) leftAt.set(openedAs.current, offset);
  }, [loading, offset]);

  const reveal = useCallback(
    (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
    [virtualizer],
  );
  const rect = virtualizer.scrollRect;
  return {
    scroller,
    items,
    totalHeight: virtualizer.getTotalSize(),
    width: rect?.width ?? 0,
    pageRows: Math.max(1, Math.floor(((rect?.height ?? 0) - HEADER_AND_FOOTER) / height)),
    reveal,
  };
}
