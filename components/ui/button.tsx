import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent-fill text-on-fill hover:bg-accent-press",
  secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
  ghost: "border-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "border-transparent bg-late-fill text-on-fill hover:bg-late-press",
};

const SIZE: Record<ButtonSize, string> = {
  sm: "h-7 gap-1 px-2 text-sm",
  md: "h-8 gap-1.5 px-3 text-base",
  lg: "h-11 gap-2 px-4 text-lg",
};

/** The classes of a button, for the rare element that must look like one (a label, a summary). */
export const buttonClass = (variant: ButtonVariant = "secondary", size: ButtonSize = "md") =>
  clsx(
    "inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md border font-medium transition-colors select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    VARIANT[variant],
    SIZE[size],
  );

interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
}

interface ButtonProps extends ButtonLook, ComponentProps<"button"> {
  /** Work is under way: the button keeps its width, says so, and takes no second click. */
  busy?: boolean;
}

export function Button({
  variant,
  size,
  icon,
  busy,
  className,
  children,
  onClick,
  type,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? "button"}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonClass(variant, size), className)}
    >
      {busy ? <BusyMark /> : icon}
      {children}
    </button>
  );
}

interface ButtonLinkProps extends ButtonLook, ComponentProps<typeof Link> {}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={clsx(buttonClass(variant, size), className)}>
      {icon}
      {children}
    </Link>
  );
}

function BusyMark() {
  return (
    <span
      aria-hidden
      className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent opacity-80"
    />
  );
}
