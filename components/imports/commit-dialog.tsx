"use client";
/** 导入: asks once more with the exact numbers, and why the rest stays out. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { Amount } from "@/components/shared/unit-switch";
import { useSubmission } from "@/components/shared/use-submission";
import type { DetailKind } from "@/server/contracts/detail-fields";
import type { ImportScene, ImportSummary, ImportWord } from "@/server/contracts/import-batch";
import { DETAIL_FATE } from "./detail-words";
import { commitWords, DETAIL_NOUN, reasonsOut } from "./import-words";
import { fenOfWan } from "./ledger-figures";

interface CommitDialogProps {
  scene: ImportScene;
  summary: ImportSummary;
  onClose: () => void;
}

const freshNames = (words: readonly ImportWord[]): string[] =>
  words.filter((w) => w.target === "new").map((w) => w.word);

export function CommitDialog({ scene, summary, onClose }: CommitDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [requestId] = useState(newRequestId);
  const { busy, general, send } = useSubmission([]);
  const deed = commitWords(scene) ?? "导入";
  const commit = async (reason: string) => {
    const sent = await send(() => client.import.commit.mutate({ id: scene.id, requestId, reason }));
    await cache.invalidateQueries(trpc.import.scene.queryFilter({ id: scene.id }));
    if (sent) onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${deed}？`}
      confirmLabel={deed}
      busy={busy}
      error={general}
      {...reasonAsked(scene, summary)}
      onConfirm={(reason) => void commit(reason)}
    >
      <WhatHappens summary={summary} merge={scene.merge} />
    </ConfirmDialog>
  );
}

function reasonAsked({ merge }: ImportScene, { details }: ImportSummary) {
  if (merge.needsReason)
    return {
      reasonLabel: "改动原因",
      reasonHint:
        "有改动涉及已关账月份的分项数字、会在开放月份形成调整，金额是计划的数倍，或计划日期有矛盾，须说明",
    };
  const asking = details?.needReason ?? 0;
  if (asking === 0) return {};
  return { reasonLabel: "原因", reasonHint: `${asking} 行明细须说明原因，随该行备注交审核人` };
}

/** Nobody reviews them, and they add nothing to any figure. */
const WITHOUT_AMOUNT: ReadonlySet<DetailKind> = new Set<DetailKind>(["follow-up", "enterprise"]);

function WhatHappens({ summary, merge }: Pick<ImportScene, "merge"> & { summary: ImportSummary }) {
  const { counts, entering } = summary;
  const details = summary.details?.counts ?? [];
  const ready = details.filter(({ fate }) => fate === "ready");
  const changed = details.filter(({ fate }) => fate === "changed");
  const rest = details
    .filter(({ fate }) => fate !== "ready" && fate !== "changed")
    .map(({ fate, count }) => ({ count, label: DETAIL_FATE[fate].label }));
  const chains = freshNames(summary.chains);
  const units = freshNames(summary.units);
  const out = counts.rows - counts.ready - counts.changed;
  const why = reasonsOut(counts);
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5">
      {ready.map(({ kind, count, fen }) => (
        <li key={kind}>
          <strong className="font-semibold">
            {count} {DETAIL_NOUN[kind]}录入
          </strong>
          {WITHOUT_AMOUNT.has(kind) ? null : (
            <>
              ，<Amount fen={fen} withUnit trim />
            </>
          )}
        </li>
      ))}
      {changed.map(({ kind, count }) => (
        <li key={`${kind} changed`}>
          <strong className="font-semibold">
            {count} {DETAIL_NOUN[kind]}更新
          </strong>
          ，逐项见“有改动”；空格不改，试算之后他人改过同一项的不会覆盖
        </li>
      ))}
      {rest.length > 0 ? (
        <li>其余明细不录入：{rest.map((word) => `${word.count} 行${word.label}`).join("，")}</li>
      ) : null}
      {ready.some(({ kind }) => !WITHOUT_AMOUNT.has(kind)) ? (
        <li>录入的明细报送审核，没有凭证号的存为草稿；审核通过之前不计入任何数字</li>
      ) : null}
      {ready.some(({ kind }) => kind === "follow-up") ? (
        <li>跟进按发生的日期记入项目；早于项目最近进展的只留作经过，不改现在的进展和下一步</li>
      ) : null}
      {counts.ready > 0 || (merge.projects === 0 && summary.tables.length > 0) ? (
        <li>
          <strong className="font-semibold">{counts.ready} 个进入</strong>，计划总投资{" "}
          <Amount fen={fenOfWan(entering.totalWan)} withUnit trim />
        </li>
      ) : null}
      {merge.projects > 0 ? (
        <li>
          <strong className="font-semibold">{merge.projects} 个已有项目更新</strong>，共改 {merge.fields} 处
        </li>
      ) : null}
      {summary.tables.length > 0 ? (
        <li>
          <strong className="font-semibold">{out} 个不进入</strong>
          {why ? `：${why}` : ""}
        </li>
      ) : null}
      {counts.warnings > 0 ? <li>{counts.warnings} 条提醒随项目保留，可在来源台账中查看</li> : null}
      {chains.length > 0 ? <li>新建产业链：{chains.join("、")}</li> : null}
      {units.length > 0 ? <li>新建部门：{units.join("、")}</li> : null}
      {counts.ready > 0 ? (
        <li>
          本年累计数作为期初登记，截至{summary.cutoff ? ` ${summary.cutoff}` : "台账年度末（本年为今天）"}
        </li>
      ) : null}
      <li>
        全部在一次事务中写入，之后可以整批撤销
        {ready.some(({ kind }) => kind === "follow-up") ? "，但登记的跟进不能收回" : ""}
      </li>
    </ul>
  );
}
