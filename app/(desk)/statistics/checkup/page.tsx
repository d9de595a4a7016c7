import { notFound } from "next/navigation";
import { CheckupPage } from "@/components/statistics/checkup/checkup-page";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "数据体检" };

export default async function DataCheckupPage() {
  if (!can(await requireActor(), "checkup:read")) notFound();
  return <CheckupPage present={await monthInForce()} />;
}
