"use client";
import { controlClass, useFieldTies } from "@/components/ui/field";
import type { StatMonth } from "@/server/domain/periods";

const toText = (month: StatMonth | null) =>
  month === null ? "" : `${Math.trunc(month / 100)}-${String(month % 100).padStart(2, "0")}`;
const toMonth = (text: string): StatMonth | null =>
  /^\d{4}-\d{2}$/.test(text) ? Number(text.replace("-", "")) : null;

interface MonthFieldProps<Value extends StatMonth | null> {
  label: string;
  value: Value;
  onChange: (month: StatMonth) => void;
  onClear?: () => void;
  max?: StatMonth;
}

/** A month, in the browser's own field: typed or picked. */
export function MonthField<Value extends StatMonth | null>({
  label,
  value,
  onChange,
  onClear,
  max,
}: MonthFieldProps<Value>) {
  const { reportProblem: _unused, ...ties } = useFieldTies();
  return (
    <input
      {...ties}
      type="month"
      aria-label={label}
      value={toText(value)}
      max={max === undefined ? undefined : toText(max)}
      onChange={(event) => {
        const month = toMonth(event.target.value);
        if (month !== null) onChange(month);
        else onClear?.();
      }}
      className={controlClass("w-36! shrink-0")}
    />
  );
}
