"use client";
/** 目标亮灯、得分与榜单: which rule set, its limits, the marks of each indicator, the size of the boards. */
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { ProgressRules } from "@/server/domain/progress-rules";
import { TARGET_INDICATOR_NAMES, TARGET_INDICATORS } from "@/server/domain/statistics-columns";
import { LIGHT_SETS } from "@/server/domain/target-progress";
import { SCORE_METHODS } from "@/server/domain/target-scores";

interface ProgressFieldsProps {
  value: ProgressRules;
  onChange: (value: ProgressRules) => void;
}

const choices = <Key extends string>(words: Record<Key, string>) =>
  (Object.entries(words) as [Key, string][]).map(([value, label]) => ({ value, label }));

export function ProgressFields({ value: v, onChange }: ProgressFieldsProps) {
  const set = (change: Partial<ProgressRules>) => onChange({ ...v, ...change });
  const number = (label: string, now: number, write: (n: number) => void) => (
    <Field key={label} label={label}>
      <TextField
        inputMode="numeric"
        value={String(now)}
        onChange={(e) => write(Number(e.target.value.replace(/\D/g, "")))}
      />
    </Field>
  );
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="亮灯办法">
        <Select
          value={v.lights}
          onChange={(e) => set({ lights: e.target.value as ProgressRules["lights"] })}
          options={choices(LIGHT_SETS)}
        />
      </Field>
      <Field label="得分办法">
        <Select
          value={v.scoring}
          onChange={(e) => set({ scoring: e.target.value as ProgressRules["scoring"] })}
          options={choices(SCORE_METHODS)}
        />
      </Field>
      {v.lights === "lag"
        ? [
            number("欠序时超过几个百分点预警", v.warnPoints, (n) => set({ warnPoints: n })),
            number("欠序时超过几个百分点滞后", v.latePoints, (n) => set({ latePoints: n })),
          ]
        : null}
      {v.lights === "shortfall"
        ? number("欠计划进度超过百分之几滞后", v.latePercent, (n) => set({ latePercent: n }))
        : null}
      {TARGET_INDICATOR_NAMES.map((name) =>
        number(`${TARGET_INDICATORS[name]}分值`, v.marks[name], (n) =>
          set({ marks: { ...v.marks, [name]: n } }),
        ),
      )}
      {number("红榜、黑榜各几名", v.boardSize, (n) => set({ boardSize: n }))}
    </div>
  );
}
