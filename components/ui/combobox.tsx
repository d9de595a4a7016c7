"use client";

import clsx from "clsx";
import { Check, ChevronDown, X } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from "react";
import { controlClass, useFieldTies } from "./field";

export interface ComboOption {
  value: string;
  label: string;
  /** A second, quieter line. */
  note?: string;
  /** More text to find it by: pinyin, initials, a code. */
  keywords?: string;
  disabled?: boolean;
}

/** Finds by the label and by the keywords, wherever the text stands. */
export const matchesOption = (option: ComboOption, query: string): boolean => {
  const wanted = query.trim().toLowerCase();
  return `${option.label} ${option.keywords ?? ""}`.toLowerCase().includes(wanted);
};

interface ComboboxProps {
  options: readonly ComboOption[];
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
  /** Replaces the search by label and keywords; pass `() => true` when the server has searched already. */
  filter?: (option: ComboOption, query: string) => boolean;
  /** The text being typed, for a search on the server. */
  onQuery?: (query: string) => void;
  loading?: boolean;
  clearable?: boolean;
  disabled?: boolean;
  /** Needed outside a Field. */
  "aria-label"?: string;
  /** Shown when nothing is found; the place for "新建". */
  empty?: ReactNode;
}

const SHOWN_AT_MOST = 200;

/** A list to search in: type, ↑ ↓, Enter; Esc leaves everything as it was. */
export function Combobox(props: ComboboxProps) {
  const {
    options,
    value,
    onChange,
    placeholder = "请选择",
    filter = matchesOption,
    clearable = true,
  } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const { reportProblem: _unused, ...ties } = useFieldTies();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const chosen = options.find((option) => option.value === value);
  const shown = useMemo(
    () => options.filter((option) => query === "" || filter(option, query)).slice(0, SHOWN_AT_MOST),
    [options, query, filter],
  );

  const seek = (text: string) => {
    setQuery(text);
    setActive(0);
    props.onQuery?.(text);
  };
  const show = (wanted: boolean) => {
    if (props.disabled) return;
    setOpen(wanted);
    if (wanted)
      setActive(
        Math.max(
          0,
          options.findIndex((option) => option.value === value),
        ),
      );
    if (!wanted && query !== "") seek("");
  };
  const choose = (option: ComboOption | undefined) => {
    if (!option || option.disabled) return;
    onChange(option.value);
    show(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((at) => (at + step + shown.length) % Math.max(1, shown.length));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(shown[active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      show(false);
    }
  };

  return (
    <Popover.Root open={open} onOpenChange={show}>
      <Popover.Anchor className="relative">
        <input
          ref={input}
          {...ties}
          role="combobox"
          aria-label={props["aria-label"]}
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          disabled={props.disabled}
          placeholder={chosen ? chosen.label : placeholder}
          value={open ? query : (chosen?.label ?? "")}
          onChange={(event) => {
            if (!open) setOpen(true);
            seek(event.target.value);
          }}
          onMouseDown={() => show(true)}
          onKeyDown={press}
          onBlur={() => show(false)}
          className={controlClass("pr-12")}
        />
        <span className="absolute inset-y-0 right-1.5 flex items-center gap-0.5 text-faint">
          {clearable && value !== null && !props.disabled ? (
            <button
              type="button"
              tabIndex={-1}
              aria-label="清除"
              onMouseDown={(event) => {
                event.preventDefault();
                onChange(null);
                seek("");
              }}
              className="rounded-sm p-0.5 hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          ) : null}
          <ChevronDown aria-hidden className="pointer-events-none size-4" />
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (input.current?.contains(event.target as Node)) event.preventDefault();
          }}
          role="group"
          aria-label="可选项"
          className="z-50 w-(--radix-popover-trigger-width) min-w-56 rounded-md border border-line-strong bg-surface p-1 shadow-lift"
        >
          <OptionList
            id={listId}
            shown={shown}
            value={value}
            active={active}
            onActive={setActive}
            onChoose={choose}
            empty={props.loading ? "正在查找…" : (props.empty ?? "没有找到")}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface OptionListProps {
  id: string;
  shown: readonly ComboOption[];
  value: string | null;
  active: number;
  onActive: (index: number) => void;
  onChoose: (option: ComboOption) => void;
  empty: ReactNode;
}

function OptionList({ id, shown, value, active, onActive, onChoose, empty }: OptionListProps) {
  return (
    <>
      {shown.length === 0 ? <div className="px-2 py-1.5 text-muted">{empty}</div> : null}
      <div id={id} role="listbox" aria-label="可选项" className="thin-scroll max-h-72 overflow-y-auto">
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option.value === value}
            aria-disabled={option.disabled}
            ref={index === active ? (node) => node?.scrollIntoView({ block: "nearest" }) : undefined}
            onMouseMove={() => onActive(index)}
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(option);
            }}
            className={clsx(
              "flex items-center gap-2 rounded-sm px-2 py-1.5 aria-disabled:opacity-55",
              index === active && "bg-accent-soft",
            )}
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{option.label}</span>
              {option.note ? <span className="block truncate text-xs text-faint">{option.note}</span> : null}
            </span>
            {option.value === value ? <Check aria-hidden className="size-4 shrink-0 text-accent" /> : null}
          </div>
        ))}
      </div>
    </>
  );
}
