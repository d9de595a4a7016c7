/**
 * Whether two projects or leads are the same undertaking reported twice (疑似重复). Evidence for one investor and for one
 * undertaking is counted in points; the weights were set with `npm run duplicates:check`. Different projects of one
 * investor are told apart and never called the same.
 */
import { placesAgree } from "./enterprise-names";
import { compareInvestors, type Evidence } from "./likeness-investor";
import type { LikenessProfile } from "./likeness-profile";
import type { Certainty, LikenessReason } from "./likeness-words";
import { containment, likenessOfPieces, sharedWeight, weightOf } from "./near-text";
import { phasesDiffer } from "./project-phase";

export interface Likeness {
  /** sibling: another project of the same investor. */
  verdict: "same" | "sibling" | "none";
  /** Null unless the verdict is same. */
  certainty: Certainty | null;
  points: number;
  reasons: LikenessReason[];
}

const NONE: Likeness = { verdict: "none", certainty: null, points: 0, reasons: [] };
const CERTAIN = 9.5;
const LIKELY = 7.5;
const POSSIBLE = 6;
/** From here on the investor is taken to be one. */
const ONE_INVESTOR = 3.5;
/** So much must speak for the undertaking itself, however well the investor is known. */
const LEAST_OF_PROJECT = 0.6;
const ENOUGH_TO_TELL = 2;
/** Two investors that are known to be two. */
const AGAINST = 2.4;

interface Found {
  points: number;
  reasons: LikenessReason[];
}
const found = (points: number, ...reasons: LikenessReason[]): Found => ({ points, reasons });

/** Of an equal name without an investor on one side nothing can speak against it. */
const UNNAMED = 2;
const unnamed = (p: LikenessProfile): boolean => p.enterprises.length === 0;

/** A name of nothing but common words (新能源产业园) says little even when it is equal. */
function compareTopics(a: LikenessProfile, b: LikenessProfile): Found {
  const rare = Math.min(1, sharedWeight(a.words, b.words) / 2);
  if (a.nameKey !== "" && (a.nameKey === b.nameKey || a.topic === b.topic))
    return found(1.2 + 3 * rare + (unnamed(a) || unnamed(b) ? UNNAMED * rare : 0), {
      kind: "name",
      part: a.topic,
    });
  if (a.nameSpoken !== "" && a.nameSpoken === b.nameSpoken)
    return found(0.8 + 2.6 * Math.min(1, weightOf(a.words) / 2), {
      kind: "name-spoken",
      part: `${a.topic} / ${b.topic}`,
    });
  const alike = Math.max(likenessOfPieces(a.words, b.words), 0.85 * containment(a.words, b.words));
  const telling = Math.min(weightOf(a.words), weightOf(b.words)) >= ENOUGH_TO_TELL;
  if (alike >= 0.45)
    return found((0.6 + 4.4 * (alike - 0.45)) * (0.3 + 0.7 * rare), {
      kind: "name-alike",
      part: `${a.topic} / ${b.topic}`,
    });
  return found(telling ? (alike < 0.15 ? -2.4 : -1) : 0);
}

function compareContents(a: LikenessProfile, b: LikenessProfile): Found {
  const [x, y] = [weightOf(a.content), weightOf(b.content)];
  if (Math.min(x, y) < ENOUGH_TO_TELL) return found(0);
  const alike = Math.max(likenessOfPieces(a.content, b.content), 0.85 * containment(a.content, b.content));
  if (alike >= 0.7) return found(2.2, { kind: "content", part: null });
  if (alike >= 0.45) return found(1.2, { kind: "content", part: null });
  return found(alike < 0.12 && Math.min(x, y) >= 4 ? -1.2 : 0);
}

function comparePlaces(a: LikenessProfile, b: LikenessProfile): Found {
  if (a.address === "" || b.address === "") return found(0);
  if (a.address === b.address)
    return found(/\d/.test(a.address) ? 1.4 : 0.5, { kind: "address", part: a.address });
  if (a.address.includes(b.address) || b.address.includes(a.address)) return found(0.3);
  return found(-0.5);
}

function compareAmounts(a: LikenessProfile, b: LikenessProfile): Found {
  if (!a.amountFen || !b.amountFen) return found(0);
  const ratio = Math.max(a.amountFen, b.amountFen) / Math.max(1, Math.min(a.amountFen, b.amountFen));
  if (ratio <= 1.03) return found(0.7, { kind: "amount", part: null });
  if (ratio <= 1.25) return found(0.3);
  return found(ratio > 3 ? -0.8 : ratio > 1.6 ? -0.3 : 0);
}

function compareOrigins(a: LikenessProfile, b: LikenessProfile): Found {
  if (a.origin === "" || b.origin === "") return found(0);
  return found(placesAgree([a.origin], [b.origin]) ? 0.2 : -0.4);
}

/** Evidence for one undertaking. */
function compareProjects(a: LikenessProfile, b: LikenessProfile): Found {
  const parts = [
    compareTopics(a, b),
    compareContents(a, b),
    comparePlaces(a, b),
    compareAmounts(a, b),
    compareOrigins(a, b),
  ];
  return {
    points: parts.reduce((sum, part) => sum + part.points, 0),
    reasons: parts.flatMap((part) => part.reasons),
  };
}

const certaintyOf = (points: number): Certainty | null =>
  points >= CERTAIN ? "certain" : points >= LIKELY ? "likely" : points >= POSSIBLE ? "possible" : null;

/**
 * One investor is a suspicion by itself: whether the undertaking is another one may not be told, so it is not said to
 * differ. An equal name makes it more.
 */
function wholeLikeness(a: LikenessProfile, b: LikenessProfile, investor: Evidence): Likeness {
  const topics = compareTopics(a, b);
  const equal = topics.reasons.some((r) => r.kind === "name" || r.kind === "name-spoken");
  const points = investor.points - (investor.against ? AGAINST : 0) + (equal ? topics.points : 0);
  const reasons = equal ? [...investor.reasons, ...topics.reasons] : investor.reasons;
  const certainty = certaintyOf(points) ?? (investor.identity >= ONE_INVESTOR ? "possible" : null);
  return certainty === null ? NONE : { verdict: "same", certainty, points, reasons };
}

/**
 * With `whole`, only evidence that needs the whole of a name, code or number: what may be told of a project that the
 * person cannot see, or typing piece by piece would spell it out.
 */
export function likenessOf(a: LikenessProfile, b: LikenessProfile, { whole = false } = {}): Likeness {
  const investor = compareInvestors(a, b, { whole });
  if (a.projectCode !== "" && a.projectCode === b.projectCode) {
    const reasons: LikenessReason[] = [{ kind: "project-code", part: a.projectCode }, ...investor.reasons];
    return { verdict: "same", certainty: "certain", points: 12 + investor.points, reasons };
  }
  const one = investor.identity >= ONE_INVESTOR;
  if (whole) return wholeLikeness(a, b, investor);
  const sibling: Likeness = {
    verdict: "sibling",
    certainty: null,
    points: investor.points,
    reasons: [{ kind: "sibling", part: null }, ...investor.reasons],
  };
  if (a.nameKey === "" || b.nameKey === "") return one ? { ...sibling, reasons: investor.reasons } : NONE;
  if (phasesDiffer(a.phase, b.phase)) return one ? sibling : NONE;
  const project = compareProjects(a, b);
  const points = investor.points + project.points - (investor.against ? AGAINST : 0);
  const certainty = certaintyOf(points);
  if (certainty === null || project.points < LEAST_OF_PROJECT) {
    return one ? sibling : NONE;
  }
  return { verdict: "same", certainty, points, reasons: [...investor.reasons, ...project.reasons] };
}
