"use client";
/** 不是同一项目: with the reason, which stays beside the pair. */
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import type { DuplicatePair } from "@/server/contracts/duplicates";

export function DismissDialog({
  pair,
  onClose,
  onDone,
}: {
  pair: DuplicatePair;
  onClose: () => void;
  onDone: () => void;
}) {
  const client = useTRPCClient();
  const [requestId] = useState(newRequestId);
  const { busy, general, problemAt, send } = useSubmission(["reason"]);
  const { earlier, later } = pair;
  const dismiss = async (reason: string) => {
    const ask = { requestId, firstId: earlier.id, secondId: later.id, reason };
    if (!(await send(() => client.project.dismissDuplicate.mutate(ask)))) return;
    onDone();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="不是同一项目？"
      confirmLabel="不是同一项目"
      busy={busy}
      reasonLabel="为什么不是"
      reasonHint="如：两条不同的生产线。原因留在这一对上，以后不再提示"
      error={problemAt("reason") ?? general}
      onConfirm={(reason) => void dismiss(reason)}
    >
      <p className="break-words">
        {earlier.name ?? "他人登记的项目"} 与 {later.name ?? "他人登记的项目"}
      </p>
    </ConfirmDialog>
  );
}
