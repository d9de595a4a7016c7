"use client";

import clsx from "clsx";
import { ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { addMonths, monthLabel, type StatMonth, statMonth, yearOf } from "@/server/domain/periods";
import { Button } from "./button";
import { controlClass, useFieldTies } from "./field";
import { IconButton } from "./icon-button";
import { Popover } from "./popover";

interface MonthRange {
  min?: StatMonth | undefined;
  max?: StatMonth | undefined;
}

interface MonthFieldProps extends MonthRange {
  /** Its accessible name, followed by the month. */
  label: string;
  value: StatMonth | null;
  onChange: (month: StatMonth) => void;
  /** Given: the month can be emptied. */
  onClear?: (() => void) | undefined;
  disabled?: boolean;
  className?: string;
}

const COLUMNS = 3;
/** Where an empty field without limits opens. */
const FALLBACK: StatMonth = 202601;
const MONTH_NUMBERS = Array.from({ length: 12 }, (_, i) => i + 1);
const within = (month: StatMonth, { min, max }: MonthRange): boolean =>
  (min === undefined || month >= min) && (max === undefined || month <= max);
const clamp = (month: StatMonth, { min, max }: MonthRange): StatMonth =>
  Math.min(Math.max(month, min ?? month), max ?? Number.POSITIVE_INFINITY);

/** A month, picked from a year of twelve. The browser's own field speaks the browser's language; this one speaks ours. */
export function MonthField(props: MonthFieldProps) {
  const { label, value, onChange, onClear, disabled, className, min, max } = props;
  const [open, setOpen] = useState(false);
  const { reportProblem: _unused, ...ties } = useFieldTies();
  const choose = (month: StatMonth) => {
    setOpen(false);
    if (month !== value) onChange(month);
  };
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="w-64"
      trigger={
        <button
          {...ties}
          type="button"
          disabled={disabled}
          aria-label={`${label}：${value === null ? "未选择" : monthLabel(value)}`}
          className={controlClass(
            "inline-flex w-32! shrink-0 items-center justify-between gap-1 text-left tabular-nums",
            className,
          )}
        >
          {value === null ? <span className="text-faint">年 / 月</span> : monthLabel(value)}
          <ChevronDown aria-hidden className="size-4 text-faint" />
        </button>
      }
    >
      <YearPanel value={value} min={min} max={max} onChoose={choose} />
      {onClear && value !== null ? (
        <Button
          size="sm"
          variant="ghost"
          className="mt-2 w-full"
          onClick={() => {
            setOpen(false);
            onClear();
          }}
        >
          清空
        </Button>
      ) : null}
    </Popover>
  );
}

/** Months that a key moves by. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -COLUMNS,
  ArrowDown: COLUMNS,
  PageUp: -12,
  PageDown: 12,
};

interface YearPanelProps extends MonthRange {
  value: StatMonth | null;
  onChoose: (month: StatMonth) => void;
}

function YearPanel({ value, onChoose, ...range }: YearPanelProps) {
  const [cursor, setCursor] = useState(() => clamp(value ?? range.max ?? range.min ?? FALLBACK, range));
  const panel = useRef<HTMLDivElement>(null);
  const walked = useRef(true);
  const year = yearOf(cursor);
  useEffect(() => {
    // Only keys and the opening take the focus along; the buttons of the year keep their own.
    if (walked.current) panel.current?.querySelector<HTMLElement>(`[data-month="${cursor}"]`)?.focus();
    walked.current = false;
  }, [cursor]);
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    walked.current = true;
    setCursor(clamp(addMonths(cursor, step), range));
  };
  const turn = (count: number) => setCursor(clamp(addMonths(cursor, count * 12), range));
  return (
    <div ref={panel}>
      <div className="mb-2 flex items-center justify-between">
        <IconButton
          size="sm"
          label="上一年"
          icon={<ChevronLeft aria-hidden className="size-4" />}
          disabled={!within(statMonth(year - 1, 12), { min: range.min })}
          onClick={() => turn(-1)}
        />
        <span aria-live="polite" className="font-medium tabular-nums">
          {year}年
        </span>
        <IconButton
          size="sm"
          label="下一年"
          icon={<ChevronRight aria-hidden className="size-4" />}
          disabled={!within(statMonth(year + 1, 1), { max: range.max })}
          onClick={() => turn(1)}
        />
      </div>
      <div className="grid grid-cols-3 gap-1">
        {MONTH_NUMBERS.map((number) => {
          const month = statMonth(year, number);
          return (
            <button
              key={month}
              type="button"
              data-month={month}
              tabIndex={month === cursor ? 0 : -1}
              aria-label={monthLabel(month)}
              aria-pressed={month === value}
              disabled={!within(month, range)}
              onKeyDown={press}
              onClick={() => onChoose(month)}
              className={clsx(
                "h-9 rounded-md border border-transparent tabular-nums disabled:text-faint disabled:opacity-55",
                month === value ? "bg-accent-fill text-on-fill" : "enabled:hover:bg-sunken",
              )}
            >
              {number}月
            </button>
          );
        })}
      </div>
    </div>
  );
}
