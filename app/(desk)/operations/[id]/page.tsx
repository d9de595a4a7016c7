import { notFound } from "next/navigation";
import { OperationPage } from "@/components/operations/operation-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "操作记录" };

export default async function OneOperationPage({ params }: { params: Promise<{ id: string }> }) {
  const id = Number((await params).id);
  if (!can(await requireActor(), "operation:read") || !Number.isSafeInteger(id) || id < 1) notFound();
  return <OperationPage id={id} />;
}
