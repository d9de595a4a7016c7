"use client";

import type { ComponentProps } from "react";
import { controlClass, useFieldTies } from "./field";

/** Several lines of text. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const { reportProblem: _unused, ...ties } = useFieldTies(rest);
  return (
    <textarea rows={rows} {...rest} {...ties} className={controlClass("h-auto min-h-16 py-1.5", className)} />
  );
}
