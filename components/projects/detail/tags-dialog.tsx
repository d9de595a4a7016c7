"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import type { OpenCard, ProjectTeam } from "@/server/contracts/project-card";
import { useChoices } from "./use-choices";
import { useRefresh } from "./use-refresh";

const toggled = (ids: readonly number[], id: number): number[] =>
  ids.includes(id) ? ids.filter((i) => i !== id) : [...ids, id];

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
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 text-sm font-medium text-muted">战略新引擎</legend>
          {(choices?.engines ?? []).map((engine) => (
            <Checkbox
              key={engine.id}
              label={engine.name}
              checked={engineIds.includes(engine.id)}
              onChange={() => setEngineIds((ids) => toggled(ids, engine.id))}
            />
          ))}
        </fieldset>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 text-sm font-medium text-muted">关联产业链</legend>
          {(choices?.chains ?? [])
            .filter((chain) => chain.id !== card.basics.chainId)
            .map((chain) => (
              <Checkbox
                key={chain.id}
                label={chain.name}
                checked={linkedChainIds.includes(chain.id)}
                onChange={() => setLinkedChainIds((ids) => toggled(ids, chain.id))}
              />
            ))}
        </fieldset>
      </div>
      {sending.general ? (
        <Notice tone="late" className="mt-3">
          {sending.general}
        </Notice>
      ) : null}
    </Dialog>
  );
}
