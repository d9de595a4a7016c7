"use client";

import clsx from "clsx";
import { type ReactNode, useId, useMemo, useState } from "react";
import {
  type DataColumn,
  DEFAULT_LAYOUT,
  fixedWithin,
  gridTemplate,
  headerLevels,
  type PlacedColumn,
  placedBeside,
  ROW_HEIGHT,
  type SortBy,
  steppedBeside,
  type TableLayout,
} from "./data-column";
import { TableRow, TICK_WIDTH } from "./table-cells";
import { TableFooter } from "./table-footer";
import { TableHeader } from "./table-header";
import { SheetLayer, type TableSheet } from "./table-sheet";
import { useActiveRow } from "./use-active-row";
import { usePlacedColumns } from "./use-placed-columns";
import { useRowWindow } from "./use-row-window";

export interface DataTableProps<Row extends object> {
  /** What the table lists, for a screen reader: "项目". */
  label: string;
  /** Made once or memoised: a new array draws every row again. */
  columns: readonly DataColumn<Row>[];
  /** How many rows the question has, loaded or not. */
  rowCount: number;
  /** The row at a place, or undefined while its page is on the way. Memoise it (it decides what is drawn again). */
  getRow: (index: number) => Row | undefined;
  rowId: (row: Row) => string;
  /** A row's name, for the tick box: "选择 沈阳远松…". */
  rowName?: (row: Row) => string;
  rowTone?: (row: Row) => "plain" | "subtotal" | "total";
  /** The places now in view with a margin: load their pages. */
  onRangeChange?: (first: number, last: number) => void;
  /** Sorting is done by whoever owns the rows. */
  sort?: SortBy | null;
  onSort?: (sort: SortBy | null) => void;
  layout?: TableLayout;
  onLayoutChange?: (layout: TableLayout) => void;
  /** False: a row without a tick box, such as the head of a group. */
  tickable?: (row: Row) => boolean;
  /** Ids of the ticked rows; without it there are no tick boxes. */
  ticked?: ReadonlySet<string>;
  onTickedChange?: (ticked: ReadonlySet<string>) => void;
  /** Every move of the active row: ↑ ↓ j k and clicks. A peek that is open follows it. */
  onActiveChange?: (row: Row | undefined, index: number) => void;
  /** Enter or a click. */
  onPeek?: (row: Row, index: number) => void;
  /** Ctrl-Enter, ⌘-Enter, Ctrl-click or a double click. */
  onOpen?: (row: Row, index: number) => void;
  /** Nothing is known yet: shows rows to come. */
  loading?: boolean;
  /** Shown instead of rows when there are none, or when they could not be read. */
  empty?: ReactNode;
  /** At the left of the sums: "Σ 126 个". Sums themselves are `footer` of the columns. */
  footerLabel?: ReactNode;
  /**
   * Names the list with its filters and sorting. A new key opens at the top with nothing active; a key seen before
   * opens where it was left (Back from a page).
   */
  scrollKey?: string;
  /** Cells are edited in place: keys and clicks go to it, and no row is active. */
  sheet?: TableSheet;
  className?: string;
}

/** Fixed columns take this part of the width at most, on a phone less; the others of them scroll along. */
const fixedShare = (width: number): number => (width < 640 ? 0.6 : 0.8);

/** The one table of the product: 100 000 rows scroll, the browser holds only those in view. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rowCount, loading = false, ticked } = props;
  const ownId = useId();
  const height = ROW_HEIGHT[props.layout?.density ?? "standard"];
  const rows = useRowWindow({
    rowCount,
    loading,
    height,
    onRangeChange: props.onRangeChange,
    scrollKey: props.scrollKey,
  });
  const columns = useTableColumns(props, rows.width);
  const { placed, template, leading } = columns;
  const active = useActiveRow({ ...props, reveal: rows.reveal, pageRows: rows.pageRows });
  const hasFooter = props.footerLabel !== undefined || placed.some((one) => one.column.footer !== undefined);
  const noRows = rowCount === 0 && !loading;
  return (
    <div
      ref={rows.scroller}
      role="grid"
      {...gridState(props, placed)}
      {...(props.sheet
        ? { ...props.sheet.on, tabIndex: -1, "aria-multiselectable": true, style: clearOf(columns) }
        : {
            "aria-activedescendant": noRows || active.index < 0 ? undefined : `${ownId}-${active.index}`,
            tabIndex: 0,
            onKeyDown: active.press,
          })}
      className={clsx(
        "thin-scroll relative isolate min-h-0 flex-1 overflow-auto print:overflow-visible rounded-md border border-line bg-surface focus-visible:-outline-offset-2",
        props.className,
      )}
    >
      <div style={{ minWidth: columns.totalWidth }} className="flex min-h-full flex-col">
        <TableHeader
          placed={placed}
          template={template}
          sort={props.sort ?? null}
          onSort={props.onSort}
          onWidth={columns.setWidth}
          onPlace={columns.place}
          onStep={columns.step}
          allTicked={ticked && tickState(ticked.size, rowCount)}
          onTickAll={(all) => props.onTickedChange?.(new Set(all ? loadedIds(props) : []))}
        />
        {noRows ? (
          <NoRows columnCount={placed.length} width={rows.width}>
            {props.empty}
          </NoRows>
        ) : (
          <TableBody
            {...props}
            domId={ownId}
            rows={rows}
            height={height}
            placement={columns}
            active={active}
          />
        )}
        {hasFooter && !noRows ? (
          <TableFooter placed={placed} template={template} leading={leading} label={props.footerLabel} />
        ) : null}
      </div>
    </div>
  );
}

const HEADER_HEIGHT = 36;
const FOOTER_HEIGHT = 36;

/** A cell that is scrolled into view must not end up beneath the header, the sums or the fixed columns. */
function clearOf<Row>({ placed, leading }: { placed: readonly PlacedColumn<Row>[]; leading: number }) {
  const at = (edge: "start" | "end") =>
    placed.reduce((sum, one) => sum + (one.edge === edge ? one.width : 0), 0);
  return {
    scrollPaddingTop: HEADER_HEIGHT,
    scrollPaddingBottom: FOOTER_HEIGHT,
    scrollPaddingLeft: leading + at("start"),
    scrollPaddingRight: at("end"),
  };
}

/** The columns as they stand on the screen, and the person's changes to them. */
function useTableColumns<Row extends object>(props: DataTableProps<Row>, width: number) {
  const { columns, ticked } = props;
  const [ownLayout, setOwnLayout] = useState(DEFAULT_LAYOUT);
  const layout = props.layout ?? ownLayout;
  const setLayout = props.onLayoutChange ?? setOwnLayout;
  const leading = ticked ? TICK_WIDTH : 0;
  const all = usePlacedColumns(columns, layout);
  const placed = useMemo(
    () => (width === 0 ? all : fixedWithin(all, width * fixedShare(width) - leading)),
    [all, width, leading],
  );
  const template = useMemo(() => gridTemplate(placed, leading), [placed, leading]);
  const totalWidth = placed.reduce((sum, one) => sum + one.width, leading);
  const setWidth = (id: string, wished: number | null) => {
    const { [id]: _old, ...others } = layout.widths;
    setLayout({ ...layout, widths: wished === null ? others : { ...others, [id]: wished } });
  };
  const place = (id: string, beside: { id: string; after: boolean }) =>
    setLayout(placedBeside(columns, layout, id, beside));
  const step = (id: string, by: -1 | 1) => setLayout(steppedBeside(columns, layout, id, by));
  return { placed, template, leading, totalWidth, setWidth, place, step };
}

interface TableBodyProps<Row extends object> extends DataTableProps<Row> {
  domId: string;
  rows: ReturnType<typeof useRowWindow>;
  height: number;
  placement: ReturnType<typeof useTableColumns<Row>>;
  active: ReturnType<typeof useActiveRow<Row>>;
}

function TableBody<Row extends object>(props: TableBodyProps<Row>) {
  const { domId, rows, height, placement, active, ticked, rowId, rowName, rowTone } = props;
  const { placed, template } = placement;
  const headerRows = headerLevels(placed);
  return (
    // On paper only the rows in view stand, one below the other: the whole list goes out as a workbook.
    <div role="rowgroup" style={{ height: rows.totalHeight }} className="relative flex-none print:h-auto!">
      {rows.items.map(({ index, start }) => {
        const row = props.loading ? undefined : props.getRow(index);
        return (
          <TableRow
            key={index}
            domId={`${domId}-${index}`}
            headerRows={headerRows}
            row={row}
            index={index}
            top={start}
            height={height}
            placed={placed}
            template={template}
            active={active.index === index}
            ticked={ticked && (row ? ticked.has(rowId(row)) : false)}
            tickable={!row || (props.tickable?.(row) ?? true)}
            tickLabel={row && rowName ? `选择 ${rowName(row)}` : `选择第 ${index + 1} 行`}
            tone={(row && rowTone?.(row)) ?? "plain"}
            onTick={active.tick}
            onRowClick={active.click}
            cells={props.sheet?.cellsOf(index)}
          />
        );
      })}
      {props.sheet && !props.loading ? (
        <SheetLayer
          sheet={props.sheet}
          placed={placed}
          template={template}
          leading={placement.leading}
          height={height}
          headerRows={headerRows}
        />
      ) : null}
    </div>
  );
}

function NoRows({
  columnCount,
  width,
  children,
}: {
  columnCount: number;
  width: number;
  children: ReactNode;
}) {
  return (
    <div role="rowgroup">
      <div role="row">
        <div
          role="gridcell"
          aria-colspan={columnCount}
          className="sticky left-0 whitespace-normal"
          style={{ width: width || "100%" }}
        >
          {children}
        </div>
      </div>
    </div>
  );
}

function loadedIds<Row extends object>(props: DataTableProps<Row>): string[] {
  const { rowCount, getRow, rowId, tickable } = props;
  const ids: string[] = [];
  for (let index = 0; index < rowCount; index++) {
    const row = getRow(index);
    if (row && (tickable?.(row) ?? true)) ids.push(rowId(row));
  }
  return ids;
}

const gridState = <Row extends object>(props: DataTableProps<Row>, placed: readonly PlacedColumn<Row>[]) => ({
  "aria-label": props.label,
  "aria-rowcount": props.loading ? -1 : props.rowCount + headerLevels(placed),
  "aria-colcount": placed.length + (props.ticked ? 1 : 0),
  "aria-multiselectable": props.ticked ? true : undefined,
  "aria-busy": props.loading || undefined,
});

const tickState = (count: number, rowCount: number): boolean | "some" =>
  count === 0 ? false : count >= rowCount ? true : "some";
