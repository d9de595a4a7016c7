"use client";
import { useState } from "react";
import { useTRPCClient } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import type { NamedThing, OpenCard, ProjectTeam } from "@/server/contracts/project-card";
import { ListClash } from "./list-clash";
import { useChoices } from "./use-choices";
import { useListSaving } from "./use-list-saving";

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

interface TagsDialogProps {
  card: OpenCard;
  team: ProjectTeam;
  onClose: () => void;
}

const namesIn = (things: readonly NamedThing[] | undefined, ids: readonly number[]): string[] =>
  (things ?? []).filter((thing) => ids.includes(thing.id)).map((thing) => thing.name);

function useTagsDraft({ card, team, onClose }: TagsDialogProps) {
  const client = useTRPCClient();
  const [engineIds, setEngineIds] = useState(team.engines.map((e) => e.id));
  const [linkedChainIds, setLinkedChainIds] = useState(team.linkedChains.map((c) => c.id));
  const saving = useListSaving({
    projectId: card.id,
    team,
    write: (frame) => client.project.setTags.mutate({ ...frame, engineIds, linkedChainIds }),
    onDone: onClose,
  });
  const takeOver = (now: ProjectTeam) => {
    setEngineIds(now.engines.map((e) => e.id));
    setLinkedChainIds(now.linkedChains.map((c) => c.id));
    saving.goOnFrom(now);
  };
  return { engineIds, setEngineIds, linkedChainIds, setLinkedChainIds, takeOver, ...saving };
}

/** Engines and linked chains: for reading only, never added to a chain's totals. */
export function TagsDialog(props: TagsDialogProps) {
  const { card, onClose } = props;
  const choices = useChoices();
  const { engineIds, setEngineIds, linkedChainIds, setLinkedChainIds, ...form } = useTagsDraft(props);
  const { sending } = form;
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
          <Button variant="primary" busy={sending.busy} onClick={() => void form.save()}>
            保存
          </Button>
        </>
      }
    >
      {sending.conflicts.length > 0 ? (
        <ListClash
          projectId={card.id}
          conflicts={sending.conflicts}
          lines={(now) => [...now.engines, ...now.linkedChains].map((one) => one.name)}
          mine={[...namesIn(choices?.engines, engineIds), ...namesIn(choices?.chains, linkedChainIds)]}
          busy={sending.busy}
          onTakeTheirs={form.takeOver}
          onKeepMine={(now) => void form.keepMine(now)}
        />
      ) : null}
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
      {sending.general && sending.conflicts.length === 0 ? (
        <Notice tone="late" className="mt-3">
          {sending.general}
        </Notice>
      ) : null}
    </Dialog>
  );
}
