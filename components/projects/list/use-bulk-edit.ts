"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import type { BulkField } from "@/server/domain/bulk-edit";
import type { FieldValue } from "../detail/field-control";
import { emptied } from "../detail/use-gate-draft";

export interface BulkDraft {
  field: BulkField;
  value: FieldValue;
}

/** A list always has one of these chosen. */
const FIRST: Partial<Record<BulkField, FieldValue>> = { sensitivity: "internal" };

const patchOf = (draft: readonly BulkDraft[]) =>
  Object.fromEntries(draft.map(({ field, value }) => [field, emptied(field, value)]));

/** 批量修改: what is to change, what that would do, and doing it. Whatever is typed anew is shown anew before it counts. */
export function useBulkEdit(ids: readonly number[], onDone: (words: string) => void) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [draft, setDraft] = useState<readonly BulkDraft[]>([]);
  const [reason, setReason] = useState("");
  const [requestId, setRequestId] = useState(newRequestId);
  const preview = useMutation(trpc.project.previewBulkEdit.mutationOptions());
  const commit = useMutation(
    trpc.project.bulkEdit.mutationOptions({
      onSuccess: async ({ changed }) => {
        onDone(`已修改 ${changed} 个项目，可以在“操作记录”中撤销`);
        await refresh();
      },
      onError: () => setRequestId(newRequestId()),
    }),
  );
  const change = (next: readonly BulkDraft[]) => {
    setDraft(next);
    preview.reset();
    commit.reset();
  };
  const found = preview.data;
  const error = commit.error ?? preview.error;
  const failure = error ? readFailure(error) : null;
  return {
    draft,
    reason,
    setReason,
    add: (field: BulkField) => change([...draft, { field, value: FIRST[field] ?? null }]),
    remove: (field: BulkField) => change(draft.filter((d) => d.field !== field)),
    set: (field: BulkField, value: FieldValue) =>
      change(draft.map((d) => (d.field === field ? { field, value } : d))),
    found,
    failure,
    asking: preview.isPending,
    saving: commit.isPending,
    /** The preview does not hold any more. */
    stale: commit.error !== null && failure?.code !== "needs-reason",
    needsReason: found?.change.some((c) => c.closed || c.odd.length > 0) ?? false,
    ask: () => {
      commit.reset();
      preview.mutate({ ids: [...ids], patch: patchOf(draft) });
    },
    save: () =>
      found &&
      commit.mutate({
        requestId,
        patch: patchOf(draft),
        reason,
        projects: found.change.map(({ id, version }) => ({ id, version })),
      }),
  };
}

export type BulkForm = ReturnType<typeof useBulkEdit>;
