"use client";
/** One of the enterprises that the bureau knows, found by name, former name, code or pinyin. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { Combobox } from "@/components/ui/combobox";

export interface PickedEnterprise {
  id: number;
  name: string;
}

interface Props {
  value: PickedEnterprise | null;
  onChange: (picked: PickedEnterprise | null) => void;
  /** Never offered: the enterprise that the question is about. */
  exceptId: number;
  clearable?: boolean;
}

const FOUND_AT_MOST = 8;

export function EnterprisePicker({ value, onChange, exceptId, clearable = true }: Props) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query.trim());
  const { data, isFetching } = useQuery(
    trpc.enterprise.list.queryOptions(
      { q, limit: FOUND_AT_MOST },
      { enabled: q.length >= 2, placeholderData: keepPreviousData },
    ),
  );
  const found = (q.length >= 2 ? (data?.rows ?? []) : []).filter((one) => one.id !== exceptId);
  return (
    <Combobox
      options={[
        ...found.map(({ id, name, foundAs, uscc, province, city }) => ({
          value: String(id),
          label: name,
          note: [foundAs, province + city, uscc].filter(Boolean).join(" · "),
        })),
        ...(value && !found.some((one) => one.id === value.id)
          ? [{ value: String(value.id), label: value.name }]
          : []),
      ]}
      value={value ? String(value.id) : null}
      filter={() => true}
      onQuery={setQuery}
      loading={isFetching}
      clearable={clearable}
      placeholder="企业名称、信用代码或拼音首字母"
      empty="请输入至少两个字"
      onChange={(next) => {
        const picked = found.find((one) => String(one.id) === next);
        if (picked) onChange({ id: picked.id, name: picked.name });
        else if (next === null) onChange(null);
      }}
    />
  );
}
