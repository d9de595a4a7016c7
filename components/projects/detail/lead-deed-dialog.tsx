"use client";
import { useRouter } from "next/navigation";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { useTRPCClient } from "@/components/shared/trpc";
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
  const { project } = useTRPCClient();
  const router = useRouter();
  const words = WORDS[deed];
  const verb = deed === "extend" ? project.extendProtection : project.release;
  return (
    <DeedDialog
      title={words.title}
      confirm={words.confirm}
      reason={words.reason}
      danger={deed === "release"}
      perform={(reason, requestId) =>
        verb.mutate({ requestId, projectId: card.id, expectedVersion: card.version, reason })
      }
      // A lead in the pool may be out of sight for who gave it up.
      onDone={() => deed === "release" && router.push("/pool")}
      onClose={onClose}
    >
      {words.follows}
    </DeedDialog>
  );
}
