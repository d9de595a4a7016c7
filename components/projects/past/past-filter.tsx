"use client";
/** What the projects of the earlier day are narrowed by. */
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useChoices } from "@/components/projects/detail/use-choices";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { PastUrl } from "./past-url";

interface PastFilterProps {
  url: PastUrl;
  onChange: (changes: Partial<PastUrl>) => void;
}

/** Long enough for the next letter. */
const TYPING_MS = 350;

function SearchField({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed.trim() === q) return;
    const wait = setTimeout(() => onSearch(typed.trim()), TYPING_MS);
    return () => clearTimeout(wait);
  }, [typed, q, onSearch]);
  return (
    <TextField
      aria-label="按现在的名称、编号找"
      placeholder="名称、编号"
      before={<Search aria-hidden className="size-4" />}
      className="w-48"
      maxLength={60}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

interface IdChoiceProps {
  label: string;
  options: readonly { id: number; name: string }[];
  value: number | null;
  onChange: (id: number | null) => void;
}

const IdChoice = ({ label, options, value, onChange }: IdChoiceProps) => (
  <Select
    className="max-w-44"
    aria-label={label}
    placeholder={`全部${label}`}
    value={value === null ? "" : String(value)}
    onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
    options={options.map(({ id, name }) => ({ value: String(id), label: name }))}
  />
);

export function PastFilter({ url, onChange }: PastFilterProps) {
  const choices = useChoices();
  return (
    <div className="no-print mb-3 flex flex-wrap items-center gap-2">
      <SearchField q={url.q} onSearch={(q) => onChange({ q })} />
      <IdChoice
        label="产业链"
        options={[...(choices?.chains ?? []), { id: 0, name: "其他（未归链）" }]}
        value={url.chain}
        onChange={(chain) => onChange({ chain })}
      />
      <IdChoice
        label="主办部门"
        options={choices?.departments ?? []}
        value={url.dept}
        onChange={(dept) => onChange({ dept })}
      />
      <IdChoice
        label="街道园区"
        options={choices?.streets ?? []}
        value={url.street}
        onChange={(street) => onChange({ street })}
      />
      <Checkbox
        label="只看此后有变化的"
        checked={url.changed}
        onChange={(event) => onChange({ changed: event.target.checked })}
      />
    </div>
  );
}
