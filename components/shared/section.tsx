import clsx from "clsx";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: ReactNode;
  /** Beside the title: a count, a unit. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The content reaches the frame: for tables and lists. */
  flush?: boolean;
  className?: string;
}

/** A framed part of a page with its own heading. */
export function Section({ title, note, actions, children, flush, className }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx("min-w-0 rounded-md border border-line bg-surface", className)}
    >
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {note ? <span className="text-sm text-faint">{note}</span> : null}
        {actions ? <div className="no-print ml-auto flex items-center gap-2">{actions}</div> : null}
      </div>
      <div className={flush ? undefined : "p-3"}>{children}</div>
    </section>
  );
}
