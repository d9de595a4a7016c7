/** How much speaks for one enterprise behind two projects. Points add up with those of the project in likeness.ts. */
import { placesAgree } from "./enterprise-names";
import { judgeUscc } from "./identity";
import type { LikenessProfile, NamedEnterprise } from "./likeness-profile";
import type { LikenessReason } from "./likeness-words";
import { slipsBetween } from "./near-text";

export interface Evidence {
  points: number;
  /** Without the phone: an agent has many investors. */
  identity: number;
  reasons: LikenessReason[];
  /** Both are known, and are two different enterprises. */
  against: boolean;
}

interface Finding {
  points: number;
  reason: LikenessReason | null;
}

const NOTHING: Finding = { points: 0, reason: null };
const best = (findings: readonly Finding[]): Finding =>
  findings.reduce((a, b) => (b.points > a.points ? b : a), NOTHING);

const SAME_CODE = 6;
const NEAR_CODE = 4.2;
const SAME_NAME = 5;
const SPOKEN_ALIKE = 4.4;
const SAME_BRAND_SLIPS = 4;
const SWAPPED = 3.8;
const OTHER_PLACE = 2.8;
const SAME_BRAND = 2;
const SAME_GROUP = 3;
const BRAND_IN_NAME = 2.4;
const SAME_PHONE = 3.6;
/** Each further kind of evidence beside the best one; a brand in the name of the project counts as two. */
const FURTHER = 0.7;
const MOST_SLIPS = 2;
const shortPoints = (length: number): number => (length >= 4 ? 3.6 : length === 3 ? 3 : 2.6);

const quoted = (a: NamedEnterprise, b: NamedEnterprise) => (a.raw === b.raw ? a.raw : `${a.raw} / ${b.raw}`);

const knownBy = (a: NamedEnterprise, b: NamedEnterprise) =>
  a.known === "short" || b.known === "short"
    ? "short-name"
    : a.known === "former" || b.known === "former"
      ? "former"
      : null;

function compareNames(a: NamedEnterprise, b: NamedEnterprise): Finding {
  const part = quoted(a, b);
  const agree = placesAgree(a.places, b.places);
  if (a.core === b.core) {
    if (!agree) return { points: OTHER_PLACE, reason: { kind: "enterprise-elsewhere", part } };
    const kind = knownBy(a, b) ?? (a.raw === b.raw ? "enterprise" : "enterprise-form");
    return { points: SAME_NAME, reason: { kind, part } };
  }
  const penalty = agree ? 0 : 1.5;
  if (a.spoken === b.spoken && a.core.length > 1)
    return { points: SPOKEN_ALIKE - penalty, reason: { kind: "enterprise-spoken", part } };
  const found = compareWritten(a.core, b.core);
  return found.points > 0 ? { points: found.points - penalty, reason: { kind: found.kind, part } } : NOTHING;
}

const brandOf = (core: string): string => core.slice(0, 2);
const sorted = (text: string) => [...text].sort().join("");

/** The trade is what many firms have in their names; which firm is meant stands in the first two characters. */
function compareWritten(a: string, b: string): { points: number; kind: LikenessReason["kind"] } {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 2 && long.startsWith(short))
    return { points: shortPoints(short.length), kind: "enterprise-short" };
  const slips = slipsBetween(a, b, MOST_SLIPS);
  const [brand, other] = [brandOf(a), brandOf(b)];
  if (slips <= MOST_SLIPS && long.length >= 4) {
    if (brand === other) return { points: SAME_BRAND_SLIPS - 0.4 * (slips - 1), kind: "enterprise-slip" };
    if (sorted(a) === sorted(b)) return { points: SWAPPED, kind: "enterprise-slip" };
    const near = brand[0] === other[0] || brand[1] === other[1];
    const shifted = a.length !== b.length && [...brand].some((c) => other.includes(c));
    if (near || shifted) return { points: slips === 1 ? 3.4 : 2.4, kind: "enterprise-slip" };
  }
  return brand === other
    ? { points: SAME_BRAND, kind: "enterprise-brand" }
    : { points: 0, kind: "enterprise" };
}

/** Somebody's own name in the name of the other's project. */
function compareBrands(a: LikenessProfile, b: LikenessProfile): Finding {
  const inName = (x: LikenessProfile, y: LikenessProfile) =>
    x.enterprises.find(({ core }) => core.length > 2 && y.topic.startsWith(brandOf(core)));
  const named = inName(a, b) ?? inName(b, a);
  return named
    ? { points: BRAND_IN_NAME, reason: { kind: "brand-in-name", part: brandOf(named.core) } }
    : NOTHING;
}

/** One wrong character leaves at most one of two codes right by its check character. */
function compareCodes(a: string, b: string): Finding {
  if (a === b) return { points: SAME_CODE, reason: { kind: "code", part: a } };
  const bothValid = judgeUscc(a) === "valid" && judgeUscc(b) === "valid";
  if (!bothValid && slipsBetween(a, b, 1) === 1)
    return { points: NEAR_CODE, reason: { kind: "code-slip", part: `${a} / ${b}` } };
  return NOTHING;
}

function compareGroups(a: LikenessProfile, b: LikenessProfile): Finding {
  const cores = (p: LikenessProfile) => new Set(p.enterprises.map((e) => e.core));
  const one = a.groupCore !== "" && (a.groupCore === b.groupCore || cores(b).has(a.groupCore));
  const other = b.groupCore !== "" && cores(a).has(b.groupCore);
  return one || other
    ? { points: SAME_GROUP, reason: { kind: "group", part: one ? a.groupCore : b.groupCore } }
    : NOTHING;
}

/** Two right codes that have nothing to do with each other: two enterprises, however alike their names. */
const codesSpeakAgainst = (a: LikenessProfile, b: LikenessProfile): boolean =>
  a.codes.length > 0 &&
  b.codes.length > 0 &&
  !a.codes.some((code) => b.codes.includes(code)) &&
  [...a.codes, ...b.codes].every((code) => judgeUscc(code) === "valid");

const NAMES_OF_OTHERS: ReadonlySet<string> = new Set([
  "enterprise-slip",
  "enterprise-spoken",
  "enterprise-short",
  "enterprise-brand",
]);

const PARTS_OF_NAMES: ReadonlySet<string> = new Set(["short-name", "enterprise-short", "enterprise-brand"]);

export function compareInvestors(
  a: LikenessProfile,
  b: LikenessProfile,
  { whole }: { whole: boolean },
): Evidence {
  const code = best(a.codes.flatMap((x) => b.codes.map((y) => compareCodes(x, y))));
  let name = best(a.enterprises.flatMap((x) => b.enterprises.map((y) => compareNames(x, y))));
  // A part of a name, or a group, may not tell of what the person cannot see.
  const group = whole ? NOTHING : compareGroups(a, b);
  const brand = whole ? NOTHING : compareBrands(a, b);
  if (whole && name.reason && PARTS_OF_NAMES.has(name.reason.kind)) name = NOTHING;
  const others = codesSpeakAgainst(a, b);
  if (others && name.reason && NAMES_OF_OTHERS.has(name.reason.kind)) name = NOTHING;
  if (others && name.points >= SAME_NAME) name = { ...name, points: OTHER_PLACE };
  const found = [code, name, group, brand].filter((f) => f.points > 0).sort((x, y) => y.points - x.points);
  const phone = a.phones.some((number) => b.phones.includes(number));
  const identity =
    (found[0]?.points ?? 0) +
    FURTHER * Math.max(0, found.length - 1) +
    (brand.points > 0 && found.length > 1 ? FURTHER : 0);
  const named = a.enterprises.length > 0 && b.enterprises.length > 0;
  return {
    points: identity + (phone ? SAME_PHONE : 0),
    identity,
    reasons: [
      ...found.filter((f) => f !== brand || name.points < SAME_BRAND).flatMap((f) => f.reason ?? []),
      ...(phone ? [{ kind: "phone" as const, part: null }] : []),
    ],
    against: named && !phone && (found[0]?.points ?? 0) < SAME_BRAND,
  };
}
