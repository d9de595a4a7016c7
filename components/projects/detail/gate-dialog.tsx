"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { FailureState } from "@/components/shared/failure-state";
import { asksReason } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useUnsavedGuard } from "@/components/shared/use-unsaved-guard";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SkeletonLines } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import type { ProjectGate } from "@/server/contracts/project-card";
import { MILESTONE_NAME, type Milestone } from "@/server/domain/milestones";
import { ConflictNotice } from "./conflict-notice";
import { GateRow, RequirementRow } from "./gate-rows";
import { APPROVER, gateField, submitVerb, verbFor } from "./gate-words";
import { PendingReview } from "./pending-reviews";
import { type GateDraft, type GateForm, isMet, useGateDraft } from "./use-gate-draft";

interface GateDialogProps {
  projectId: number;
  milestone: Milestone;
  open: boolean;
  /** The place that takes the focus: what was missing and clicked on. */
  focusOn?: string | null;
  onOpenChange: (open: boolean) => void;
  /** The milestone was reported (or took effect); everything on screen has been asked again. */
  onDone?: () => void;
}

/** The gate of a milestone: what is there, what is missing, filled in on the spot, and reported. */
export function GateDialog({ open, ...props }: GateDialogProps) {
  return open ? <OpenGate key={`${props.projectId}/${props.milestone}`} {...props} /> : null;
}

function OpenGate({
  projectId,
  milestone,
  focusOn = null,
  onOpenChange,
  onDone,
}: Omit<GateDialogProps, "open">) {
  const finish = () => {
    onOpenChange(false);
    onDone?.();
  };
  const form = useGateDraft(projectId, milestone, finish);
  const { gate, draft } = form;
  const [asking, setAsking] = useState(false);
  useUnsavedGuard(form.touched, "已填写的内容还没有报送，确定离开吗？");
  const close = () => (form.touched ? setAsking(true) : onOpenChange(false));
  const missing = gate && draft ? missingIn(gate, draft) : [];
  const ready = gate?.status === "open" && !gate.off && gate.rights.submit;
  const submit = () => {
    form.countTry();
    if (missing.length === 0) form.send();
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`进入 ${MILESTONE_NAME[milestone]}`}
      description={gate ? `${gate.name} · ${gate.number}` : "正在读取节点条件"}
      size="md"
      sticky={draft !== null}
      footer={
        <>
          <p className="mr-auto text-sm text-muted" aria-live="polite">
            {gate && ready ? `${standing(gate, form, missing)} · ${APPROVER[gate.approval]}` : null}
          </p>
          <Button onClick={close}>{ready ? "取消" : "关闭"}</Button>
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
      {gate && draft ? (
        <GateBody form={form} gate={gate} draft={draft} missing={missing} focusOn={focusOn} />
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="已填写的内容还没有报送，确定关闭吗？"
        confirmLabel="放弃并关闭"
        danger
        onConfirm={() => onOpenChange(false)}
      >
        关闭后，填写的内容不会保留；已上传的材料和登记的跟进不受影响。
      </ConfirmDialog>
    </Dialog>
  );
}

const shownFields = (gate: ProjectGate): string[] => [
  "occurredOn",
  "reason",
  ...gate.requirements.map(gateField),
];

/** One line for the foot: what is missing, what was refused, or that nothing is in the way. */
function standing(gate: ProjectGate, form: GateForm, missing: readonly string[]): string {
  if (missing.length > 0) return `还差 ${missing.length} 项`;
  const red = Object.keys(form.problemsAt(shownFields(gate)).atField).length;
  return red > 0 ? `有 ${red} 处需要核对` : "条件已齐";
}

/** What still stands open: the day, then the gate's own requirements. */
function missingIn(gate: ProjectGate, draft: GateDraft): string[] {
  const requirements = gate.requirements.filter((r) => !isMet(r, draft, gate.basics)).map(gateField);
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
  focusOn: string | null;
}

function whyClosed(gate: ProjectGate): string | null {
  if (gate.off) return "项目已搁置、终止或流失，请先恢复。";
  if (gate.status === "approved") return `${MILESTONE_NAME[gate.milestone]}已经完成。`;
  // The review above says so.
  if (gate.status === "submitted") return null;
  return gate.rights.submit ? null : "您可以查看节点条件；报审由承办人办理。";
}

/** The wanted field, else the first, takes the focus once the gate is there; after each try, the first that is wrong. */
function useFirstProblem(tries: number, wantedRow: number) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = "input:not(:disabled):not([tabindex='-1']),textarea:not(:disabled),select:not(:disabled)";
    // The day stands in the first row, the requirements follow in their order.
    const row =
      tries === 0 && wantedRow >= 0
        ? body.current?.querySelectorAll(":scope > ul > li")[wantedRow + 1]
        : null;
    const there = row?.querySelector<HTMLElement>(`${field},button`);
    const wanted =
      there ?? body.current?.querySelector<HTMLElement>(tries > 0 ? "[aria-invalid=true]" : field);
    wanted?.focus();
    row?.scrollIntoView({ block: "center" });
  }, [tries, wantedRow]);
  return body;
}

function GateBody({ form, gate, draft, missing, focusOn }: GateBodyProps) {
  const { atField, aboveButtons } = form.problemsAt(shownFields(gate));
  const closed = whyClosed(gate);
  const errorAt = (field: string, words: string) =>
    atField[field] ?? (form.tries > 0 && missing.includes(field) ? words : undefined);
  const wantsReason = asksReason(form.failure);
  const body = useFirstProblem(
    form.tries,
    focusOn === null ? -1 : gate.requirements.findIndex((r) => gateField(r) === focusOn),
  );
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
              key={gateField(requirement)}
              requirement={requirement}
              gate={gate}
              draft={draft}
              change={form.change}
              met={isMet(requirement, draft, gate.basics)}
              error={errorAt(gateField(requirement), `请${verbFor(requirement.kind)}${requirement.label}`)}
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
