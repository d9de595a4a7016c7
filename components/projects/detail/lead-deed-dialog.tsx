"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import type { OpenCard } from "@/server/contracts/project-card";

const WORDS = {
  extend: {
    title: "延长保护期",
    confirm: "延长",
    reason: "延长理由",
    follows: "每条线索只能延长一次，且须有近期的拜访、来访或会谈记录。",
  },
  release: {
    title: "放入公海",
    confirm: "放入公海",
    reason: "放出原因",
    follows: "放出后不再由您承办，其他科室和单位可以认领；首报记录不变，期限内签约仍保留引荐。",
  },
} as const;

interface LeadDeedDialogProps {
  card: OpenCard;
  deed: keyof typeof WORDS;
  onClose: () => void;
}

/** What one does to a lead with no more than a reason. */
export function LeadDeedDialog({ card, deed, onClose }: LeadDeedDialogProps) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const router = useRouter();
  const [requestId] = useState(newRequestId);
  const sending = useSubmission([]);
  const words = WORDS[deed];
  const send = async (reason: string) => {
    const input = { requestId, projectId: card.id, expectedVersion: card.version, reason };
    const verb = deed === "extend" ? client.project.extendProtection : client.project.release;
    if (!(await sending.send(() => verb.mutate(input)))) return;
    onClose();
    // A lead in the pool may be out of sight for who gave it up.
    if (deed === "release") router.push("/pool");
    await refresh();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={words.title}
      confirmLabel={words.confirm}
      reasonLabel={words.reason}
      danger={deed === "release"}
      busy={sending.busy}
      error={sending.general}
      onConfirm={(reason) => void send(reason)}
    >
      {words.follows}
    </ConfirmDialog>
  );
}
