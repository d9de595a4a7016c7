"use client";
/** 通过 and 退回 on chosen rows: ledger rows in one request, milestones one by one, and what was refused row by row. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRequestId } from "@/components/shared/use-request-id";
import type { QueueEntry, QueueLine, QueueMilestone } from "./ledger-types";
import { lineKey } from "./queue-words";

const isEntry = (line: QueueLine): line is QueueEntry => line.kind !== "milestone";
const isMilestone = (line: QueueLine): line is QueueMilestone => line.kind === "milestone";

/** The next row takes the place of the one decided: a second press of the key was still meant for that one. */
const REST_MS = 900;

export interface Reviewed {
  approved: boolean;
  lines: readonly QueueLine[];
}

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
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  const restsUntil = useRef(0);

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
    if (busy || (reason === null && Date.now() < restsUntil.current)) return;
    setBusy(true);
    setReviewed(null);
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
    const done = lines.filter((line) => failures[lineKey(line)] === undefined);
    if (done.length > 0) setReviewed({ approved: reason === null, lines: done });
    await cache.invalidateQueries();
    // 退回 asks for its reason in a dialog: no key runs on from there.
    if (reason === null) restsUntil.current = Date.now() + REST_MS;
    setBusy(false);
    if (Object.keys(failures).length === 0) onDone();
  };
  return {
    busy,
    refused,
    reviewed,
    forget: () => setReviewed(null),
    approve: (lines: readonly QueueLine[]) => perform(lines, null),
    sendBack: (lines: readonly QueueLine[], reason: string) => perform(lines, reason),
  };
}
