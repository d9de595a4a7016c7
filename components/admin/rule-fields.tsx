"use client";
/** The fields of each rule. */
import type { ReactNode } from "react";
import { AmountField } from "@/components/ui/amount-field";
import { Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/text-field";
import type { RuleKey, Rules } from "@/server/domain/rules";
import { CalendarFields } from "./calendar-fields";
import { ChainWordFields } from "./chain-word-fields";
import { GateFields } from "./gate-fields";
import { ProgressFields } from "./progress-fields";
import { RateRuleFields } from "./rate-rule-fields";
import { ATTRIBUTION_WORDS, CLOCK_WORDS, DUTY_WORDS, OWNERSHIP_WORDS } from "./rule-words";

interface RuleFieldsProps {
  ruleKey: RuleKey;
  value: unknown;
  onChange: (value: unknown) => void;
  /** What the server refused, by its place in the rule. */
  problemAt: (field: string) => string | undefined;
}

const NumberField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (n: number) => void;
}) => (
  <Field label={label}>
    <TextField
      inputMode="numeric"
      value={String(value)}
      onChange={(e) => onChange(Number(e.target.value.replace(/\D/g, "")))}
    />
  </Field>
);
const grid = (children: ReactNode) => <div className="grid gap-3 sm:grid-cols-2">{children}</div>;

/** A rule that is numbers only. */
const numbers = <Key extends string>(
  words: Record<Key, string>,
  value: Record<Key, number>,
  onChange: (value: Record<Key, number>) => void,
) =>
  grid(
    (Object.keys(words) as Key[]).map((key) => (
      <NumberField
        key={key}
        label={words[key]}
        value={value[key]}
        onChange={(n) => onChange({ ...value, [key]: n })}
      />
    )),
  );

export function RuleFields({ ruleKey, value, onChange, problemAt }: RuleFieldsProps) {
  switch (ruleKey) {
    case "district": {
      const v = value as Rules["district"];
      const line = (key: keyof Rules["district"], label: string) => (
        <Field label={label}>
          <TextField value={v[key]} onChange={(e) => onChange({ ...v, [key]: e.target.value })} />
        </Field>
      );
      return grid(
        <>
          {line("name", "区名")}
          {line("code", "区划代码")}
          {line("bureau", "单位")}
          {line("homeProvince", "所在省")}
          {line("homeCity", "所在市")}
        </>,
      );
    }
    case "tiers": {
      const v = value as Rules["tiers"];
      return grid(
        v.map((t, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the tier's identity.
          <Field key={i} label={`第${i + 1}档起点`}>
            <AmountField
              value={t}
              onChange={(fen) => onChange(v.map((old, at) => (at === i ? (fen ?? 0) : old)))}
            />
          </Field>
        )),
      );
    }
    case "thresholds": {
      const v = value as Rules["thresholds"];
      return grid(
        <>
          <Field label="到位资金统计起点（计划总投资）">
            <AmountField
              value={v.arrivalMinPlanFen}
              onChange={(fen) => onChange({ ...v, arrivalMinPlanFen: fen ?? 0 })}
            />
          </Field>
          <Field label="固投统计起点（计划总投资）">
            <AmountField
              value={v.investmentMinPlanFen}
              onChange={(fen) => onChange({ ...v, investmentMinPlanFen: fen ?? 0 })}
            />
          </Field>
          <NumberField
            label="疑似单位填错的倍数"
            value={v.unitSlipMultiple}
            onChange={(n) => onChange({ ...v, unitSlipMultiple: n })}
          />
        </>,
      );
    }
    case "rates":
      return <RateRuleFields rates={value as Rules["rates"]} problemAt={problemAt} onChange={onChange} />;
    case "clocks": {
      const v = value as Rules["clocks"];
      return grid(
        (Object.entries(CLOCK_WORDS) as [keyof Rules["clocks"], string][]).flatMap(([key, label]) => [
          <NumberField
            key={`${key}-warn`}
            label={`${label}：几天黄灯`}
            value={v[key].warnDays}
            onChange={(n) => onChange({ ...v, [key]: { ...v[key], warnDays: n } })}
          />,
          <NumberField
            key={`${key}-late`}
            label={`${label}：几天红灯`}
            value={v[key].lateDays}
            onChange={(n) => onChange({ ...v, [key]: { ...v[key], lateDays: n } })}
          />,
        ]),
      );
    }
    case "duties":
      return numbers(DUTY_WORDS, value as Rules["duties"], onChange);
    case "ownership":
      return numbers(OWNERSHIP_WORDS, value as Rules["ownership"], onChange);
    case "attribution":
      return numbers(ATTRIBUTION_WORDS, value as Rules["attribution"], onChange);
    case "progress":
      return <ProgressFields value={value as Rules["progress"]} onChange={onChange} />;
    case "calendar":
      return <CalendarFields calendar={value as Rules["calendar"]} onChange={onChange} />;
    case "reading":
      return <ChainWordFields reading={value as Rules["reading"]} onChange={onChange} />;
    case "evidence": {
      const v = value as Rules["evidence"];
      return grid(
        <NumberField
          label="单个文件上限（MB）"
          value={Math.round(v.maxBytes / 1048576)}
          onChange={(n) => onChange({ maxBytes: n * 1048576 })}
        />,
      );
    }
    case "session": {
      const v = value as Rules["session"];
      return grid(
        <>
          <NumberField
            label="空闲退出（分钟）"
            value={v.idleMinutes}
            onChange={(n) => onChange({ ...v, idleMinutes: n })}
          />
          <NumberField
            label="连续输错几次锁定"
            value={v.attempts}
            onChange={(n) => onChange({ ...v, attempts: n })}
          />
          <NumberField
            label="锁定时长（分钟）"
            value={v.lockMinutes}
            onChange={(n) => onChange({ ...v, lockMinutes: n })}
          />
        </>,
      );
    }
    case "gates":
      return <GateFields gates={value as Rules["gates"]} onChange={onChange} />;
  }
}
