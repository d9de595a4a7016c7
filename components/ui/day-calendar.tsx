"use client";

import clsx from "clsx";
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { addDays, type Day, daysInMonth, firstDayOf, monthLabel, monthOfDay } from "@/server/domain/periods";
import { Button } from "./button";
import { addMonthsToDay, type DayRange, isWithin, WEEKDAYS, weekdayOf } from "./day-text";
import { IconButton } from "./icon-button";

interface DayCalendarProps extends DayRange {
  value: Day | null;
  today: Day;
  onChoose: (day: Day | null) => void;
}

const clamp = (day: Day, { min, max }: DayRange): Day =>
  min !== undefined && day < min ? min : max !== undefined && day > max ? max : day;

const STEPS: Record<string, (day: Day) => Day> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonthsToDay(day, -1),
  PageDown: (day) => addMonthsToDay(day, 1),
  Home: (day) => addDays(day, -weekdayOf(day)),
  End: (day) => addDays(day, 6 - weekdayOf(day)),
};

const spoken = (day: Day): string =>
  `${monthLabel(monthOfDay(day))}${Number(day.slice(8))}日 周${WEEKDAYS[weekdayOf(day)]}`;

/** The weeks of the month a day stands in, Monday first; null beside the month. */
function weeksOf(day: Day): { key: Day; days: (Day | null)[] }[] {
  const month = monthOfDay(day);
  const first = firstDayOf(month);
  const monday = addDays(first, -weekdayOf(first));
  const count = Math.ceil((weekdayOf(first) + daysInMonth(month)) / 7);
  return Array.from({ length: count }, (_, week) => ({
    key: addDays(monday, week * 7),
    days: Array.from({ length: 7 }, (__, i) => addDays(monday, week * 7 + i)).map((d) =>
      monthOfDay(d) === month ? d : null,
    ),
  }));
}

/** A month of days. ← → ↑ ↓ walk, PageUp PageDown turn the month, Home End go to the ends of the week, Enter takes the day. */
export function DayCalendar({ value, today, onChoose, ...range }: DayCalendarProps) {
  const [cursor, setCursor] = useState(() => clamp(value ?? today, range));
  const grid = useRef<HTMLTableElement>(null);
  const walked = useRef(true);
  useEffect(() => {
    // Only keys and the opening take the focus along; the buttons of month and year keep their own.
    if (walked.current) grid.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus();
    walked.current = false;
  }, [cursor]);
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    walked.current = true;
    setCursor(clamp(step(cursor), range));
  };
  return (
    <>
      <MonthHead
        cursor={cursor}
        onTurn={(months) => setCursor(clamp(addMonthsToDay(cursor, months), range))}
      />
      <table ref={grid} className="w-full table-fixed border-collapse text-center tabular-nums">
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col" abbr={`周${name}`} className="h-7 text-sm font-normal text-faint">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(cursor).map((week) => (
            <tr key={week.key}>
              {week.days.map((day, index) => (
                <td key={day ?? `${week.key}-${WEEKDAYS[index]}`} className="p-0">
                  {day ? (
                    <DayButton
                      day={day}
                      chosen={day === value}
                      today={day === today}
                      tabbable={day === cursor}
                      disabled={!isWithin(day, range)}
                      onPress={press}
                      onChoose={onChoose}
                    />
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-1 flex justify-between border-t border-line pt-2">
        <Button size="sm" variant="ghost" disabled={value === null} onClick={() => onChoose(null)}>
          清空
        </Button>
        <Button size="sm" variant="ghost" disabled={!isWithin(today, range)} onClick={() => onChoose(today)}>
          今天
        </Button>
      </div>
    </>
  );
}

function MonthHead({ cursor, onTurn }: { cursor: Day; onTurn: (months: number) => void }) {
  const turn = (label: string, months: number, icon: ReactNode) => (
    <IconButton size="sm" quiet label={label} icon={icon} onClick={() => onTurn(months)} />
  );
  return (
    <div className="mb-1 flex items-center">
      {turn("上一年", -12, <ChevronsLeft aria-hidden className="size-4" />)}
      {turn("上一月", -1, <ChevronLeft aria-hidden className="size-4" />)}
      <span aria-live="polite" className="flex-1 text-center font-medium tabular-nums">
        {monthLabel(monthOfDay(cursor))}
      </span>
      {turn("下一月", 1, <ChevronRight aria-hidden className="size-4" />)}
      {turn("下一年", 12, <ChevronsRight aria-hidden className="size-4" />)}
    </div>
  );
}

interface DayButtonProps {
  day: Day;
  chosen: boolean;
  today: boolean;
  tabbable: boolean;
  disabled: boolean;
  onPress: (event: KeyboardEvent) => void;
  onChoose: (day: Day) => void;
}

const DayButton = ({ day, chosen, today, tabbable, disabled, onPress, onChoose }: DayButtonProps) => (
  <button
    type="button"
    data-day={day}
    tabIndex={tabbable ? 0 : -1}
    aria-label={spoken(day)}
    aria-pressed={chosen}
    aria-current={today ? "date" : undefined}
    disabled={disabled}
    onKeyDown={onPress}
    onClick={() => onChoose(day)}
    className={clsx(
      "h-8 w-full rounded-md border disabled:text-faint disabled:opacity-55",
      chosen ? "border-transparent bg-accent-fill text-on-fill" : "enabled:hover:bg-sunken",
      !chosen && (today ? "border-accent-line font-semibold text-accent" : "border-transparent"),
    )}
  >
    {Number(day.slice(8))}
  </button>
);
