"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { OpenCard } from "@/server/contracts/project-card";
import { OFF_REASONS, type OffReason } from "@/server/domain/milestones";

const REASONS = Object.entries(OFF_REASONS).map(([value, label]) => ({ value, label }));
type Verdict = "follow" | "drop";

/** 研判: follow the lead, or give it up for a reason that can be counted. */
export function JudgeDialog({ card, onClose }: { card: OpenCard; onClose: () => void }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const [verdict, setVerdict] = useState<Verdict>("follow");
  const [reasonCode, setReasonCode] = useState<OffReason | "">("");
  const [reason, setReason] = useState("");
  const sending = useSubmission(["reason", "reasonCode"]);
  const missing = card.next.find((gate) => gate.milestone === "negotiation")?.missing ?? [];
  const lacking = missing.filter((r) => r.kind !== "detail").map((r) => r.label);
  const save = async () => {
    const frame = { requestId, projectId: card.id, expectedVersion: card.version };
    const code = verdict === "drop" && reasonCode !== "" ? reasonCode : null;
    const input = { ...frame, verdict, reason, reasonCode: code };
    if (!(await sending.send(() => client.project.judge.mutate(input)))) return;
    await refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="研判线索"
      description={
        verdict === "drop"
          ? "不跟进：线索转为流失，已填内容保留。"
          : lacking.length > 0
            ? `跟进：先记下结论；进入在谈还差${lacking.join("、")}。`
            : "跟进：条件已齐，随即进入在谈。"
      }
      size="sm"
      sticky={reason !== ""}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button
            variant={verdict === "drop" ? "danger" : "primary"}
            busy={sending.busy}
            onClick={() => void save()}
          >
            {verdict === "drop" ? "不跟进" : "跟进"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {sending.general ? <Notice tone="late">{sending.general}</Notice> : null}
        <Segmented
          label="研判结论"
          options={[
            { value: "follow", label: "跟进" },
            { value: "drop", label: "不跟进" },
          ]}
          value={verdict}
          onChange={setVerdict}
        />
        {verdict === "drop" ? (
          <Field label="主要原因" required error={sending.problemAt("reasonCode")}>
            <Select
              options={REASONS}
              placeholder="请选择"
              value={reasonCode}
              onChange={(event) => setReasonCode(event.target.value as OffReason)}
            />
          </Field>
        ) : null}
        <Field label="研判意见" required error={sending.problemAt("reason")}>
          <Textarea value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
