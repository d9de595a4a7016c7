"use client";

import { Plus, Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { useChoices } from "../detail/use-choices";
import { noFilter, type ProjectUrl } from "../list/list-url";
import { filterChips } from "./filter-chips";
import { FilterFields } from "./filter-fields";

interface FilterBarProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>, step?: "push" | "replace") => void;
}

/** Search within the list, the conditions in force, and a way to add more. */
export function FilterBar({ url, setUrl }: FilterBarProps) {
  const choices = useChoices();
  const chips = filterChips(url, choices);
  return (
    <search aria-label="筛选项目" className="mb-2 flex flex-wrap items-center gap-1.5">
      <ListSearch value={url.q} onChange={(q) => setUrl({ q }, "replace")} />
      {chips.map((chip) => (
        <span
          key={chip.id}
          className="inline-flex h-7 max-w-72 items-center rounded-md border border-accent-line bg-accent-soft pl-2 text-sm text-accent"
        >
          <span className="truncate">{chip.label}</span>
          <button
            type="button"
            aria-label={`移除条件 ${chip.label}`}
            onClick={() => setUrl(chip.clear)}
            className="ml-1 inline-flex h-full items-center rounded-r-md px-1 hover:bg-accent-line"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      <Popover
        label="筛选条件"
        className="w-[min(560px,calc(100vw-16px))]"
        trigger={
          <Button size="sm" variant="ghost" icon={<Plus aria-hidden className="size-3.5" />}>
            条件
          </Button>
        }
      >
        <FilterFields url={url} setUrl={setUrl} choices={choices} />
      </Popover>
      {chips.length > 1 ? (
        <Button size="sm" variant="ghost" onClick={() => setUrl(noFilter())}>
          全部清除
        </Button>
      ) : null}
    </search>
  );
}

const PAUSE_MS = 250;

/** Asks after a short pause in typing; the field itself never waits. */
function ListSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), PAUSE_MS);
  };
  return (
    <div className="min-w-40 flex-1 sm:w-72 sm:flex-none">
      <TextField
        type="search"
        aria-label="在列表中查找"
        placeholder="名称、投资方、编号、拼音首字母"
        maxLength={60}
        value={text}
        onChange={(event) => type(event.target.value)}
        before={<Search aria-hidden className="size-4" />}
      />
    </div>
  );
}
