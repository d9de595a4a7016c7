"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { CommandPalette } from "./command-palette";
import { type KeyGroup, KeysHelp } from "./keys-help";
import type { NavGroup } from "./nav-entries";
import { NavRail, PhoneNav } from "./nav-rail";
import type { PaletteAction, PaletteSearch } from "./palette-entries";
import { type MonthInForce, type Person, TopBar } from "./top-bar";

export const RAIL_COOKIE = "rail";

const ONE_YEAR_SECONDS = 31_536_000;

interface AppShellProps {
  product?: string;
  district: string;
  nav: readonly NavGroup[];
  /** From the cookie `rail`, so that the server draws the same width. */
  railCollapsed: boolean;
  /** Null for roles that see no business data. */
  month: MonthInForce | null;
  person: Person;
  onSignOut: () => void;
  search: PaletteSearch;
  /** Deeds for the palette (登记线索 …); pages are taken from `nav`. */
  actions?: readonly PaletteAction[];
  keys?: readonly KeyGroup[];
  /** Beside the person: a bell with its list. */
  notifications?: ReactNode;
  /** False where no amounts are shown. */
  unitSwitch?: boolean;
  children: ReactNode;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The frame around every desk page. The content scrolls by itself: a page may fill the height with a table. */
export function AppShell(props: AppShellProps) {
  const { nav, product = "链上招商" } = props;
  const [collapsed, setCollapsed] = useState(props.railCollapsed);
  const [palette, setPalette] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPalette((open) => !open);
      } else if (event.key === "?" && !isTyping(event.target)) {
        event.preventDefault();
        setKeysShown(true);
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  const actions = useMemo<PaletteAction[]>(
    () => [
      ...(props.actions ?? []),
      ...nav.flatMap((group) =>
        group.items.map((item) => ({
          id: `page:${item.href}`,
          label: item.label,
          href: item.href,
          ...(item.keywords === undefined ? {} : { keywords: item.keywords }),
        })),
      ),
    ],
    [nav, props.actions],
  );
  const collapse = (next: boolean) => {
    setCollapsed(next);
    // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store API is missing in the oldest shells we support.
    document.cookie = `${RAIL_COOKIE}=${next ? "collapsed" : "open"}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
  };

  return (
    <div className="flex h-dvh flex-col overflow-hidden print:h-auto print:overflow-visible">
      <a href="#content" className="skip-link rounded-md bg-accent-fill px-3 py-2 text-on-fill">
        跳到正文
      </a>
      <div className="flex min-h-0 flex-1 print:block">
        <NavRail
          groups={nav}
          product={product}
          district={props.district}
          collapsed={collapsed}
          onCollapse={collapse}
        />
        <div className="flex min-w-0 flex-1 flex-col print:block">
          <TopBar
            product={product}
            month={props.month}
            person={props.person}
            unitSwitch={props.unitSwitch ?? true}
            notifications={props.notifications}
            onSearch={() => setPalette(true)}
            onKeys={() => setKeysShown(true)}
            onSignOut={props.onSignOut}
          />
          <main
            id="content"
            tabIndex={-1}
            className="thin-scroll relative flex min-h-0 flex-1 flex-col overflow-y-auto p-3 outline-none sm:p-4 print:block print:overflow-visible print:p-0"
          >
            {props.children}
          </main>
        </div>
      </div>
      <PhoneNav groups={nav} />
      <CommandPalette open={palette} onOpenChange={setPalette} search={props.search} actions={actions} />
      <KeysHelp open={keysShown} onOpenChange={setKeysShown} more={props.keys ?? []} />
    </div>
  );
}
