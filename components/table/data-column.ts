import type { ReactNode } from "react";

/** A column as a feature describes it. `Row` is whatever the feature's question answers with. */
export interface DataColumn<Row> {
  id: string;
  /** The plain word: header, column menu and screen reader use it. */
  header: string;
  /** 万元, 亩, %: quietly after the word. */
  unit?: ReactNode;
  /** The word over several neighbouring columns: the upper level of the header. */
  group?: string;
  /** What exactly is counted; shown as a tooltip on the header. */
  definition?: string;
  /** Pixels. */
  width: number;
  /** Takes what space is left over. For one or two text columns. */
  grow?: boolean;
  /** Figures stand at the end. */
  align?: "start" | "center" | "end";
  cell: (row: Row, index: number) => ReactNode;
  sortable?: boolean;
  /** Fixed at an edge unless the person decides otherwise. */
  pinned?: Edge;
  /** False: always shown. */
  hideable?: boolean;
  /** Hidden until chosen in the column menu. */
  hidden?: boolean;
  /** The sum under the column. */
  footer?: ReactNode;
}

export type Edge = "start" | "end";

/** Heights of a row in pixels. */
export const ROW_HEIGHT = { compact: 28, standard: 36, loose: 46 } as const;
export type Density = keyof typeof ROW_HEIGHT;

export interface SortBy {
  id: string;
  descending: boolean;
}

/** What a person has changed about the columns; everything else follows the definition. */
export interface TableLayout {
  density: Density;
  /** Ids in the order wanted; columns that it does not name follow in the order of the definition. */
  order: string[];
  shown: Record<string, boolean>;
  pinned: Record<string, Edge | "none">;
  widths: Record<string, number>;
}

export const DEFAULT_LAYOUT: TableLayout = {
  density: "standard",
  order: [],
  shown: {},
  pinned: {},
  widths: {},
};

export const MIN_WIDTH = 56;
export const MAX_WIDTH = 640;

export const isShown = <Row>(column: DataColumn<Row>, layout: TableLayout): boolean =>
  column.hideable === false || (layout.shown[column.id] ?? !column.hidden);

export const edgeOf = <Row>(column: DataColumn<Row>, layout: TableLayout): Edge | null => {
  const wished = layout.pinned[column.id];
  if (wished === "none") return null;
  return wished ?? column.pinned ?? null;
};

/** All ids in the order in force: the wished ones first, as far as they still exist. */
export function orderedIds<Row>(columns: readonly DataColumn<Row>[], layout: TableLayout): string[] {
  const known = new Set(columns.map((column) => column.id));
  const wished = layout.order.filter((id) => known.has(id));
  return [...wished, ...columns.map((column) => column.id).filter((id) => !wished.includes(id))];
}

/** The order after one column has moved by `step` places among those that are listed. */
export function movedOrder<Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
  id: string,
  step: number,
): string[] {
  const order = orderedIds(columns, layout);
  const from = order.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= order.length) return order;
  order.splice(from, 1);
  order.splice(to, 0, id);
  return order;
}

/** The shown columns as they stand on the screen: fixed at the start, free, fixed at the end. */
export function shownColumns<Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
): DataColumn<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const shown = orderedIds(columns, layout)
    .flatMap((id) => byId.get(id) ?? [])
    .filter((column) => isShown(column, layout));
  const at = (edge: Edge | null) => shown.filter((column) => edgeOf(column, layout) === edge);
  return [...at("start"), ...at(null), ...at("end")];
}

/** The layout after a column was put before or after another one; among fixed columns it becomes fixed as well. */
export function placedBeside<Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
  id: string,
  beside: { id: string; after: boolean },
): TableLayout {
  const target = columns.find((column) => column.id === beside.id);
  if (!target || id === beside.id) return layout;
  const stand = shownColumns(columns, layout).map((column) => column.id);
  const order = [...stand, ...orderedIds(columns, layout).filter((one) => !stand.includes(one))].filter(
    (one) => one !== id,
  );
  order.splice(order.indexOf(beside.id) + (beside.after ? 1 : 0), 0, id);
  return { ...layout, order, pinned: { ...layout.pinned, [id]: edgeOf(target, layout) ?? "none" } };
}

/** The layout after a shown column moved by one place on the screen. */
export function steppedBeside<Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
  id: string,
  step: -1 | 1,
): TableLayout {
  const shown = shownColumns(columns, layout);
  const next = shown[shown.findIndex((column) => column.id === id) + step];
  return next ? placedBeside(columns, layout, id, { id: next.id, after: step === 1 }) : layout;
}

/** The layout with exactly the first `count` shown columns fixed. */
export function frozenFirst<Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
  count: number,
): TableLayout {
  const shown = shownColumns(columns, layout).map((column) => column.id);
  const pinned = Object.fromEntries(
    columns.map(({ id }) => {
      const place = shown.indexOf(id);
      return [id, place >= 0 && place < count ? ("start" as const) : ("none" as const)];
    }),
  );
  return { ...layout, pinned };
}

/** How many columns stand fixed at the start. */
export const frozenCount = <Row>(columns: readonly DataColumn<Row>[], layout: TableLayout): number =>
  shownColumns(columns, layout).filter((column) => edgeOf(column, layout) === "start").length;

/**
 * Any number of columns may be fixed. Those that would take more than `room` pixels scroll with the rest, so that there
 * is always something to scroll; they keep their place and are fixed again when the window is wide enough.
 */
export function fixedWithin<Row>(placed: readonly PlacedColumn<Row>[], room: number): PlacedColumn<Row>[] {
  let used = 0;
  const fixed = placed.map((one) => {
    if (one.edge === null) return false;
    used += one.width;
    return used <= room;
  });
  return placed.map((one, index) => {
    if (one.edge === null) return one;
    if (!fixed[index]) return { ...one, edge: null, offset: 0, boundary: false };
    const last = one.edge === "start" && !(fixed[index + 1] && placed[index + 1]?.edge === "start");
    return { ...one, boundary: one.edge === "start" ? last : one.boundary };
  });
}

export const clampWidth = (width: number): number =>
  Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));

/** none → the natural direction → the other one → none. Figures begin with the largest. */
export function nextSort(id: string, now: SortBy | null, figures: boolean): SortBy | null {
  if (now?.id !== id) return { id, descending: figures };
  return now.descending === figures ? { id, descending: !figures } : null;
}

/** A column with its place on the screen. */
export interface PlacedColumn<Row> {
  column: DataColumn<Row>;
  edge: Edge | null;
  /** Pixels from its edge, for sticky columns. */
  offset: number;
  width: number;
  /** The last one at the start edge or the first at the end edge: it carries the dividing line. */
  boundary: boolean;
}

export interface HeaderBand {
  /** Null: the columns beneath stand alone and reach up. */
  group: string | null;
  from: number;
  count: number;
}

/** Neighbours with the same group, at the same edge, share one upper header. */
export function headerBands<Row>(placed: readonly PlacedColumn<Row>[]): HeaderBand[] {
  const bands: HeaderBand[] = [];
  placed.forEach(({ column, edge }, index) => {
    const group = column.group ?? null;
    const last = bands.at(-1);
    const sameEdge = placed[index - 1]?.edge === edge;
    if (last && group !== null && last.group === group && sameEdge) last.count += 1;
    else bands.push({ group, from: index, count: 1 });
  });
  return bands;
}

/** One header row, or two when any column stands in a group. */
export const headerLevels = <Row>(placed: readonly PlacedColumn<Row>[]): 1 | 2 =>
  placed.some(({ column }) => column.group !== undefined) ? 2 : 1;

/** The tracks of every row's grid. Columns that grow share what is left; otherwise an empty track takes it. */
export function gridTemplate<Row>(placed: readonly PlacedColumn<Row>[], leading: number): string {
  const tracks = placed.map(({ column, width, edge, boundary }) => {
    const mayGrow = column.grow && (edge === null || boundary);
    return mayGrow ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  const grows = tracks.some((track) => track.includes("fr"));
  const firstAtEnd = placed.findIndex(({ edge }) => edge === "end");
  if (!grows) tracks.splice(firstAtEnd < 0 ? tracks.length : firstAtEnd, 0, "minmax(0, 1fr)");
  return [...(leading > 0 ? [`${leading}px`] : []), ...tracks].join(" ");
}
