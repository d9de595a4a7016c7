"use client";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/shared/page-header";
import { SetupChecklist } from "@/components/shared/setup-checklist";
import { useViewer } from "@/components/shared/viewer";
import { LinkTabs } from "@/components/ui/tabs";
import { can } from "@/server/domain/permissions";
import { type AdminTab, adminTabsOf } from "./admin-tabs";

export function AdminFrame({ tab, children }: { tab: AdminTab; children: ReactNode }) {
  const viewer = useViewer();
  return (
    <>
      <PageHeader title="管理">
        <LinkTabs
          label="管理"
          tabs={adminTabsOf(viewer).map((t) => ({
            href: `/admin/${t.id}`,
            label: t.label,
            current: t.id === tab,
          }))}
        />
      </PageHeader>
      {/* The others find it on their desk; who keeps the accounts has none and begins his day here. */}
      {can(viewer, "desk:read") ? null : <SetupChecklist />}
      {children}
    </>
  );
}
