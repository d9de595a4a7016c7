"use client";
import { type ReactNode, useId } from "react";
import type { FieldType } from "@/server/domain/project-fields";
import { PlainValue } from "./change-text";

interface ValueChoiceProps<Answer extends string> {
  /** What is asked about. */
  legend: ReactNode;
  type: FieldType;
  choices: readonly { value: Answer; title: string; shown: string | number | null }[];
  taken: Answer | null;
  onTake: (answer: Answer) => void;
  disabled?: boolean;
  tone?: "plain" | "warn";
}

/** Two values of one field side by side, of which somebody takes one. */
export function ValueChoice<Answer extends string>(props: ValueChoiceProps<Answer>) {
  const { legend, type, choices, taken, onTake, disabled = false, tone = "plain" } = props;
  const group = useId();
  return (
    <fieldset className={`rounded-md border p-2 ${tone === "warn" ? "border-warn/40" : "border-line"}`}>
      <legend className="max-w-full px-1 text-sm">{legend}</legend>
      <div className="grid grid-cols-1 gap-1 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-w-0 cursor-pointer items-start gap-2 rounded-sm p-1 hover:bg-sunken has-disabled:cursor-default"
          >
            <input
              type="radio"
              name={group}
              disabled={disabled}
              checked={taken === choice.value}
              onChange={() => onTake(choice.value)}
              className="mt-1 size-3.5 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block text-sm text-muted">{choice.title}</span>
              <span className="block break-words whitespace-pre-line">
                <PlainValue type={type} value={choice.shown} />
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
