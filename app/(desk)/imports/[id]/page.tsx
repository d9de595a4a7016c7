import { notFound } from "next/navigation";
import { ImportPage } from "@/components/imports/import-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "导入" };

export default async function OneImportPage({ params }: { params: Promise<{ id: string }> }) {
  const id = Number((await params).id);
  if (!can(await requireActor(), "import:run") || !Number.isSafeInteger(id) || id < 1) notFound();
  return <ImportPage id={id} />;
}
