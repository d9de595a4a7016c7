"use client";
import clsx from "clsx";
import { FileText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { EvidenceUpload } from "@/components/shared/evidence-upload";
import { formatDay } from "@/components/shared/format";
import { RemovePaper } from "@/components/shared/remove-paper";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { ProjectGate } from "@/server/contracts/project-card";
import type { Requirement } from "@/server/domain/pipeline";
import type { BasicsField } from "@/server/domain/project-facts";
import { BASICS_WORDS, detailWords } from "@/server/domain/project-fields";
import { EVIDENCE_KINDS, type EvidenceKind } from "@/server/domain/rules";
import { FieldControl } from "./field-control";
import { FollowUpForm } from "./follow-up-form";
import { verbFor } from "./gate-words";
import { type GateDraft, typedValue } from "./use-gate-draft";

/** ✓ or ✗ with its word for those who hear the page. */
function MetMark({ met }: { met: boolean }) {
  return (
    <span className={clsx("shrink-0 text-base leading-none", met ? "text-ok" : "text-late")}>
      <span aria-hidden>{met ? "✓" : "✗"}</span>
      <span className="sr-only">{met ? "已具备" : "未具备"}</span>
    </span>
  );
}

/** Short values stand two in a row; everything else takes the whole width. */
export function GateRow({
  met,
  wide = true,
  children,
}: {
  met: boolean;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <li className={clsx("flex gap-2", wide && "col-span-full")}>
      <span className="flex h-[21px] w-4 shrink-0 items-center justify-center">
        <MetMark met={met} />
      </span>
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  );
}

interface RowProps {
  requirement: Requirement;
  gate: ProjectGate;
  draft: GateDraft;
  change: (part: Partial<GateDraft>) => void;
  met: boolean;
  /** What the server, or the first try, said about it. */
  error: string | undefined;
}

/** One requirement of a gate with the place where it can be met. */
export function RequirementRow(props: RowProps) {
  const { requirement, gate, met } = props;
  if (requirement.kind === "evidence") return <EvidenceRow {...props} anyOf={requirement.anyOf} />;
  if (requirement.kind === "contact") return <ContactRow {...props} />;
  if (requirement.kind === "detail" && requirement.field === "verdict" && gate.judgement)
    return <JudgementRow label={requirement.label} judgement={gate.judgement} />;
  if (requirement.kind === "field" || requirement.kind === "detail")
    return <ValueRow {...props} kind={requirement.kind} field={requirement.field} />;
  return (
    <GateRow met={met}>
      <span className={met ? "text-muted" : undefined}>
        {met ? "" : verbFor("milestone")}
        {requirement.label}
        {gate.rights.submit && !met ? <span className="text-faint">（在该节点报审）</span> : null}
      </span>
    </GateRow>
  );
}

/** The head of the section has concluded; nobody writes it for him a second time. */
function JudgementRow({
  label,
  judgement,
}: {
  label: string;
  judgement: NonNullable<ProjectGate["judgement"]>;
}) {
  const { reason, by, on } = judgement;
  return (
    <GateRow met>
      <p className="text-sm font-medium text-muted">{label}</p>
      <p className="whitespace-pre-wrap">
        {reason}
        <span className="ml-2 text-sm text-muted">
          {by ?? "系统"} · {formatDay(on)}
        </span>
      </p>
    </GateRow>
  );
}

function ValueRow({
  kind,
  field,
  gate,
  draft,
  change,
  met,
  error,
  requirement,
}: RowProps & { kind: "field" | "detail"; field: string }) {
  const words = kind === "field" ? BASICS_WORDS[field as BasicsField] : detailWords(field);
  const value =
    kind === "field" ? typedValue(draft, gate.basics, field as BasicsField) : (draft.details[field] ?? null);
  return (
    <GateRow met={met} wide={words.type === "long-text"}>
      <Field label={requirement.label} error={error} required>
        <FieldControl
          type={words.type}
          label={requirement.label}
          value={value}
          disabled={!gate.rights.submit}
          onChange={(next) =>
            change(
              kind === "field"
                ? { fields: { ...draft.fields, [field]: next } }
                : { details: { ...draft.details, [field]: next } },
            )
          }
        />
      </Field>
    </GateRow>
  );
}

function EvidenceRow({ requirement, gate, met, error, anyOf }: RowProps & { anyOf: EvidenceKind[] }) {
  const [kind, setKind] = useState<EvidenceKind>(anyOf[0] ?? "other-paper");
  const [more, setMore] = useState(false);
  return (
    <GateRow met={met}>
      <div className="mb-1 flex flex-wrap items-center gap-2">
        <span className="text-sm font-medium text-muted">{requirement.label}</span>
        {met ? <span className="text-sm text-ok">已上传</span> : null}
        {met && gate.rights.attach && !more ? (
          <Button variant="ghost" size="sm" onClick={() => setMore(true)}>
            再传一份
          </Button>
        ) : null}
        {anyOf.length > 1 && (!met || more) ? (
          <Segmented
            label="材料种类"
            value={kind}
            onChange={setKind}
            options={anyOf.map((k) => ({ value: k, label: EVIDENCE_KINDS[k] }))}
          />
        ) : null}
      </div>
      <GatePapers papers={gate.papers.filter((p) => (anyOf as string[]).includes(p.requirement))} />
      {gate.rights.attach && (!met || more) ? (
        <EvidenceUpload
          projectId={gate.id}
          requirement={kind}
          maxBytes={gate.maxBytes}
          error={error ?? null}
          onUploaded={() => setMore(false)}
        />
      ) : null}
    </GateRow>
  );
}

/** What is there already: opened here, and taken off again as long as nothing rests on it. */
export function GatePapers({ papers }: { papers: ProjectGate["papers"] }) {
  if (papers.length === 0) return null;
  return (
    <ul className="mb-1 flex flex-col">
      {papers.map((paper) => (
        <li key={paper.linkId} className="flex min-h-7 min-w-0 flex-wrap items-center gap-x-2">
          <FileText aria-hidden className="size-4 shrink-0 text-faint" />
          <a
            href={`/api/evidence/${paper.linkId}`}
            target="_blank"
            rel="noreferrer"
            className="min-w-0 truncate text-accent hover:underline"
            title={paper.name}
          >
            {paper.name}
          </a>
          <span className="shrink-0 text-sm text-faint">{paper.attachedBy ?? "系统"}</span>
          {paper.removable ? <RemovePaper linkId={paper.linkId} name={paper.name} /> : null}
        </li>
      ))}
    </ul>
  );
}

function ContactRow({ requirement, gate, met, error }: RowProps) {
  const [open, setOpen] = useState(false);
  return (
    <GateRow met={met}>
      <div className="flex flex-wrap items-center gap-2">
        <span className={met ? "text-muted" : undefined}>{requirement.label}</span>
        {!met && gate.rights.followUp && !open ? (
          <Button size="sm" onClick={() => setOpen(true)}>
            登记跟进
          </Button>
        ) : null}
      </div>
      {error && !met ? <p className="text-sm text-late">{error}</p> : null}
      {open && !met ? (
        <div className="mt-2 rounded-md border border-line p-3">
          <FollowUpForm
            projectId={gate.id}
            today={gate.today}
            contactsOnly
            onDone={() => setOpen(false)}
            onCancel={() => setOpen(false)}
          />
        </div>
      ) : null}
    </GateRow>
  );
}
