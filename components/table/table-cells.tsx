"use client";

import clsx from "clsx";
import { type CSSProperties, type MouseEvent, memo, type ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import type { PlacedColumn } from "./data-column";

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
}

const ACTIVE_BAR = "shadow-[inset_3px_0_0_var(--accent)]";
const GROUND = { plain: "bg-surface", subtotal: "bg-sunken font-medium", total: "bg-sunken font-semibold" };

function Row<Row>(props: TableRowProps<Row>) {
  const { row, index, placed, active, ticked, tone } = props;
  const ground = active || ticked ? "bg-accent-soft" : GROUND[tone];
  const leading = ticked === undefined ? 0 : TICK_WIDTH;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys for its active row.
    <div
      id={props.domId}
      role="row"
      tabIndex={-1}
      aria-rowindex={props.headerRows + index + 1}
      aria-selected={ticked}
      onClick={(event) => props.onRowClick(index, event)}
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
          style={{ ...stickyStyle(one, leading), gridColumn: trackOf(placed, at, leading > 0) }}
          className={clsx(
            "flex min-w-0 items-center overflow-hidden px-2 whitespace-nowrap",
            alignClass(one.column.align),
            one.edge && ground,
            !active && !ticked && "group-hover/row:bg-sunken",
            active && at === 0 && leading === 0 && ACTIVE_BAR,
            boundaryClass(one),
          )}
        >
          <CellContent>
            {row ? one.column.cell(row, index) : <Skeleton className="h-3.5 w-3/5" />}
          </CellContent>
        </div>
      ))}
    </div>
  );
}

/** One row of the body; drawn again only when something about it changed. */
export const TableRow = memo(Row) as typeof Row;

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
