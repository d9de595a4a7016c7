import clsx from "clsx";
import type { ReactNode } from "react";

export interface SimpleColumn<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "end";
  /** Width as a class, so that tables under each other share their columns. */
  width?: string;
  /** Hidden on a phone. */
  wide?: boolean;
}

/** A short list of the set-up: no sorting, no paging. */
export function SimpleTable<Row>({
  label,
  columns,
  rows,
  rowId,
}: {
  label: string;
  columns: readonly SimpleColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string | number;
}) {
  const look = (c: SimpleColumn<Row>) =>
    clsx("px-3 py-1.5", c.align === "end" && "text-right tabular-nums", c.wide && "max-md:hidden");
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left" aria-label={label}>
        <thead className="bg-sunken text-sm text-muted">
          <tr className="h-9">
            {columns.map((c) => (
              <th
                key={c.header}
                scope="col"
                className={clsx(look(c), c.width, "font-medium whitespace-nowrap")}
              >
                {c.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className="border-t border-line hover:bg-sunken">
              {columns.map((c) => (
                <td key={c.header} className={look(c)}>
                  {c.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
