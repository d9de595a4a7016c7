"use client";

import clsx from "clsx";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { PanelFoot, PanelHead } from "./dialog";
import { useFocusReturn } from "./use-focus-return";

interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  width?: "md" | "lg" | "xl";
  /**
   * False: a peek. The list behind stays alive and keeps the focus, so that j and k walk on; Esc still closes it.
   */
  modal?: boolean;
}

const WIDTH = { md: "sm:w-[420px]", lg: "sm:w-[560px]", xl: "sm:w-[760px]" };

/** A panel from the right edge; the whole screen on a phone. */
export function Drawer({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  width = "lg",
  modal = true,
}: DrawerProps) {
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Radix.Portal>
        {modal ? <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" /> : null}
        <Radix.Content
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            focus.remember();
            // Reading comes first: the panel takes the focus, not its closing button.
            if (modal && event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={focus.giveBack}
          onInteractOutside={modal ? undefined : (event) => event.preventDefault()}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={clsx(
            "outline-none fixed inset-y-0 right-0 z-40 flex w-full animate-slide-in flex-col border-l border-line-strong bg-surface shadow-lift",
            WIDTH[width],
          )}
        >
          <PanelHead title={<Radix.Title className="text-lg font-semibold">{title}</Radix.Title>}>
            {description ? (
              <Radix.Description className="mt-0.5 text-base text-muted">{description}</Radix.Description>
            ) : null}
          </PanelHead>
          <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
          {footer ? <PanelFoot>{footer}</PanelFoot> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
