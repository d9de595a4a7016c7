import { notFound } from "next/navigation";
import { ProjectPage } from "@/components/projects/detail/project-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "项目" };

export default async function ProjectDetailPage({ params }: { params: Promise<{ id: string }> }) {
  const id = Number((await params).id);
  if (!can(await requireActor(), "project:read") || !Number.isInteger(id) || id < 1) notFound();
  return <ProjectPage id={id} />;
}
