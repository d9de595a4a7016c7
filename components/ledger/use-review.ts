"use client";
/** 通过 and 退回 on chosen rows: ledger rows in one request, milestones one by one, and what was refused row by row. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRequestId } from "@/components/shared/use-request-id";
import type { QueueEntry, QueueLine, QueueMilestone } from "./ledger-types";
import { lineKey } from "./queue-words";

const isEntry = (line: QueueLine): line is QueueEntry => line.kind !== "milestone";
const isMilestone = (line: QueueLine): line is QueueMilestone => line.kind === "milestone";

export function useReview(onDone: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const requestId = useRequestId();
  const [refused, setRefused] = useState<Record<string, string>>({});
  const approveEntries = useMutation(trpc.ledger.approve.mutationOptions());
  const returnEntries = useMutation(trpc.ledger.returnEntries.mutationOptions());
  const approveMilestone = useMutation(trpc.project.approveMilestone.mutationOptions());
  const returnMilestone = useMutation(trpc.project.returnMilestone.mutationOptions());
  const [busy, setBusy] = useState(false);

  /** Runs one request; a refusal is written beside the rows that it names. */
  const attempt = async (
    lines: readonly QueueLine[],
    run: () => Promise<unknown>,
  ): Promise<Record<string, string>> => {
    try {
      await run();
      return {};
    } catch (error) {
      const { problems, message } = readFailure(error);
      const named = problems.flatMap((p) => {
        const line = lines[Number(/^entries\.(\d+)/.exec(p.field ?? "")?.[1] ?? Number.NaN)];
        return line ? [[lineKey(line), p.message] as const] : [];
      });
      return Object.fromEntries(named.length > 0 ? named : lines.map((line) => [lineKey(line), message]));
    }
  };
  const perform = async (lines: readonly QueueLine[], reason: string | null) => {
    if (busy) return;
    setBusy(true);
    const entries = lines.filter(isEntry);
    const refs = entries.map(({ kind, id, version }) => ({ ledger: kind, id, version }));
    let failures: Record<string, string> = {};
    if (refs.length > 0) {
      const id = requestId([reason, refs]);
      failures = await attempt(entries, () =>
        reason === null
          ? approveEntries.mutateAsync({ requestId: id, entries: refs })
          : returnEntries.mutateAsync({ requestId: id, entries: refs, reason }),
      );
    }
    for (const line of lines.filter(isMilestone)) {
      const { projectId, milestone, version } = line;
      const target = {
        requestId: requestId([reason, line.id, version]),
        projectId,
        milestone,
        expectedVersion: version,
      };
      const failed = await attempt([line], () =>
        reason === null
          ? approveMilestone.mutateAsync(target)
          : returnMilestone.mutateAsync({ ...target, reason }),
      );
      failures = { ...failures, ...failed };
    }
    setRefused(failures);
    await cache.invalidateQueries();
    setBusy(false);
    if (Object.keys(failures).length === 0) onDone();
  };
  return {
    busy,
    refused,
    approve: (lines: readonly QueueLine[]) => perform(lines, null),
    sendBack: (lines: readonly QueueLine[], reason: string) => perform(lines, reason),
  };
}
