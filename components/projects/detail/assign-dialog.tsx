"use client";
import { useState } from "react";
import { SubmitDialog } from "@/components/shared/submit-dialog";
import { useTRPCClient } from "@/components/shared/trpc";
import { useDeed } from "@/components/shared/use-deed";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { OpenCard } from "@/server/contracts/project-card";
import { useChoices } from "./use-choices";

/** 移交: another officer takes the project over, and his unit with him. */
export function AssignDialog({ card, onClose }: { card: OpenCard; onClose: () => void }) {
  const client = useTRPCClient();
  const choices = useChoices();
  const [owner, setOwner] = useState(card.basics.ownerId === null ? null : String(card.basics.ownerId));
  const sending = useDeed(["ownerId"]);
  const save = () => {
    const input = { projectId: card.id, expectedVersion: card.version, ownerId: Number(owner) };
    void sending.send(input, (requestId) => client.project.assign.mutate({ requestId, ...input }), onClose);
  };
  return (
    <SubmitDialog
      title="移交承办人"
      description="移交后由新承办人报审和填报，项目随人转到其所在科室。"
      size="sm"
      confirm="移交"
      busy={sending.busy}
      disabled={owner === null}
      onSubmit={save}
      onClose={onClose}
    >
      <Field label="承办人" required error={sending.problemAt("ownerId") ?? sending.general}>
        <Combobox
          options={(choices?.owners ?? []).map((o) => ({
            value: String(o.id),
            label: o.name,
            ...(o.unitName ? { note: o.unitName, keywords: o.unitName } : {}),
          }))}
          value={owner}
          onChange={setOwner}
          clearable={false}
          loading={!choices}
        />
      </Field>
    </SubmitDialog>
  );
}
