"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface TooltipProps {
  content: ReactNode;
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  /** Given where a click or a touch opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Shows on hover and on focus. The child must take focus itself, or the words are lost to the keyboard. */
export function Tooltip({ content, children, side = "bottom", open, onOpenChange }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300} skipDelayDuration={200}>
      <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="no-print z-50 max-w-80 animate-fade-in rounded-md border border-line-strong bg-surface px-2 py-1 text-sm text-ink shadow-lift"
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
