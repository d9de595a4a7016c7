"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useFocusReturn } from "@/components/ui/use-focus-return";
import { type PaletteAction, type PaletteLine, type PaletteSearch, paletteLines } from "./palette-entries";
import { PaletteList } from "./palette-list";
import { usePaletteSearch } from "./use-palette-search";
import { mayLeave } from "./use-unsaved-guard";

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  search: PaletteSearch;
  actions: readonly PaletteAction[];
}

/** Search and command palette: type, ↑ ↓, Enter goes, Ctrl-Enter opens apart, Esc leaves. */
export function CommandPalette({ open, onOpenChange, search, actions }: CommandPaletteProps) {
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade-in bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className="fixed top-[max(8px,10vh)] left-1/2 z-50 flex max-h-[76vh] w-[min(640px,calc(100vw-16px))] -translate-x-1/2 flex-col overflow-hidden rounded-md border border-line-strong bg-surface shadow-lift"
        >
          <Radix.Title className="sr-only">搜索和命令</Radix.Title>
          <PaletteBody search={search} actions={actions} onDone={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface PaletteBodyProps {
  search: PaletteSearch;
  actions: readonly PaletteAction[];
  onDone: () => void;
}

function usePalette({ search, actions, onDone }: PaletteBodyProps) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const [enterDue, setEnterDue] = useState(false);
  const answer = usePaletteSearch(query, true, search, attempt);
  const lines = useMemo(() => paletteLines(query, actions, answer.found), [query, actions, answer.found]);
  const at = Math.min(active, Math.max(0, lines.length - 1));
  // The lines still answer an older question: Enter waits for the new ones instead of going to the wrong place.
  const stale = answer.query !== query.trim();

  const write = (text: string) => {
    setQuery(text);
    setActive(0);
    setEnterDue(false);
  };
  const choose = (line: PaletteLine, apart: boolean) => {
    const away = line.href !== undefined && !apart && !line.run;
    if (away && !mayLeave()) return;
    onDone();
    if (line.run) line.run();
    else if (line.href && apart) window.open(line.href, "_blank", "noopener");
    else if (line.href) router.push(line.href);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the awaited lines are there.
  useEffect(() => {
    if (!enterDue || stale) return;
    setEnterDue(false);
    if (lines[0]) choose(lines[0], false);
  }, [enterDue, stale]);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setActive((at + step + lines.length) % Math.max(1, lines.length));
    else if (event.key !== "Enter") return;
    else if (stale) setEnterDue(true);
    else if (lines[at]) choose(lines[at], event.ctrlKey || event.metaKey);
    else if (answer.status === "failed") setAttempt(attempt + 1);
    event.preventDefault();
  };
  return { query, lines, at, status: answer.status, write, choose, press, setActive };
}

function PaletteBody(props: PaletteBodyProps) {
  const listId = useId();
  const { query, lines, at, status, write, choose, press, setActive } = usePalette(props);
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <input
          role="combobox"
          aria-label="搜索项目、企业、页面和操作"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={lines[at] ? `${listId}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="搜索项目、企业、页面…  可用拼音首字母，如 hljc"
          value={query}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <div className="flex min-h-0 flex-1 flex-col pb-1">
        <PaletteList id={listId} lines={lines} active={at} onActive={setActive} onChoose={choose} />
        <PaletteWords status={status} none={lines.length === 0} query={query} />
      </div>
      <PaletteKeys />
    </>
  );
}

function PaletteWords({ status, none, query }: { status: string; none: boolean; query: string }) {
  const words =
    status === "failed"
      ? "搜索没有成功。按 Enter 再试一次。"
      : none && status === "searching"
        ? "正在查找…"
        : none
          ? `没有找到“${query.trim()}”。可以少打几个字，或者用拼音首字母。`
          : null;
  return (
    <div aria-live="polite" className={words ? "px-3 py-4 text-muted" : "sr-only"}>
      {words}
    </div>
  );
}

function PaletteKeys() {
  return (
    <div className="hidden items-center gap-3 border-t border-line px-3 py-1.5 text-xs text-faint sm:flex">
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> 选择
      </span>
      <span>
        <Kbd>Enter</Kbd> 打开
      </span>
      <span>
        <Kbd>Ctrl Enter</Kbd> 新窗口
      </span>
    </div>
  );
}
