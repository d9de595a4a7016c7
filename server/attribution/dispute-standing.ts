/** Who a person is in a dispute: on which side he stands, whether he mediates or rules, what he may know. */
import "server-only";
import type { DisputeRights } from "@/server/contracts/attribution";
import type { Side } from "@/server/domain/attribution-facts";
import { type Dispute, OPEN_STEPS, standOn } from "@/server/domain/dispute-state";
import type { Day } from "@/server/domain/periods";
import { type Actor, can, scopeOf } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { mayOn } from "@/server/projects";

export interface Standing {
  /** May know of the dispute at all. */
  reads: boolean;
  side: Side | null;
  mediates: boolean;
  rules: boolean;
}

/** Who raised it, and whoever speaks for his unit: an officer does not speak for his colleagues. */
const speaksForChallenger = (actor: Actor, dispute: Dispute): boolean =>
  can(actor, "dispute:raise") &&
  actor.unitId === dispute.challengerUnitId &&
  (actor.id === dispute.challengerId || actor.role !== "officer");

/** Of the unit that reported it, whoever may bring papers to the project. */
const speaksForRespondent = (actor: Actor, dispute: Dispute, state: ProjectState): boolean =>
  can(actor, "dispute:raise") &&
  actor.unitId === dispute.respondentUnitId &&
  mayOn(actor, "evidence:attach", state);

export function standingIn(actor: Actor, dispute: Dispute, state: ProjectState): Standing {
  const scope = scopeOf(actor, "attribution:read");
  const ofUnits = actor.unitId === dispute.challengerUnitId || actor.unitId === dispute.respondentUnitId;
  const side = speaksForChallenger(actor, dispute)
    ? "challenger"
    : speaksForRespondent(actor, dispute, state)
      ? "respondent"
      : null;
  return {
    reads: scope === "all" || (scope === "unit" && ofUnits),
    side,
    // Nobody mediates in a dispute that his own unit has raised.
    mediates: mayOn(actor, "dispute:mediate", state) && actor.unitId !== dispute.challengerUnitId,
    rules: mayOn(actor, "dispute:rule", state),
  };
}

export function rightsIn(standing: Standing, dispute: Dispute, today: Day): DisputeRights {
  const { step } = standOn(dispute, today);
  const { side } = standing;
  return {
    side,
    attach: side !== null && step === "evidence" && !dispute.evidenceClosed[side],
    mediate: standing.mediates && step === "mediation",
    consent: side === "challenger" && step === "consent",
    rule: standing.rules && (step === "ruling" || step === "appeal"),
    appeal: side !== null && step === "ruled",
    withdraw: side === "challenger" && dispute.shares === null && OPEN_STEPS.includes(step),
  };
}

/**
 * Papers are for the side that brought them, and for who rules. Who mediates belongs to a side himself: he sees both when
 * no more can be brought.
 */
export function seesPapersOf(standing: Standing, side: Side, dispute: Dispute, today: Day): boolean {
  if (standing.side === side || standing.rules) return true;
  return standing.mediates && standOn(dispute, today).step !== "evidence";
}
