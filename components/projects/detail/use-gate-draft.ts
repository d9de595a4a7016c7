"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readFailure, sortProblems } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import type { ProjectGate } from "@/server/contracts/project-card";
import type { Milestone } from "@/server/domain/milestones";
import type { Requirement } from "@/server/domain/pipeline";
import { type Basics, type BasicsField, type BasicsPatch, basicsSchema } from "@/server/domain/project-facts";
import { type Choices, withChoices } from "./conflict-choice";
import type { FieldValue } from "./field-control";

export interface GateDraft {
  occurredOn: string | null;
  /** Fields of the project as typed; a field that is absent stands as it was. */
  fields: Partial<Record<BasicsField, FieldValue>>;
  details: Record<string, FieldValue>;
  reason: string;
}

const blank = (value: unknown) => value === null || value === undefined || value === "";

/** An emptied field is null where the project allows null, and empty text elsewhere. */
export const emptied = (field: BasicsField, value: FieldValue): FieldValue =>
  blank(value) ? (basicsSchema.shape[field].safeParse(null).success ? null : "") : value;

const draftOf = (gate: ProjectGate): GateDraft => ({
  occurredOn: gate.returned?.occurredOn ?? null,
  fields: (gate.returned?.patch ?? {}) as GateDraft["fields"],
  details: gate.returned?.details ?? {},
  reason: "",
});

export const typedValue = (draft: GateDraft, basics: Basics, field: BasicsField): FieldValue =>
  field in draft.fields ? (draft.fields[field] ?? null) : (basics[field] as FieldValue);

/** Whether a requirement is met by what is stored or by what is being typed. */
export function isMet(requirement: Requirement, draft: GateDraft, basics: Basics): boolean {
  if (requirement.kind === "field") return !blank(typedValue(draft, basics, requirement.field));
  if (requirement.kind === "detail") return requirement.met || !blank(draft.details[requirement.field]);
  return requirement.met;
}

/** Only what differs from the stored project is sent. */
function patchOf(draft: GateDraft, basics: Basics): BasicsPatch {
  const entries = (Object.entries(draft.fields) as [BasicsField, FieldValue][])
    .map(([field, value]) => [field, emptied(field, value)] as const)
    .filter(([field, value]) => value !== basics[field]);
  return Object.fromEntries(entries) as BasicsPatch;
}

/** The state of one open gate: what is typed, what the server said, and the version the person is looking at. */
export function useGateDraft(projectId: number, milestone: Milestone, onDone: () => void) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const asked = useQuery(trpc.project.gate.queryOptions({ id: projectId, milestone }));
  const gate = asked.data;
  const [begun, setBegun] = useState<{ draft: GateDraft; version: number } | null>(null);
  const [tries, setTries] = useState(0);
  const [touched, setTouched] = useState(false);
  const requestIdFor = useRequestId();
  // Uploads move the project on while the form is open; the version seen at the beginning decides about conflicts.
  if (gate && !begun) setBegun({ draft: draftOf(gate), version: gate.version });
  const submit = useMutation(
    trpc.project.submitMilestone.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onDone();
      },
    }),
  );
  const failure = submit.error ? readFailure(submit.error) : null;
  const send = ({ basics }: Pick<ProjectGate, "basics">, draft: GateDraft, expectedVersion: number) => {
    const { occurredOn, details, reason } = draft;
    const patch = patchOf(draft, basics);
    const content = { projectId, milestone, occurredOn: occurredOn ?? "", patch, details, reason };
    submit.mutate({ requestId: requestIdFor(content), expectedVersion, ...content });
  };
  return {
    asked,
    gate,
    draft: begun?.draft ?? null,
    /** Something was typed and is not yet sent. */
    touched,
    change: (part: Partial<GateDraft>) => {
      setTouched(true);
      setBegun((now) => now && { ...now, draft: { ...now.draft, ...part } });
    },
    tries,
    countTry: () => setTries((n) => n + 1),
    send: () => gate && begun && send(gate, begun.draft, begun.version),
    /** Sends once more, with the choices made, against what stands now. */
    decide: async (choices: Choices) => {
      if (!begun) return;
      const draft = { ...begun.draft, fields: withChoices(begun.draft.fields, choices) };
      const fresh = await asked.refetch();
      if (!fresh.data) return;
      setBegun({ draft, version: fresh.data.version });
      send(fresh.data, draft, fresh.data.version);
    },
    /** Begins again from what stands now; what was typed stays. */
    reload: async () => {
      const fresh = await asked.refetch();
      submit.reset();
      if (fresh.data && begun) setBegun({ ...begun, version: fresh.data.version });
    },
    busy: submit.isPending,
    failure,
    conflicts: failure?.conflicts ?? [],
    problemsAt: (fields: readonly string[]) => sortProblems(failure?.problems ?? [], fields),
  };
}

export type GateForm = ReturnType<typeof useGateDraft>;
