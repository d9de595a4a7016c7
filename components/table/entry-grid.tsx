"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useId, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { type CellAccess, isInside, isSingle, type Place } from "./entry-range";
import { isEntry, showEntry } from "./entry-text";
import { useEntryGrid } from "./use-entry-grid";

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

const UNREADABLE = "不是金额，请写数字（万元），如 3200 或 0.32亿";

/** A small sheet of amounts: keys, copying and pasting as in Excel and WPS. At most some 50 rows × 14 columns. */
export function EntryGrid(props: EntryGridProps) {
  const { rows, columns, value, problem } = props;
  const noteId = useId();
  const box = useRef<HTMLDivElement>(null);
  // The focused input goes away when the place changes, so the document cannot be asked whether the grid has the focus.
  const focused = useRef(false);
  const idsAt = ({ row, column }: Place): [string, string] => [
    rows[row]?.id ?? "",
    columns[column]?.id ?? "",
  ];
  // biome-ignore lint/correctness/useExhaustiveDependencies: idsAt only reads rows and columns.
  const cells = useMemo<CellAccess>(
    () => ({
      size: { rows: rows.length, columns: columns.length },
      read: (place) => value(...idsAt(place)),
      locked: (place) =>
        Boolean(rows[place.row]?.locked || columns[place.column]?.locked || props.locked?.(...idsAt(place))),
    }),
    [rows, columns, value, props.locked],
  );
  const grid = useEntryGrid(cells, (changes) =>
    props.onChange(
      changes.map((change) => {
        const [rowId, columnId] = idsAt(change);
        return { rowId, columnId, value: change.value };
      }),
    ),
  );
  const problemAt = (place: Place): string | null =>
    problem?.(...idsAt(place)) ?? (isEntry(cells.read(place)) ? null : UNREADABLE);
  const wrong = rows.flatMap((_, row) =>
    columns.flatMap((_column, column) => (problemAt({ row, column }) ? [{ row, column }] : [])),
  );
  // The cell at hand holds the one input; moving on must carry the focus along.
  useEffect(() => {
    if (!focused.current || !box.current) return;
    const input = box.current.querySelector<HTMLInputElement>(
      `[data-place="${grid.head.row}:${grid.head.column}"]`,
    );
    input?.focus({ preventScroll: true });
    input?.closest("td")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (grid.mode === "still") input?.select();
  }, [grid.head.row, grid.head.column, grid.mode]);

  const goTo = (place: Place) => {
    grid.leave(place);
    box.current?.querySelector<HTMLInputElement>("[data-place]")?.focus();
  };
  const nextWrong = () => {
    const { row, column } = grid.head;
    const after = wrong.find((place) => place.row > row || (place.row === row && place.column > column));
    const target = after ?? wrong[0];
    if (target) goTo(target);
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
          <EntryHead columns={columns} corner={props.corner} rowHeaderWidth={props.rowHeaderWidth ?? 200} />
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
                      text={at && grid.mode !== "still" ? grid.draft : cells.read(place)}
                      at={at}
                      still={grid.mode === "still"}
                      selected={!isSingle(grid.bounds) && isInside(place, grid.bounds)}
                      locked={cells.locked(place)}
                      changed={props.changed?.(row.id, column.id) ?? false}
                      problem={problemAt(place)}
                      noteId={noteId}
                      grid={grid}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
          {props.footer ? <EntryFoot columns={columns} footer={props.footer} /> : null}
        </table>
      </div>
      <EntryNote id={noteId} problem={problemAt(grid.head)} wrongCount={wrong.length} onNext={nextWrong} />
    </div>
  );
}

interface EntryHeadProps {
  columns: readonly EntryColumn[];
  corner: string;
  rowHeaderWidth: number;
}

const HEAD_CELL =
  "sticky top-0 z-2 h-8 border-b border-line-strong bg-sunken px-2 text-sm font-medium text-muted";

function EntryHead({ columns, corner, rowHeaderWidth }: EntryHeadProps) {
  return (
    <thead>
      <tr>
        <th
          scope="col"
          style={{ minWidth: rowHeaderWidth, maxWidth: rowHeaderWidth }}
          className={clsx(HEAD_CELL, "left-0 z-3 border-r border-r-line-strong text-left")}
        >
          {corner}
        </th>
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            style={{ minWidth: column.width ?? 96 }}
            className={clsx(HEAD_CELL, "text-right whitespace-nowrap")}
          >
            {column.group ? <span className="mr-1 text-xs text-faint">{column.group}</span> : null}
            {column.header}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function EntryFoot({
  columns,
  footer,
}: {
  columns: readonly EntryColumn[];
  footer: (columnId: string) => ReactNode;
}) {
  const look = "sticky bottom-0 h-[34px] border-t border-line-strong bg-sunken px-2 font-medium";
  return (
    <tfoot>
      <tr>
        <th scope="row" className={clsx(look, "left-0 z-3 border-r border-r-line-strong text-left")}>
          合计
        </th>
        {columns.map((column) => (
          <td key={column.id} className={clsx(look, "figure z-2")}>
            {footer(column.id)}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

interface EntryCellProps {
  place: Place;
  name: string;
  text: string;
  at: boolean;
  still: boolean;
  selected: boolean;
  locked: boolean;
  changed: boolean;
  problem: string | null;
  noteId: string;
  grid: ReturnType<typeof useEntryGrid>;
}

function EntryCell({
  place,
  name,
  text,
  at,
  still,
  selected,
  locked,
  changed,
  problem,
  noteId,
  grid,
}: EntryCellProps) {
  return (
    <td
      role="gridcell"
      aria-selected={selected || at}
      title={problem ?? undefined}
      onMouseDown={(event) => {
        if (at && !still) return;
        event.preventDefault();
        grid.leave(place, event.shiftKey);
        const box = event.currentTarget.closest("div");
        requestAnimationFrame(() => box?.querySelector<HTMLInputElement>("[data-place]")?.focus());
      }}
      onMouseEnter={(event) => {
        if (event.buttons === 1) grid.stand(place, true);
      }}
      onDoubleClick={() => grid.beginEditing(place)}
      className={clsx(
        "relative h-[34px] border-r border-b border-line p-0 text-right tabular-nums",
        locked ? "bg-sunken text-muted" : selected ? "bg-accent-soft" : "bg-surface",
        problem && "shadow-[inset_0_0_0_1px_var(--late)]",
      )}
    >
      {at ? (
        <input
          data-place={`${place.row}:${place.column}`}
          aria-label={name}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? noteId : undefined}
          readOnly={locked}
          inputMode="decimal"
          autoComplete="off"
          value={still ? showEntry(text) : text}
          onChange={(event) => grid.type(event.target.value)}
          className={clsx(
            "absolute inset-0 w-full min-w-0 bg-transparent px-2 text-right outline-2 -outline-offset-2 outline-accent",
            still && "cursor-default caret-transparent selection:bg-transparent",
          )}
        />
      ) : null}
      {/* Under the input it keeps the column as wide as the figure. */}
      <span aria-hidden={at} className={clsx("block px-2 whitespace-nowrap", at && "invisible")}>
        {showEntry(text)}
      </span>
      {changed ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-0 left-0 border-t-[7px] border-r-[7px] border-t-accent border-r-transparent"
        />
      ) : null}
      {changed ? <span className="sr-only">（已改）</span> : null}
    </td>
  );
}

interface EntryNoteProps {
  id: string;
  problem: string | null;
  wrongCount: number;
  onNext: () => void;
}

function EntryNote({ id, problem, wrongCount, onNext }: EntryNoteProps) {
  return (
    <div className="flex min-h-7 items-center gap-3 text-sm">
      <p id={id} aria-live="polite" className="min-w-0 flex-1 text-late">
        {problem}
      </p>
      {wrongCount > 0 ? (
        <Button size="sm" onClick={onNext}>
          {wrongCount} 处要改，看下一处
        </Button>
      ) : null}
    </div>
  );
}
