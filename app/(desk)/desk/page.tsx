import { notFound } from "next/navigation";
import { DeskScreen } from "@/components/desk/desk-screen";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "工作台" };

export default async function DeskPage() {
  if (!can(await requireActor(), "desk:read")) notFound();
  return <DeskScreen />;
}
