"use client";

import { CalendarDays } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { type Day, dayOf } from "@/server/domain/periods";
import { DayCalendar } from "./day-calendar";
import { type DayRange, readTypedDay } from "./day-text";
import { controlClass, useFieldTies } from "./field";
import { Popover } from "./popover";

interface DateFieldProps
  extends Omit<ComponentProps<"input">, "value" | "onChange" | "type" | "min" | "max"> {
  value: Day | null;
  onChange: (day: Day | null) => void;
  min?: Day;
  max?: Day;
}

const UNREADABLE = "看不懂这个日期，请写成 2026-07-04 这样";

interface DayDraft extends DayRange {
  value: Day | null;
  onChange: (day: Day | null) => void;
  report: (problem: string | null) => void;
}

/** What is being typed, until it is read or left. */
function useDayDraft({ value, onChange, report, min, max }: DayDraft) {
  const [draft, setDraft] = useState<string | null>(null);
  const typed = useRef<string | null>(null);
  const read = (text: string) => readTypedDay(text, dayOf(new Date()), { min, max });
  useEffect(() => {
    typed.current = draft;
  }, [draft]);
  // A value set from outside (a form reset) replaces what was being typed; what the typing itself set does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the value changes, not when the reporter does.
  useEffect(() => {
    if (typed.current === null || read(typed.current) === value) return;
    setDraft(null);
    report(null);
  }, [value]);
  const settle = () => {
    if (draft === null) return;
    const day = draft.trim() === "" ? null : read(draft);
    const unreadable = draft.trim() !== "" && day === null;
    report(unreadable ? UNREADABLE : null);
    if (!unreadable) setDraft(null);
    if (day !== value) onChange(day);
  };
  const drop = () => {
    setDraft(null);
    report(null);
  };
  return { text: draft ?? value ?? "", type: setDraft, settle, drop };
}

/**
 * A day, typed the way people write it (2026-7-4, 2026.7.4, 2026年7月4日, 20260704, 7-4) or picked in the calendar; Alt-↓
 * opens it. The browser's own field speaks the browser's language; this one speaks ours.
 */
export function DateField(props: DateFieldProps) {
  const { value, onChange, min, max, className, onBlur, disabled, ...rest } = props;
  const { reportProblem, ...ties } = useFieldTies(rest);
  const draft = useDayDraft({ value, onChange, report: reportProblem, min, max });
  const [open, setOpen] = useState(false);
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
          if (event.key !== "ArrowDown" || !event.altKey) return;
          event.preventDefault();
          setOpen(true);
        }}
        className={controlClass("pr-8", className)}
      />
      <Popover
        label="日历"
        open={open}
        onOpenChange={setOpen}
        align="end"
        className="w-64"
        focusFirst="[data-day][tabindex='0']"
        trigger={
          <button
            type="button"
            aria-label="打开日历"
            disabled={disabled}
            className="absolute top-1 right-1 inline-flex size-6 items-center justify-center rounded-sm text-faint hover:bg-sunken hover:text-ink disabled:opacity-55"
          >
            <CalendarDays aria-hidden className="size-4" />
          </button>
        }
      >
        <DayCalendar
          value={value}
          today={dayOf(new Date())}
          min={min}
          max={max}
          onChoose={(day) => {
            setOpen(false);
            draft.drop();
            if (day !== value) onChange(day);
          }}
        />
      </Popover>
    </div>
  );
}
