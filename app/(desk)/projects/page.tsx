import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProjectsRoom } from "@/components/projects/list/projects-room";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata: Metadata = { title: "项目" };

export default async function ProjectsPage() {
  const actor = await requireActor();
  if (!can(actor, "project:read")) notFound();
  return <ProjectsRoom />;
}
