"use client";

import clsx from "clsx";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";

// The line lies inside the strip: a strip that scrolls sideways would cut off anything that hangs below it.
const STRIP = "thin-scroll flex items-end gap-1 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]";
const tabClass = (on: boolean) =>
  clsx(
    "inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap transition-colors hover:text-ink focus-visible:-outline-offset-2",
    on ? "border-accent font-medium text-ink" : "border-transparent text-muted",
  );

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
  const strip = useRef<HTMLElement>(null);
  const here = tabs.find((tab) => tab.current)?.href;
  // On a phone the strip is wider than the page: where one is must not lie outside. The strip moves, never the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the place changes.
  useEffect(() => {
    const current = strip.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!strip.current || !current) return;
    strip.current.scrollLeft =
      current.offsetLeft - strip.current.offsetLeft - (strip.current.clientWidth - current.clientWidth) / 2;
  }, [here]);
  return (
    <nav ref={strip} aria-label={label} className={clsx(STRIP, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={tabClass(tab.current)}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="text-sm text-faint">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
