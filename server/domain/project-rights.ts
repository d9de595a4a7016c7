/** What an actor may do on a loaded project. Pure. */
import { type Action, type Actor, inScope, isMasked, type ScopeSubject, scopeOf } from "./permissions";
import type { ProjectState } from "./project-state";

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

/** Fields that only those see who deal with the contact person. */
export const isContactField = (field: string): boolean => field === "contactName" || field === "contactPhone";
