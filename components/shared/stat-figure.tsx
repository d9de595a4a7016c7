"use client";

import clsx from "clsx";
import type { ReactNode } from "react";

interface StatFigureProps {
  label: ReactNode;
  /** The figure, already formatted. */
  value: ReactNode;
  unit?: ReactNode;
  /** Under the figure: the comparison, the target. */
  note?: ReactNode;
  /** Opens the rows behind the figure. Without it the figure is plain text. */
  onOpen?: (() => void) | undefined;
  size?: "md" | "lg";
}

/** A figure with its name; as a button it opens the rows that it counts. */
export function StatFigure({ label, value, unit, note, onOpen, size = "md" }: StatFigureProps) {
  const body = (
    <>
      <span className="block text-sm text-muted">{label}</span>
      <span className="mt-0.5 flex items-baseline gap-1 whitespace-nowrap">
        <span
          className={clsx(
            "font-semibold tabular-nums",
            size === "lg" ? "text-2xl" : "text-xl",
            onOpen &&
              "underline decoration-line-strong decoration-1 underline-offset-4 group-hover:decoration-accent",
          )}
        >
          {value}
        </span>
        {unit ? <span className="text-sm text-faint">{unit}</span> : null}
      </span>
      {note ? <span className="mt-0.5 block text-sm text-faint">{note}</span> : null}
    </>
  );
  if (!onOpen) return <div className="px-2 py-1.5 text-left">{body}</div>;
  return (
    <button type="button" onClick={onOpen} className="group rounded-md px-2 py-1.5 text-left hover:bg-sunken">
      {body}
    </button>
  );
}

/** A number inside a sentence or a table cell that opens its rows. */
export function FigureButton({
  children,
  onOpen,
  label,
}: {
  children: ReactNode;
  onOpen: () => void;
  label?: string;
}) {
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={label}
      className="rounded-xs tabular-nums underline decoration-line-strong decoration-1 underline-offset-4 hover:text-accent hover:decoration-accent"
    >
      {children}
    </button>
  );
}
