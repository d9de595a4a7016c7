/** Where a dispute over a first report stands: the fold of its own facts. Pure. */
import type { DisputeFact, Share, Side } from "./attribution-facts";
import type { Deadline } from "./deadlines";
import type { Day } from "./periods";

export const DISPUTE_STEPS = {
  evidence: "举证",
  mediation: "调解",
  consent: "待异议方确认",
  ruling: "待裁定",
  ruled: "已裁定，可复议",
  appeal: "复议",
  closed: "已结",
  withdrawn: "已撤回",
} as const;
export type DisputeStep = keyof typeof DISPUTE_STEPS;
/** Somebody still has something to do. */
export const OPEN_STEPS: readonly DisputeStep[] = ["evidence", "mediation", "consent", "ruling", "appeal"];

interface Stand {
  step: DisputeStep;
  due: Deadline | null;
}

export interface Dispute extends Stand {
  id: number;
  ownProjectId: number | null;
  challengerId: number;
  challengerUnitId: number;
  respondentUnitId: number;
  statement: string;
  raisedOn: Day;
  /** Where it stands once `due` has passed without anybody doing anything; null when it waits. */
  afterwards: Stand | null;
  evidenceClosed: Record<Side, boolean>;
  /** What the mediation came to, while it waits for consent. */
  proposed: Share[];
  /** The outcome in force; null while there is none. */
  shares: Share[] | null;
  appealed: boolean;
}

type Raised = Extract<DisputeFact, { type: "DisputeRaised" }>;

const raised = (fact: Raised, on: Day): Dispute => ({
  id: fact.disputeId,
  ownProjectId: fact.ownProjectId,
  challengerId: fact.challengerId,
  challengerUnitId: fact.challengerUnitId,
  respondentUnitId: fact.respondentUnitId,
  statement: fact.statement,
  raisedOn: on,
  step: "evidence",
  due: fact.evidence,
  afterwards: { step: "mediation", due: fact.mediation },
  evidenceClosed: { challenger: false, respondent: false },
  proposed: [],
  shares: null,
  appealed: false,
});

const settled = (dispute: Dispute, shares: Share[]): Dispute => ({
  ...dispute,
  step: "closed",
  due: null,
  afterwards: null,
  proposed: [],
  shares,
});
const waiting = (dispute: Dispute, step: DisputeStep, due: Deadline | null): Dispute => ({
  ...dispute,
  step,
  due,
  afterwards: null,
});

/** One fact further. Never throws: what happened, happened. */
export function disputeAfter(dispute: Dispute | null, fact: DisputeFact, on: Day): Dispute {
  if (fact.type === "DisputeRaised") return raised(fact, on);
  if (!dispute) throw new Error(`dispute ${fact.disputeId}: its facts do not begin with DisputeRaised`);
  switch (fact.type) {
    case "DisputeEvidenceClosed": {
      const evidenceClosed = { ...dispute.evidenceClosed, [fact.side]: true };
      return fact.mediation
        ? { ...waiting(dispute, "mediation", fact.mediation), evidenceClosed }
        : { ...dispute, evidenceClosed };
    }
    case "DisputeMediated":
      return fact.agreed
        ? {
            ...waiting(dispute, "consent", fact.consent),
            afterwards: { step: "ruling", due: fact.ruling },
            proposed: fact.shares,
          }
        : waiting(dispute, "ruling", fact.ruling);
    case "DisputeConsented":
      return fact.agreed ? settled(dispute, fact.shares) : waiting(dispute, "ruling", fact.ruling);
    case "DisputeRuled":
      return fact.appeal
        ? {
            ...settled(dispute, fact.shares),
            step: "ruled",
            due: fact.appeal,
            afterwards: { step: "closed", due: null },
          }
        : settled(dispute, fact.shares);
    case "DisputeAppealed":
      return { ...waiting(dispute, "appeal", fact.ruling), appealed: true };
    case "DisputeWithdrawn":
      return waiting(dispute, "withdrawn", null);
  }
}

/** Where a dispute stands on a day: time that ran out moves it on without a word of anybody. */
export const standOn = ({ step, due, afterwards }: Dispute, today: Day): Stand =>
  afterwards !== null && due !== null && due.dueOn < today ? afterwards : { step, due };
