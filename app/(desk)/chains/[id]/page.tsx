import { notFound } from "next/navigation";
import { ChainHome } from "@/components/chains/chain-home";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "产业链" };

export default async function ChainPage({ params }: { params: Promise<{ id: string }> }) {
  const id = Number((await params).id);
  if (!can(await requireActor(), "chain:read") || !Number.isInteger(id)) notFound();
  return <ChainHome id={id} />;
}
