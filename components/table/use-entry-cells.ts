"use client";

import { useCallback, useMemo } from "react";
import type { EntryChange, EntryGridProps } from "./entry-grid";
import type { CellAccess, Place, PlaceChange } from "./entry-range";
import { isEntry } from "./entry-text";

const UNREADABLE = "不是金额，请写数字（万元），如 3200 或 0.32亿";

type CellQuestions = Pick<EntryGridProps, "rows" | "columns" | "value" | "locked" | "problem">;

/** The caller's cells, which go by ids, as the grid asks for them: by place. */
export function useEntryCells({ rows, columns, value, locked, problem }: CellQuestions) {
  const idsAt = useCallback(
    ({ row, column }: Place): [string, string] => [rows[row]?.id ?? "", columns[column]?.id ?? ""],
    [rows, columns],
  );
  const cells = useMemo<CellAccess>(
    () => ({
      size: { rows: rows.length, columns: columns.length },
      read: (place) => value(...idsAt(place)),
      locked: (place) =>
        Boolean(rows[place.row]?.locked || columns[place.column]?.locked || locked?.(...idsAt(place))),
    }),
    [rows, columns, value, locked, idsAt],
  );
  const problemAt = (place: Place): string | null =>
    problem?.(...idsAt(place)) ?? (isEntry(cells.read(place)) ? null : UNREADABLE);
  const wrong = rows.flatMap((_, row) =>
    columns.flatMap((_column, column) => (problemAt({ row, column }) ? [{ row, column }] : [])),
  );
  const named = (changes: readonly PlaceChange[]): EntryChange[] =>
    changes.map((change) => {
      const [rowId, columnId] = idsAt(change);
      return { rowId, columnId, value: change.value };
    });
  return { cells, problemAt, wrong, named };
}
