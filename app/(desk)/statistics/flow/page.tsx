import { notFound } from "next/navigation";
import { FlowPage } from "@/components/statistics/flow/flow-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "阶段流转" };

export default async function StageFlowPage() {
  if (!can(await requireActor(), "statistics:read")) notFound();
  return <FlowPage />;
}
