import type { MilestoneEntry } from "@/server/contracts/project-card";
import { MAIN_LINE_STEPS, type Milestone } from "@/server/domain/milestones";
import { type Day, daysBetween } from "@/server/domain/periods";

export type StopState = "done" | "pending" | "returned" | "ahead";

export interface RailStop {
  kind: Milestone;
  state: StopState;
  entry: MilestoneEntry | null;
  /** Days since the step before it; null when one of the two has no date. */
  days: number | null;
}

const STATE = { approved: "done", submitted: "pending", returned: "returned" } as const;

export function railOf(entries: readonly MilestoneEntry[]): RailStop[][] {
  // What was taken back stands ahead again.
  const byKind = new Map(
    entries.flatMap((e) => (e.status === "withdrawn" ? [] : [[e.kind, { ...e, status: e.status }] as const])),
  );
  let before: Day | null = null;
  return MAIN_LINE_STEPS.map((step) => {
    const since = before;
    const stops = step.map((kind): RailStop => {
      const entry = byKind.get(kind) ?? null;
      const days = entry && since !== null ? daysBetween(since, entry.occurredOn) : null;
      return { kind, entry, days, state: entry ? STATE[entry.status] : "ahead" };
    });
    for (const { state, entry } of stops) {
      if (state === "done" && entry && (before === null || entry.occurredOn > before))
        before = entry.occurredOn;
    }
    return stops;
  });
}
