/** What merging and splitting do to the state of a project, and the parts of the fold that they share with other facts. */
import type { CarriedMilestone, MergeFact } from "./merge-facts";
import { type Milestone, rankOf } from "./milestones";
import type { Day } from "./periods";
import type { AgreementRow, ArrivalRow, InvestmentRow, Ledger, LedgerRows } from "./project-facts";
import type { MilestoneState, ProjectState } from "./project-state";

/** The present stage: the approved milestone furthest along the main line. */
function furthest(milestones: ProjectState["milestones"]): { stage: Milestone; since: Day } {
  let best: { stage: Milestone; since: Day } = {
    stage: "lead",
    since: milestones.lead?.occurredOn ?? "1970-01-01",
  };
  for (const [kind, m] of Object.entries(milestones) as [Milestone, MilestoneState][]) {
    if (m.status === "approved" && rankOf(kind) > rankOf(best.stage))
      best = { stage: kind, since: m.occurredOn };
  }
  return best;
}

export function withMilestones(state: ProjectState, milestones: ProjectState["milestones"]): ProjectState {
  const { stage, since } = furthest(milestones);
  return { ...state, milestones, stage, stageSince: since };
}

/** The sums with one approved row more. */
export function withEntry(state: ProjectState, ledger: Ledger, given: LedgerRows[Ledger]): ProjectState {
  if (ledger === "arrival")
    return { ...state, arrivedFen: state.arrivedFen + (given as ArrivalRow).amountFen };
  if (ledger === "investment") {
    const row = given as InvestmentRow;
    return row.basis === "official" ? { ...state, investedFen: state.investedFen + row.totalFen } : state;
  }
  const row = given as AgreementRow;
  return row.kind === "framework"
    ? { ...state, frameworkFen: (state.frameworkFen ?? 0) + row.amountFen }
    : { ...state, contractFen: (state.contractFen ?? 0) + row.amountFen };
}

type Sums = Pick<ProjectState, "frameworkFen" | "contractFen" | "arrivedFen" | "investedFen">;
export const NO_SUMS: Sums = { frameworkFen: null, contractFen: null, arrivedFen: 0, investedFen: 0 };

/** Nothing of it counts any more. */
export const emptied = (state: ProjectState, reason: string): ProjectState => ({
  ...state,
  ...NO_SUMS,
  milestones: {},
  off: { state: "withdrawn", since: state.lastProgressOn, reason, reviewOn: null },
});

const byKind = (milestones: readonly CarriedMilestone[]): ProjectState["milestones"] =>
  Object.fromEntries(milestones.map(({ kind, ...m }) => [kind, m]));

const withEntries = (
  state: ProjectState,
  entries: readonly { ledger: Ledger; row: LedgerRows[Ledger] }[],
): ProjectState => entries.reduce((s, { ledger, row }) => withEntry(s, ledger, row), state);

type OnSurvivor = Extract<MergeFact, { type: "Absorbed" | "Parted" }>;

/** Fields, lists and first report as the fact leaves them. */
const described = (state: ProjectState, fact: OnSurvivor): ProjectState => ({
  ...state,
  ...fact.firstReport,
  basics: { ...state.basics, ...fact.after },
  memberIds: fact.listsAfter.team?.flatMap((m) => m.accountId ?? []) ?? state.memberIds,
});

function onSurvivor(state: ProjectState, fact: OnSurvivor): ProjectState {
  const named = described(state, fact);
  if (fact.type === "Absorbed") {
    const absorbed = [...state.absorbed, fact.from, ...fact.also].sort((a, b) => a.id - b.id);
    const milestones = { ...state.milestones, ...byKind(fact.milestones) };
    const whole = withMilestones(
      { ...named, absorbed, contacts: state.contacts + fact.contacts },
      milestones,
    );
    return withEntries(whole, fact.entries);
  }
  const left = new Set([fact.from.id, ...fact.also.map((a) => a.id)]);
  const milestones = { ...state.milestones };
  for (const kind of fact.gone) delete milestones[kind];
  return withMilestones(
    {
      ...named,
      ...fact.sums,
      absorbed: state.absorbed.filter((a) => !left.has(a.id)),
      contacts: state.contacts - fact.contacts,
    },
    { ...milestones, ...byKind(fact.milestones) },
  );
}

export function applyMerge(state: ProjectState, fact: MergeFact): ProjectState {
  if (fact.type === "Absorbed" || fact.type === "Parted") return onSurvivor(state, fact);
  if (fact.type === "MergedInto") {
    // What was returned or taken back counts nowhere: it stays where it is.
    const kept = Object.entries(state.milestones).filter(([, m]) => m.status !== "approved");
    const milestones = Object.fromEntries(kept);
    return { ...emptied(state, fact.reason), milestones, mergedIntoId: fact.into.id };
  }
  const stands = { ...state, ...NO_SUMS, mergedIntoId: null, off: fact.off };
  return withEntries(
    withMilestones(stands, { ...state.milestones, ...byKind(fact.milestones) }),
    fact.entries,
  );
}
