"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { asksReason } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SkeletonLines } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import type { ProjectGate } from "@/server/contracts/project-card";
import { MILESTONE_NAME, type Milestone } from "@/server/domain/milestones";
import type { Requirement } from "@/server/domain/pipeline";
import { ConflictNotice } from "./conflict-notice";
import { GateRow, RequirementRow } from "./gate-rows";
import { APPROVER, submitVerb, verbFor } from "./gate-words";
import { PendingReview } from "./pending-reviews";
import { type GateDraft, type GateForm, isMet, useGateDraft } from "./use-gate-draft";

interface GateDialogProps {
  projectId: number;
  milestone: Milestone;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The milestone was reported (or took effect); everything on screen has been asked again. */
  onDone?: () => void;
}

/** The gate of a milestone: what is there, what is missing, filled in on the spot, and reported. */
export function GateDialog({ open, ...props }: GateDialogProps) {
  return open ? <OpenGate key={`${props.projectId}/${props.milestone}`} {...props} /> : null;
}

const fieldOf = (r: Requirement): string => {
  if (r.kind === "milestone") return `milestone.${r.milestone}`;
  if (r.kind === "evidence") return `evidence.${r.anyOf[0]}`;
  return r.kind === "contact" ? "contact" : r.field;
};

function OpenGate({ projectId, milestone, onOpenChange, onDone }: Omit<GateDialogProps, "open">) {
  const finish = () => {
    onOpenChange(false);
    onDone?.();
  };
  const form = useGateDraft(projectId, milestone, finish);
  const { gate, draft } = form;
  const missing = gate && draft ? missingIn(gate, draft) : [];
  const ready = gate?.status === "open" && !gate.off && gate.rights.submit;
  const submit = () => {
    form.countTry();
    if (missing.length === 0) form.send();
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={`进入 ${MILESTONE_NAME[milestone]}`}
      description={gate ? `${gate.name} · ${gate.number}` : "正在读取节点条件"}
      size="md"
      sticky={draft !== null}
      footer={
        <>
          <p className="mr-auto text-sm text-muted" aria-live="polite">
            {gate && ready
              ? `${missing.length > 0 ? `还差 ${missing.length} 项` : "条件已齐"} · ${APPROVER[gate.approval]}`
              : null}
          </p>
          <Button onClick={() => onOpenChange(false)}>{ready ? "取消" : "关闭"}</Button>
          {gate && ready ? (
            <Button variant="primary" busy={form.busy} onClick={submit}>
              {submitVerb(gate.approval)}
            </Button>
          ) : null}
        </>
      }
    >
      {form.asked.error ? (
        <FailureState error={form.asked.error} onRetry={() => void form.asked.refetch()} />
      ) : null}
      {!form.asked.error && !(gate && draft) ? <SkeletonLines lines={6} /> : null}
      {gate?.status === "submitted" ? <GateReview gate={gate} onDone={finish} /> : null}
      {gate && draft ? <GateBody form={form} gate={gate} draft={draft} missing={missing} /> : null}
    </Dialog>
  );
}

/** What still stands open: the day, then the gate's own requirements. */
function missingIn(gate: ProjectGate, draft: GateDraft): string[] {
  const requirements = gate.requirements.filter((r) => !isMet(r, draft, gate.basics)).map(fieldOf);
  return draft.occurredOn ? requirements : ["occurredOn", ...requirements];
}

/** What was reported already and waits: whoever may decide about it decides here. */
function GateReview({ gate, onDone }: { gate: ProjectGate; onDone: () => void }) {
  const trpc = useTRPC();
  const card = useQuery(trpc.project.card.queryOptions({ id: gate.id })).data;
  if (!card || card.masked) return null;
  const pending = card.pending.find((p) => p.kind === gate.milestone);
  return pending ? (
    <div className="mb-3">
      <PendingReview card={card} pending={pending} onDone={onDone} />
      <Link href={`/projects/${gate.id}`} className="mt-2 inline-block text-accent hover:underline">
        打开项目查看材料
      </Link>
    </div>
  ) : null;
}

interface GateBodyProps {
  form: GateForm;
  gate: ProjectGate;
  draft: GateDraft;
  missing: string[];
}

function whyClosed(gate: ProjectGate): string | null {
  if (gate.off) return "项目已搁置、终止或流失，请先恢复。";
  if (gate.status === "approved") return `${MILESTONE_NAME[gate.milestone]}已经完成。`;
  // The review above says so.
  if (gate.status === "submitted") return null;
  return gate.rights.submit ? null : "您可以查看节点条件；报审由承办人办理。";
}

/** The first field takes the focus once the gate is there; after each try, the first field that is wrong. */
function useFirstProblem(tries: number) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const wanted = tries > 0 ? "[aria-invalid=true]" : "input:not(:disabled):not([tabindex='-1'])";
    body.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [tries]);
  return body;
}

function GateBody({ form, gate, draft, missing }: GateBodyProps) {
  const shown = ["occurredOn", "reason", ...gate.requirements.map(fieldOf)];
  const { atField, aboveButtons } = form.problemsAt(shown);
  const closed = whyClosed(gate);
  const errorAt = (field: string, words: string) =>
    atField[field] ?? (form.tries > 0 && missing.includes(field) ? words : undefined);
  const wantsReason = asksReason(form.failure);
  const body = useFirstProblem(form.tries);
  return (
    <div ref={body} className="flex flex-col gap-3">
      {closed ? <Notice>{closed}</Notice> : null}
      {form.conflicts.length > 0 ? (
        <ConflictNotice
          conflicts={form.conflicts}
          busy={form.busy}
          onReload={() => void form.reload()}
          onDecide={(choices) => void form.decide(choices)}
        />
      ) : null}
      {form.conflicts.length === 0 && aboveButtons.length > 0 ? (
        <Notice tone="late">{aboveButtons.join("；")}</Notice>
      ) : null}
      {gate.status === "open" ? (
        <ul className="grid grid-cols-1 gap-x-5 gap-y-3 sm:grid-cols-2">
          <GateRow met={draft.occurredOn !== null} wide={false}>
            <DayOfMilestone
              gate={gate}
              draft={draft}
              change={form.change}
              error={errorAt("occurredOn", `请填写${MILESTONE_NAME[gate.milestone]}日期`)}
            />
          </GateRow>
          {gate.requirements.map((requirement) => (
            <RequirementRow
              key={fieldOf(requirement)}
              requirement={requirement}
              gate={gate}
              draft={draft}
              change={form.change}
              met={isMet(requirement, draft, gate.basics)}
              error={errorAt(fieldOf(requirement), `请${verbFor(requirement.kind)}${requirement.label}`)}
            />
          ))}
        </ul>
      ) : null}
      {gate.rights.submit && gate.status === "open" ? (
        <Field
          label={wantsReason ? "原因" : "补充说明"}
          required={wantsReason}
          hint={wantsReason ? "填写后再报审，审核人会看到" : undefined}
          error={atField.reason}
        >
          <Textarea
            rows={2}
            value={draft.reason}
            onChange={(event) => form.change({ reason: event.target.value })}
          />
        </Field>
      ) : null}
    </div>
  );
}

interface DayProps {
  gate: ProjectGate;
  draft: GateDraft;
  change: (part: Partial<GateDraft>) => void;
  error: string | undefined;
}

/** The day it happened in the world, which is not the day it is reported. */
function DayOfMilestone({ gate, draft, change, error }: DayProps) {
  return (
    <div className="flex items-start gap-2">
      <Field
        label={`${MILESTONE_NAME[gate.milestone]}日期（实际）`}
        required
        error={error}
        className="flex-1"
      >
        <DateField
          value={draft.occurredOn}
          onChange={(occurredOn) => change({ occurredOn })}
          max={gate.today}
          disabled={!gate.rights.submit}
        />
      </Field>
      {gate.rights.submit && draft.occurredOn === null ? (
        <Button size="sm" className="mt-[26px]" onClick={() => change({ occurredOn: gate.today })}>
          今天
        </Button>
      ) : null}
    </div>
  );
}
