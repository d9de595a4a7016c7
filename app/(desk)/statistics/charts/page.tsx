import { notFound } from "next/navigation";
import { ChartsPage } from "@/components/statistics/charts/charts-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "图表" };

export default async function MonthChartsPage() {
  if (!can(await requireActor(), "statistics:read")) notFound();
  return <ChartsPage present={await monthInForce()} />;
}
