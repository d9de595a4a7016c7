/** What the gates ask for and a ledger did not bring: a list to be filled in, not a wall. Pure. */
import type { ImportResult } from "@/server/contracts/import-batch";
import { MILESTONE_NAME, type Milestone } from "@/server/domain/milestones";
import { gateOf } from "@/server/domain/pipeline";
import type { ProjectState } from "@/server/domain/project-state";
import type { Rules } from "@/server/domain/rules";

/** Unmet requirements of the milestones that a project has passed; milestones themselves are left to the pipeline. */
export function missingOf(state: ProjectState, rules: Rules): { milestone: Milestone; label: string }[] {
  return (Object.keys(state.milestones) as Milestone[]).flatMap((milestone) => {
    const passed = state.milestones[milestone];
    if (passed?.status !== "approved") return [];
    const unmet = gateOf(state, milestone, rules, { details: passed.details }).filter(
      (r) => !r.met && r.kind !== "milestone" && r.kind !== "contact",
    );
    const undated = passed.details.undated === true ? [{ milestone, label: "发生日期" }] : [];
    return [...undated, ...unmet.map(({ label }) => ({ milestone, label }))];
  });
}

/** How many projects miss what, the most frequent first. */
export function countMissing(states: readonly ProjectState[], rules: Rules): ImportResult["missing"] {
  const counts = new Map<string, ImportResult["missing"][number]>();
  for (const state of states) {
    for (const { milestone, label } of missingOf(state, rules)) {
      const key = `${milestone} ${label}`;
      const entry = counts.get(key) ?? { label, milestone: MILESTONE_NAME[milestone], count: 0 };
      counts.set(key, { ...entry, count: entry.count + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
