"use client";

import { CalendarDays } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import type { Day } from "@/server/domain/periods";
import { readDay } from "@/server/domain/periods";
import { controlClass, useFieldTies } from "./field";

interface DateFieldProps
  extends Omit<ComponentProps<"input">, "value" | "onChange" | "type" | "min" | "max"> {
  value: Day | null;
  onChange: (day: Day | null) => void;
  min?: Day;
  max?: Day;
}

const UNREADABLE = "看不懂这个日期，请写成 2026-07-04 这样";

/** What is being typed, until it is read or left. */
function useDayDraft(
  value: Day | null,
  onChange: (day: Day | null) => void,
  report: (problem: string | null) => void,
) {
  const [draft, setDraft] = useState<string | null>(null);
  const typed = useRef<string | null>(null);
  useEffect(() => {
    typed.current = draft;
  }, [draft]);
  // A value set from outside (a form reset) replaces what was being typed; what the typing itself set does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the value changes, not when the reporter does.
  useEffect(() => {
    if (typed.current === null || (readDay(typed.current)?.day ?? null) === value) return;
    setDraft(null);
    report(null);
  }, [value]);
  const settle = () => {
    if (draft === null) return;
    const read = draft.trim() === "" ? null : readDay(draft);
    const unreadable = draft.trim() !== "" && read === null;
    report(unreadable ? UNREADABLE : null);
    if (!unreadable) setDraft(null);
    const day = read?.day ?? null;
    if (day !== value) onChange(day);
  };
  return { text: draft ?? value ?? "", type: setDraft, settle };
}

/** A day, typed the way people write it (2026-7-4, 2026.7.4, 2026年7月4日, 20260704) or picked in the calendar. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, min, max, className, onBlur, disabled, ...rest } = props;
  const { reportProblem, ...ties } = useFieldTies(rest);
  const draft = useDayDraft(value, onChange, reportProblem);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="relative">
      <input
        inputMode="numeric"
        placeholder="年-月-日"
        autoComplete="off"
        {...rest}
        {...ties}
        type="text"
        disabled={disabled}
        value={draft.text}
        onChange={(event) => draft.type(event.target.value)}
        onBlur={(event) => {
          draft.settle();
          onBlur?.(event);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") draft.settle();
        }}
        className={controlClass("pr-8", className)}
      />
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        disabled={disabled}
        min={min}
        max={max}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || null)}
        className="pointer-events-none absolute right-0 bottom-0 h-0 w-0 opacity-0"
      />
      <button
        type="button"
        aria-label="打开日历"
        disabled={disabled}
        onClick={() => picker.current?.showPicker()}
        className="absolute top-1 right-1 inline-flex size-6 items-center justify-center rounded-sm text-faint hover:bg-sunken hover:text-ink disabled:opacity-55"
      >
        <CalendarDays aria-hidden className="size-4" />
      </button>
    </div>
  );
}
