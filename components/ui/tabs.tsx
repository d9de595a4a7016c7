"use client";

import clsx from "clsx";
import Link from "next/link";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

const STRIP = "thin-scroll flex items-end gap-1 overflow-x-auto border-b border-line";
const TAB =
  "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2";
const TAB_ON = "border-accent font-medium text-ink";

export interface LinkTab {
  href: string;
  label: ReactNode;
  /** A count beside the words. */
  count?: ReactNode;
  current: boolean;
}

/** Tabs that are places: each has an address, Back works. */
export function LinkTabs({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly LinkTab[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={clsx(STRIP, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={clsx(TAB, tab.current && TAB_ON)}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="text-sm text-faint">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

interface TabsProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  tabs: readonly { value: string; label: ReactNode; panel: ReactNode }[];
}

/** Tabs inside a panel, without an address. */
export function Tabs({ label, value, onChange, tabs }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List aria-label={label} className={STRIP}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={clsx(TAB, value === tab.value && TAB_ON)}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.panel}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
