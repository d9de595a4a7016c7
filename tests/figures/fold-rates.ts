/** The rates worked out from the facts alone, project by project, without SQL: what every table of rates must equal. */
import type { Cut } from "@/server/contracts/statistics";
import type { Milestone } from "@/server/domain/milestones";
import { monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { AgreementRow, ArrivalRow } from "@/server/domain/project-facts";
import type { RateRules } from "@/server/domain/rate-rules";
import { RATE_IDS, type RateId, type RateWay } from "@/server/domain/rates";
import { startingRules } from "@/server/domain/rules";
import { firstAgreement, KEY_OF, type Story } from "./fold-month";

export interface FoldWindow {
  from: StatMonth;
  to: StatMonth;
  cutoff: StatMonth;
  way: RateWay;
  withoutEnded: boolean;
}

export type Share = { part: number; whole: number };
export type FoldedRates = Record<RateId, { count: Share; money: Share }>;

const NEVER = Number.POSITIVE_INFINITY;
type Months = (...kinds: Milestone[]) => StatMonth;

/** What the rates ask of one project; a month that never came is infinity. */
function lifeOf({ state, entries }: Story, rules: RateRules, { from, cutoff, way }: FoldWindow) {
  const at: Months = (...kinds) =>
    Math.min(
      NEVER,
      ...kinds.flatMap((kind) => {
        const m = state.milestones[kind];
        return m?.status === "approved" ? (m.statMonth ?? []) : [];
      }),
    );
  const { basics } = state;
  const known = entries.filter((e) => e.statMonth <= cutoff);
  const sum = (rows: typeof known) => rows.reduce((total, e) => total + (e.row as AgreementRow).amountFen, 0);
  const contract = firstAgreement(entries, "contract");
  const framework = firstAgreement(entries, "framework");
  const supplements = known.filter(
    (e) => e.ledger === "agreement" && (e.row as AgreementRow).kind === "supplement",
  );
  const arrivals = known
    .filter((e) => e.ledger === "arrival" && (way === "cohort" || e.statMonth >= from))
    .map((e) => e.row as ArrivalRow);
  const contractFen = sum(contract.counted.filter((e) => e.statMonth <= cutoff)) + sum(supplements);
  const fromOutside = rules.arrivalBase === "agreed" && basics.agreedOutsideFen !== null;
  const gone = state.off?.state === "ended" || state.off?.state === "lost";
  return {
    at,
    lead: at("lead", "negotiation"),
    contract: contract.first?.statMonth ?? NEVER,
    framework: framework.first?.statMonth ?? NEVER,
    started: at("start", "completion", "production", "full-capacity"),
    ended: gone && state.off ? monthOfDay(state.off.since) : NEVER,
    landless: basics.landMode === "无需用地",
    plan: basics.plannedTotalFen,
    contractFen,
    frameworkFen: sum(framework.counted.filter((e) => e.statMonth <= cutoff)),
    received: arrivals.reduce((total, a) => total + a.amountFen, 0),
    arrived: arrivals.reduce((t, a) => t + (fromOutside ? a.outsideFen + a.foreignFen : a.amountFen), 0),
    base:
      rules.arrivalBase === "contract"
        ? contractFen
        : rules.arrivalBase === "plan"
          ? basics.plannedTotalFen
          : (basics.agreedOutsideFen ?? basics.plannedTotalFen),
  };
}
type Life = ReturnType<typeof lifeOf>;

/** The month of the group and the month in which the condition is met. */
function monthsOf(id: RateId, life: Life, rules: RateRules): { group: StatMonth; met: StatMonth } {
  const { at, contract } = life;
  const after = (month: StatMonth) => ({ group: contract, met: Math.max(contract, month) });
  const stepMonth = (kind: RateRules["landed"][number]) => (kind === "start" ? life.started : at(kind));
  switch (id) {
    case "performed":
      return after(Math.min(...rules.performing.map(stepMonth)));
    case "registered":
      return after(at("registration"));
    case "landed":
      return after(
        Math.max(...rules.landed.map((kind) => (kind === "land" && life.landless ? 0 : stepMonth(kind)))),
      );
    case "started":
      return after(life.started);
    case "built":
      return after(at("completion", "production", "full-capacity"));
    case "entered":
      return {
        group: Math.max(contract, life.started),
        met: Math.max(contract, life.started, at("statistics")),
      };
    case "ended":
      return after(life.ended);
    case "framework":
      return { group: life.framework, met: Math.max(life.framework, contract) };
    case "lead":
      return { group: life.lead, met: Math.max(life.lead, contract) };
    default:
      return { group: contract, met: contract };
  }
}

function sides(
  id: RateId,
  life: Life,
  rules: RateRules,
  window: FoldWindow,
): { part: boolean; whole: boolean } {
  const { from, to, cutoff, way } = window;
  const inside = (month: StatMonth) => month >= from && month <= to;
  const { group, met } = monthsOf(id, life, rules);
  if (id === "funded" || id === "arrived") {
    const reached = way === "cohort" ? inside(group) : group <= to;
    if (id === "funded") return { part: reached && life.received > 0, whole: inside(group) };
    return { part: reached && life.base !== null, whole: inside(group) && life.base !== null };
  }
  const large = id !== "entered" || (life.plan ?? -1) >= rules.statisticsMinPlanFen;
  const stands = id !== "performed" || life.ended > cutoff;
  if (way === "period")
    return { part: inside(met) && group <= to && large && stands, whole: inside(group) && large };
  const whole = large && (id === "entered" ? inside(life.contract) && group <= cutoff : inside(group));
  return { part: whole && met <= cutoff && stands, whole };
}

function moneyOf(id: RateId, life: Life): Share {
  if (id === "arrived") return { part: life.arrived, whole: life.base ?? 0 };
  const fen = id === "lead" ? 0 : id === "framework" ? life.frameworkFen : life.contractFen;
  return { part: fen, whole: fen };
}

const nothing = (): FoldedRates =>
  Object.fromEntries(
    RATE_IDS.map((id) => [id, { count: { part: 0, whole: 0 }, money: { part: 0, whole: 0 } }]),
  ) as FoldedRates;

export function addFolded(into: FoldedRates, more: FoldedRates): FoldedRates {
  for (const id of RATE_IDS)
    for (const measure of ["count", "money"] as const)
      for (const side of ["part", "whole"] as const) into[id][measure][side] += more[id][measure][side];
  return into;
}

function ratesOf(story: Story, rules: RateRules, window: FoldWindow): FoldedRates {
  const life = lifeOf(story, rules, window);
  const rates = nothing();
  if (window.withoutEnded && life.ended <= window.cutoff) return rates;
  for (const id of RATE_IDS) {
    const { part, whole } = sides(id, life, rules, window);
    const money = moneyOf(id, life);
    rates[id] = {
      count: { part: part ? 1 : 0, whole: whole ? 1 : 0 },
      money: { part: part ? money.part : 0, whole: whole ? money.whole : 0 },
    };
  }
  return rates;
}

/** The rates of each group of a cut; merged and withdrawn projects have neither rows nor milestones left. */
export function foldRates(
  told: readonly Story[],
  cut: Cut,
  rules: RateRules,
  window: FoldWindow,
): Map<string, FoldedRates> {
  const groups = new Map<string, FoldedRates>();
  for (const story of told) {
    const key = KEY_OF[cut](story.state, startingRules);
    groups.set(key, addFolded(groups.get(key) ?? nothing(), ratesOf(story, rules, window)));
  }
  return groups;
}

export const totalOfFolded = (rows: Iterable<FoldedRates>): FoldedRates => {
  const total = nothing();
  for (const row of rows) addFolded(total, row);
  return total;
};
