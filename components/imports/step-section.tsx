"use client";
import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";

interface StepSectionProps {
  /** For the links of the step strip. */
  anchor: string;
  title: string;
  /** The step in one line, so that it can stay closed. */
  summary: ReactNode;
  /** Something in it waits for a decision: it says so, and begins open. */
  asks?: string | null;
  children: ReactNode;
}

/** A step that folds: its one line is enough unless something in it is to be decided. */
export function StepSection({ anchor, title, summary, asks = null, children }: StepSectionProps) {
  const id = useId();
  const [open, setOpen] = useState(asks !== null);
  return (
    <section
      id={anchor}
      aria-labelledby={`${id}-title`}
      className="min-w-0 scroll-mt-3 rounded-md border border-line bg-surface"
    >
      <h2 className={clsx(open && "border-b border-line")}>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? `${id}-body` : undefined}
          onClick={() => setOpen(!open)}
          className="flex min-h-10 w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-3 py-1.5 text-left hover:bg-sunken focus-visible:-outline-offset-2"
        >
          <span id={`${id}-title`} className="font-semibold">
            {title}
          </span>
          <span className="min-w-0 flex-1 text-sm text-muted max-sm:order-last max-sm:basis-full">
            {summary}
          </span>
          {asks ? <Badge tone="warn">{asks}</Badge> : null}
          <span className="ml-auto flex items-center gap-1 text-sm text-faint">
            {open ? "收起" : "展开"}
            <ChevronDown aria-hidden className={clsx("size-4 transition-transform", open && "rotate-180")} />
          </span>
        </button>
      </h2>
      {open ? <div id={`${id}-body`}>{children}</div> : null}
    </section>
  );
}
