import { notFound } from "next/navigation";
import { WritingPage } from "@/components/statistics/writing-page";
import { endedMonth } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";
import { addMonths } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "出稿" };

export default async function WritingRoute() {
  if (!can(await requireActor(), "statistics:read")) notFound();
  const ended = endedMonth();
  return <WritingPage ended={ended} last={addMonths(ended, 1)} />;
}
