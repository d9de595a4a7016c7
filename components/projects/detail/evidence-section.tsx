"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { EvidenceUpload } from "@/components/shared/evidence-upload";
import { FailureState } from "@/components/shared/failure-state";
import { formatBytes, formatInstant } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SkeletonLines } from "@/components/ui/skeleton";
import { type EvidenceEntry, INLINE_MEDIA_TYPES } from "@/server/contracts/evidence";
import type { OpenCard } from "@/server/contracts/project-card";
import { EVIDENCE_KINDS, type EvidenceKind } from "@/server/domain/rules";

const KINDS = Object.entries(EVIDENCE_KINDS).map(([value, label]) => ({ value, label }));

/** 材料: every paper of the project by what it proves. */
export function EvidenceSection({ card }: { card: OpenCard }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.project.evidence.queryOptions({ id: card.id }));
  const [adding, setAdding] = useState(false);
  const files = asked.data ?? [];
  const add = card.rights.attach ? (
    <Button size="sm" aria-expanded={adding} onClick={() => setAdding((now) => !now)}>
      {adding ? "收起" : "上传材料"}
    </Button>
  ) : null;
  return (
    <Section title="材料" note={asked.data ? `${files.length} 份` : null} actions={add} flush>
      {adding ? <AddEvidence card={card} /> : null}
      {asked.error ? <FailureState error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.isPending ? <SkeletonLines lines={3} className="p-3" /> : null}
      {asked.data && files.length === 0 && !adding ? (
        <EmptyState title="还没有材料" className="py-6!">
          合同、证照、照片和凭证都存在这里，报审时按节点条件上传。
        </EmptyState>
      ) : null}
      <ul>
        {files.map((file) => (
          <EvidenceItem key={file.linkId} file={file} />
        ))}
      </ul>
    </Section>
  );
}

function AddEvidence({ card }: { card: OpenCard }) {
  const wanted = card.next.flatMap((gate) =>
    gate.missing.flatMap((m) => (m.kind === "evidence" ? m.anyOf : [])),
  );
  const [kind, setKind] = useState<EvidenceKind>(wanted[0] ?? "other-paper");
  return (
    <div className="flex flex-col gap-3 border-b border-line p-3">
      <Field label="材料种类" className="max-w-72">
        <Select
          options={KINDS}
          value={kind}
          onChange={(event) => setKind(event.target.value as EvidenceKind)}
        />
      </Field>
      <EvidenceUpload key={kind} projectId={card.id} requirement={kind} />
    </div>
  );
}

function EvidenceItem({ file }: { file: EvidenceEntry }) {
  const inline = INLINE_MEDIA_TYPES.includes(file.mediaType);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-t border-line px-3 py-2 first:border-t-0">
      <span className="w-28 shrink-0 text-muted">
        {EVIDENCE_KINDS[file.requirement as EvidenceKind] ?? file.requirement}
      </span>
      <a
        href={`/api/evidence/${file.linkId}`}
        {...(inline ? { target: "_blank", rel: "noreferrer" } : {})}
        className="min-w-0 flex-[1_1_12rem] break-all text-accent underline decoration-accent-line underline-offset-4 hover:decoration-accent"
      >
        {file.originalName}
        {inline ? <span className="sr-only">（新窗口打开）</span> : null}
      </a>
      {inline ? (
        <a
          href={`/api/evidence/${file.linkId}?download`}
          aria-label={`下载 ${file.originalName}`}
          className="text-sm text-muted underline decoration-line-strong underline-offset-4 hover:text-ink"
        >
          下载
        </a>
      ) : null}
      <span className="text-sm text-faint">
        {formatBytes(file.size)} · {file.attachedBy ?? "系统"} · {formatInstant(new Date(file.attachedAt))}
      </span>
    </li>
  );
}
