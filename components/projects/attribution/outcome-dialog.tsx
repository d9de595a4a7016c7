"use client";
/** 调解 and 裁定: how the credit is divided between the two units, and why. */
import { useState } from "react";
import { SubmitDialog } from "@/components/shared/submit-dialog";
import { useTRPCClient } from "@/components/shared/trpc";
import { useDeed } from "@/components/shared/use-deed";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import type { DisputeCard } from "@/server/contracts/attribution";
import { SharesField } from "./shares-field";
import { readFirstShare, sharesOf } from "./two-shares";

const WORDS = {
  mediate: {
    title: "调解首报异议",
    description: "提出的方案经异议方确认后生效；未达成一致的转局长裁定。",
    confirm: "提交调解结果",
    reason: "调解经过",
  },
  rule: {
    title: "裁定首报归属",
    description: "裁定即生效；双方可在期限内申请一次复议。项目在全区统计中只计一次。",
    confirm: "裁定",
    reason: "裁定理由",
  },
  last: {
    title: "复议裁定",
    description: "复议裁定为最终结论。项目在全区统计中只计一次。",
    confirm: "裁定",
    reason: "裁定理由",
  },
} as const;

interface OutcomeDialogProps {
  dispute: DisputeCard;
  deed: "mediate" | "rule";
  onClose: () => void;
}

export function OutcomeDialog({ dispute, deed, onClose }: OutcomeDialogProps) {
  const client = useTRPCClient();
  const [agreed, setAgreed] = useState(true);
  const [share, setShare] = useState("50");
  const [reason, setReason] = useState("");
  const sending = useDeed(["shares", "note", "reason"]);
  const words = deed === "rule" && dispute.step === "appeal" ? WORDS.last : WORDS[deed];
  const { challenger, respondent } = dispute;
  const divides = deed === "rule" || agreed;
  const send = () => {
    const read = readFirstShare(share);
    const shares = divides && read !== null ? sharesOf(challenger.unitId, respondent.unitId, read) : [];
    const outcome = { disputeId: dispute.id, expectedVersion: dispute.version, shares };
    const perform = (requestId: string) =>
      deed === "mediate"
        ? client.attribution.mediate.mutate({ requestId, ...outcome, agreed, note: reason })
        : client.attribution.rule.mutate({ requestId, ...outcome, reason });
    void sending.send({ ...outcome, agreed, reason }, perform, onClose);
  };
  return (
    <SubmitDialog
      title={words.title}
      description={words.description}
      confirm={words.confirm}
      sticky={reason !== ""}
      busy={sending.busy}
      general={sending.general}
      onSubmit={send}
      onClose={onClose}
    >
      {deed === "mediate" ? (
        <Segmented
          label="调解结果"
          value={agreed ? "agreed" : "failed"}
          onChange={(value) => setAgreed(value === "agreed")}
          options={[
            { value: "agreed", label: "提出方案" },
            { value: "failed", label: "未达成一致" },
          ]}
          className="self-start"
        />
      ) : null}
      {divides ? (
        <SharesField
          first={challenger.unit}
          second={respondent.unit}
          value={share}
          onChange={setShare}
          error={sending.problemAt("shares")}
        />
      ) : null}
      <Field label={words.reason} required error={sending.problemAt("note") ?? sending.problemAt("reason")}>
        <Textarea maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </SubmitDialog>
  );
}
