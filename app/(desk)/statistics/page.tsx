import { notFound } from "next/navigation";
import { KnownDayGuard } from "@/components/shared/known-day";
import { MonthPage } from "@/components/statistics/month-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "月报" };

export default async function StatisticsPage() {
  if (!can(await requireActor(), "statistics:read")) notFound();
  return (
    <KnownDayGuard title="月报">
      <MonthPage present={await monthInForce()} />
    </KnownDayGuard>
  );
}
