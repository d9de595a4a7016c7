"use client";

import clsx from "clsx";
import { Check, ChevronDown, X } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useMemo, useRef, useState } from "react";
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

function useChoosing(props: ComboboxProps) {
  const { options, value, filter = matchesOption } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
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
    const chosenAt = options.findIndex((option) => option.value === value);
    if (wanted) setActive(Math.max(0, chosenAt));
    else if (query !== "") seek("");
  };
  const choose = (option: ComboOption | undefined) => {
    if (!option || option.disabled) return;
    props.onChange(option.value);
    show(false);
  };
  const write = (text: string) => {
    setOpen(true);
    seek(text);
  };
  const clear = () => {
    props.onChange(null);
    seek("");
  };
  const press = (event: KeyboardEvent) => {
    // Enter belongs to the input method while it is composing pinyin.
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (open) setActive((at) => (at + step + shown.length) % Math.max(1, shown.length));
      else show(true);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(shown[active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      show(false);
    }
  };
  return { open, query, active, shown, setActive, show, choose, write, clear, press };
}

/** A list to search in: type, ↑ ↓, Enter; Esc leaves everything as it was. */
export function Combobox(props: ComboboxProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const choosing = useChoosing(props);
  return (
    <Popover.Root open={choosing.open} onOpenChange={choosing.show}>
      <Popover.Anchor className="relative">
        <ComboInput {...props} input={input} listId={listId} choosing={choosing} />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && input.current?.contains(event.target)) event.preventDefault();
          }}
          // The focus stays in the input, also when the list is scrolled by its bar.
          onMouseDown={(event) => event.preventDefault()}
          role="group"
          aria-label="可选项"
          className="z-50 w-(--radix-popover-trigger-width) min-w-56 rounded-md border border-line-strong bg-surface p-1 shadow-lift"
        >
          <OptionList
            id={listId}
            shown={choosing.shown}
            value={props.value}
            active={choosing.active}
            onActive={choosing.setActive}
            onChoose={choosing.choose}
            empty={props.loading ? "正在查找…" : (props.empty ?? "没有找到")}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ComboInputProps extends ComboboxProps {
  input: RefObject<HTMLInputElement | null>;
  listId: string;
  choosing: ReturnType<typeof useChoosing>;
}

function ComboInput({ input, listId, choosing, ...props }: ComboInputProps) {
  const { open, shown, active } = choosing;
  const { reportProblem: _unused, ...ties } = useFieldTies();
  const chosen = props.options.find((option) => option.value === props.value);
  return (
    <>
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
        placeholder={chosen ? chosen.label : (props.placeholder ?? "请选择")}
        value={open ? choosing.query : (chosen?.label ?? "")}
        onChange={(event) => choosing.write(event.target.value)}
        onMouseDown={() => choosing.show(true)}
        onKeyDown={choosing.press}
        onBlur={() => choosing.show(false)}
        className={controlClass(clsx("text-ellipsis", props.clearable === false ? "pr-7" : "pr-12"))}
      />
      <span className="absolute inset-y-0 right-1.5 flex items-center gap-0.5 text-faint">
        {props.clearable !== false && props.value !== null && !props.disabled ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label="清除"
            onMouseDown={(event) => event.preventDefault()}
            onClick={choosing.clear}
            className="rounded-sm p-0.5 hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : null}
        <ChevronDown aria-hidden className="pointer-events-none size-4" />
      </span>
    </>
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

/** Braces: in newer browsers scrollIntoView gives a promise, which is no clean-up function of a ref. */
const intoView = (node: HTMLElement | null) => {
  node?.scrollIntoView({ block: "nearest" });
};

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
            ref={index === active ? intoView : undefined}
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
