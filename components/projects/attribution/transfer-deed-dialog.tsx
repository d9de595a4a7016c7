"use client";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { useTRPCClient } from "@/components/shared/trpc";
import type { TransferRow } from "@/server/contracts/attribution";
import { percent, WHOLE } from "@/server/domain/attribution-shares";

const WORDS = {
  decline: { title: "不接收流转", confirm: "不接收", reason: "不接收的原因", danger: true },
  approve: { title: "批准流转", confirm: "批准", reason: undefined, danger: false },
  refuse: { title: "不批准流转", confirm: "不批准", reason: "不批准的原因", danger: true },
  withdraw: { title: "撤回流转", confirm: "撤回", reason: "撤回原因", danger: true },
} as const;

interface TransferDeedDialogProps {
  transfer: TransferRow;
  deed: keyof typeof WORDS;
  onClose: () => void;
}

/** What is done about a transfer with no more than a reason. */
export function TransferDeedDialog({ transfer, deed, onClose }: TransferDeedDialogProps) {
  const { attribution } = useTRPCClient();
  const perform = (note: string, requestId: string): Promise<unknown> => {
    const ref = { requestId, transferId: transfer.id, expectedVersion: transfer.version };
    if (deed === "withdraw") return attribution.withdrawTransfer.mutate({ ...ref, reason: note });
    if (deed === "decline") return attribution.answer.mutate({ ...ref, accepted: false, note });
    return attribution.decide.mutate({ ...ref, approved: deed === "approve", note });
  };
  return (
    <DeedDialog {...WORDS[deed]} perform={perform} onClose={onClose}>
      {deed === "approve"
        ? `批准后由${transfer.toUnit} ${transfer.ownerName ?? ""}承办；${transfer.fromUnit}保留原有份额的 ${percent(transfer.keptBasisPoints)}，其余 ${percent(WHOLE - transfer.keptBasisPoints)} 归${transfer.toUnit}。首报记录不变，全区统计只计一次。`
        : "办理结果记入项目历史，项目仍由现单位承办。"}
    </DeedDialog>
  );
}
