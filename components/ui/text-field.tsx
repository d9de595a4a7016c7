"use client";

import type { ComponentProps, ReactNode } from "react";
import { controlClass, useFieldTies } from "./field";

interface TextFieldProps extends ComponentProps<"input"> {
  /** Words or an icon before and after the text, inside the frame. */
  before?: ReactNode;
  after?: ReactNode;
}

/** One line of text. Spread react-hook-form's `register(…)` into it as it is. */
export function TextField({ before, after, className, ...rest }: TextFieldProps) {
  const { reportProblem: _unused, ...ties } = useFieldTies(rest);
  const input = (
    <input
      autoComplete="off"
      type="text"
      {...rest}
      {...ties}
      className={controlClass(before ? "pl-8" : undefined, after ? "pr-14" : undefined, className)}
    />
  );
  if (!before && !after) return input;
  return (
    <div className="relative">
      {before ? (
        <span className="pointer-events-none absolute inset-y-0 left-2 flex items-center text-faint">
          {before}
        </span>
      ) : null}
      {input}
      {after ? (
        <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-sm text-faint">
          {after}
        </span>
      ) : null}
    </div>
  );
}
