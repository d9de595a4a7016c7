"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { CountLines } from "@/components/shared/count-lines";
import { readFailure } from "@/components/shared/form-problems";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { HandOverPreview } from "@/server/contracts/hand-over";
import { useChoices } from "../detail/use-choices";

interface HandOverDialogProps {
  ids: readonly number[];
  onClose: () => void;
  /** It happened: nothing is chosen any more. */
  onDone: (words: string) => void;
}

/** 批量指派: choose the person, see what would happen, do it: all of it or nothing. */
export function HandOverDialog({ ids, onClose, onDone }: HandOverDialogProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const choices = useChoices();
  const [owner, setOwner] = useState<string | null>(null);
  const [requestId, setRequestId] = useState(newRequestId);
  const preview = useMutation(trpc.project.previewHandOver.mutationOptions());
  const commit = useMutation(
    trpc.project.handOver.mutationOptions({
      onSuccess: async ({ changed }) => {
        onDone(`已将 ${changed} 个项目指派给${preview.data?.ownerName ?? ""}`);
        await refresh();
      },
      // What was counted no longer holds: it is counted again, under a new id.
      onError: () => setRequestId(newRequestId()),
    }),
  );
  const ask = (value: string | null) => {
    setOwner(value);
    commit.reset();
    preview.reset();
    if (value !== null) preview.mutate({ ids: [...ids], ownerId: Number(value) });
  };
  const found = preview.data;
  const error = commit.error ?? preview.error;
  const ready = found !== undefined && found.change.length > 0 && !commit.error;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`批量指派 ${ids.length} 个项目`}
      description="指派后由新承办人报审和填报，项目随人转到其所在科室。一次完成，要么全部生效，要么都不改。"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          {commit.error ? (
            <Button variant="primary" onClick={() => ask(owner)}>
              重新核对
            </Button>
          ) : (
            <Button
              variant="primary"
              busy={commit.isPending}
              disabled={!ready}
              onClick={() =>
                found && commit.mutate({ requestId, ownerId: Number(owner), projects: found.change })
              }
            >
              {found && found.change.length > 0 ? `指派 ${found.change.length} 个` : "指派"}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="承办人（责任人）" required>
          <Combobox
            options={(choices?.owners ?? []).map((o) => ({
              value: String(o.id),
              label: o.name,
              ...(o.unitName ? { note: o.unitName, keywords: o.unitName } : {}),
            }))}
            value={owner}
            onChange={ask}
            clearable={false}
            loading={!choices}
          />
        </Field>
        {preview.isPending ? <p className="text-muted">正在核对…</p> : null}
        {found ? <Counted found={found} /> : null}
        {error ? <Notice tone="late">{readFailure(error).message}</Notice> : null}
      </div>
    </Dialog>
  );
}

/** How many change hands, how many are the person's already, and which stay where they are. */
const Counted = ({ found }: { found: HandOverPreview }) => (
  <CountLines
    lines={[
      {
        label: "将指派",
        count: found.change.length,
        note: found.ownerUnitName ? `${found.ownerName}，${found.ownerUnitName}` : found.ownerName,
      },
      { label: "已由其承办", count: found.already, note: "不必改动" },
    ]}
    kept={found.kept}
  />
);
