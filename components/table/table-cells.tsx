"use client";

import clsx from "clsx";
import { type CSSProperties, type MouseEvent, memo, type ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import type { PlacedColumn } from "./data-column";
import type { CellMark, RowCells } from "./table-sheet";

/** Width of the leading column with the tick boxes. */
export const TICK_WIDTH = 36;

const ALIGN = {
  start: "justify-start text-left",
  center: "justify-center text-center",
  end: "justify-end text-right",
};

export const alignClass = (align: "start" | "center" | "end" | undefined) => ALIGN[align ?? "start"];

/** Where a sticky cell stands; `leading` is the width of the tick column. */
export function stickyStyle<Row>(placed: PlacedColumn<Row>, leading: number): CSSProperties {
  if (placed.edge === "start") return { position: "sticky", left: placed.offset + leading, zIndex: 1 };
  if (placed.edge === "end") return { position: "sticky", right: placed.offset, zIndex: 1 };
  return {};
}

export const boundaryClass = <Row,>({ boundary, edge }: PlacedColumn<Row>) =>
  boundary && (edge === "start" ? "border-r border-r-line-strong" : "border-l border-l-line-strong");

/** The column number of a cell in the grid's tracks: an empty track may stand before the end edge. */
export function trackOf<Row>(placed: readonly PlacedColumn<Row>[], index: number, leading: boolean): number {
  const grows = placed.some((one) => one.column.grow && (one.edge === null || one.boundary));
  const shift = !grows && placed[index]?.edge === "end" ? 1 : 0;
  return index + 1 + (leading ? 1 : 0) + shift;
}

export interface TableRowProps<Row> {
  domId: string;
  headerRows: number;
  row: Row | undefined;
  index: number;
  top: number;
  height: number;
  placed: readonly PlacedColumn<Row>[];
  template: string;
  active: boolean;
  /** Undefined: rows cannot be ticked. */
  ticked: boolean | undefined;
  tickLabel: string;
  tickable: boolean;
  tone: "plain" | "subtotal" | "total";
  onTick: (index: number, range: boolean) => void;
  onRowClick: (index: number, event: MouseEvent) => void;
  /** While cells are edited in place. */
  cells?: RowCells | undefined;
}

const ACTIVE_BAR = "shadow-[inset_3px_0_0_var(--accent)]";
const GROUND = { plain: "bg-surface", subtotal: "bg-sunken font-medium", total: "bg-sunken font-semibold" };

function Row<Row>(props: TableRowProps<Row>) {
  const { row, index, placed, active, ticked, tone } = props;
  const ground = active || ticked ? "bg-accent-soft" : GROUND[tone];
  const leading = ticked === undefined ? 0 : TICK_WIDTH;
  const { cells } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys for its active row.
    <div
      id={props.domId}
      role="row"
      tabIndex={-1}
      aria-rowindex={props.headerRows + index + 1}
      aria-selected={ticked}
      onClick={cells ? undefined : (event) => props.onRowClick(index, event)}
      style={{ top: props.top, height: props.height, gridTemplateColumns: props.template }}
      className={clsx(
        "group/row absolute inset-x-0 grid print:static border-b border-line outline-none",
        ground,
      )}
    >
      {ticked === undefined ? null : (
        <div
          role="gridcell"
          className={clsx("sticky left-0 z-1 flex items-center justify-center", ground, active && ACTIVE_BAR)}
        >
          {props.tickable ? (
            <Checkbox
              aria-label={props.tickLabel}
              checked={ticked}
              disabled={!row}
              tabIndex={-1}
              onClick={(event) => {
                event.stopPropagation();
                props.onTick(index, event.shiftKey);
              }}
              onChange={() => undefined}
            />
          ) : null}
        </div>
      )}
      {placed.map((one, at) => (
        <div
          key={one.column.id}
          role="gridcell"
          {...(cells ? sheetCell(cells, index, at, one.column.id) : {})}
          style={{
            ...stickyStyle(one, leading),
            gridColumn: trackOf(placed, at, leading > 0),
            ...(cells ? sheetEdges(cells, at, one.column.id) : {}),
          }}
          className={clsx(
            "flex min-w-0 items-center overflow-hidden px-2 whitespace-nowrap",
            alignClass(one.column.align),
            cells ? sheetGround(cells, at, one.column.id) : one.edge && ground,
            !cells && !active && !ticked && "group-hover/row:bg-sunken",
            active && at === 0 && leading === 0 && ACTIVE_BAR,
            boundaryClass(one),
          )}
        >
          <CellContent>
            {cells?.marks?.[one.column.id]?.text ??
              (row ? one.column.cell(row, index) : <Skeleton className="h-3.5 w-3/5" />)}
          </CellContent>
          {cells?.marks?.[one.column.id] ? <MarkCorner mark={cells.marks[one.column.id]} /> : null}
        </div>
      ))}
    </div>
  );
}

const sheetCell = ({ editable, locked, from, to, marks }: RowCells, row: number, at: number, id: string) => ({
  "data-place": `${row}:${at}`,
  "aria-selected": at >= from && at <= to,
  "aria-readonly": locked || !editable.has(id) || undefined,
  "aria-invalid": marks?.[id]?.tone === "wrong" || undefined,
  title: marks?.[id]?.note ?? undefined,
});

const MARK_EDGE = {
  changed: [],
  wrong: ["inset 0 0 0 1px var(--late)"],
  doubt: ["inset 0 0 0 1px var(--warn)"],
};

/** The line around a range, and the frame of a cell that wants to be looked at. */
function sheetEdges({ from, to, first, last, marks }: RowCells, at: number, id: string): CSSProperties {
  const mark = marks?.[id];
  const within = at >= from && at <= to;
  const edges = [
    ...(mark ? MARK_EDGE[mark.tone] : []),
    ...(within && at === from ? ["inset 1px 0 0 var(--accent)"] : []),
    ...(within && at === to ? ["inset -1px 0 0 var(--accent)"] : []),
    ...(within && first ? ["inset 0 1px 0 var(--accent)"] : []),
    ...(within && last ? ["inset 0 -1px 0 var(--accent)"] : []),
  ];
  return edges.length > 0 ? { boxShadow: edges.join(", ") } : {};
}

/** What can be written in stands out from what is only read. */
function sheetGround({ editable, locked, from, to }: RowCells, at: number, id: string): string {
  const ground =
    at >= from && at <= to
      ? "bg-accent-soft"
      : locked || !editable.has(id)
        ? "bg-sunken text-muted"
        : "bg-surface";
  return clsx("relative cursor-cell border-r border-r-line select-none", ground);
}

const CORNER = { changed: "border-t-accent", wrong: "border-t-late", doubt: "border-t-warn" };

/** A corner of a cell that is not saved yet. */
const MarkCorner = ({ mark }: { mark: CellMark | undefined }) =>
  mark ? (
    <>
      <span
        aria-hidden
        className={clsx(
          "pointer-events-none absolute top-0 left-0 border-t-[7px] border-r-[7px] border-r-transparent",
          CORNER[mark.tone],
        )}
      />
      <span className="sr-only">（已改）</span>
    </>
  ) : null;

/** The same row as far as it is drawn: what belongs to its cells is compared part by part. */
function sameRow(before: TableRowProps<unknown>, after: TableRowProps<unknown>): boolean {
  const { cells: was, ...old } = before;
  const { cells: is, ...fresh } = after;
  return (
    sameParts(old, fresh) && (was === is || (was !== undefined && is !== undefined && sameParts(was, is)))
  );
}
const sameParts = (a: object, b: object): boolean => {
  const [x, y] = [Object.entries(a), b as Record<string, unknown>];
  return x.length === Object.keys(b).length && x.every(([key, value]) => Object.is(value, y[key]));
};

/** One row of the body; drawn again only when something about it changed. */
export const TableRow = memo(Row, sameRow as Parameters<typeof memo>[1]) as typeof Row;

/** Plain text is cut with an ellipsis; richer cells lay themselves out. */
export function CellContent({ children }: { children: ReactNode }) {
  return typeof children === "string" || typeof children === "number" ? (
    <span className="truncate" title={String(children)}>
      {children}
    </span>
  ) : (
    children
  );
}
