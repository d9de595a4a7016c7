/**
 * The course of a stat month: 开放 → 截止 → 审核 → 关账 → 已上报. Two people close it, the director (局长) and the
 * statistician (统计), each by signing the same figures; until then it may go back a state, afterwards never.
 */
import { MONTH_STATES } from "./month-states";
import { addMonths, type StatMonth } from "./periods";
import type { Role } from "./roles";

export type MonthState = keyof typeof MONTH_STATES;
const ORDER = Object.keys(MONTH_STATES) as MonthState[];
export const isMonthState = (word: string): word is MonthState => (ORDER as string[]).includes(word);

/** States to which a person may move a month by a press; closing is no move, but two signatures. */
export const MOVES: Record<MonthState, MonthState[]> = {
  open: ["cutoff"],
  cutoff: ["open", "review"],
  review: ["cutoff"],
  closed: ["reported"],
  reported: [],
};
export const mayMove = (from: MonthState, to: MonthState): boolean => MOVES[from].includes(to);
/** Going back takes what was signed with it, and asks why. */
export const goesBack = (from: MonthState, to: MonthState): boolean =>
  ORDER.indexOf(to) < ORDER.indexOf(from);
export const isClosed = (state: MonthState): boolean => state === "closed" || state === "reported";

/** The two parts of a close, and who plays them. */
export const SIGNING_PARTS = { statistics: "统计", director: "局长" } as const;
export type SigningPart = keyof typeof SIGNING_PARTS;
export const SIGNING_PART_NAMES = Object.keys(SIGNING_PARTS) as [SigningPart, ...SigningPart[]];
const PART_OF: Partial<Record<Role, SigningPart>> = { statistician: "statistics", director: "director" };
/** The part a role plays in closing a month; null for everybody else. */
export const signingPartOf = (role: Role): SigningPart | null => PART_OF[role] ?? null;

export interface Signature {
  part: SigningPart;
  accountId: number;
  name: string;
  /** Digest of the figures that were signed. */
  figures: string;
  signedAt: string;
}

/**
 * Signatures under the figures as they are now. One under other figures is none: something has changed since, and whoever
 * signed has not seen it.
 */
export const validSignatures = (given: readonly Signature[], figures: string): Signature[] =>
  given.filter((s) => s.figures === figures);

/** Whether both parts have signed these figures, two different people. */
export const isSignedByBoth = (given: readonly Signature[], figures: string): boolean => {
  const valid = validSignatures(given, figures);
  return (
    SIGNING_PART_NAMES.every((part) => valid.some((s) => s.part === part)) &&
    new Set(valid.map((s) => s.accountId)).size === valid.length
  );
};

/** A month can be closed from the last day of it on: figures of a month that still runs are none yet. */
export const hasEnded = (month: StatMonth, thisMonth: StatMonth, lastDayReached: boolean): boolean =>
  month < thisMonth || (month === thisMonth && lastDayReached);

/**
 * Which month comes next: the one after the last closed one; before anything was closed any month may be the first, and
 * takes all earlier ones with it.
 */
export const isNextToClose = (month: StatMonth, lastClosed: StatMonth | null): boolean =>
  lastClosed === null || month === addMonths(lastClosed, 1);

/** What a close is held up by. An error forbids it; a warning asks for a reason. */
export interface Hindrance {
  level: "error" | "warning";
  code: string;
  /** What is wrong, with how many. */
  words: string;
  /** Where it is mended; a page of the product. */
  href: string;
  /** Who holds it, by unit or person, the most first. */
  holders: { name: string; count: number }[];
}
export const forbidsClosing = (found: readonly Hindrance[]): boolean =>
  found.some((h) => h.level === "error");
