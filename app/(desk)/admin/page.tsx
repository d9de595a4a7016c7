import { notFound, redirect } from "next/navigation";
import { adminTabsOf } from "@/components/admin/admin-tabs";
import { requireActor } from "@/server/api/session";

export default async function AdminPage() {
  const [first] = adminTabsOf(await requireActor());
  if (!first) notFound();
  redirect(`/admin/${first.id}`);
}
