/** Checks an action against a loaded project: what one may not see does not exist, what one may not do is refused. */

import type { Action, Actor } from "@/server/domain/permissions";
import type { BasicsPatch } from "@/server/domain/project-facts";
import { isContactField, mayOn } from "@/server/domain/project-rights";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";

export { mayOn, subjectOf } from "@/server/domain/project-rights";

/** The project, or NOT_FOUND when it is outside what the actor may read, or a refusal when he may read but not act. */
export function requireOn(actor: Actor, action: Action, state: ProjectState | undefined): ProjectState {
  if (!state || state.off?.state === "withdrawn" || !mayOn(actor, "project:read", state))
    throw new Refusal("not-found");
  if (!mayOn(actor, action, state)) throw new Refusal("not-permitted");
  return state;
}

/** Whoever does not see the contact person does not write over him. */
export function requireContactRights(actor: Actor, state: ProjectState, patch: BasicsPatch): void {
  const field = Object.keys(patch).find(isContactField);
  if (field === undefined || mayOn(actor, "contact:read", state)) return;
  throw refuseAt("not-permitted", field, "联系人只有承办人员能看到和修改");
}
