import { notFound } from "next/navigation";
import { EnterprisePage } from "@/components/enterprises/enterprise-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "企业" };

export default async function OneEnterprisePage({ params }: { params: Promise<{ id: string }> }) {
  const id = Number((await params).id);
  if (!can(await requireActor(), "enterprise:read") || !Number.isInteger(id)) notFound();
  return <EnterprisePage id={id} />;
}
