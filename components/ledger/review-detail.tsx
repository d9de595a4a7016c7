"use client";
/** Everything a reviewer needs about one waiting row, beside the list. */
import { FileText } from "lucide-react";
import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatInstant } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import { Badge, Notice } from "@/components/ui/badge";
import type { QueueLine } from "./ledger-types";
import { factsOf, kindWord, yardsticksOf } from "./queue-words";

export function ReviewDetail({ line, refusal }: { line: QueueLine; refusal: string | undefined }) {
  const { unit } = useUnit();
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="flex items-center gap-2">
          <Badge tone="accent">{kindWord(line)}</Badge>
          <ChainDot index={line.chainHue} name={line.chainName ?? "其他"} className="text-sm text-muted" />
        </p>
        <h2 className="mt-1 text-lg font-semibold">
          <Link href={`/projects/${line.projectId}`} className="hover:underline">
            {line.projectName}
          </Link>
        </h2>
        <p className="text-sm text-muted">
          {line.submittedBy} 报审于 {formatInstant(new Date(line.submittedAt))}
        </p>
      </div>
      {refusal ? <Notice tone="late">{refusal}</Notice> : null}
      {line.own ? <Notice>您填报或修改过这一条，须由他人审核。</Notice> : null}
      {line.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      <Facts title="填报内容" facts={factsOf(line, unit)} />
      <Facts title="对照" facts={yardsticksOf(line, unit)} />
      <section>
        <h3 className="mb-1 text-sm font-medium text-muted">材料</h3>
        {line.evidence.length === 0 ? <p className="text-muted">没有附材料</p> : null}
        <ul className="flex flex-col gap-1">
          {line.evidence.map((file) => (
            <li key={file.linkId} className="flex min-w-0 items-center gap-1.5">
              <FileText aria-hidden className="size-4 shrink-0 text-faint" />
              <a
                href={`/api/evidence/${file.linkId}`}
                target="_blank"
                rel="noreferrer"
                className="truncate text-accent hover:underline"
              >
                {file.name}
              </a>
              <span className="shrink-0 text-sm text-faint">{file.kind}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Facts({ title, facts }: { title: string; facts: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
      <dl className="divide-y divide-line border-y border-line">
        {facts.map(([label, value]) => (
          <div key={label} className="flex gap-3 py-1">
            <dt className="w-40 shrink-0 text-muted">{label}</dt>
            <dd className="min-w-0 flex-1 text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
