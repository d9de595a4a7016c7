import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PastPage } from "@/components/projects/past/past-page";
import { KnownDayGuard } from "@/components/shared/known-day";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata: Metadata = { title: "项目（时点）" };

export default async function PastProjectsPage() {
  if (!can(await requireActor(), "statistics:past")) notFound();
  return (
    <KnownDayGuard title="项目（时点）" present="/projects">
      <PastPage />
    </KnownDayGuard>
  );
}
