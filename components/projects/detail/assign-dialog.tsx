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
import type { OpenCard } from "@/server/contracts/project-card";
import { useChoices } from "./use-choices";

/** 移交: another officer takes the project over, and his unit with him. */
export function AssignDialog({ card, onClose }: { card: OpenCard; onClose: () => void }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const choices = useChoices();
  const [requestId] = useState(newRequestId);
  const [owner, setOwner] = useState(card.basics.ownerId === null ? null : String(card.basics.ownerId));
  const sending = useSubmission(["ownerId"]);
  const save = async () => {
    if (owner === null) return;
    const input = { requestId, projectId: card.id, expectedVersion: card.version, ownerId: Number(owner) };
    if (!(await sending.send(() => client.project.assign.mutate(input)))) return;
    await refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="移交承办人"
      description="移交后由新承办人报审和填报，项目随人转到其所在科室。"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={sending.busy} disabled={owner === null} onClick={() => void save()}>
            移交
          </Button>
        </>
      }
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
    </Dialog>
  );
}
