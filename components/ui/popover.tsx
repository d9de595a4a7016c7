"use client";

import clsx from "clsx";
import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface PopoverProps {
  /** The button that opens it; must be a real button. */
  trigger: ReactNode;
  children: ReactNode;
  /** What the panel is, for a screen reader. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  className?: string;
  /** What the focus goes to when it opens; the first control otherwise. */
  focusFirst?: string;
}

/** A small panel of controls beside its button. */
export function Popover({
  trigger,
  children,
  label,
  open,
  onOpenChange,
  align = "start",
  className,
  focusFirst,
}: PopoverProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => {
            const wanted =
              focusFirst && event.currentTarget instanceof HTMLElement
                ? event.currentTarget.querySelector<HTMLElement>(focusFirst)
                : null;
            if (!wanted) return;
            event.preventDefault();
            wanted.focus();
          }}
          className={clsx(
            "thin-scroll z-50 max-h-(--radix-popover-content-available-height) min-w-48 animate-fade-in overflow-y-auto rounded-md border border-line-strong bg-surface p-3 shadow-lift",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
