import { notFound } from "next/navigation";
import { FormsPage } from "@/components/statistics/forms-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "表样" };

export default async function ReadyFormsPage() {
  if (!can(await requireActor(), "project:export")) notFound();
  return <FormsPage present={await monthInForce()} />;
}
