"use client";
/** What is chosen on the page of a merge of enterprises. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import type { EnterpriseMergeScene } from "@/server/contracts/enterprise-merge";
import type { EnterpriseField } from "@/server/domain/enterprise-merging";

export type Take = "keep" | "give";

export function useEnterpriseMerge(scene: EnterpriseMergeScene) {
  const client = useTRPCClient();
  const router = useRouter();
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const [takes, setTakes] = useState<Partial<Record<EnterpriseField, Take>>>(() =>
    Object.fromEntries(scene.fields.map((f) => [f.field, f.proposed])),
  );
  const [reason, setReason] = useState("");
  const submission = useSubmission([]);
  const send = () =>
    client.enterprise.merge.mutate({
      requestId,
      keepId: scene.keep.id,
      giveId: scene.give.id,
      keepVersion: scene.keep.version,
      giveVersion: scene.give.version,
      fields: scene.fields.flatMap(({ field }) => (takes[field] === "give" ? [field] : [])),
      reason,
    });
  return {
    takes,
    take: (field: EnterpriseField, value: Take) => setTakes((old) => ({ ...old, [field]: value })),
    reason,
    setReason,
    submission,
    /** The name that stays. */
    name: takes.name === "give" ? scene.give.name : scene.keep.name,
    merge: async () => {
      if (!(await submission.send(send))) return;
      await refresh();
      router.push(`/enterprises/${scene.keep.id}`);
    },
  };
}
export type EnterpriseMergeForm = ReturnType<typeof useEnterpriseMerge>;
