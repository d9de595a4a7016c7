import { notFound } from "next/navigation";
import { LedgerScreen } from "@/components/ledger/ledger-screen";
import { monthInForce } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "台账" };

export default async function LedgerPage() {
  if (!can(await requireActor(), "entry:read")) notFound();
  return <LedgerScreen thisMonth={await monthInForce()} />;
}
