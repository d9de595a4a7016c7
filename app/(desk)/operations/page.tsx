import { notFound } from "next/navigation";
import { OperationList } from "@/components/operations/operation-list";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "操作记录" };

export default async function OperationsPage() {
  if (!can(await requireActor(), "operation:read")) notFound();
  return <OperationList />;
}
