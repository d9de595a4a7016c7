"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface MenuEntry {
  id: string;
  label: ReactNode;
  icon?: ReactNode;
  /** The key that does the same. */
  keys?: string;
  onSelect?: () => void;
  href?: string;
  disabled?: boolean;
  /** Why it is disabled, or a second line. */
  note?: string;
  danger?: boolean;
  /** Given: the entry is a choice, ticked or not. */
  checked?: boolean;
}

interface MenuProps {
  trigger: ReactNode;
  /** Groups are separated by a line. */
  groups: readonly (readonly MenuEntry[])[];
  align?: "start" | "end";
  /** A line on top that is not an entry: who is signed in. */
  head?: ReactNode;
}

const ENTRY =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none data-[disabled]:opacity-55 data-[highlighted]:bg-accent-soft data-[highlighted]:text-ink";

/** Actions behind one button. */
export function Menu({ trigger, groups, align = "end", head }: MenuProps) {
  const filled = groups.filter((group) => group.length > 0);
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="thin-scroll z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-fade-in overflow-y-auto rounded-md border border-line-strong bg-surface p-1 shadow-lift"
        >
          {head ? <Radix.Label className="px-2 pt-1 pb-1 text-sm text-muted">{head}</Radix.Label> : null}
          {filled.map((group, index) => (
            <Radix.Group
              key={group[0]?.id}
              className={clsx((index > 0 || head) && "mt-1 border-t border-line pt-1")}
            >
              {group.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  const className = clsx(ENTRY, entry.danger && "text-late");
  const shared = { disabled: entry.disabled ?? false, className };
  if (entry.checked !== undefined) {
    return (
      <Radix.CheckboxItem {...shared} checked={entry.checked} onCheckedChange={() => entry.onSelect?.()}>
        <span className="flex size-4 items-center">
          {entry.checked ? <Check aria-hidden className="size-4" /> : null}
        </span>
        <EntryWords entry={entry} />
      </Radix.CheckboxItem>
    );
  }
  if (entry.href !== undefined) {
    return (
      <Radix.Item {...shared} asChild>
        <Link href={entry.href}>
          <EntryWords entry={entry} />
        </Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item {...shared} onSelect={() => entry.onSelect?.()}>
      <EntryWords entry={entry} />
    </Radix.Item>
  );
}

function EntryWords({ entry }: { entry: MenuEntry }) {
  return (
    <>
      {entry.icon}
      <span className="min-w-0 flex-1">
        {entry.label}
        {entry.note ? <span className="block text-xs text-faint">{entry.note}</span> : null}
      </span>
      {entry.keys ? <span className="text-xs text-faint">{entry.keys}</span> : null}
    </>
  );
}
