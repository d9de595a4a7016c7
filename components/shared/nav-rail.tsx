"use client";

import clsx from "clsx";
import { Ellipsis, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Drawer } from "@/components/ui/drawer";
import { Tooltip } from "@/components/ui/tooltip";
import { currentHref, type NavGroup, type NavItem } from "./nav-entries";
import { NavIcon } from "./nav-icon";

interface NavRailProps {
  groups: readonly NavGroup[];
  product: string;
  district: string;
  collapsed: boolean;
  onCollapse: (collapsed: boolean) => void;
}

/** The left rail, 208 px or 56 px. */
export function NavRail({ groups, product, district, collapsed, onCollapse }: NavRailProps) {
  const current = currentHref(
    groups.flatMap((group) => group.items),
    usePathname(),
  );
  return (
    <nav
      aria-label="主导航"
      className={clsx(
        "no-print hidden shrink-0 flex-col border-r border-line bg-surface md:flex",
        collapsed ? "w-14" : "w-52",
      )}
    >
      <Link
        href="/"
        className="flex h-12 items-center gap-2.5 border-b border-line px-4 focus-visible:-outline-offset-2"
      >
        <ProductMark />
        <span className={clsx("min-w-0 leading-tight", collapsed && "sr-only")}>
          <span className="block font-semibold">{product}</span>
          <span className="block truncate text-xs text-faint">{district}</span>
        </span>
      </Link>
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto p-2">
        {groups.map((group, index) => (
          <ul
            key={group.label}
            aria-label={group.label}
            className={clsx(index > 0 && "mt-2 border-t border-line pt-2")}
          >
            {group.items.map((item) => (
              <li key={item.href}>
                <RailLink item={item} current={item.href === current} collapsed={collapsed} />
              </li>
            ))}
          </ul>
        ))}
      </div>
      <button
        type="button"
        aria-expanded={!collapsed}
        aria-label={collapsed ? "展开侧栏" : "收起侧栏"}
        onClick={() => onCollapse(!collapsed)}
        className="flex h-10 items-center gap-2.5 border-t border-line px-[19px] text-sm text-faint hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2"
      >
        {collapsed ? (
          <PanelLeftOpen aria-hidden className="size-[18px]" />
        ) : (
          <PanelLeftClose aria-hidden className="size-[18px]" />
        )}
        {collapsed ? null : "收起"}
      </button>
    </nav>
  );
}

function RailLink({ item, current, collapsed }: { item: NavItem; current: boolean; collapsed: boolean }) {
  const link = (
    <Link
      href={item.href}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "relative flex h-9 items-center gap-2.5 rounded-md px-[11px] transition-colors",
        current ? "bg-accent-soft font-medium text-accent" : "text-muted hover:bg-sunken hover:text-ink",
      )}
    >
      <NavIcon name={item.icon} />
      <span className={collapsed ? "sr-only" : "min-w-0 flex-1 truncate"}>{item.label}</span>
      <Waiting count={item.badge} dot={collapsed} />
    </Link>
  );
  return collapsed ? (
    <Tooltip content={item.label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function Waiting({ count, dot }: { count: number | undefined; dot: boolean }) {
  if (!count) return null;
  if (dot) {
    return (
      <span className="absolute top-1 right-1 size-2 rounded-full bg-late-fill">
        <span className="sr-only">{count} 项待办</span>
      </span>
    );
  }
  return (
    <span className="rounded-sm border border-line-strong bg-surface px-1 text-xs text-muted">
      {count > 99 ? "99+" : count}
      <span className="sr-only"> 项待办</span>
    </span>
  );
}

/** Two linked rings: 链. */
function ProductMark() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      className="size-6 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
    >
      <rect x="2.5" y="8" width="11" height="8" rx="4" strokeWidth="2.2" />
      <rect x="10.5" y="8" width="11" height="8" rx="4" strokeWidth="2.2" />
    </svg>
  );
}

const ON_THE_BAR = 4;

/** On a phone: the first four places at the lower edge, everything else behind 更多. */
export function PhoneNav({ groups }: { groups: readonly NavGroup[] }) {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const items = groups.flatMap((group) => group.items);
  const current = currentHref(items, pathname);
  const bar = items.slice(0, items.length > ON_THE_BAR + 1 ? ON_THE_BAR : ON_THE_BAR + 1);
  const rest = items.slice(bar.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the list of places.
  useEffect(() => setOpen(false), [pathname]);
  const look = (on: boolean) =>
    clsx(
      "flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs focus-visible:-outline-offset-2",
      on ? "font-medium text-accent" : "text-muted",
    );
  return (
    <>
      <nav
        aria-label="主导航"
        className="no-print flex h-14 shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {bar.map((item) => (
          <Link
            key={item.href}
            href={item.href}
            aria-current={item.href === current ? "page" : undefined}
            className={look(item.href === current)}
          >
            <NavIcon name={item.icon} className="size-5" />
            {item.label}
          </Link>
        ))}
        {rest.length > 0 ? (
          <button type="button" aria-expanded={open} onClick={() => setOpen(true)} className={look(false)}>
            <Ellipsis aria-hidden className="size-5" />
            更多
          </button>
        ) : null}
      </nav>
      <Drawer open={open} onOpenChange={setOpen} title="更多">
        <ul className="-mx-2">
          {rest.map((item) => (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={item.href === current ? "page" : undefined}
                className="flex h-12 items-center gap-3 rounded-md px-2 text-lg hover:bg-sunken"
              >
                <NavIcon name={item.icon} className="size-5" />
                <span className="flex-1">{item.label}</span>
                <Waiting count={item.badge} dot={false} />
              </Link>
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  );
}
