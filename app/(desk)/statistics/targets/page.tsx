import { notFound } from "next/navigation";
import { KnownDayGuard } from "@/components/shared/known-day";
import { TargetsPage } from "@/components/statistics/targets/targets-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "目标" };

export default async function TargetProgressPage() {
  if (!can(await requireActor(), "target:read")) notFound();
  return (
    <KnownDayGuard title="目标">
      <TargetsPage present={await monthInForce()} />
    </KnownDayGuard>
  );
}
