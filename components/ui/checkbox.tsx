"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  /** Without a visible label, pass `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
  indeterminate?: boolean;
}

export function Checkbox({ label, hint, indeterminate = false, className, ...rest }: CheckboxProps) {
  const ownId = useId();
  const id = rest.id ?? ownId;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  const input = (
    <input
      {...rest}
      id={id}
      ref={box}
      type="checkbox"
      className={clsx("size-4 shrink-0", !label && className)}
    />
  );
  if (!label) return input;
  return (
    <label htmlFor={id} className={clsx("flex items-start gap-2 has-disabled:opacity-55", className)}>
      <span className="flex h-[21px] items-center">{input}</span>
      <span className="min-w-0">
        {label}
        {hint ? <span className="block text-sm text-faint">{hint}</span> : null}
      </span>
    </label>
  );
}
