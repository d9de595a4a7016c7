"use client";
import { type FocusEvent, type KeyboardEvent, useCallback, useRef, useState } from "react";

interface Place {
  row: number;
  column: number;
}

const MOVES: Record<string, (at: Place, last: Place) => Place> = {
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, last) => ({ row, column: last.column }),
};

const readPlace = (element: HTMLElement): Place => {
  const [row = 0, column = 0] = (element.dataset.figure ?? "").split(":").map(Number);
  return { row, column };
};

/**
 * The figures of a table as one stop of Tab: arrows walk between them, Home and End along a row, with Ctrl to the corners.
 * Each button carries `data-figure="row:column"`.
 */
export function useFigureKeys(rowCount: number, columnCount: number) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const last = { row: Math.max(0, rowCount - 1), column: Math.max(0, columnCount - 1) };
  const press = useCallback((event: KeyboardEvent<HTMLElement>) => {
    const move = MOVES[event.key];
    if (!move || !table.current || event.altKey || event.metaKey) return;
    const { row, column } = table.current.dataset as { row?: string; column?: string };
    const corner = { row: Number(row), column: Number(column) };
    const wished = move(readPlace(event.currentTarget), corner);
    if (event.ctrlKey && event.key === "Home") wished.row = 0;
    if (event.ctrlKey && event.key === "End") wished.row = corner.row;
    event.preventDefault();
    table.current.querySelector<HTMLElement>(`[data-figure="${wished.row}:${wished.column}"]`)?.focus();
  }, []);
  const land = useCallback((event: FocusEvent<HTMLElement>) => setAt(readPlace(event.currentTarget)), []);
  return {
    table,
    /** Spread on the table: where its last figure stands. */
    corner: { "data-row": last.row, "data-column": last.column },
    /** The one figure that Tab reaches; columns may have gone since it was focused. */
    at: { row: Math.min(at.row, last.row), column: Math.min(at.column, last.column) },
    press,
    land,
  };
}
