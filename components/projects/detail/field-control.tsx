"use client";
import { useState } from "react";
import { areaText } from "@/components/shared/change-text";
import { AmountField } from "@/components/ui/amount-field";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { MonthField } from "@/components/ui/month-field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import { INVESTOR_KINDS, LAND_MODES, LEAD_SOURCES, NATURES } from "@/server/contracts/project";
import { HMT_PLACES, MAINLAND_PROVINCES } from "@/server/domain/places";
import { type FieldType, SECTORS, SENSITIVITY_NAME } from "@/server/domain/project-fields";
import { IndustryField } from "./industry-field";
import { useChoices } from "./use-choices";

export type FieldValue = string | number | null;

interface FieldControlProps {
  type: FieldType;
  /** What the field is called, for controls that say it themselves. */
  label: string;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  disabled?: boolean;
}

const FIXED: Partial<Record<FieldType, readonly string[]>> = {
  "land-mode": LAND_MODES,
  nature: NATURES,
  sector: SECTORS,
  "investor-kind": INVESTOR_KINDS,
  source: LEAD_SOURCES,
};
const PLACEHOLDER: Partial<Record<FieldType, string>> = {
  uscc: "18位，如 91350200MA2YJ1XR9G",
  "project-code": "如 2606-230203-04-01-123456",
};

/** The control for one field of a project, chosen by what the field is. */
export function FieldControl({ type, label, value, onChange, disabled = false }: FieldControlProps) {
  const text = value === null ? "" : String(value);
  if (type === "amount") {
    return (
      <AmountField value={typeof value === "number" ? value : null} onChange={onChange} disabled={disabled} />
    );
  }
  if (type === "day" || type === "future-day") {
    return <DateField value={text || null} onChange={onChange} disabled={disabled} />;
  }
  if (type === "month")
    return <MonthControl label={label} value={value} onChange={onChange} disabled={disabled} />;
  if (type === "area") return <AreaControl value={value} onChange={onChange} disabled={disabled} />;
  if (type === "chain" || type === "unit" || type === "street") {
    return <UnitControl type={type} value={value} onChange={onChange} disabled={disabled} />;
  }
  if (type === "industry")
    return <IndustryField value={text || null} onChange={onChange} disabled={disabled} />;
  if (type === "province") return <PlaceControl value={text} onChange={onChange} disabled={disabled} />;
  if (type === "sensitivity") {
    const options = Object.entries(SENSITIVITY_NAME).map(([key, label]) => ({ value: key, label }));
    return (
      <Select options={options} value={text} disabled={disabled} onChange={(e) => onChange(e.target.value)} />
    );
  }
  const fixed = FIXED[type];
  if (fixed) {
    // Words that an old ledger brought along stay choosable.
    const words = text && !fixed.includes(text) ? [...fixed, text] : fixed;
    return (
      <Select
        options={words.map((word) => ({ value: word, label: word }))}
        placeholder="未填"
        value={text}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (type === "long-text")
    return <Textarea value={text} disabled={disabled} onChange={(e) => onChange(e.target.value)} />;
  return (
    <TextField
      value={text}
      disabled={disabled}
      placeholder={PLACEHOLDER[type]}
      inputMode={type === "phone" ? "tel" : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type Part = Omit<FieldControlProps, "type" | "label">;

const MonthControl = ({ value, onChange, disabled, label }: Part & { label: string }) => (
  <MonthField
    label={label}
    value={typeof value === "number" ? value : null}
    disabled={disabled ?? false}
    onChange={onChange}
    onClear={() => onChange(null)}
    className="w-full!"
  />
);

/** Area in mu with two decimals; kept as a whole number of hundredths. */
function AreaControl({ value, onChange, disabled }: Part) {
  const [draft, setDraft] = useState<string | null>(null);
  const read = (text: string) =>
    /^\d{1,7}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : null;
  return (
    <TextField
      inputMode="decimal"
      after="亩"
      disabled={disabled}
      value={draft ?? (typeof value === "number" ? areaText(value) : "")}
      onChange={(event) => {
        setDraft(event.target.value);
        onChange(read(event.target.value));
      }}
      onBlur={() => setDraft(null)}
    />
  );
}

function UnitControl({ type, value, onChange, disabled }: Part & { type: "chain" | "unit" | "street" }) {
  const choices = useChoices();
  const lists = { chain: choices?.chains, unit: choices?.departments, street: choices?.streets };
  const options = (lists[type] ?? []).map((one): ComboOption => {
    const option = { value: String(one.id), label: one.name };
    const leader = "leaderName" in one && typeof one.leaderName === "string" ? one.leaderName : null;
    return leader ? { ...option, note: `链长 ${leader}`, keywords: leader } : option;
  });
  return (
    <Combobox
      options={options}
      value={value === null ? null : String(value)}
      loading={!choices}
      disabled={disabled ?? false}
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}

const PLACES: ComboOption[] = [...MAINLAND_PROVINCES, ...HMT_PLACES].map((name) => ({
  value: name,
  label: name,
}));

/** A province of the list, or a country typed by hand. */
function PlaceControl({ value, onChange, disabled }: Omit<Part, "value"> & { value: string }) {
  const [query, setQuery] = useState("");
  const typed = query.trim();
  const known = (name: string) => PLACES.some((place) => place.value === name);
  const options = [
    ...PLACES,
    ...(value && !known(value) ? [{ value, label: value }] : []),
    // A country is written out: the list holds only what counts as home, outside or Hong Kong, Macao and Taiwan.
    ...(typed && typed !== value && !PLACES.some((p) => p.label.includes(typed))
      ? [{ value: typed, label: typed, note: "境外" }]
      : []),
  ];
  return (
    <Combobox
      options={options}
      value={value || null}
      disabled={disabled ?? false}
      onQuery={setQuery}
      onChange={(next) => onChange(next ?? "")}
    />
  );
}
