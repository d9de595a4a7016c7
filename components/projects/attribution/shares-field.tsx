"use client";
/** How two units share the credit: the usual splits at a click, any other by its first part. */
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/text-field";
import { percent, WHOLE } from "@/server/domain/attribution-shares";
import { readFirstShare } from "./two-shares";

interface SharesFieldProps {
  first: string;
  second: string;
  /** As typed, in per cent, for the first unit. */
  value: string;
  onChange: (value: string) => void;
  error?: string | null | undefined;
}

const SPLITS = ["100", "70", "50", "30", "0"];

export function SharesField({ first, second, value, onChange, error }: SharesFieldProps) {
  const read = readFirstShare(value);
  return (
    <div className="flex flex-col gap-2">
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="mb-1 text-sm font-medium text-muted">常用分法</legend>
        {SPLITS.map((split) => (
          <Button
            key={split}
            size="sm"
            variant={value === split ? "primary" : "secondary"}
            aria-pressed={value === split}
            onClick={() => onChange(split)}
          >
            {split === "100" ? `全归${first}` : split === "0" ? `全归${second}` : splitWord(Number(split))}
          </Button>
        ))}
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={`${first}（%）`}
          required
          error={error ?? (value !== "" && read === null ? "请填写 0 到 100 的数，最多两位小数" : null)}
        >
          <TextField
            inputMode="decimal"
            maxLength={7}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
        <Field label={`${second}（%）`} hint="其余自动归另一方，合计 100%">
          <TextField readOnly value={read === null ? "" : percent(WHOLE - read).replace("%", "")} />
        </Field>
      </div>
    </div>
  );
}

/** 70 → 7:3 */
const splitWord = (first: number): string => `${first / 10}:${10 - first / 10}`;
