"use client";

import { type ComponentProps, useEffect, useId, useState } from "react";
import { formatAmount, formatAmountWithUnit, type ScreenUnit, UNIT_LABEL } from "@/components/shared/format";
import { FEN_PER_YI, type Fen, readAmount } from "@/server/domain/amounts";
import { controlClass, useFieldTies } from "./field";

interface AmountFieldProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  value: Fen | null;
  onChange: (fen: Fen | null) => void;
  /**
   * The unit that a bare number is read in. 万元 unless told otherwise, whatever the unit switch says:
   * a form whose unit changes under the fingers is how 万元 and 亿元 get mixed up.
   */
  unit?: ScreenUnit;
}

export const UNREADABLE_AMOUNT = "看不懂这个金额，请写成 5000、5000万 或 3.2亿";

/** Money. Takes "12600", "5,000万", "3.2亿"; shows under the field what was understood, in the other unit. */
export function AmountField({ value, onChange, unit = "wan", className, onBlur, ...rest }: AmountFieldProps) {
  const readingId = useId();
  const { reportProblem, ...ties } = useFieldTies({
    ...rest,
    "aria-describedby": [rest["aria-describedby"], value === null ? undefined : readingId]
      .filter(Boolean)
      .join(" "),
  });
  const [draft, setDraft] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the value changes, not when the reporter does.
  useEffect(() => {
    reportProblem(null);
    setDraft((text) => (text !== null && (readAmount(text, unit)?.fen ?? null) === value ? text : null));
  }, [value, unit]);

  const type = (text: string) => {
    setDraft(text);
    const fen = text.trim() === "" ? null : (readAmount(text, unit)?.fen ?? null);
    if (fen !== value) onChange(fen);
  };
  const settle = () => {
    if (draft === null) return;
    const unreadable = draft.trim() !== "" && readAmount(draft, unit) === null;
    reportProblem(unreadable ? UNREADABLE_AMOUNT : null);
    if (!unreadable) setDraft(null);
  };

  return (
    <div>
      <div className="relative">
        <input
          inputMode="decimal"
          autoComplete="off"
          {...rest}
          {...ties}
          type="text"
          value={draft ?? (value === null ? "" : formatAmount(value, unit, { places: 10, trim: true }))}
          onChange={(event) => type(event.target.value)}
          onBlur={(event) => {
            settle();
            onBlur?.(event);
          }}
          className={controlClass("pr-11 text-right", className)}
        />
        <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-sm text-faint">
          {UNIT_LABEL[unit]}
        </span>
      </div>
      {value === null ? null : (
        <p id={readingId} className="mt-0.5 text-right text-sm text-faint">
          {understoodAmount(value, unit, draft)}
        </p>
      )}
    </div>
  );
}

/** "= 3.2 亿元": the amount in the unit that the reader is not looking at. */
export function understoodAmount(fen: Fen, unit: ScreenUnit, draft: string | null): string {
  const named = draft === null ? null : readAmount(draft, unit)?.namedUnit;
  const inOther = unit === "wan" && named !== "yi" && Math.abs(fen) >= FEN_PER_YI / 100 ? "yi" : "wan";
  return `= ${formatAmountWithUnit(fen, inOther, { places: 10, trim: true })}`;
}
