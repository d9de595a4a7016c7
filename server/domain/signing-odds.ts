/**
 * 在手转化: how many of the leads and negotiations that are open now may still be signed in time. What was once at the same
 * stage for as long, and could be watched for as many days as are left, tells what share was signed within them. Amounts
 * are left out: what a lead may come to is in no figure.
 */
import { DRAWS, generator, LEAST_CASES, seedOf, TAIL } from "./target-odds";

export const OPEN_STAGES = ["lead", "negotiation", "framework"] as const;
export type OpenStage = (typeof OPEN_STAGES)[number];
/** Days at the stage from which each band begins. */
export const AGE_BANDS = [0, 90, 180, 365] as const;

/** Of all that was at `stage` for as long as `band`: how many could be watched, how many were signed in time. */
export interface PastStage {
  stage: OpenStage;
  /** Place in AGE_BANDS. */
  band: number;
  cases: number;
  signed: number;
}
export interface OpenLeads {
  stage: OpenStage;
  band: number;
  count: number;
}

export type SigningOdds =
  | { state: "too-few"; open: number }
  | { state: "told"; open: number; cases: number; low: number; high: number; reaching: number };

interface Ground {
  cases: number;
  signed: number;
}

/** The band's own past, or, where that is too little, the whole stage's; null where even that is. */
function groundOf(past: readonly PastStage[], { stage, band }: OpenLeads): Ground | null {
  const sum = (rows: readonly PastStage[]): Ground => ({
    cases: rows.reduce((total, row) => total + row.cases, 0),
    signed: rows.reduce((total, row) => total + row.signed, 0),
  });
  const ofStage = past.filter((row) => row.stage === stage);
  const own = sum(ofStage.filter((row) => row.band === band));
  const ground = own.cases >= LEAST_CASES ? own : sum(ofStage);
  return ground.cases >= LEAST_CASES ? ground : null;
}

/** From so many on, the bell curve is as good as throwing each of them, and costs two numbers. */
const BELL_FROM = 50;

/** How many of `count` happen, each with chance `p`. */
function drawn(count: number, p: number, next: () => number): number {
  if (count > BELL_FROM) {
    const bell = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const some = Math.round(count * p + bell * Math.sqrt(count * p * (1 - p)));
    return Math.min(count, Math.max(0, some));
  }
  let happened = 0;
  for (let i = 0; i < count; i++) if (next() < p) happened++;
  return happened;
}

export interface SigningQuestion {
  open: readonly OpenLeads[];
  past: readonly PastStage[];
  actual: number;
  target: number;
}

export function signingOdds({ open, past, actual, target }: SigningQuestion): SigningOdds {
  const waiting = open.filter((leads) => leads.count > 0);
  const count = waiting.reduce((sum, leads) => sum + leads.count, 0);
  const groups = waiting.flatMap((leads) => {
    const ground = groundOf(past, leads);
    return ground ? [{ ...leads, ...ground }] : [];
  });
  if (groups.length < waiting.length || count === 0) return { state: "too-few", open: count };
  const next = generator(seedOf(groups.map((g) => [g.band, g.count, g.cases, g.signed])));
  const sums = Array.from({ length: DRAWS }, () =>
    groups.reduce((sum, group) => {
      // The share itself is only known from so many cases: it is drawn anew each time.
      const share = drawn(group.cases, group.signed / group.cases, next) / group.cases;
      return sum + drawn(group.count, share, next);
    }, 0),
  ).sort((a, b) => a - b);
  const at = (share: number) => sums[Math.min(DRAWS - 1, Math.floor(share * DRAWS))] ?? 0;
  return {
    state: "told",
    open: count,
    cases: groups.reduce((sum, group) => sum + group.cases, 0),
    low: at(TAIL),
    high: at(1 - TAIL),
    reaching: Math.round((sums.filter((sum) => actual + sum >= target).length * 10) / DRAWS),
  };
}
