import { notFound } from "next/navigation";
import { KnownDayGuard } from "@/components/shared/known-day";
import { RatesPage } from "@/components/statistics/rates/rates-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "转化率" };

export default async function ConversionRatesPage() {
  if (!can(await requireActor(), "statistics:read")) notFound();
  return (
    <KnownDayGuard title="转化率">
      <RatesPage present={await monthInForce()} />
    </KnownDayGuard>
  );
}
