"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useFocusReturn } from "./use-focus-return";

/** Where the focus goes when it opens: the first field, else the first button below, else the panel itself. */
function focusFirst(event: Event) {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const panel = event.currentTarget;
  const field = panel.querySelector<HTMLElement>(
    "input:not(:disabled):not([tabindex='-1']),textarea:not(:disabled),select:not(:disabled)",
  );
  (field ?? panel.querySelector<HTMLElement>("[data-panel-foot] button") ?? panel).focus();
}

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One line under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the deciding one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  /** Unsaved text inside: a click beside the dialog does not close it. */
  sticky?: boolean;
}

const WIDTH = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl", xl: "max-w-6xl" };

/** Traps focus, closes on Esc, gives focus back. On a phone it sits at the bottom edge. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "md",
  sticky,
}: DialogProps) {
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 flex animate-fade-in items-end justify-center overflow-y-auto bg-scrim sm:items-start sm:p-6 sm:pt-[8vh]">
          <Radix.Content
            onOpenAutoFocus={(event) => {
              focus.remember();
              focusFirst(event);
            }}
            onCloseAutoFocus={focus.giveBack}
            onInteractOutside={sticky ? (event) => event.preventDefault() : undefined}
            {...(description ? {} : { "aria-describedby": undefined })}
            className={clsx(
              "flex outline-none max-h-[92vh] w-full animate-rise-in flex-col rounded-t-md border border-line-strong bg-surface shadow-lift sm:max-h-[84vh] sm:rounded-md",
              WIDTH[size],
            )}
          >
            <PanelHead title={<Radix.Title className="text-lg font-semibold">{title}</Radix.Title>}>
              {description ? (
                <Radix.Description className="mt-0.5 text-base text-muted">{description}</Radix.Description>
              ) : null}
            </PanelHead>
            {children ? (
              <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
            ) : null}
            {footer ? <PanelFoot>{footer}</PanelFoot> : null}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function PanelHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex items-start gap-3 border-b border-line px-4 py-3">
      <div className="min-w-0 flex-1">
        {title}
        {children}
      </div>
      <Radix.Close
        aria-label="关闭"
        className="-mr-1 inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </Radix.Close>
    </div>
  );
}

export const PanelFoot = ({ children }: { children: ReactNode }) => (
  <div
    data-panel-foot
    className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3"
  >
    {children}
  </div>
);
