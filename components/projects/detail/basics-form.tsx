"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { type FormEvent, useState } from "react";
import { asksReason, readFailure, sortProblems } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/text-field";
import type { OpenCard } from "@/server/contracts/project-card";
import { isPhoneLike, SHORT_PHONE } from "@/server/domain/identity";
import type { BasicsField, BasicsPatch } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { type BasicsGroup, CONTACT_FIELDS } from "./basics-groups";
import { type Choices, withChoices } from "./conflict-choice";
import { ConflictNotice } from "./conflict-notice";
import { FieldControl, type FieldValue } from "./field-control";
import { focusField, focusFirstField } from "./focus-places";
import { emptied } from "./use-gate-draft";

type Draft = Partial<Record<BasicsField, FieldValue>>;

/** Only what was changed travels: two people may edit different fields of one project at the same time. */
function patchOf(draft: Draft, card: OpenCard): BasicsPatch {
  const entries = (Object.entries(draft) as [BasicsField, FieldValue][])
    .map(([field, value]) => [field, emptied(field, value)] as const)
    .filter(([field, value]) => value !== card.basics[field]);
  return Object.fromEntries(entries) as BasicsPatch;
}

interface BasicsFormProps {
  card: OpenCard;
  group: BasicsGroup;
  /** The field that a link was about: it takes the focus. */
  named?: string | null;
  onClose: () => void;
}

function useBasicsEdit({ card, onClose }: BasicsFormProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refresh = useRefresh();
  const [draft, setDraft] = useState<Draft>({});
  const [reason, setReason] = useState("");
  const [seen, setSeen] = useState(card);
  const requestIdFor = useRequestId();
  const edit = useMutation(
    trpc.project.edit.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const failure = edit.error ? readFailure(edit.error) : null;
  const fresh = async (): Promise<OpenCard | null> => {
    const now = await client.fetchQuery({ ...trpc.project.card.queryOptions({ id: card.id }), staleTime: 0 });
    if (now.masked) return null;
    setSeen(now);
    return now;
  };
  const save = (against: OpenCard, given = draft) => {
    const patch = patchOf(given, against);
    if (Object.keys(patch).length === 0) return onClose();
    const content = { projectId: card.id, patch, reason };
    edit.mutate({ requestId: requestIdFor(content), expectedVersion: against.version, ...content });
  };
  return {
    draft,
    reason,
    setReason,
    failure,
    busy: edit.isPending,
    change: (field: BasicsField, value: FieldValue) => setDraft((now) => ({ ...now, [field]: value })),
    valueOf: (field: BasicsField): FieldValue =>
      field in draft ? (draft[field] ?? null) : (seen.basics[field] as FieldValue),
    save: () => save(seen),
    /** Sends once more, with the choices made, against what stands now. */
    decide: async (choices: Choices) => {
      const chosen = withChoices(draft, choices);
      const now = await fresh();
      if (!now) return;
      setDraft(chosen);
      save(now, chosen);
    },
    /** Begins again from what stands now; what was typed stays. */
    reload: async () => {
      if (await fresh()) edit.reset();
    },
  };
}

/** Contacts that are hidden show as stars, which are no slip. */
const shortPhone = (type: string, value: FieldValue): boolean =>
  type === "phone" &&
  typeof value === "string" &&
  value !== "" &&
  !value.includes("*") &&
  !isPhoneLike(value);

export function BasicsForm(props: BasicsFormProps) {
  const { card, group, onClose } = props;
  const named = group.fields.find((field) => field === props.named);
  const form = useBasicsEdit(props);
  const { atField, aboveButtons } = sortProblems(form.failure?.problems ?? [], [...group.fields, "reason"]);
  const conflicts = form.failure?.conflicts ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!form.busy) form.save();
  };
  return (
    <form
      ref={named ? focusField(named) : focusFirstField}
      onSubmit={submit}
      aria-label={`修改${group.title}`}
      className="flex flex-col gap-3"
    >
      {conflicts.length > 0 ? (
        <ConflictNotice
          conflicts={conflicts}
          busy={form.busy}
          onReload={() => void form.reload()}
          onDecide={(choices) => void form.decide(choices)}
        />
      ) : null}
      {conflicts.length === 0 && aboveButtons.length > 0 ? (
        <Notice tone="late">{aboveButtons.join("；")}</Notice>
      ) : null}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {group.fields.map((field) => {
          const { label, type } = BASICS_WORDS[field];
          const hidden = CONTACT_FIELDS.includes(field) && !card.rights.readContacts;
          return (
            <Field
              key={field}
              label={label}
              error={atField[field]}
              warning={shortPhone(type, form.valueOf(field)) ? SHORT_PHONE : null}
              hint={hidden ? "您无权查看联系人" : undefined}
              className={clsx(type === "long-text" && "col-span-full")}
            >
              <div className="contents" data-field={field}>
                <FieldControl
                  type={type}
                  label={label}
                  value={form.valueOf(field)}
                  disabled={hidden}
                  onChange={(value) => form.change(field, value)}
                />
              </div>
            </Field>
          );
        })}
      </div>
      {asksReason(form.failure) || form.reason ? (
        <Field label="原因" required error={atField.reason}>
          <TextField value={form.reason} onChange={(event) => form.setReason(event.target.value)} />
        </Field>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>取消</Button>
        <Button type="submit" variant="primary" busy={form.busy}>
          保存
        </Button>
      </div>
    </form>
  );
}
