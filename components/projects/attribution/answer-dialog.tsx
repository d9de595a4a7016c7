"use client";
import { useState } from "react";
import { SubmitDialog } from "@/components/shared/submit-dialog";
import { useTRPCClient } from "@/components/shared/trpc";
import { useDeed } from "@/components/shared/use-deed";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { TransferRow } from "@/server/contracts/attribution";
import { useChoices } from "../detail/use-choices";

/** 接收: who in the receiving unit takes the project on. */
export function AnswerDialog({ transfer, onClose }: { transfer: TransferRow; onClose: () => void }) {
  const client = useTRPCClient();
  const choices = useChoices();
  const [owner, setOwner] = useState<string | null>(null);
  const sending = useDeed(["ownerId"]);
  const accept = () => {
    const answer = {
      transferId: transfer.id,
      expectedVersion: transfer.version,
      accepted: true,
      ownerId: owner === null ? null : Number(owner),
      note: "",
    };
    void sending.send(
      answer,
      (requestId) => client.attribution.answer.mutate({ requestId, ...answer }),
      onClose,
    );
  };
  const owners = (choices?.owners ?? []).filter((o) => o.unitName === transfer.toUnit);
  return (
    <SubmitDialog
      title="接收流转"
      description="接收后报局长审批，批准之日起由本单位承办。"
      size="sm"
      confirm="接收"
      busy={sending.busy}
      onSubmit={accept}
      onClose={onClose}
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
    </SubmitDialog>
  );
}
