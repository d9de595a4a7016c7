"use client";
/** 撤销整批: with a reason; what was worked on since is listed and must be agreed to. */
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { formatInstant } from "@/components/shared/format";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import type { ImportScene } from "@/server/contracts/import-batch";

export function UndoDialog({ scene, onClose }: { scene: ImportScene; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [requestId] = useState(newRequestId);
  const [force, setForce] = useState(false);
  const [unasked, setUnasked] = useState(false);
  const { busy, general, send } = useSubmission([]);
  const { changed, result } = scene;
  const undo = async (reason: string) => {
    const lacksConsent = changed.count > 0 && !force;
    setUnasked(lacksConsent);
    if (lacksConsent) return;
    const sent = await send(() => client.import.undo.mutate({ id: scene.id, reason, force, requestId }));
    await cache.invalidateQueries(trpc.import.scene.queryFilter({ id: scene.id }));
    if (sent) onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="撤销整批？"
      confirmLabel="撤销整批"
      danger
      busy={busy}
      reasonLabel="撤销原因"
      reasonHint="会记入审计，也显示在这一批上"
      error={unasked ? "请先勾选同意撤销已被修改的项目" : general}
      onConfirm={(reason) => void undo(reason)}
    >
      <div className="flex flex-col gap-3">
        {result?.details?.followUps ? (
          <p>这一批登记的 {result.details.followUps} 条跟进是项目的经过，不能收回，撤销后仍留在项目里。</p>
        ) : null}
        {result?.details && result.details.submitted + result.details.drafts > 0 ? (
          <p>
            这一批录入的 {result.details.submitted + result.details.drafts}{" "}
            笔明细中，没有审核通过的从台账退出；已通过的和他人改过的保留，逐笔列出。
          </p>
        ) : null}
        {result?.details?.enterprises ? (
          <p>
            这一批新建的 {result.details.enterprises.created} 家企业停用，改过的{" "}
            {result.details.enterprises.changed}{" "}
            家回到导入之前的内容；已有项目、链主等指向的和之后又有人修改的保留，逐家写明原因。
          </p>
        ) : null}
        {result?.projects || !(result?.changed || result?.details) ? (
          <p>
            这一批导入的 {result?.projects ?? 0} 个项目将退出所有列表和统计；历史保留，同一台账可以重新导入。
          </p>
        ) : null}
        {result?.changed ? <ChangesBack undo={scene.undo} /> : null}
        {changed.count > 0 ? (
          <ChangedSince changed={changed} force={force} onForce={setForce} />
        ) : result?.projects ? (
          <p className="text-sm text-muted">导入之后没有人修改过这些项目。</p>
        ) : null}
      </div>
    </ConfirmDialog>
  );
}

/** Fields of known projects: what goes back, and what somebody changed since and therefore stays. */
function ChangesBack({ undo }: { undo: ImportScene["undo"] }) {
  return (
    <>
      <p>已有项目的 {undo.fields} 处改动回到导入之前的内容，其他内容一概不动。</p>
      {undo.stay.length > 0 ? (
        <Notice tone="warn">
          下列内容在导入之后又被改过，保留现在的：
          <ul className="thin-scroll mt-1 max-h-40 overflow-y-auto text-sm">
            {undo.stay.map((one) => (
              <li key={`${one.projectId} ${one.label}`}>
                <Link href={`/projects/${one.projectId}`} className="underline">
                  {one.name}
                </Link>{" "}
                {one.label}，{one.by} {formatInstant(new Date(one.at))}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}

interface ChangedSinceProps {
  changed: ImportScene["changed"];
  force: boolean;
  onForce: (force: boolean) => void;
}

function ChangedSince({ changed, force, onForce }: ChangedSinceProps) {
  const more = changed.count - changed.first.length;
  return (
    <>
      <Notice tone="warn">
        导入之后有 {changed.count} 个项目被修改过，撤销后这些修改也一起退出：
        <ul className="thin-scroll mt-1 max-h-40 overflow-y-auto text-sm">
          {changed.first.map((c) => (
            <li key={c.projectId}>
              {c.number ? (
                <Link href={`/projects/${c.projectId}`} className="underline">
                  {c.name}
                </Link>
              ) : (
                `${c.name}（保留，不撤销）`
              )}
              ，{c.by} {formatInstant(new Date(c.at))}
            </li>
          ))}
          {more > 0 ? <li>还有 {more} 个</li> : null}
        </ul>
      </Notice>
      <Checkbox
        label={`连同这 ${changed.count} 个项目的修改一起撤销`}
        checked={force}
        onChange={(event) => onForce(event.target.checked)}
      />
    </>
  );
}
