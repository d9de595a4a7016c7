import { notFound } from "next/navigation";
import { TargetsPage } from "@/components/statistics/targets/targets-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "目标" };

export default async function TargetProgressPage() {
  if (!can(await requireActor(), "target:read")) notFound();
  return <TargetsPage present={await monthInForce()} />;
}
