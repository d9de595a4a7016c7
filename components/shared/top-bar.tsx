"use client";

import { ChevronDown, Keyboard, KeyRound, LogOut, Search } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { StatMonth } from "@/server/domain/periods";
import { formatMonth, type ScreenUnit, UNIT_LABEL } from "./format";
import { applyTheme, readTheme, THEME_LABEL, type Theme } from "./theme";
import { UnitSwitch, useUnit } from "./unit-switch";

export interface MonthInForce {
  month: StatMonth;
  /** 开放, 截止, 审核, 关账, 已上报. */
  state: string;
  href?: string;
}

export interface Person {
  name: string;
  /** 业务一科 · 科员. */
  note: string;
}

interface TopBarProps {
  product: string;
  month: MonthInForce | null;
  person: Person;
  searchWords: string;
  unitSwitch: boolean;
  notifications: ReactNode;
  onSearch: () => void;
  onKeys: () => void;
  onSignOut: () => void;
}

export function TopBar(props: TopBarProps) {
  const { product, month, person, unitSwitch, searchWords, notifications, onSearch, onKeys, onSignOut } =
    props;
  return (
    <header className="no-print flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 sm:px-4">
      <span className="shrink-0 font-semibold md:hidden">{product}</span>
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-edge bg-surface px-2 text-faint hover:bg-sunken sm:max-w-80"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left">{searchWords}</span>
        <span className="hidden shrink-0 sm:block">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <div className="ml-auto flex shrink-0 items-center gap-1 sm:gap-2">
        {month ? <MonthWords month={month} /> : null}
        {unitSwitch ? (
          <div className="hidden sm:block">
            <UnitSwitch />
          </div>
        ) : null}
        {notifications}
        {/* Where fingers are all there is, keys are of no use. */}
        <div className="hidden lg:any-pointer-fine:block">
          <IconButton
            label="快捷键"
            keys="?"
            icon={<Keyboard aria-hidden className="size-[18px]" />}
            onClick={onKeys}
          />
        </div>
        <PersonMenu person={person} onSignOut={onSignOut} unitSwitch={unitSwitch} />
      </div>
    </header>
  );
}

function MonthWords({ month }: { month: MonthInForce }) {
  const words = (
    <>
      <span className="tabular-nums">{formatMonth(month.month)}</span>
      <span className="text-faint"> · </span>
      <span className="font-medium">{month.state}</span>
    </>
  );
  const className =
    "hidden h-8 items-center rounded-md px-2 text-sm whitespace-nowrap text-muted md:inline-flex";
  return month.href ? (
    <a href={month.href} title="统计月" className={`${className} hover:bg-sunken hover:text-ink`}>
      {words}
    </a>
  ) : (
    <span title="统计月" className={className}>
      {words}
    </span>
  );
}

interface PersonMenuProps {
  person: Person;
  onSignOut: () => void;
  unitSwitch: boolean;
}

const ownEntries = (onSignOut: () => void): MenuEntry[] => [
  { id: "password", label: "修改密码", icon: <KeyRound aria-hidden className="size-4" />, href: "/password" },
  { id: "leave", label: "退出登录", icon: <LogOut aria-hidden className="size-4" />, onSelect: onSignOut },
];

function PersonMenu({ person, onSignOut, unitSwitch }: PersonMenuProps) {
  const { unit, setUnit } = useUnit();
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => setTheme(readTheme(document.documentElement.dataset.theme)), []);
  const choose = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <Menu
      head={
        <>
          <span className="block font-medium text-ink">{person.name}</span>
          <span className="block">{person.note}</span>
        </>
      }
      trigger={
        <button
          type="button"
          aria-label={`${person.name}，${person.note}`}
          className="flex h-8 items-center gap-1 rounded-md px-1.5 hover:bg-sunken"
        >
          <span className="inline-flex size-6 items-center justify-center rounded-full bg-accent-soft text-sm font-medium text-accent">
            {person.name.slice(0, 1)}
          </span>
          <span className="hidden lg:inline">{person.name}</span>
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </button>
      }
      groups={[
        unitSwitch
          ? (Object.keys(UNIT_LABEL) as ScreenUnit[]).map((one) => ({
              id: one,
              label: `金额用${UNIT_LABEL[one]}`,
              checked: unit === one,
              onSelect: () => setUnit(one),
            }))
          : [],
        (Object.keys(THEME_LABEL) as Theme[]).map((one) => ({
          id: one,
          label: THEME_LABEL[one],
          checked: theme === one,
          onSelect: () => choose(one),
        })),
        ownEntries(onSignOut),
      ]}
    />
  );
}
