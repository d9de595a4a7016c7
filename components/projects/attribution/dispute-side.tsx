"use client";
/** One side of a dispute: its unit and what it has brought; the files for who may open them, for others their number. */
import { EvidenceUpload } from "@/components/shared/evidence-upload";
import { formatBytes, formatInstant } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { Badge } from "@/components/ui/badge";
import type { DisputeCard } from "@/server/contracts/attribution";
import type { Side } from "@/server/domain/attribution-facts";
import { SIDE_NAME } from "@/server/domain/attribution-words";

export function DisputeSidePanel({ dispute, side }: { dispute: DisputeCard; side: Side }) {
  const { unit, closed, papers, files } = dispute[side];
  const mine = dispute.rights.side === side;
  return (
    <Section
      title={
        <>
          {SIDE_NAME[side]} · {unit}
        </>
      }
      note={`材料 ${papers} 份`}
      actions={
        <>
          {mine ? <Badge tone="accent">本方</Badge> : null}
          {closed ? <Badge tone="ok">举证完毕</Badge> : null}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {files === null ? (
          <p className="text-muted">
            {papers > 0 ? "对方材料只供调解和裁定时查看。" : "还没有举证材料；对方材料只供调解和裁定时查看。"}
          </p>
        ) : null}
        {files && files.length === 0 && !(mine && dispute.rights.attach) ? (
          <p className="text-muted">没有举证材料。</p>
        ) : null}
        {files && files.length > 0 ? (
          <ul className="flex flex-col gap-1">
            {files.map((file) => (
              <li key={file.linkId} className="flex flex-wrap items-baseline gap-x-3">
                <a
                  href={`/api/evidence/${file.linkId}`}
                  target="_blank"
                  rel="noreferrer"
                  className="min-w-0 flex-[1_1_10rem] break-all text-accent underline decoration-accent-line underline-offset-4 hover:decoration-accent"
                >
                  {file.name}
                  <span className="sr-only">（新窗口打开）</span>
                </a>
                <span className="text-sm text-faint">
                  {formatBytes(file.size)} · {formatInstant(new Date(file.attachedAt))}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        {mine && dispute.rights.attach ? (
          <>
            <p className="text-sm text-muted">
              聊天记录、会谈纪要、邀请函、拜访照片等能证明首次接触的材料；上传后不能移除。
            </p>
            <EvidenceUpload
              projectId={dispute.projectId}
              requirement={side === "challenger" ? "challenge-proof" : "response-proof"}
              subject={{ kind: "dispute", id: dispute.id }}
            />
          </>
        ) : null}
      </div>
    </Section>
  );
}
