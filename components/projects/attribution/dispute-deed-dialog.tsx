"use client";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { useTRPCClient } from "@/components/shared/trpc";
import type { DisputeCard } from "@/server/contracts/attribution";

export type DisputeDeed = "close" | "agree" | "disagree" | "appeal" | "withdraw";

const WORDS: Record<
  DisputeDeed,
  { title: string; confirm: string; reason?: string; follows: string; danger?: boolean }
> = {
  close: {
    title: "声明举证完毕",
    confirm: "举证完毕",
    follows: "声明后本方不能再补充材料；双方都声明的，立即进入调解。",
  },
  agree: { title: "同意调解方案", confirm: "同意", follows: "同意后份额立即生效，异议办结。" },
  disagree: {
    title: "不同意调解方案",
    confirm: "不同意",
    reason: "不同意的理由",
    follows: "不同意的，转局长裁定。",
  },
  appeal: {
    title: "申请复议",
    confirm: "申请复议",
    reason: "申请复议的理由",
    follows: "只能复议一次；复议期间原裁定继续有效，复议裁定为最终结论。",
  },
  withdraw: {
    title: "撤回首报异议",
    confirm: "撤回",
    reason: "撤回原因",
    follows: "撤回后首报记录不变，以后可以重新提出。",
    danger: true,
  },
};

interface DisputeDeedDialogProps {
  dispute: DisputeCard;
  deed: DisputeDeed;
  onClose: () => void;
}

/** What a side does with a few words at most. */
export function DisputeDeedDialog({ dispute, deed, onClose }: DisputeDeedDialogProps) {
  const { attribution } = useTRPCClient();
  const { side } = dispute.rights;
  const papers = side === null ? 0 : dispute[side].papers;
  const words = WORDS[deed];
  const perform = (text: string, requestId: string): Promise<unknown> => {
    const ref = { requestId, disputeId: dispute.id, expectedVersion: dispute.version };
    switch (deed) {
      case "close":
        return attribution.closeEvidence.mutate({ ...ref, note: text });
      case "agree":
      case "disagree":
        return attribution.consent.mutate({ ...ref, agreed: deed === "agree", note: text });
      case "appeal":
        return attribution.appeal.mutate({ ...ref, reason: text });
      case "withdraw":
        return attribution.withdraw.mutate({ ...ref, reason: text });
    }
  };
  return (
    <DeedDialog
      title={words.title}
      confirm={words.confirm}
      // Without a paper the side says why there is none.
      reason={deed === "close" && papers === 0 ? "没有材料的说明" : words.reason}
      danger={words.danger}
      perform={perform}
      onClose={onClose}
    >
      {words.follows}
    </DeedDialog>
  );
}
