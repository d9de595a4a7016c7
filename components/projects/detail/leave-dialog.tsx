"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { OpenCard } from "@/server/contracts/project-card";
import { OFF_REASONS, OFF_STATE_NAME, type OffReason } from "@/server/domain/milestones";
import { addDays } from "@/server/domain/periods";
import { useRefresh } from "./use-refresh";

export type WayOff = "held" | "ended" | "lost";

const WHAT_FOLLOWS: Record<WayOff, string> = {
  held: "搁置后不计提醒，到复核日期再提示；可以随时恢复。",
  ended: "终止后不再计入今后的存量；已关账月份的数字不变。",
  lost: "流失后进入流失分析；已填内容全部保留。",
};
const REASONS = Object.entries(OFF_REASONS).map(([value, label]) => ({ value, label }));
const REVIEW_DAYS = 90;

/** 搁置, 终止, 流失: with a day, a reason that can be counted, and one that can be read. */
export function LeaveDialog({ card, to, onClose }: { card: OpenCard; to: WayOff; onClose: () => void }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const [on, setOn] = useState<string | null>(card.today);
  const [reasonCode, setReasonCode] = useState<OffReason | "">("");
  const [reason, setReason] = useState("");
  const [reviewOn, setReviewOn] = useState<string | null>(
    to === "held" ? addDays(card.today, REVIEW_DAYS) : null,
  );
  const [tried, setTried] = useState(false);
  const sending = useSubmission(["on", "reason", "reviewOn"]);
  const name = OFF_STATE_NAME[to];
  const save = async () => {
    setTried(true);
    if (reasonCode === "") return;
    const input = {
      requestId,
      projectId: card.id,
      expectedVersion: card.version,
      to,
      on: on ?? "",
      reasonCode,
      reason,
      reviewOn,
    };
    if (!(await sending.send(() => client.project.leave.mutate(input)))) return;
    await refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${name}项目`}
      description={WHAT_FOLLOWS[to]}
      size="sm"
      sticky={reason !== ""}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="danger" busy={sending.busy} onClick={() => void save()}>
            {name}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {sending.general ? <Notice tone="late">{sending.general}</Notice> : null}
        <div className="grid grid-cols-2 gap-3">
          <Field label="日期" required error={sending.problemAt("on")}>
            <DateField value={on} onChange={setOn} max={card.today} />
          </Field>
          {to === "held" ? (
            <Field label="复核日期" error={sending.problemAt("reviewOn")}>
              <DateField value={reviewOn} onChange={setReviewOn} min={card.today} />
            </Field>
          ) : null}
        </div>
        <Field label="主要原因" required error={tried && reasonCode === "" ? "请选择主要原因" : null}>
          <Select
            options={REASONS}
            placeholder="请选择"
            value={reasonCode}
            onChange={(event) => setReasonCode(event.target.value as OffReason)}
          />
        </Field>
        <Field label="情况说明" required error={sending.problemAt("reason")}>
          <Textarea value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
