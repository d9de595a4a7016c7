"use client";
import { useMutation } from "@tanstack/react-query";
import clsx from "clsx";
import { type FormEvent, useState } from "react";
import { readFailure, sortProblems } from "@/components/shared/form-problems";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import type { OpenCard } from "@/server/contracts/project-card";
import { FOLLOW_UP_KIND_NAME, type FollowUpKind } from "@/server/contracts/project-card";
import type { Day } from "@/server/domain/periods";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { focusFirstField } from "./focus-places";
import { NoteFindings } from "./note-findings";
import { useNoteReading } from "./use-note-reading";

const KINDS = Object.entries(FOLLOW_UP_KIND_NAME).map(([value, label]) => ({ value, label }));
const FIELDS = ["on", "summary", "people", "nextStep", "nextOn"];

interface FollowUpFormProps {
  projectId: number;
  today: Day;
  /** Only real contacts: what a gate asks for. */
  contactsOnly?: boolean;
  /** The project as it stands: then the text is read for what it says of it. */
  card?: OpenCard;
  onDone?: () => void;
  onCancel?: () => void;
}

const empty = (today: Day) => ({
  kind: "visit" as FollowUpKind,
  on: today as Day | null,
  summary: "",
  people: "",
  nextStep: "",
  nextOn: null as Day | null,
});

function useFollowUp({ projectId, today, card, onDone }: FollowUpFormProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [draft, setDraft] = useState(() => empty(today));
  const [requestId, setRequestId] = useState(newRequestId);
  const reading = useNoteReading(card ?? null, draft.summary, draft.on);
  const log = useMutation(
    trpc.project.logFollowUp.mutationOptions({
      onSuccess: async () => {
        setDraft(empty(today));
        reading.clear();
        setRequestId(newRequestId());
        await refresh();
        onDone?.();
      },
    }),
  );
  return {
    draft,
    change: (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part })),
    reading,
    nextOn: reading.nextOn ?? draft.nextOn,
    send: () =>
      log.mutate({
        requestId,
        projectId,
        ...draft,
        on: draft.on ?? "",
        nextOn: reading.nextOn ?? draft.nextOn,
        ...(card && Object.keys(reading.patch).length > 0
          ? { patch: reading.patch, expectedVersion: card.version }
          : {}),
      }),
    busy: log.isPending,
    ...sortProblems(log.error ? readFailure(log.error).problems : [], FIELDS),
  };
}

/** 登记跟进: who was met, what came of it, what comes next. */
export function FollowUpForm(props: FollowUpFormProps) {
  const { today, contactsOnly, onCancel } = props;
  const { draft, change, send, busy, reading, nextOn, atField, aboveButtons } = useFollowUp(props);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form may stand inside a dialog that is a form of its own.
    event.stopPropagation();
    if (!busy) send();
  };
  const kinds = contactsOnly ? KINDS.slice(0, 3) : KINDS;
  return (
    <form
      ref={onCancel ? focusFirstField : undefined}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
      aria-label="登记跟进"
      className="grid grid-cols-2 gap-3 sm:grid-cols-4"
    >
      <Field label="跟进内容" required className="col-span-full" error={atField.summary}>
        <Textarea
          rows={props.card ? 5 : 2}
          value={draft.summary}
          onChange={(event) => change({ summary: event.target.value })}
        />
      </Field>
      <NoteFindings text={draft.summary} reading={reading} />
      <Field label="方式">
        <Select
          options={kinds}
          value={draft.kind}
          onChange={(event) => change({ kind: event.target.value as FollowUpKind })}
        />
      </Field>
      <Field label="日期" required error={atField.on}>
        <DateField value={draft.on} onChange={(on) => change({ on })} max={today} />
      </Field>
      <Field label="参加人员" className="col-span-2" error={atField.people}>
        <TextField value={draft.people} onChange={(event) => change({ people: event.target.value })} />
      </Field>
      <Field label="下一步" className="col-span-2 sm:col-span-3" error={atField.nextStep}>
        <TextField value={draft.nextStep} onChange={(event) => change({ nextStep: event.target.value })} />
      </Field>
      <Field label={BASICS_WORDS.nextDueOn.label} className="col-span-2 sm:col-span-1" error={atField.nextOn}>
        <DateField value={nextOn} onChange={(nextOn) => change({ nextOn })} min={today} />
      </Field>
      <div
        className={clsx(
          "col-span-full flex items-center justify-end gap-2",
          // Over the page it stays in sight, however much was pasted.
          props.card && "sticky -bottom-4 -mb-4 bg-surface py-3",
        )}
      >
        <p role="alert" className="mr-auto text-late">
          {aboveButtons.join("；")}
        </p>
        <Kbd>Ctrl</Kbd>
        <Kbd>Enter</Kbd>
        {onCancel ? <Button onClick={onCancel}>取消</Button> : null}
        <Button type="submit" variant="primary" busy={busy}>
          登记跟进
        </Button>
      </div>
    </form>
  );
}
