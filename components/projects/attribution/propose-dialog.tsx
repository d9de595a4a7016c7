"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OpenCard } from "@/server/contracts/project-card";
import { SharesField } from "./shares-field";
import { readFirstShare } from "./two-shares";

/** 提出流转: to which unit, how the credit is split, and why. */
export function ProposeDialog({ card, onClose }: { card: OpenCard; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const refresh = useRefresh();
  const { data: units } = useQuery(trpc.attribution.receivers.queryOptions());
  const [requestId] = useState(newRequestId);
  const [unit, setUnit] = useState<string | null>(null);
  const [share, setShare] = useState("50");
  const [reason, setReason] = useState("");
  const sending = useSubmission(["toUnitId", "keptBasisPoints", "reason"]);
  const from = card.names.ownerUnit ?? "现承办单位";
  const to = units?.find((u) => String(u.id) === unit)?.name ?? "接收单位";
  const send = async () => {
    const proposal = {
      requestId,
      projectId: card.id,
      expectedVersion: card.version,
      toUnitId: unit === null ? Number.NaN : Number(unit),
      keptBasisPoints: readFirstShare(share) ?? Number.NaN,
      reason,
    };
    if (!(await sending.send(() => client.attribution.propose.mutate(proposal)))) return;
    onClose();
    await refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="提出流转"
      description="对方接收并经局长批准后，项目转由对方承办，本单位现有份额按此划分。"
      sticky={reason !== ""}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={sending.busy} onClick={() => void send()}>
            提出流转
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="接收单位" required error={sending.problemAt("toUnitId")}>
          <Combobox
            options={(units ?? [])
              .filter((u) => u.id !== card.basics.ownerUnitId)
              .map((u) => ({ value: String(u.id), label: u.name }))}
            value={unit}
            onChange={setUnit}
            clearable={false}
            loading={!units}
          />
        </Field>
        <SharesField
          first={from}
          second={to}
          value={share}
          onChange={setShare}
          error={sending.problemAt("keptBasisPoints")}
        />
        <Field label="流转原因" required error={sending.problemAt("reason")}>
          <Textarea maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {sending.general ? (
          <p role="alert" className="text-late">
            {sending.general}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
