import { notFound } from "next/navigation";
import { ImportList } from "@/components/imports/import-list";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "导入" };

export default async function ImportsPage() {
  if (!can(await requireActor(), "import:run")) notFound();
  return <ImportList />;
}
