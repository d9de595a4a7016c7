"use client";

import { useController } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import type { CaptureLead } from "@/server/contracts/project";
import { HMT_PLACES, initialsOfPlace, MAINLAND_PROVINCES } from "@/server/domain/places";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { IndustryField } from "../detail/industry-field";
import { useChoices } from "../detail/use-choices";

/** 意向投资额. A bare number is 万元; 3.2亿 is understood too. */
export function AmountInput({ required }: { required?: boolean }) {
  const { field, fieldState } = useController<CaptureLead, "intendedFen">({ name: "intendedFen" });
  return (
    <Field label="意向投资额" required={required ?? false} error={fieldState.error?.message}>
      <AmountField
        ref={field.ref}
        value={field.value ?? null}
        onChange={(fen) => field.onChange(fen ?? undefined)}
        onBlur={field.onBlur}
        placeholder="12600 或 1.26亿"
      />
    </Field>
  );
}

export function ChainInput() {
  const choices = useChoices();
  const { field, fieldState } = useController<CaptureLead, "chainId">({ name: "chainId" });
  return (
    <Field label={BASICS_WORDS.chainId.label} error={fieldState.error?.message}>
      <Combobox
        options={(choices?.chains ?? []).map(({ id, name, leaderName }) => ({
          value: String(id),
          label: name,
          ...(leaderName ? { note: `链长 ${leaderName}` } : {}),
        }))}
        placeholder="可在研判时定"
        value={field.value ? String(field.value) : null}
        onChange={(id) => field.onChange(id === null ? null : Number(id))}
      />
    </Field>
  );
}

const PLACES = [...MAINLAND_PROVINCES, ...HMT_PLACES].map((name) => ({
  value: name,
  label: name,
  keywords: initialsOfPlace(name),
}));

export function ProvinceInput() {
  const { field, fieldState } = useController<CaptureLead, "originProvince">({ name: "originProvince" });
  return (
    <Field label="投资方所在省" error={fieldState.error?.message}>
      <Combobox
        options={
          field.value && !PLACES.some((p) => p.value === field.value)
            ? [{ value: field.value, label: field.value }, ...PLACES]
            : PLACES
        }
        placeholder="省、自治区、直辖市"
        value={field.value || null}
        onChange={(province) => field.onChange(province ?? "")}
      />
    </Field>
  );
}

export function IndustryInput() {
  const { field, fieldState } = useController<CaptureLead, "industryCode">({ name: "industryCode" });
  return (
    <Field label="行业分类" error={fieldState.error?.message}>
      <IndustryField
        placeholder="可在备案时定"
        value={field.value ?? null}
        onChange={(code) => field.onChange(code)}
      />
    </Field>
  );
}

export function DayInput() {
  const { field, fieldState } = useController<CaptureLead, "nextDueOn">({ name: "nextDueOn" });
  return (
    <Field label={BASICS_WORDS.nextDueOn.label} error={fieldState.error?.message}>
      <DateField
        ref={field.ref}
        value={field.value ?? null}
        onChange={field.onChange}
        onBlur={field.onBlur}
      />
    </Field>
  );
}
