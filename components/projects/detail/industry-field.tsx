"use client";
import { useState } from "react";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { INDUSTRIES, INDUSTRY_SECTIONS, industryLabel, readIndustry } from "@/server/domain/industries";
import { INDUSTRY_INITIALS } from "@/server/domain/industry-initials";

const OPTIONS: readonly ComboOption[] = INDUSTRIES.map(({ code, name, section, division }) => ({
  value: code,
  label: `${code} ${name}`,
  keywords: INDUSTRY_INITIALS[code] ?? "",
  note: division === null ? "门类" : (INDUSTRY_SECTIONS[section]?.name ?? ""),
}));
const CODES = new Set(OPTIONS.map((option) => option.value));

interface IndustryFieldProps {
  value: string | null;
  onChange: (code: string | null) => void;
  disabled?: boolean;
  placeholder?: string;
  /** Sections and divisions only: for a filter. */
  wholeDivisions?: boolean;
}

/** 行业分类 (GB/T 4754): by code, name or pinyin initials. A class of four digits is typed. */
export function IndustryField({
  value,
  onChange,
  disabled = false,
  placeholder = "代码、名称或拼音首字母",
  wholeDivisions = false,
}: IndustryFieldProps) {
  const [query, setQuery] = useState("");
  const typed = readIndustry(query);
  const finer = typed && !CODES.has(typed.code) && !wholeDivisions ? typed.code : null;
  const stored = value && !CODES.has(value) && value !== finer ? value : null;
  const asOption = (code: string): ComboOption => ({
    value: code,
    label: industryLabel(code),
    keywords: code,
    note: readIndustry(code) ? "中类、小类" : "原有内容，不是国标代码",
  });
  return (
    <Combobox
      options={[
        ...(finer ? [{ ...asOption(finer), keywords: query.trim() }] : []),
        ...(stored ? [asOption(stored)] : []),
        ...OPTIONS,
      ]}
      value={value || null}
      disabled={disabled}
      placeholder={placeholder}
      onQuery={setQuery}
      onChange={onChange}
      empty="没有这个行业，请按国民经济行业分类填写"
    />
  );
}
