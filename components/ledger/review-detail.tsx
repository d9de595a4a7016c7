"use client";
/** Everything a reviewer needs about one waiting row, beside the list. */
import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatInstant } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import { Badge, Notice } from "@/components/ui/badge";
import { PAPERED_WITH } from "@/server/contracts/ledger";
import { voucherName } from "@/server/domain/entry-papers";
import { EVIDENCE_KINDS } from "@/server/domain/rules";
import { EntryPapers, PaperList } from "./entry-papers";
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
      <Papers line={line} />
      <Facts title="对照" facts={yardsticksOf(line, unit)} />
    </div>
  );
}

/** The papers of this very row; what hangs on the project beside it is named as such. */
function Papers({ line }: { line: QueueLine }) {
  const title = line.kind === "arrival" ? `材料：${voucherName(line.row)}` : "材料";
  return (
    <section aria-label="材料" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium text-muted">{title}</h3>
      {line.kind === "milestone" ? (
        <>
          {line.evidence.length === 0 ? <p className="text-muted">没有附材料</p> : null}
          <PaperList papers={line.evidence} kinds />
        </>
      ) : (
        <EntryPapers
          key={line.id}
          row={{
            ...line,
            ledger: line.kind,
            opening: false,
            status: "submitted",
            papers: line.evidence,
            paperCount: line.evidence.length,
          }}
        />
      )}
      {line.projectEvidence.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-sm text-muted">
            项目名下的{EVIDENCE_KINDS[PAPERED_WITH]}（{line.projectEvidence.length}），未指明凭证
          </summary>
          <div className="mt-1">
            <PaperList papers={line.projectEvidence} />
          </div>
        </details>
      ) : null}
    </section>
  );
}

function Facts({ title, facts }: { title: string; facts: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
      <dl className="divide-y divide-line border-y border-line">
        {facts.map(([label, value]) => (
          <div key={label} className="flex gap-3 py-1">
            <dt className="shrink-0 text-muted">{label}</dt>
            <dd className="min-w-0 flex-1 text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
