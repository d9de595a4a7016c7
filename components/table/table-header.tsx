"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type DragEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Tooltip } from "@/components/ui/tooltip";
import {
  clampWidth,
  headerBands,
  headerLevels,
  nextSort,
  type PlacedColumn,
  type SortBy,
} from "./data-column";
import { alignClass, boundaryClass, stickyStyle, TICK_WIDTH, trackOf } from "./table-cells";

const ROW_HEIGHT = 30;
const SINGLE_HEIGHT = 36;
const KEY_STEP = 16;

interface TableHeaderProps<Row> {
  placed: readonly PlacedColumn<Row>[];
  template: string;
  sort: SortBy | null;
  onSort: ((sort: SortBy | null) => void) | undefined;
  onWidth: (id: string, width: number | null) => void;
  /** The column was dropped beside another one. */
  onPlace: (id: string, beside: { id: string; after: boolean }) => void;
  onStep: (id: string, by: -1 | 1) => void;
  /** Undefined: rows cannot be ticked. */
  allTicked: boolean | "some" | undefined;
  onTickAll: (ticked: boolean) => void;
}

/** One or two sticky header rows. Cells lie in one grid, so that a column without a group reaches over both. */
export function TableHeader<Row>(props: TableHeaderProps<Row>) {
  const { placed, template, allTicked } = props;
  const bands = headerBands(placed);
  const twoLevels = headerLevels(placed) === 2;
  const leading = allTicked === undefined ? 0 : TICK_WIDTH;
  const cell = (index: number, reachesUp: boolean) => {
    const one = placed[index];
    if (!one) return null;
    return (
      <HeaderCell
        key={one.column.id}
        {...props}
        one={one}
        leading={leading}
        gridColumn={trackOf(placed, index, leading > 0)}
        gridRow={!twoLevels ? "1" : reachesUp ? "1 / 3" : "2"}
        rowSpan={twoLevels && reachesUp ? 2 : undefined}
      />
    );
  };
  return (
    <div
      role="rowgroup"
      style={{
        gridTemplateColumns: template,
        gridTemplateRows: twoLevels ? `${ROW_HEIGHT}px ${ROW_HEIGHT}px` : `${SINGLE_HEIGHT}px`,
      }}
      className="sticky top-0 z-10 grid print:static border-b border-line-strong bg-sunken text-sm text-muted"
    >
      <div role="row" aria-rowindex={1} className="contents">
        {allTicked === undefined ? null : (
          <div
            role="columnheader"
            style={{ gridRow: twoLevels ? "1 / 3" : "1" }}
            className="sticky left-0 z-2 flex items-center justify-center bg-sunken"
          >
            <Checkbox
              aria-label="选择全部已载入的行"
              checked={allTicked === true}
              indeterminate={allTicked === "some"}
              onChange={(event) => props.onTickAll(event.target.checked)}
            />
          </div>
        )}
        {bands.map((band) =>
          band.group === null ? (
            cell(band.from, true)
          ) : (
            <BandCell key={`${band.group}-${band.from}`} band={band} placed={placed} leading={leading} />
          ),
        )}
      </div>
      {twoLevels ? (
        <div role="row" aria-rowindex={2} className="contents">
          {placed.map((one, index) => (one.column.group === undefined ? null : cell(index, false)))}
        </div>
      ) : null}
    </div>
  );
}

interface BandCellProps<Row> {
  band: { group: string | null; from: number; count: number };
  placed: readonly PlacedColumn<Row>[];
  leading: number;
}

function BandCell<Row>({ band, placed, leading }: BandCellProps<Row>) {
  const first = placed[band.from];
  const last = placed[band.from + band.count - 1];
  if (!first || !last) return null;
  const anchor = first.edge === "end" ? last : first;
  const column = trackOf(placed, band.from, leading > 0);
  return (
    <div
      role="columnheader"
      aria-colspan={band.count}
      style={{ ...stickyStyle(anchor, leading), gridRow: 1, gridColumn: `${column} / span ${band.count}` }}
      className={clsx(
        "flex min-w-0 items-center justify-center border-r border-b border-line bg-sunken px-2 font-medium",
        boundaryClass(last),
      )}
    >
      <span className="truncate">{band.group}</span>
    </div>
  );
}

interface HeaderCellProps<Row> extends TableHeaderProps<Row> {
  one: PlacedColumn<Row>;
  leading: number;
  gridColumn: number;
  gridRow: string;
  rowSpan: number | undefined;
}

function HeaderCell<Row>({
  one,
  leading,
  gridColumn,
  gridRow,
  rowSpan,
  sort,
  onSort,
  onWidth,
  onPlace,
  onStep,
}: HeaderCellProps<Row>) {
  const { column } = one;
  const drop = useColumnDrop(column.id, onPlace);
  const sorted = sort?.id === column.id ? (sort.descending ? "descending" : "ascending") : undefined;
  const sortable = column.sortable && onSort;
  const words = (
    <span className="flex min-w-0 items-baseline gap-1">
      <span className="truncate font-medium">{column.header}</span>
      {column.unit ? <span className="shrink-0 text-xs text-faint">{column.unit}</span> : null}
      {sorted ? <SortMark descending={sorted === "descending"} /> : null}
    </span>
  );
  const step = (event: KeyboardEvent) => {
    if (!event.shiftKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return onStep(column.id, event.key === "ArrowLeft" ? -1 : 1);
    onWidth(column.id, clampWidth(one.width + (event.key === "ArrowLeft" ? -KEY_STEP : KEY_STEP)));
  };
  const face = sortable ? (
    <button
      type="button"
      onClick={() => onSort(nextSort(column.id, sort, column.align === "end"))}
      onKeyDown={step}
      className={clsx(
        "flex h-full min-w-0 flex-1 items-center rounded-xs px-2 hover:text-ink focus-visible:-outline-offset-2",
        alignClass(column.align),
        sorted && "text-ink",
      )}
    >
      {words}
    </button>
  ) : (
    <span className={clsx("flex min-w-0 flex-1 items-center px-2", alignClass(column.align))}>{words}</span>
  );
  return (
    <div
      role="columnheader"
      aria-sort={sortable ? (sorted ?? "none") : undefined}
      aria-rowspan={rowSpan}
      style={{ ...stickyStyle(one, leading), gridColumn, gridRow }}
      className={clsx(
        "group/head relative flex min-w-0 items-stretch bg-sunken",
        !one.edge && "z-0",
        boundaryClass(one),
        drop.side === "before" && "shadow-[inset_2px_0_0_var(--accent)]",
        drop.side === "after" && "shadow-[inset_-2px_0_0_var(--accent)]",
      )}
      draggable
      {...drop.handlers}
    >
      {column.definition && sortable ? <Tooltip content={column.definition}>{face}</Tooltip> : face}
      <WidthHandle width={one.width} onWidth={(width) => onWidth(column.id, width)} />
    </div>
  );
}

const DRAGGED = "application/x-column";

/** A header cell is taken by its words and dropped on the near half of another one. */
function useColumnDrop(id: string, onPlace: TableHeaderProps<never>["onPlace"]) {
  const [side, setSide] = useState<"before" | "after" | null>(null);
  const sideOf = (event: DragEvent): "before" | "after" => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return event.clientX < left + width / 2 ? "before" : "after";
  };
  const handlers = {
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(DRAGGED, id);
      event.dataTransfer.effectAllowed = "move";
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      setSide(sideOf(event));
    },
    onDragLeave: () => setSide(null),
    onDrop: (event: DragEvent) => {
      setSide(null);
      const dragged = event.dataTransfer.getData(DRAGGED);
      if (!dragged) return;
      event.preventDefault();
      onPlace(dragged, { id, after: sideOf(event) === "after" });
    },
  };
  return { side, handlers };
}

const SortMark = ({ descending }: { descending: boolean }) =>
  descending ? (
    <ArrowDown aria-hidden className="size-3.5 shrink-0 self-center text-accent" />
  ) : (
    <ArrowUp aria-hidden className="size-3.5 shrink-0 self-center text-accent" />
  );

/** The edge to drag; a double click gives back the width of the definition. Keys: Shift-← → on the header. */
function WidthHandle({ width, onWidth }: { width: number; onWidth: (width: number | null) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const press = (event: PointerEvent<HTMLSpanElement>) => {
    start.current = { x: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent) => {
    if (start.current) onWidth(clampWidth(start.current.width + event.clientX - start.current.x));
  };
  return (
    <span
      aria-hidden
      // The width is dragged here, not the column.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => onWidth(null)}
      className="absolute inset-y-1 right-0 w-1.5 cursor-col-resize touch-none border-r border-line-strong/60 group-hover/head:border-r-2 hover:border-accent"
    />
  );
}
