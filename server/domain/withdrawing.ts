/** 撤回: what was sent for review comes back to its sender, as long as nobody has decided about it. Pure. */
import type { EntryState } from "./ledger-entries";
import { MILESTONE_NAME, type Milestone } from "./milestones";
import type { Fact } from "./project-facts";
import type { ProjectState } from "./project-state";
import { Refusal } from "./refusals";

/** 撤回: whoever reported it takes it back, as long as nobody has decided about it. */
export function withdrawMilestone(state: ProjectState, milestone: Milestone, actorId: number): Fact[] {
  const pending = state.milestones[milestone];
  if (pending?.status !== "submitted") {
    const name = MILESTONE_NAME[milestone];
    const message =
      pending?.status === "approved"
        ? `${name}已审核通过，不能撤回`
        : pending?.status === "returned"
          ? `${name}已被退回，可以直接修改后再报`
          : `${name}没有待审核的报审，可能已经撤回`;
    throw new Refusal("nothing-pending", { message });
  }
  if (pending.recordedById !== actorId)
    throw new Refusal("not-permitted", { message: "只有报审人本人可以撤回" });
  return [{ type: "MilestoneWithdrawn", v: 1, milestone }];
}

/** 撤回: back to a draft, by whoever sent it, as long as nobody has decided about it. */
export function withdrawEntry(entry: EntryState, actorId: number): Fact[] {
  if (entry.status !== "submitted") {
    const message =
      entry.status === "approved"
        ? "该记录已审核通过，不能撤回；更正请用冲减或补报"
        : entry.status === "returned"
          ? "该记录已被退回，可以直接修改后再报"
          : "该记录没有报审，不必撤回";
    throw new Refusal("nothing-pending", { message });
  }
  if (entry.submittedById !== actorId)
    throw new Refusal("not-permitted", { message: "只有报审人本人可以撤回" });
  return [{ type: "EntryWithdrawn", v: 1, ledger: entry.ledger, entryId: entry.id }];
}
