"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { EntryColumn } from "./entry-grid";

interface EntryHeadProps {
  columns: readonly EntryColumn[];
  corner: string;
  rowHeaderWidth: number;
}

const HEAD_CELL =
  "sticky top-0 z-2 h-8 border-b border-line-strong bg-sunken px-2 text-sm font-medium text-muted";

export function EntryHead({ columns, corner, rowHeaderWidth }: EntryHeadProps) {
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

export function EntryFoot({
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

interface EntryNoteProps {
  id: string;
  problem: string | null;
  wrongCount: number;
  onNext: () => void;
}

export function EntryNote({ id, problem, wrongCount, onNext }: EntryNoteProps) {
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
