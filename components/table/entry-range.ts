import { tidyEntry } from "./entry-text";

/** A cell by its place: row and column, 0 first. */
export interface Place {
  row: number;
  column: number;
}

export interface Size {
  rows: number;
  columns: number;
}

export interface Bounds {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface PlaceChange extends Place {
  value: string;
}

/** What the grid knows about its cells while it works out a change. */
export interface CellAccess {
  size: Size;
  read: (place: Place) => string;
  locked: (place: Place) => boolean;
}

export const boundsOf = (anchor: Place, head: Place): Bounds => ({
  top: Math.min(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  bottom: Math.max(anchor.row, head.row),
  right: Math.max(anchor.column, head.column),
});

export const wholeOf = ({ rows, columns }: Size): Bounds => ({
  top: 0,
  left: 0,
  bottom: rows - 1,
  right: columns - 1,
});

export const isInside = ({ row, column }: Place, bounds: Bounds): boolean =>
  row >= bounds.top && row <= bounds.bottom && column >= bounds.left && column <= bounds.right;

export const isSingle = (bounds: Bounds): boolean =>
  bounds.top === bounds.bottom && bounds.left === bounds.right;

const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));

export const movedBy = (place: Place, rows: number, columns: number, size: Size): Place => ({
  row: clamp(place.row + rows, size.rows),
  column: clamp(place.column + columns, size.columns),
});

/** Tab and Shift-Tab: along the row, then to the next one; null at the ends, where the key leaves the grid. */
export function tabbedFrom(place: Place, back: boolean, size: Size): Place | null {
  const at = place.row * size.columns + place.column + (back ? -1 : 1);
  if (at < 0 || at >= size.rows * size.columns) return null;
  return { row: Math.floor(at / size.columns), column: at % size.columns };
}

export function placesIn(bounds: Bounds): Place[] {
  const places: Place[] = [];
  for (let row = bounds.top; row <= bounds.bottom; row++) {
    for (let column = bounds.left; column <= bounds.right; column++) places.push({ row, column });
  }
  return places;
}

const onlyReal = (changes: PlaceChange[], cells: CellAccess): PlaceChange[] =>
  changes.filter((change) => !cells.locked(change) && cells.read(change) !== change.value);

/**
 * One copied cell fills the whole range; a block goes down from the range's first cell and is cut at the edges. `tidy`
 * brings a pasted text to the form in which the sheet keeps it.
 */
export function pasteChanges(
  block: readonly (readonly string[])[],
  bounds: Bounds,
  cells: CellAccess,
  tidy: (text: string) => string = tidyEntry,
): PlaceChange[] {
  const only = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined;
  if (only !== undefined) {
    return onlyReal(
      placesIn(bounds).map((place) => ({ ...place, value: tidy(only) })),
      cells,
    );
  }
  const changes = block.flatMap((line, down) =>
    line.map((text, across) => ({
      row: bounds.top + down,
      column: bounds.left + across,
      value: tidy(text),
    })),
  );
  return onlyReal(
    changes.filter(({ row, column }) => row < cells.size.rows && column < cells.size.columns),
    cells,
  );
}

/** Ctrl-D: the first row of the range goes into the others; a single cell takes what stands above it. */
export function fillDownChanges(bounds: Bounds, cells: CellAccess): PlaceChange[] {
  const source = bounds.top === bounds.bottom ? bounds.top - 1 : bounds.top;
  if (source < 0) return [];
  return onlyReal(
    placesIn({ ...bounds, top: source + 1 }).map((place) => ({
      ...place,
      value: cells.read({ row: source, column: place.column }),
    })),
    cells,
  );
}

/** The range drawn on by its handle: its rows are repeated down to a row, or up to one. */
export function fillToChanges(bounds: Bounds, to: number, cells: CellAccess): PlaceChange[] {
  const height = bounds.bottom - bounds.top + 1;
  const target =
    to > bounds.bottom
      ? { ...bounds, top: bounds.bottom + 1, bottom: to }
      : { ...bounds, top: to, bottom: bounds.top - 1 };
  return onlyReal(
    placesIn(target).map((place) => {
      const within = (((place.row - bounds.top) % height) + height) % height;
      return { ...place, value: cells.read({ row: bounds.top + within, column: place.column }) };
    }),
    cells,
  );
}

export const clearChanges = (bounds: Bounds, cells: CellAccess): PlaceChange[] =>
  onlyReal(
    placesIn(bounds).map((place) => ({ ...place, value: "" })),
    cells,
  );

export function blockIn(bounds: Bounds, cells: CellAccess): string[][] {
  const block: string[][] = [];
  for (let row = bounds.top; row <= bounds.bottom; row++) {
    const line: string[] = [];
    for (let column = bounds.left; column <= bounds.right; column++) line.push(cells.read({ row, column }));
    block.push(line);
  }
  return block;
}
