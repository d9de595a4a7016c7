"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import type { PlacedColumn } from "./data-column";
import { alignClass, boundaryClass, CellContent, stickyStyle, trackOf } from "./table-cells";

interface TableFooterProps<Row> {
  placed: readonly PlacedColumn<Row>[];
  template: string;
  leading: number;
  label: ReactNode;
}

/** The sums of all rows that the filter finds, always in view at the lower edge. */
export function TableFooter<Row>({ placed, template, leading, label }: TableFooterProps<Row>) {
  return (
    <div role="rowgroup" className="sticky bottom-0 z-10 mt-auto print:static">
      <div
        role="row"
        style={{ gridTemplateColumns: template }}
        className="grid h-9 border-t border-line-strong bg-sunken font-medium"
      >
        {leading > 0 ? <div role="gridcell" className="sticky left-0 z-2 bg-sunken" /> : null}
        {placed.map((one, index) => (
          <div
            key={one.column.id}
            role="gridcell"
            style={{ ...stickyStyle(one, leading), gridColumn: trackOf(placed, index, leading > 0) }}
            className={clsx(
              "flex min-w-0 items-center bg-sunken px-2 whitespace-nowrap",
              // The words of the sums may reach over the columns that have none.
              index === 0 && one.column.footer === undefined ? "relative z-1" : "overflow-hidden",
              alignClass(one.column.align),
              boundaryClass(one),
            )}
          >
            {index === 0 && one.column.footer === undefined ? (
              <span className="flex-none">{label}</span>
            ) : (
              <CellContent>{one.column.footer}</CellContent>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
