import { notFound } from "next/navigation";
import { DefinitionsPage } from "@/components/statistics/definitions/definitions-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "口径" };

export default async function IndicatorDefinitionsPage() {
  if (!can(await requireActor(), "statistics:read")) notFound();
  return <DefinitionsPage present={await monthInForce()} />;
}
