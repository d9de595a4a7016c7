"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass, useFieldTies } from "./field";

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

interface SelectProps extends Omit<ComponentProps<"select">, "children"> {
  options: readonly Choice[];
  /** The words of the empty choice; without it there is none. */
  placeholder?: string;
}

/** The browser's own list: best on phones and old shells. For more than a dozen choices use Combobox. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  const { reportProblem: _unused, ...ties } = useFieldTies(rest);
  return (
    <div className="relative">
      <select {...rest} {...ties} className={controlClass("appearance-none pr-7", className)}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-2 size-4 text-faint" />
    </div>
  );
}
