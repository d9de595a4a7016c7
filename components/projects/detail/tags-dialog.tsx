"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import type { NamedThing, OpenCard, ProjectTeam } from "@/server/contracts/project-card";
import { useChoices } from "./use-choices";
import { useRefresh } from "./use-refresh";

interface ChecklistProps {
  title: string;
  things: readonly NamedThing[];
  chosen: readonly number[];
  onChange: (ids: number[]) => void;
}

function Checklist({ title, things, chosen, onChange }: ChecklistProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium text-muted">{title}</legend>
      {things.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={() =>
            onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
          }
        />
      ))}
    </fieldset>
  );
}

/** Engines and linked chains: for reading only, never added to a chain's totals. */
export function TagsDialog({
  card,
  team,
  onClose,
}: {
  card: OpenCard;
  team: ProjectTeam;
  onClose: () => void;
}) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const choices = useChoices();
  const [requestId] = useState(newRequestId);
  const [engineIds, setEngineIds] = useState(team.engines.map((e) => e.id));
  const [linkedChainIds, setLinkedChainIds] = useState(team.linkedChains.map((c) => c.id));
  const sending = useSubmission([]);
  const save = async () => {
    const input = { requestId, projectId: card.id, engineIds, linkedChainIds };
    if (!(await sending.send(() => client.project.setTags.mutate(input)))) return;
    await refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="战略新引擎与关联产业链"
      description="只用于查阅和另行汇总，不计入其他产业链的合计。"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={sending.busy} onClick={() => void save()}>
            保存
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-4">
        <Checklist
          title="战略新引擎"
          things={choices?.engines ?? []}
          chosen={engineIds}
          onChange={setEngineIds}
        />
        <Checklist
          title="关联产业链"
          things={(choices?.chains ?? []).filter((chain) => chain.id !== card.basics.chainId)}
          chosen={linkedChainIds}
          onChange={setLinkedChainIds}
        />
      </div>
      {sending.general ? (
        <Notice tone="late" className="mt-3">
          {sending.general}
        </Notice>
      ) : null}
    </Dialog>
  );
}
