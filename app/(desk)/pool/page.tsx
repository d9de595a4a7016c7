import { notFound } from "next/navigation";
import { PoolPage } from "@/components/projects/pool/pool-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "公海" };

export default async function Pool() {
  if (!can(await requireActor(), "pool:read")) notFound();
  return <PoolPage />;
}
