import { notFound } from "next/navigation";
import { DuplicateList } from "@/components/projects/duplicates/duplicate-list";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "疑似重复" };

export default async function DuplicatesPage() {
  if (!can(await requireActor(), "duplicate:review")) notFound();
  return <DuplicateList />;
}
