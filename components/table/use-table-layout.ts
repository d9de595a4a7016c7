"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { z } from "zod";
import { useViewer } from "@/components/shared/viewer";
import { DEFAULT_LAYOUT, type TableLayout } from "./data-column";

const storedLayout = z.object({
  density: z.enum(["compact", "standard", "loose"]).default("standard"),
  order: z.array(z.string()),
  shown: z.record(z.string(), z.boolean()),
  pinned: z.record(z.string(), z.enum(["start", "end", "none"])),
  widths: z.record(z.string(), z.number()),
});

const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
};

function readLayout(text: string | null): TableLayout {
  if (text === null) return DEFAULT_LAYOUT;
  try {
    const read = storedLayout.safeParse(JSON.parse(text));
    return read.success ? read.data : DEFAULT_LAYOUT;
  } catch {
    // A text that is no JSON was written by someone else: the person gets the default columns.
    return DEFAULT_LAYOUT;
  }
}

/** The column layout of one table as this person keeps it in this browser; a desk that two share keeps two. */
export function useTableLayout(key: string): [TableLayout, (layout: TableLayout) => void] {
  const place = `table:${key}:${useViewer().id}`;
  const text = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(place),
    () => null,
  );
  const layout = useMemo(() => readLayout(text), [text]);
  const setLayout = useCallback(
    (next: TableLayout) => {
      window.localStorage.setItem(place, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    [place],
  );
  return [layout, setLayout];
}
