import { notFound } from "next/navigation";
import { ClosingPage } from "@/components/statistics/closing/closing-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "月度关账" };

export default async function MonthClosingPage() {
  if (!can(await requireActor(), "month:read")) notFound();
  return <ClosingPage present={await monthInForce()} />;
}
