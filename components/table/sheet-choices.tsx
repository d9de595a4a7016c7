"use client";
/** Names that go on from what is typed in a cell, beneath it or above it, over whatever else stands there. */
import clsx from "clsx";
import { type CSSProperties, type RefObject, useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";

interface SheetChoicesProps {
  id: string;
  names: readonly string[];
  at: number;
  beside: RefObject<HTMLElement | null>;
  onChoose: (name: string) => void;
}

const ROOM = 240;

export function SheetChoices({ id, names, at, beside, onChoose }: SheetChoicesProps) {
  const [place, setPlace] = useState<CSSProperties | null>(null);
  useLayoutEffect(() => {
    const box = beside.current?.getBoundingClientRect();
    if (!box) return;
    const below = window.innerHeight - box.bottom > ROOM;
    setPlace({
      left: box.left,
      minWidth: box.width,
      maxHeight: ROOM,
      ...(below ? { top: box.bottom + 2 } : { bottom: window.innerHeight - box.top + 2 }),
    });
  }, [beside]);
  if (!place) return null;
  return createPortal(
    <div
      id={id}
      role="listbox"
      aria-label="可选项"
      style={place}
      className="thin-scroll fixed z-50 overflow-y-auto rounded-md border border-line-strong bg-surface p-1 shadow-lift"
    >
      {names.map((name, index) => (
        <div
          key={name}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          // The focus stays in the cell.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(name);
          }}
          className={clsx(
            "cursor-pointer rounded-sm px-2 py-1 whitespace-nowrap",
            index === at ? "bg-accent-soft text-accent" : "hover:bg-sunken",
          )}
        >
          {name}
        </div>
      ))}
    </div>,
    document.body,
  );
}
