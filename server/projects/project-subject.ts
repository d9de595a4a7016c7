/** Checks an action against a loaded project: what one may not see does not exist, what one may not do is refused. */

import {
  type Action,
  type Actor,
  inScope,
  isMasked,
  type ScopeSubject,
  scopeOf,
} from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";

export const subjectOf = (state: ProjectState): ScopeSubject & { sensitive: boolean } => ({
  ownerId: state.basics.ownerId,
  ownerUnitId: state.basics.ownerUnitId,
  reportingUnitId: state.reportingUnitId,
  leadUnitId: state.basics.leadUnitId,
  streetUnitId: state.basics.streetUnitId,
  chainId: state.basics.chainId,
  memberIds: state.memberIds,
  signed: state.milestones.contract?.status === "approved",
  sensitive: state.basics.sensitivity === "sensitive",
});

export const mayOn = (actor: Actor, action: Action, state: ProjectState): boolean =>
  inScope(actor, scopeOf(actor, action), subjectOf(state)) && !isMasked(actor, subjectOf(state));

/** The project, or NOT_FOUND when it is outside what the actor may read, or a refusal when he may read but not act. */
export function requireOn(actor: Actor, action: Action, state: ProjectState | undefined): ProjectState {
  if (!state || state.off?.state === "withdrawn" || !mayOn(actor, "project:read", state))
    throw new Refusal("not-found");
  if (!mayOn(actor, action, state)) throw new Refusal("not-permitted");
  return state;
}
