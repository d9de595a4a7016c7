import { notFound } from "next/navigation";
import type { ComponentType } from "react";
import { AccountsAdmin } from "@/components/admin/accounts-admin";
import { AdminFrame } from "@/components/admin/admin-frame";
import { type AdminTab, adminTabsOf } from "@/components/admin/admin-tabs";
import { AuditAdmin } from "@/components/admin/audit-admin";
import { ChainsAdmin } from "@/components/admin/chains-admin";
import { RatesAdmin } from "@/components/admin/rates-admin";
import { RulesAdmin } from "@/components/admin/rules-admin";
import { SecurityAdmin } from "@/components/admin/security-admin";
import { TargetsAdmin } from "@/components/admin/targets-admin";
import { UnitsAdmin } from "@/components/admin/units-admin";
import { requireActor } from "@/server/api/session";

export const metadata = { title: "管理" };

const PAGE: Record<AdminTab, ComponentType> = {
  accounts: AccountsAdmin,
  units: UnitsAdmin,
  chains: ChainsAdmin,
  targets: TargetsAdmin,
  rates: RatesAdmin,
  rules: RulesAdmin,
  security: SecurityAdmin,
  audit: AuditAdmin,
};

export default async function AdminTabPage({ params }: { params: Promise<{ tab: string }> }) {
  const [actor, { tab }] = await Promise.all([requireActor(), params]);
  const found = adminTabsOf(actor).find((t) => t.id === tab);
  if (!found) notFound();
  const Page = PAGE[found.id];
  return (
    <AdminFrame tab={found.id}>
      <Page />
    </AdminFrame>
  );
}
