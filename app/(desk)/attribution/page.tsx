import { notFound } from "next/navigation";
import { AttributionPage } from "@/components/projects/attribution/attribution-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "异议与流转" };

export default async function Attribution() {
  if (!can(await requireActor(), "attribution:read")) notFound();
  return <AttributionPage />;
}
