import { notFound } from "next/navigation";
import { EnterpriseMergePage } from "@/components/enterprises/merge/merge-page";
import { requireActor } from "@/server/api/session";
import { can } from "@/server/domain/permissions";

export const metadata = { title: "合并企业" };

export default async function MergeEnterprisesPage({
  searchParams,
}: {
  searchParams: Promise<{ keep?: string; give?: string }>;
}) {
  const { keep, give } = await searchParams;
  const ids = [Number(keep), Number(give)];
  const known = ids.every((id) => Number.isInteger(id) && id > 0) && ids[0] !== ids[1];
  if (!can(await requireActor(), "project:merge") || !known) notFound();
  return <EnterpriseMergePage key={ids.join(" ")} keepId={ids[0] ?? 0} giveId={ids[1] ?? 0} />;
}
