"use client";

import clsx from "clsx";
import { type ReactNode, useCallback, useId, useMemo, useState } from "react";
import { type DataColumn, DEFAULT_LAYOUT, gridTemplate, type SortBy, type TableLayout } from "./data-column";
import { TableRow, TICK_WIDTH } from "./table-cells";
import { TableFooter } from "./table-footer";
import { TableHeader } from "./table-header";
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
  /** Ids of the ticked rows; without it there are no tick boxes. */
  ticked?: ReadonlySet<string>;
  onTickedChange?: (ticked: ReadonlySet<string>) => void;
  /** Every move of the active row: ↑ ↓ j k and clicks. A peek that is open follows it. */
  onActiveChange?: (row: Row | undefined, index: number) => void;
  /** Enter or a click. */
  onPeek?: (row: Row, index: number) => void;
  /** Ctrl-Enter, ⌘-Enter, a double click or a middle click. */
  onOpen?: (row: Row, index: number) => void;
  density?: "normal" | "dense";
  /** Nothing is known yet: shows rows to come. */
  loading?: boolean;
  /** Shown instead of rows when there are none, or when they could not be read. */
  empty?: ReactNode;
  /** At the left of the sums: "Σ 126 个". Sums themselves are `footer` of the columns. */
  footerLabel?: ReactNode;
  /** The same key later on: the table opens where it was left (Back from a page). */
  scrollKey?: string;
  className?: string;
}

const ROW_HEIGHT = { normal: 36, dense: 30 };
/** Pinned columns may take this part of the width at most; on a phone nothing is pinned. */
const PINNED_SHARE = 0.6;

/** The one table of the product: 100 000 rows scroll, the browser holds only those in view. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, getRow, rowId, loading = false, density = "normal", ticked } = props;
  const ownId = useId();
  const [ownLayout, setOwnLayout] = useState(DEFAULT_LAYOUT);
  const layout = props.layout ?? ownLayout;
  const setLayout = props.onLayoutChange ?? setOwnLayout;
  const height = ROW_HEIGHT[density];
  const rows = useRowWindow({
    rowCount: props.rowCount,
    loading,
    height,
    onRangeChange: props.onRangeChange,
    scrollKey: props.scrollKey,
  });
  const leading = ticked ? TICK_WIDTH : 0;
  const pinnedWidth = columns.reduce((sum, column) => sum + (column.pinned ? column.width : 0), leading);
  const pinning = rows.width === 0 || pinnedWidth <= rows.width * PINNED_SHARE;
  const placed = usePlacedColumns(columns, layout, pinning);
  const template = useMemo(() => gridTemplate(placed, leading), [placed, leading]);
  const totalWidth = placed.reduce((sum, one) => sum + one.width, leading);
  const active = useActiveRow({
    ...props,
    onTicked: props.onTickedChange,
    reveal: rows.reveal,
    pageRows: rows.pageRows,
  });
  const loadedIds = useCallback(() => {
    const ids: string[] = [];
    for (let index = 0; index < props.rowCount; index++) {
      const row = getRow(index);
      if (row) ids.push(rowId(row));
    }
    return ids;
  }, [props.rowCount, getRow, rowId]);
  const hasFooter = props.footerLabel !== undefined || placed.some((one) => one.column.footer !== undefined);
  const noRows = props.rowCount === 0 && !loading;

  return (
    <div
      ref={rows.scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={loading ? -1 : props.rowCount}
      aria-colcount={placed.length + (ticked ? 1 : 0)}
      aria-multiselectable={ticked ? true : undefined}
      aria-busy={loading || undefined}
      aria-activedescendant={noRows || active.index < 0 ? undefined : `${ownId}-${active.index}`}
      tabIndex={0}
      onKeyDown={active.press}
      className={clsx(
        "thin-scroll relative isolate min-h-0 flex-1 overflow-auto rounded-md border border-line bg-surface focus-visible:-outline-offset-2",
        props.className,
      )}
    >
      <div style={{ minWidth: totalWidth }} className="flex min-h-full flex-col">
        <TableHeader
          placed={placed}
          template={template}
          sort={props.sort ?? null}
          onSort={props.onSort}
          onWidth={(id, width) => {
            const { [id]: _old, ...others } = layout.widths;
            setLayout({ ...layout, widths: width === null ? others : { ...others, [id]: width } });
          }}
          allTicked={ticked && tickState(ticked.size, props.rowCount)}
          onTickAll={(all) => props.onTickedChange?.(new Set(all ? loadedIds() : []))}
        />
        <div
          role="rowgroup"
          style={{ height: noRows ? undefined : rows.totalHeight }}
          className="relative flex-none"
        >
          {noRows ? (
            <div role="row">
              <div
                role="gridcell"
                aria-colspan={placed.length}
                className="sticky left-0 whitespace-normal"
                style={{ width: rows.width || "100%" }}
              >
                {props.empty}
              </div>
            </div>
          ) : (
            rows.items.map((item) => {
              const row = loading ? undefined : getRow(item.index);
              return (
                <TableRow
                  key={item.index}
                  domId={`${ownId}-${item.index}`}
                  row={row}
                  index={item.index}
                  top={item.start}
                  height={height}
                  placed={placed}
                  template={template}
                  active={active.index === item.index}
                  ticked={ticked && (row ? ticked.has(rowId(row)) : false)}
                  tickLabel={
                    row && props.rowName ? `选择 ${props.rowName(row)}` : `选择第 ${item.index + 1} 行`
                  }
                  tone={row && props.rowTone ? props.rowTone(row) : "plain"}
                  onTick={active.tick}
                  onRowClick={active.click}
                />
              );
            })
          )}
        </div>
        {hasFooter && !noRows ? (
          <TableFooter placed={placed} template={template} leading={leading} label={props.footerLabel} />
        ) : null}
      </div>
    </div>
  );
}

const tickState = (count: number, rowCount: number): boolean | "some" =>
  count === 0 ? false : count >= rowCount ? true : "some";
