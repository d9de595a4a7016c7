import clsx from "clsx";
import type { ReactNode } from "react";

export interface PlainColumn {
  header: ReactNode;
  figure?: boolean;
  className?: string;
}

/** The frame of this room's short tables: scrolls sideways on a phone, one look for all heads. */
export function PlainTable({
  label,
  columns,
  children,
}: {
  label: string;
  columns: readonly PlainColumn[];
  children: ReactNode;
}) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table aria-label={label} className="w-full text-left">
        <thead className="bg-sunken text-sm text-muted">
          <tr>
            {columns.map((column, at) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never move.
                key={at}
                scope="col"
                className={clsx(
                  "px-3 py-1.5 font-medium whitespace-nowrap",
                  column.figure && "figure",
                  column.className,
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
