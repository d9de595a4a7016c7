"use client";
/** The shell with this person's rooms, search and way out. */
import { signOut } from "next-auth/react";
import type { ReactNode } from "react";
import { can, ROLE_NAME } from "@/server/domain/permissions";
import { AppShell } from "./app-shell";
import { deskNav } from "./desk-nav";
import type { PaletteAction } from "./palette-entries";
import type { MonthInForce } from "./top-bar";
import { useTRPCClient } from "./trpc";
import { useViewer } from "./viewer";

interface DeskFrameProps {
  district: string;
  month: MonthInForce | null;
  railCollapsed: boolean;
  unitName: string | null;
  children: ReactNode;
}

const DEEDS: PaletteAction[] = [
  { id: "capture", label: "登记线索", keywords: "dengjixiansuo djxs", href: "/projects?new=1", keys: "N" },
];

const NO_DEEDS: PaletteAction[] = [];

export function DeskFrame({ district, month, railCollapsed, unitName, children }: DeskFrameProps) {
  const viewer = useViewer();
  const client = useTRPCClient();
  const nav = deskNav(viewer);
  const searches = nav.some((group) => group.items.some((item) => item.href === "/enterprises"));
  return (
    <AppShell
      district={district}
      nav={nav}
      railCollapsed={railCollapsed}
      month={month}
      person={{ name: viewer.name, note: [unitName, ROLE_NAME[viewer.role]].filter(Boolean).join(" · ") }}
      onSignOut={() => void signOut({ callbackUrl: "/login" })}
      search={async (query, signal) => (searches ? client.search.find.query({ query }, { signal }) : [])}
      actions={can(viewer, "project:capture") ? DEEDS : NO_DEEDS}
      unitSwitch={can(viewer, "statistics:read")}
      searchWords={searches ? "搜索项目、企业、页面" : "搜索页面"}
    >
      {children}
    </AppShell>
  );
}
