"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
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

export type WayOff = "held" | "ended" | "lost";

const WHAT_FOLLOWS: Record<WayOff, string> = {
  held: "搁置后不计提醒，到复核日期再提示；可以随时恢复。",
  ended: "终止后不再计入今后的存量；已关账月份的数字不变。",
  lost: "流失后进入流失分析；已填内容全部保留。",
};
const REASONS = Object.entries(OFF_REASONS).map(([value, label]) => ({ value, label }));
const REVIEW_DAYS = 90;

interface LeaveDialogProps {
  card: OpenCard;
  to: WayOff;
  onClose: () => void;
}

function useLeaving({ card, to, onClose }: LeaveDialogProps) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const [draft, setDraft] = useState({
    on: card.today as string | null,
    reasonCode: "" as OffReason | "",
    reason: "",
    reviewOn: to === "held" ? addDays(card.today, REVIEW_DAYS) : null,
  });
  const [tried, setTried] = useState(false);
  const sending = useSubmission(["on", "reason", "reviewOn"]);
  const save = async () => {
    setTried(true);
    const { on, reasonCode } = draft;
    if (reasonCode === "") return;
    const frame = { requestId, projectId: card.id, expectedVersion: card.version, to };
    if (
      !(await sending.send(() =>
        client.project.leave.mutate({ ...frame, ...draft, reasonCode, on: on ?? "" }),
      ))
    )
      return;
    await refresh();
    onClose();
  };
  const change = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }));
  return { draft, change, save, sending, lacksReason: tried && draft.reasonCode === "" };
}

/** 搁置, 终止, 流失: with a day, a reason that can be counted, and one that can be read. */
export function LeaveDialog(props: LeaveDialogProps) {
  const { card, to, onClose } = props;
  const { draft, change, save, sending, lacksReason } = useLeaving(props);
  const name = OFF_STATE_NAME[to];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${name}项目`}
      description={WHAT_FOLLOWS[to]}
      size="sm"
      sticky={draft.reason !== ""}
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
            <DateField value={draft.on} onChange={(on) => change({ on })} max={card.today} />
          </Field>
          {to === "held" ? (
            <Field label="复核日期" error={sending.problemAt("reviewOn")}>
              <DateField
                value={draft.reviewOn}
                onChange={(reviewOn) => change({ reviewOn })}
                min={card.today}
              />
            </Field>
          ) : null}
        </div>
        <Field label="主要原因" required error={lacksReason ? "请选择主要原因" : null}>
          <Select
            options={REASONS}
            placeholder="请选择"
            value={draft.reasonCode}
            onChange={(event) => change({ reasonCode: event.target.value as OffReason })}
          />
        </Field>
        <Field label="情况说明" required error={sending.problemAt("reason")}>
          <Textarea value={draft.reason} onChange={(event) => change({ reason: event.target.value })} />
        </Field>
      </div>
    </Dialog>
  );
}
