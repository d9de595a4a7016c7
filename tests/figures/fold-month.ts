/** The month's sums worked out from the facts alone, without SQL: what every report must equal. */

import type { Cut } from "@/server/contracts/statistics";
import { industrySection } from "@/server/domain/industries";
import { monthOfDay, type StatMonth, yearOf } from "@/server/domain/periods";
import type { AgreementRow, ArrivalRow, Fact, InvestmentRow } from "@/server/domain/project-facts";
import { fold, type ProjectState, type RecordedFact } from "@/server/domain/project-state";
import { isCarriedOver, tierBand, tierCounts, usdCents } from "@/server/domain/statistics";
import {
  addSums,
  emptySums,
  type Measure,
  type RowSums,
  tierMeasure,
} from "@/server/domain/statistics-measures";
import { database, rowsOf, sql } from "@/server/platform/database";
import type { EventRules } from "@/server/statistics/month-events";

type Approved = Pick<
  Extract<Fact, { type: "EntryApproved" }>,
  "ledger" | "entryId" | "row" | "statMonth" | "opening" | "correctionOfId"
>;
type Event = readonly [measure: Measure, month: StatMonth, value: number];

export interface Story {
  state: ProjectState;
  entries: Approved[];
}

/** USD rates by month, fen × 10^6. */
type Rates = ReadonlyMap<StatMonth, number>;

/** The approved rows that count after a history: merging and splitting move them, an undone import ends them. */
function liveRows(history: readonly RecordedFact[]): Approved[] {
  const live = new Map<string, Approved>();
  const key = (e: Pick<Approved, "ledger" | "entryId">) => `${e.ledger}/${e.entryId}`;
  for (const { fact } of history) {
    if (fact.type === "EntryApproved") live.set(key(fact), fact);
    if (fact.type === "ImportUndone" || fact.type === "MergedInto") live.clear();
    if (fact.type === "Absorbed" || fact.type === "SplitOff")
      for (const e of fact.entries) live.set(key(e), e);
    if (fact.type === "Parted") for (const e of fact.entries) live.delete(key(e));
  }
  return [...live.values()];
}

export async function stories(): Promise<Story[]> {
  const rows = await rowsOf<{ project_id: number; payload: Fact; occurred_on: string; actor_id: number }>(
    database,
    sql`SELECT project_id, payload, occurred_on::text, actor_id FROM project_fact ORDER BY project_id, version`,
  );
  const histories = new Map<number, RecordedFact[]>();
  for (const row of rows) {
    const mine = histories.get(row.project_id) ?? [];
    mine.push({ fact: row.payload, occurredOn: row.occurred_on, actorId: row.actor_id });
    histories.set(row.project_id, mine);
  }
  return [...histories].map(([id, history]) => {
    return { state: fold(id, history), entries: liveRows(history) };
  });
}

/** The first agreement of a kind and everything that corrects it. */
export function firstAgreement(entries: readonly Approved[], kind: AgreementRow["kind"]) {
  const mine = entries.filter((e) => e.ledger === "agreement" && (e.row as AgreementRow).kind === kind);
  const [first] = mine
    .filter((e) => e.correctionOfId === null)
    .sort((a, b) => a.statMonth - b.statMonth || a.entryId - b.entryId);
  return {
    first,
    counted: first ? mine.filter((e) => (e.correctionOfId ?? e.entryId) === first.entryId) : [],
  };
}

const amountOf = (e: Approved) => (e.row as AgreementRow).amountFen;

function agreementEvents({ state, entries }: Story, rules: EventRules): Event[] {
  const contract = firstAgreement(entries, "contract");
  const framework = firstAgreement(entries, "framework");
  const supplements = entries.filter(
    (e) => e.ledger === "agreement" && (e.row as AgreementRow).kind === "supplement",
  );
  const events: Event[] = [
    ...[...contract.counted, ...supplements].map((e): Event => ["signedFen", e.statMonth, amountOf(e)]),
    ...framework.counted.map((e): Event => ["frameworkFen", e.statMonth, amountOf(e)]),
  ];
  if (contract.first) {
    const { statMonth } = contract.first;
    events.push(["signedCount", statMonth, 1]);
    tierCounts([state.basics.plannedTotalFen], rules.tiers).forEach((n, i) => {
      events.push([tierMeasure(i + 1), statMonth, n]);
    });
    const start = state.milestones.start?.statMonth;
    const both = Math.max(statMonth, start ?? 0);
    if (start && yearOf(both) === yearOf(statMonth)) events.push(["cohortStartedCount", both, 1]);
  }
  if (framework.first) {
    events.push(["frameworkCount", framework.first.statMonth, 1]);
    const both = Math.max(framework.first.statMonth, contract.first?.statMonth ?? 0);
    if (contract.first && yearOf(both) === yearOf(framework.first.statMonth))
      events.push(["convertedCount", both, 1]);
  }
  return events;
}

function arrivalEvents(
  { state: { basics, milestones } }: Story,
  e: Approved,
  rules: EventRules,
  rates: Rates,
): Event[] {
  const row = e.row as ArrivalRow;
  const events: Event[] = [];
  const counts = e.opening || (basics.plannedTotalFen ?? -1) >= rules.thresholds.arrivalMinPlanFen;
  if (row.outsideFen !== 0 && counts) {
    events.push(["outsideFen", e.statMonth, row.outsideFen]);
    const [contract, start] = [milestones.contract?.occurredOn ?? null, milestones.start?.occurredOn ?? null];
    if (isCarriedOver(contract, start, e.statMonth)) events.push(["carriedFen", e.statMonth, row.outsideFen]);
    if (e.opening) events.push(["outsideOpeningFen", e.statMonth, row.outsideFen]);
  }
  if (row.foreignFen !== 0) {
    const rate = rates.get(monthOfDay(row.arrivedOn));
    events.push(["foreignFen", e.statMonth, row.foreignFen]);
    if (e.opening) events.push(["foreignOpeningFen", e.statMonth, row.foreignFen]);
    if (row.currency === "USD") events.push(["foreignUsdCents", e.statMonth, row.originalCents]);
    else if (rate === undefined) events.push(["foreignUnrated", e.statMonth, 1]);
    else events.push(["foreignUsdCents", e.statMonth, usdCents(row.foreignFen, rate)]);
  }
  return events;
}

function investmentEvents({ state }: Story, e: Approved, rules: EventRules): Event[] {
  const row = e.row as InvestmentRow;
  const counts = e.opening || (state.basics.plannedTotalFen ?? -1) >= rules.thresholds.investmentMinPlanFen;
  if (row.basis !== "official" || !counts) return [];
  const events: Event[] = [["investmentFen", e.statMonth, row.totalFen]];
  return e.opening ? [...events, ["investmentOpeningFen", e.statMonth, row.totalFen]] : events;
}

function eventsOf(story: Story, rules: EventRules, rates: Rates): Event[] {
  const start = story.state.milestones.start?.statMonth;
  return [
    ...agreementEvents(story, rules),
    ...(start ? [["startedCount", start, 1] as const] : []),
    ...story.entries
      .filter((e) => e.ledger === "arrival")
      .flatMap((e) => arrivalEvents(story, e, rules, rates)),
    ...story.entries
      .filter((e) => e.ledger === "investment")
      .flatMap((e) => investmentEvents(story, e, rules)),
  ];
}

/** 推进 by its definition: signed or started, not done before this year, not ended unless it started this year. */
function isAdvancing({ state, entries }: Story, month: StatMonth): boolean {
  const { first } = firstAgreement(entries, "contract");
  const start = state.milestones.start?.statMonth ?? Number.POSITIVE_INFINITY;
  const entered = Math.min(first?.statMonth ?? Number.POSITIVE_INFINITY, start);
  if (entered > month) return false;
  const done = (["completion", "production", "full-capacity"] as const).flatMap(
    (m) => state.milestones[m]?.statMonth ?? [],
  );
  if (done.some((d) => yearOf(d) < yearOf(month))) return false;
  if (state.off?.state !== "ended" && state.off?.state !== "lost") return true;
  const left = Math.max(monthOfDay(state.off.since), entered);
  return left > month || (yearOf(left) === yearOf(month) && yearOf(start) === yearOf(month));
}

/** By place, department and industry a sensitive lead stands with its like until its contract. */
const disclosed =
  (key: (state: ProjectState) => string) =>
  (state: ProjectState): string =>
    state.basics.sensitivity === "sensitive" && state.milestones.contract?.status !== "approved"
      ? "undisclosed"
      : key(state);

export const KEY_OF: Record<Cut, (state: ProjectState, rules: EventRules) => string> = {
  chain: ({ basics }) => String(basics.chainId ?? ""),
  leadUnit: disclosed(({ basics }) => String(basics.leadUnitId ?? "")),
  street: disclosed(({ basics }) => String(basics.streetUnitId ?? "")),
  province: disclosed(({ basics }) => basics.originProvince),
  industry: disclosed(({ basics }) => industrySection(basics.industryCode) ?? ""),
  tier: ({ basics }, { tiers }) => String(tierBand(basics.plannedTotalFen, tiers) ?? ""),
};

/** Sums of each group of a cut for a month; 推进 stands in `year` and `last` only. */
export function foldMonth(
  told: readonly Story[],
  month: StatMonth,
  cut: Cut,
  rules: EventRules,
  rates: Rates,
): Map<string, RowSums> {
  const groups = new Map<string, RowSums>();
  for (const story of told) {
    const key = KEY_OF[cut](story.state, rules);
    const sums = groups.get(key) ?? emptySums();
    groups.set(key, sums);
    const add = (span: keyof RowSums, measure: Measure, value: number) =>
      addSums(sums, { ...emptySums(), [span]: { [measure]: value } });
    for (const [measure, at, value] of eventsOf(story, rules, rates)) {
      if (at === month) add("month", measure, value);
      if (at <= month && yearOf(at) === yearOf(month)) add("year", measure, value);
      if (at <= month - 100 && yearOf(at) === yearOf(month) - 1) add("last", measure, value);
      if (at === month - 100) add("lastMonth", measure, value);
    }
    if (isAdvancing(story, month)) add("year", "advancingCount", 1);
    if (isAdvancing(story, month - 100)) add("last", "advancingCount", 1);
  }
  return groups;
}
