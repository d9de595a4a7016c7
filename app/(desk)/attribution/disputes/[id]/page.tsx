import { notFound } from "next/navigation";
import { DisputePage } from "@/components/projects/attribution/dispute-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "首报异议" };

export default async function OneDispute({ params }: { params: Promise<{ id: string }> }) {
  const id = Number((await params).id);
  if (!can(await requireActor(), "attribution:read") || !Number.isSafeInteger(id) || id < 1) notFound();
  return <DisputePage id={id} />;
}
