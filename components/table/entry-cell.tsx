"use client";

import clsx from "clsx";
import { useEffect, useRef } from "react";
import type { Place } from "./entry-range";
import { showEntry } from "./entry-text";
import type { EntryGridState } from "./use-entry-grid";

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
  grid: EntryGridState;
}

export function EntryCell(props: EntryCellProps) {
  const { place, at, still, selected, locked, changed, problem, text, grid } = props;
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
      {at ? <CellInput {...props} /> : null}
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

/** Typing into a cell that is still replaces what stands there, wherever the focus came from. */
function chooseText(input: HTMLInputElement | null): void {
  if (!input || input !== document.activeElement) return;
  if (input.selectionStart !== 0 || input.selectionEnd !== input.value.length) input.select();
}

function CellInput({ place, name, problem, noteId, locked, still, text, grid }: EntryCellProps) {
  const input = useRef<HTMLInputElement>(null);
  const shown = still ? showEntry(text) : text;
  // A text put there by undo, paste or fill leaves the caret behind it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what moves the caret.
  useEffect(() => {
    if (still) chooseText(input.current);
  }, [still, shown]);
  return (
    <input
      ref={input}
      data-place={`${place.row}:${place.column}`}
      aria-label={name}
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem ? noteId : undefined}
      readOnly={locked}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onFocus={(event) => still && chooseText(event.currentTarget)}
      onSelect={(event) => still && chooseText(event.currentTarget)}
      onChange={(event) => grid.type(event.target.value)}
      className={clsx(
        "absolute inset-0 w-full min-w-0 bg-transparent px-2 text-right outline-2 -outline-offset-2 outline-accent",
        still && "cursor-default caret-transparent selection:bg-transparent",
      )}
    />
  );
}
