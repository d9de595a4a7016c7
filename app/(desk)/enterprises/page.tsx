import { notFound } from "next/navigation";
import { EnterpriseList } from "@/components/enterprises/enterprise-list";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "企业" };

export default async function EnterprisesPage() {
  if (!can(await requireActor(), "enterprise:read")) notFound();
  return <EnterpriseList />;
}
