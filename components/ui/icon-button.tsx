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
}

export function IconButton({ label, icon, keys, size = "md", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={keys ? `${label}（${keys}）` : label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={clsx(
          "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors",
          "hover:bg-sunken hover:text-ink disabled:cursor-not-allowed disabled:opacity-55",
          size === "sm" ? "size-6" : "size-8",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
