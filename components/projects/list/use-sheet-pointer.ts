"use client";
/** The mouse in the list while it is edited: a click stands, a drag chooses a range, the handle at its corner fills. */
import { type MouseEvent, useEffect, useRef, useState } from "react";
import type { Bounds, Place } from "@/components/table/entry-range";
import type { EntryStand } from "@/components/table/use-entry-grid";
import type { SheetWrites } from "./use-sheet-writes";

function placeAt(target: EventTarget): Place | null {
  const text = target instanceof Element ? target.closest("[data-place]")?.getAttribute("data-place") : null;
  if (!text) return null;
  const [row = 0, column = 0] = text.split(":").map(Number);
  return { row, column };
}

/** Ends wherever the button is let go. */
function useFilling(fill: (to: number) => void) {
  const [to, setTo] = useState<number | null>(null);
  const latest = useRef({ to, fill });
  useEffect(() => {
    latest.current = { to, fill };
  });
  const begin = (from: number) => {
    setTo(from);
    const end = () => {
      const now = latest.current;
      setTo(null);
      if (now.to !== null) now.fill(now.to);
    };
    window.addEventListener("mouseup", end, { once: true });
  };
  return { to, reach: setTo, begin };
}

/** The range with what the handle is drawn over. */
const drawnOver = (bounds: Bounds, to: number | null): Bounds =>
  to === null ? bounds : { ...bounds, top: Math.min(bounds.top, to), bottom: Math.max(bounds.bottom, to) };

export function useSheetPointer(stand: EntryStand, writes: SheetWrites) {
  const { bounds } = stand;
  const filling = useFilling((to) => {
    if (to >= bounds.top && to <= bounds.bottom) return;
    const all = drawnOver(bounds, to);
    void writes.fillTo(bounds, to);
    stand.select(
      { row: to, column: all.left },
      { row: to > bounds.bottom ? all.top : all.bottom, column: all.right },
    );
  });
  return {
    /** What looks chosen. */
    chosen: drawnOver(bounds, filling.to),
    beginFill: () => filling.begin(bounds.bottom),
    press: (event: MouseEvent) => {
      const place = placeAt(event.target);
      if (!place || event.button !== 0) return;
      event.preventDefault();
      stand.leave(place, event.shiftKey);
      event.currentTarget.querySelector<HTMLElement>("[data-sheet-editor]")?.focus({ preventScroll: true });
    },
    pass: (event: MouseEvent) => {
      const place = event.buttons === 1 ? placeAt(event.target) : null;
      if (!place) return;
      if (filling.to !== null) filling.reach(place.row);
      else if (stand.mode === "still") stand.stand(place, true);
    },
    open: (event: MouseEvent) => {
      const place = placeAt(event.target);
      if (place) stand.beginEditing(place);
    },
  };
}
