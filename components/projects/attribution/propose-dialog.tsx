"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SubmitDialog } from "@/components/shared/submit-dialog";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useDeed } from "@/components/shared/use-deed";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OpenCard } from "@/server/contracts/project-card";
import { SharesField } from "./shares-field";
import { readFirstShare } from "./two-shares";

/** 提出流转: to which unit, how the credit is split, and why. */
export function ProposeDialog({ card, onClose }: { card: OpenCard; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { data: units } = useQuery(trpc.attribution.receivers.queryOptions());
  const [unit, setUnit] = useState<string | null>(null);
  const [share, setShare] = useState("50");
  const [reason, setReason] = useState("");
  const sending = useDeed(["toUnitId", "keptBasisPoints", "reason"]);
  const from = card.names.ownerUnit ?? "现承办单位";
  const to = units?.find((u) => String(u.id) === unit)?.name ?? "接收单位";
  const send = () => {
    const proposal = {
      projectId: card.id,
      expectedVersion: card.version,
      toUnitId: unit === null ? Number.NaN : Number(unit),
      keptBasisPoints: readFirstShare(share) ?? Number.NaN,
      reason,
    };
    void sending.send(
      proposal,
      (requestId) => client.attribution.propose.mutate({ requestId, ...proposal }),
      onClose,
    );
  };
  return (
    <SubmitDialog
      title="提出流转"
      description="对方接收并经局长批准后，项目转由对方承办，本单位现有份额按此划分。"
      confirm="提出流转"
      sticky={reason !== ""}
      busy={sending.busy}
      general={sending.general}
      onSubmit={send}
      onClose={onClose}
    >
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
    </SubmitDialog>
  );
}
