"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { TransferRow } from "@/server/contracts/attribution";
import { useChoices } from "../detail/use-choices";

/** 接收: who in the receiving unit takes the project on. */
export function AnswerDialog({ transfer, onClose }: { transfer: TransferRow; onClose: () => void }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const choices = useChoices();
  const [requestId] = useState(newRequestId);
  const [owner, setOwner] = useState<string | null>(null);
  const sending = useSubmission(["ownerId"]);
  const accept = async () => {
    const answer = {
      requestId,
      transferId: transfer.id,
      expectedVersion: transfer.version,
      accepted: true,
      ownerId: owner === null ? null : Number(owner),
      note: "",
    };
    if (!(await sending.send(() => client.attribution.answer.mutate(answer)))) return;
    onClose();
    await refresh();
  };
  const owners = (choices?.owners ?? []).filter((o) => o.unitName === transfer.toUnit);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="接收流转"
      description="接收后报局长审批，批准之日起由本单位承办。"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={sending.busy} onClick={() => void accept()}>
            接收
          </Button>
        </>
      }
    >
      <Field label="本单位承办人" required error={sending.problemAt("ownerId") ?? sending.general}>
        <Combobox
          options={owners.map((o) => ({ value: String(o.id), label: o.name }))}
          value={owner}
          onChange={setOwner}
          clearable={false}
          loading={!choices}
        />
      </Field>
    </Dialog>
  );
}
