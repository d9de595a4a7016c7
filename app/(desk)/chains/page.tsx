import { notFound } from "next/navigation";
import { ChainList } from "@/components/chains/chain-list";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "产业链" };

export default async function ChainsPage() {
  if (!can(await requireActor(), "chain:read")) notFound();
  return <ChainList />;
}
