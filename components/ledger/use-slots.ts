"use client";
/** Typing into month grids: what differs from the server, saving it, and what the server said about each cell. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRequestId } from "@/components/shared/use-request-id";
import {
  type Edits,
  editKey,
  isPending,
  isSettled,
  type Slot,
  type SlotField,
  type SlotProblem,
  slotChanged,
  slotInput,
  slotProblems,
  slotText,
  slotUnreadable,
} from "./sheet-slots";

/** Refusals that a reason lifts. */
const LIFTED_BY_REASON = new Set(["needs-reason", "unit-slip"]);

export function useSlots(slots: readonly Slot[]) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const requestId = useRequestId();
  const [edits, setEdits] = useState<Edits>({});
  const [problems, setProblems] = useState<SlotProblem[]>([]);
  const [notice, setNotice] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ submit: boolean; slots: readonly Slot[] } | null>(null);
  const save = useMutation(trpc.ledger.saveInvestments.mutationOptions());
  const byId = useMemo(() => new Map(slots.map((slot) => [slot.id, slot])), [slots]);

  const change = (changes: readonly { slotId: string; field: SlotField; value: string }[]) => {
    const next = Object.fromEntries(
      changes.map(({ slotId, field, value }) => [editKey(slotId, field), value]),
    );
    setEdits((now) => ({ ...now, ...next }));
    const touched = new Set(changes.map((c) => c.slotId));
    setProblems((now) => now.filter((p) => !touched.has(p.slotId)));
    setNotice(null);
    save.reset();
  };
  const changed = slots.filter((slot) => !isSettled(slot) && slotChanged(slot, edits));
  const sendable = slots.filter((slot) => !isSettled(slot) && (slotChanged(slot, edits) || isPending(slot)));

  const send = async (submit: boolean, reason = "", reasonFor: readonly Slot[] = []) => {
    const rows = (submit ? sendable : changed).flatMap((slot) => {
      const row = slotInput(slot, edits, reasonFor.some((s) => s.id === slot.id) ? reason : "");
      return row ? [{ slot, row }] : [];
    });
    if (rows.length === 0) return;
    const content = { submit, rows: rows.map((r) => r.row) };
    try {
      const answer = await save.mutateAsync({ requestId: requestId(content), ...content });
      setAsking(null);
      await cache.invalidateQueries();
      setEdits({});
      setProblems([]);
      setNotice(`${submit ? "已报审" : "已保存草稿"} ${answer.entries.length} 条`);
    } catch (error) {
      const failure = readFailure(error);
      const found = slotProblems(
        failure.problems,
        rows.map((r) => r.slot),
      );
      setProblems(found);
      const wanting = rows.map((r) => r.slot).filter((slot) => found.some((p) => p.slotId === slot.id));
      const onlyReason =
        LIFTED_BY_REASON.has(failure.code) &&
        found.length > 0 &&
        found.every((p) => p.message.includes("原因"));
      setAsking(onlyReason && reason === "" ? { submit, slots: wanting } : null);
    }
  };

  return {
    text: (slotId: string, field: SlotField) => {
      const slot = byId.get(slotId);
      return slot ? slotText(slot, field, edits) : "";
    },
    edits,
    change,
    problem: (slotId: string, field: SlotField) =>
      problems.find((p) => p.slotId === slotId && p.field === field)?.message ?? null,
    problems,
    save: (submit: boolean) => send(submit),
    /** The refused rows that only want a reason. */
    asking,
    giveReason: (reason: string) => asking && send(asking.submit, reason, asking.slots),
    cancelReason: () => setAsking(null),
    failure: save.error ? readFailure(save.error).message : null,
    warnings: save.data?.warnings.map((w) => `${w.projectName}：${w.message}`) ?? [],
    busy: save.isPending,
    notice,
    changedCount: changed.length,
    sendableCount: sendable.length,
    unreadable: sendable.some((slot) => slotUnreadable(slot, edits)),
  };
}
export type Slots = ReturnType<typeof useSlots>;
