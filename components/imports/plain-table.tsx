"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useRef, useState } from "react";

export interface PlainColumn {
  header: ReactNode;
  figure?: boolean;
  className?: string;
  /** How many columns of the rows stand beneath it. */
  span?: number;
}

/** True while the content is wider than its frame. */
function useScrolls() {
  const frame = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { frame, scrolls };
}

/** The frame of this room's short tables: scrolls sideways on a phone, by keyboard too; one look for all heads. */
export function PlainTable({
  label,
  columns,
  children,
}: {
  label: string;
  columns: readonly PlainColumn[];
  children: ReactNode;
}) {
  const { frame, scrolls } = useScrolls();
  return (
    <section
      ref={frame}
      aria-label={scrolls ? `${label}（可横向滚动）` : undefined}
      tabIndex={scrolls ? 0 : undefined}
      className="thin-scroll overflow-x-auto focus-visible:-outline-offset-2"
    >
      <table aria-label={label} className="w-full text-left">
        <thead className="bg-sunken text-sm text-muted">
          <tr>
            {columns.map((column, at) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never move.
                key={at}
                scope="col"
                colSpan={column.span}
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
    </section>
  );
}
