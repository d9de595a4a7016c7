"use client";

import { type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import { EntryCell } from "./entry-cell";
import { EntryFoot, EntryHead, EntryNote } from "./entry-frame";
import { type CellAccess, isInside, isSingle, type Place } from "./entry-range";
import { useEntryCells } from "./use-entry-cells";
import { type EntryGridState, useEntryGrid } from "./use-entry-grid";

export interface EntryColumn {
  id: string;
  /** "1月". */
  header: string;
  group?: string;
  /** Pixels; 96 unless told otherwise. */
  width?: number;
  /** Sums and last year's figures: can be read and copied, not written. */
  locked?: boolean;
}

export interface EntryRow {
  id: string;
  /** The row's name in words: the project, the kind of investment. */
  label: string;
  /** What is shown in place of the plain name. */
  header?: ReactNode;
  locked?: boolean;
}

export interface EntryChange {
  rowId: string;
  columnId: string;
  /** A plain decimal in 万元, "" for empty, or text that could not be read. */
  value: string;
}

export interface EntryGridProps {
  label: string;
  /** Over the row names: "项目". */
  corner: string;
  rows: readonly EntryRow[];
  columns: readonly EntryColumn[];
  /** 万元 as plain decimals; "" for empty. */
  value: (rowId: string, columnId: string) => string;
  onChange: (changes: EntryChange[]) => void;
  locked?: (rowId: string, columnId: string) => boolean;
  /** Differs from what is saved: carries a corner mark. */
  changed?: (rowId: string, columnId: string) => boolean;
  /** What is wrong with a cell and what to do; text that is no amount is found by the grid itself. */
  problem?: (rowId: string, columnId: string) => string | null | undefined;
  /** Under the columns: sums. */
  footer?: (columnId: string) => ReactNode;
  rowHeaderWidth?: number;
}

const ROW_HEADER_WIDTH = 200;

/** A small sheet of amounts: keys, copying and pasting as in Excel and WPS. At most some 50 rows × 14 columns. */
export function EntryGrid(props: EntryGridProps) {
  const { columns } = props;
  const noteId = useId();
  const box = useRef<HTMLDivElement>(null);
  const { cells, problemAt, wrong, named } = useEntryCells(props);
  const grid = useEntryGrid(cells, (changes) => props.onChange(named(changes)));
  const focused = useFocusFollowing(box, grid);

  const nextWrong = () => {
    const { row, column } = grid.head;
    const after = wrong.find((place) => place.row > row || (place.row === row && place.column > column));
    const target = after ?? wrong[0];
    if (!target) return;
    grid.leave(target);
    box.current?.querySelector<HTMLInputElement>("[data-place]")?.focus();
  };

  return (
    <div className="flex min-h-0 flex-col gap-1.5">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and clipboard events rise from the cell's input. */}
      <div
        ref={box}
        onKeyDown={grid.press}
        onCopy={grid.copy}
        onCut={grid.copy}
        onPaste={grid.paste}
        onFocus={() => {
          focused.current = true;
        }}
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return;
          focused.current = false;
          grid.settle();
        }}
        className="thin-scroll min-h-0 overflow-auto rounded-md border border-line"
      >
        <table
          role="grid"
          aria-label={props.label}
          aria-multiselectable
          className="w-max min-w-full border-separate border-spacing-0 bg-surface"
        >
          <EntryHead
            columns={columns}
            corner={props.corner}
            rowHeaderWidth={props.rowHeaderWidth ?? ROW_HEADER_WIDTH}
          />
          <EntryBody {...props} cells={cells} problemAt={problemAt} noteId={noteId} grid={grid} />
          {props.footer ? <EntryFoot columns={columns} footer={props.footer} /> : null}
        </table>
      </div>
      <EntryNote id={noteId} problem={problemAt(grid.head)} wrongCount={wrong.length} onNext={nextWrong} />
    </div>
  );
}

/**
 * The cell at hand holds the one input; moving on must carry the focus along. The input goes away when the place
 * changes, so the document cannot be asked whether the grid has the focus: the answer is kept in a ref.
 */
function useFocusFollowing(box: RefObject<HTMLDivElement | null>, grid: EntryGridState) {
  const focused = useRef(false);
  const { row, column } = grid.head;
  useEffect(() => {
    if (!focused.current || !box.current) return;
    const input = box.current.querySelector<HTMLInputElement>(`[data-place="${row}:${column}"]`);
    input?.focus({ preventScroll: true });
    input?.closest("td")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (grid.mode === "editing") input?.setSelectionRange(input.value.length, input.value.length);
  }, [box, row, column, grid.mode]);
  return focused;
}

interface EntryBodyProps extends EntryGridProps {
  cells: CellAccess;
  problemAt: (place: Place) => string | null;
  noteId: string;
  grid: EntryGridState;
}

function EntryBody({ rows, columns, changed, cells, problemAt, noteId, grid }: EntryBodyProps) {
  const still = grid.mode === "still";
  return (
    <tbody>
      {rows.map((row, rowAt) => (
        <tr key={row.id}>
          <th
            scope="row"
            className="sticky left-0 z-1 h-[34px] border-r border-b border-line border-r-line-strong bg-surface px-2 text-left font-normal"
          >
            {row.header ?? row.label}
          </th>
          {columns.map((column, columnAt) => {
            const place = { row: rowAt, column: columnAt };
            const at = grid.head.row === rowAt && grid.head.column === columnAt;
            return (
              <EntryCell
                key={column.id}
                place={place}
                name={`${row.label} ${column.group ?? ""}${column.header}`}
                text={at && !still ? grid.draft : cells.read(place)}
                at={at}
                still={still}
                selected={!isSingle(grid.bounds) && isInside(place, grid.bounds)}
                locked={cells.locked(place)}
                changed={changed?.(row.id, column.id) ?? false}
                problem={problemAt(place)}
                noteId={noteId}
                grid={grid}
              />
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}
