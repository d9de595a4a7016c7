"use client";

import { type ReactNode, useMemo, useState } from "react";
import { CommandPalette } from "./command-palette";
import { deedKeys, KeysHelp } from "./keys-help";
import type { NavGroup } from "./nav-entries";
import { NavRail, PhoneNav } from "./nav-rail";
import type { PaletteAction, PaletteSearch } from "./palette-entries";
import { type MonthInForce, type Person, TopBar } from "./top-bar";
import { useDeedKeys } from "./use-deed-keys";
import { pageActions, useRail, useShellKeys } from "./use-shell";

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
  /** What the search finds for this person: "搜索项目、企业、页面". */
  searchWords: string;
  /** Deeds for the palette (登记线索 …); pages are taken from `nav`. */
  actions?: readonly PaletteAction[];
  /** Beside the person: a bell with its list. */
  notifications?: ReactNode;
  /** False where no amounts are shown. */
  unitSwitch?: boolean;
  children: ReactNode;
}

const NO_DEEDS: readonly PaletteAction[] = [];

/** The frame around every desk page. The content scrolls by itself: a page may fill the height with a table. */
export function AppShell(props: AppShellProps) {
  const { nav, product = "链上招商" } = props;
  const [collapsed, collapse] = useRail(props.railCollapsed);
  const [palette, setPalette] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  useShellKeys(
    () => setPalette((open) => !open),
    () => setKeysShown(true),
  );
  useDeedKeys(props.actions ?? NO_DEEDS);
  const actions = useMemo(() => [...(props.actions ?? []), ...pageActions(nav)], [nav, props.actions]);

  return (
    <div className="flex h-dvh flex-col overflow-hidden print:h-auto print:overflow-visible">
      <a href="#content" className="skip-link no-print rounded-md bg-accent-fill px-3 py-2 text-on-fill">
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
            searchWords={props.searchWords}
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
      <KeysHelp open={keysShown} onOpenChange={setKeysShown} more={deedKeys(props.actions ?? NO_DEEDS)} />
    </div>
  );
}
