/** A framework agreement and a contract are milestones and rows of the agreement ledger at once: one event, one fact each. */
import type { AgreementRow, Fact } from "./project-facts";
import type { ProjectState } from "./project-state";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The agreement that an approved milestone stands for; null for the other milestones. Amount in fen. */
export function agreementOf(
  approved: Extract<Fact, { type: "MilestoneApproved" }>,
  state: Pick<ProjectState, "basics">,
): AgreementRow | null {
  if (approved.milestone !== "framework" && approved.milestone !== "contract") return null;
  const amount = approved.details.amountFen;
  const basics = { ...state.basics, ...approved.patch };
  return {
    kind: approved.milestone,
    signedOn: approved.occurredOn,
    amountFen: typeof amount === "number" ? amount : 0,
    agreedOutsideFen: basics.agreedOutsideFen,
    documentNumber: text(approved.details.documentNumber),
    counterpart: basics.investorName,
    event: text(approved.details.event),
    validUntil: text(approved.details.validUntil) || null,
    note: "",
  };
}
