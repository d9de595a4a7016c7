"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { Button } from "@/components/ui/button";

/** 认领: asks once, then opens the lead that is now one's own. */
export function ClaimButton({ id, name }: { id: number; name: string }) {
  const client = useTRPCClient();
  const router = useRouter();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const [requestId] = useState(newRequestId);
  const sending = useSubmission([]);
  const claim = async () => {
    if (!(await sending.send(() => client.project.claim.mutate({ requestId, projectId: id })))) return;
    setAsking(false);
    router.push(`/projects/${id}`);
    await refresh();
  };
  // Only afterwards: a lead that somebody else has taken leaves the list, and would take the answer with it.
  const ask = (open: boolean) => {
    setAsking(open);
    if (!open && sending.general) void refresh();
  };
  return (
    <>
      <Button size="sm" aria-label={`认领 ${name}`} onClick={() => setAsking(true)}>
        认领
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={ask}
        title="认领线索"
        confirmLabel="认领"
        busy={sending.busy}
        error={sending.general}
        onConfirm={() => void claim()}
      >
        “{name}”认领后由您承办，保护期和跟进时限从今天重新起算；首报单位和首报人不变。
      </ConfirmDialog>
    </>
  );
}
