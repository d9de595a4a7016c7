"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What it does: its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
  /** The key that does the same, shown in the tooltip. */
  keys?: string;
  size?: "sm" | "md";
  /** In a popup: the tooltip of the browser, which covers nothing for long and does not take the Esc that is meant for it. */
  quiet?: boolean;
}

export function IconButton({
  label,
  icon,
  keys,
  size = "md",
  quiet = false,
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={quiet ? label : undefined}
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors",
        "hover:bg-sunken hover:text-ink disabled:cursor-not-allowed disabled:opacity-55",
        size === "sm" ? "size-6" : "size-8",
        className,
      )}
    >
      {icon}
    </button>
  );
  if (quiet) return button;
  return <Tooltip content={keys ? `${label}（${keys}）` : label}>{button}</Tooltip>;
}
