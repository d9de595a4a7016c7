/**
 * Merging two projects that are one undertaking: which rows of the one that gives way stand in the other one already, what
 * is carried over and as what, and what both come to before and after. Pure; the page asks it and so does the verb.
 */
import { entryAmountFen, entryDay } from "./ledger-entries";
import type { CarriedEntry, CarriedMilestone } from "./merge-facts";
import { NO_SUMS, withEntry } from "./merge-state";
import { MILESTONES, type Milestone } from "./milestones";
import type { StatMonth } from "./periods";
import type { AgreementRow, ArrivalRow, InvestmentRow, Ledger, LedgerRows } from "./project-facts";
import type { MilestoneState, ProjectState } from "./project-state";

/** An approved row that counts. */
export type LiveEntry = Omit<CarriedEntry, "fromEntryId">;
/** A row of the one that gives way which stands in the other one already. */
export interface SameEntry {
  ledger: Ledger;
  entryId: number;
  sameAsId: number;
}

export const entryKey = ({ ledger, entryId }: Pick<LiveEntry, "ledger" | "entryId">): string =>
  `${ledger}/${entryId}`;

/** The row that a correction mends in the end. */
export function rootOf(entry: LiveEntry, all: ReadonlyMap<string, LiveEntry>): LiveEntry {
  const seen = new Set<number>();
  let root = entry;
  while (root.correctionOfId !== null && !seen.has(root.entryId)) {
    seen.add(root.entryId);
    const above = all.get(entryKey({ ledger: root.ledger, entryId: root.correctionOfId }));
    if (!above) break;
    root = above;
  }
  return root;
}

export const byKey = (entries: readonly LiveEntry[]): Map<string, LiveEntry> =>
  new Map(entries.map((e) => [entryKey(e), e]));

const rootsIn = (entries: readonly LiveEntry[]): LiveEntry[] => {
  const all = byKey(entries);
  return entries.filter((e) => rootOf(e, all) === e);
};

const plain = (text: string): string => text.trim().toUpperCase();
const sameText = (a: string, b: string): boolean => plain(a) !== "" && plain(a) === plain(b);

/** How much speaks for two rows being one: 0 nothing, 2 day or month and amount, 3 the paper itself. */
function alikeness(a: LiveEntry, b: LiveEntry): number {
  if (a.ledger !== b.ledger) return 0;
  const amounts = entryAmountFen(a.ledger, a.row) === entryAmountFen(b.ledger, b.row);
  if (a.ledger === "investment") {
    const [x, y] = [a.row as InvestmentRow, b.row as InvestmentRow];
    return amounts && x.month === y.month && x.basis === y.basis && a.opening === b.opening ? 2 : 0;
  }
  const days = entryDay(a.ledger, a.row) === entryDay(b.ledger, b.row);
  if (a.ledger === "arrival") {
    const [x, y] = [a.row as ArrivalRow, b.row as ArrivalRow];
    if (sameText(x.voucherNumber, y.voucherNumber) && amounts) return 3;
    return days && amounts && !(plain(x.voucherNumber) && plain(y.voucherNumber)) ? 2 : 0;
  }
  const [x, y] = [a.row as AgreementRow, b.row as AgreementRow];
  if (x.kind !== y.kind) return 0;
  if (sameText(x.documentNumber, y.documentNumber)) return 3;
  return days && amounts ? 2 : 0;
}

/** Rows of the other one that are taken for one with a row of the survivor; each row of the survivor serves once. */
export function proposeSame(survivor: readonly LiveEntry[], other: readonly LiveEntry[]): SameEntry[] {
  const free = new Set(rootsIn(survivor));
  const pairs = rootsIn(other).flatMap((mine) =>
    [...free].map((theirs) => ({ mine, theirs, points: alikeness(mine, theirs) })),
  );
  const done = new Set<LiveEntry>();
  const found: SameEntry[] = [];
  for (const { mine, theirs } of pairs.filter((p) => p.points > 0).sort((a, b) => b.points - a.points)) {
    if (done.has(mine) || !free.has(theirs)) continue;
    done.add(mine);
    free.delete(theirs);
    found.push({ ledger: mine.ledger, entryId: mine.entryId, sameAsId: theirs.entryId });
  }
  return found;
}

/** A row of the survivor that can be the same as one of the other: of one ledger, and no correction. */
export const sameChoices = (survivor: readonly LiveEntry[], ledger: Ledger): LiveEntry[] =>
  rootsIn(survivor).filter((e) => e.ledger === ledger);

export interface EntryPlan {
  carried: CarriedEntry[];
  same: SameEntry[];
}

const firstOf = (entries: readonly LiveEntry[], kind: AgreementRow["kind"]): LiveEntry | undefined =>
  rootsIn(entries)
    .filter((e) => e.ledger === "agreement" && (e.row as AgreementRow).kind === kind)
    .sort((a, b) => a.statMonth - b.statMonth || a.entryId - b.entryId)[0];

/**
 * What a carried row becomes beside the rows of the survivor, so that its amount counts there as it did before: a second
 * contract is a supplement (it adds money, never a project), a second framework and a second report of one month are
 * corrections of the first.
 */
function placeFor(entry: LiveEntry, survivor: readonly LiveEntry[], other: readonly LiveEntry[]) {
  const { ledger, row } = entry;
  if (ledger === "investment" && !entry.opening) {
    const { month, basis } = row as InvestmentRow;
    const there = sameChoices(survivor, ledger).find(
      (e) =>
        !e.opening && (e.row as InvestmentRow).month === month && (e.row as InvestmentRow).basis === basis,
    );
    return { row, under: there?.entryId ?? null };
  }
  if (ledger !== "agreement") return { row, under: null };
  const { kind } = row as AgreementRow;
  const there = firstOf(survivor, kind);
  if (!there || firstOf(other, kind) !== entry) return { row, under: null };
  if (kind === "contract")
    return { row: { ...(row as AgreementRow), kind: "supplement" as const }, under: null };
  return { row, under: kind === "framework" ? there.entryId : null };
}

/** Which rows are carried over, under which ids, and which are left out because they stand there already. */
export function planEntries(
  survivor: readonly LiveEntry[],
  other: readonly LiveEntry[],
  same: readonly SameEntry[],
  nextId: (ledger: Ledger) => number,
): EntryPlan {
  const all = byKey(other);
  const left = new Set(same.map(entryKey));
  const moving = [...other]
    .sort((a, b) => a.entryId - b.entryId)
    .filter((e) => !left.has(entryKey(rootOf(e, all))));
  const fresh = new Map(moving.map((e) => [entryKey(e), nextId(e.ledger)]));
  const places = new Map(rootsIn(moving).map((e) => [entryKey(e), placeFor(e, survivor, other)]));
  const carried = moving.map((entry): CarriedEntry => {
    const root = rootOf(entry, all);
    const place = places.get(entryKey(root)) ?? { row: root.row, under: null };
    const own = root === entry ? place.under : (place.under ?? fresh.get(entryKey(root)) ?? null);
    const kind = place.row !== root.row ? { kind: "supplement" as const } : {};
    return {
      ...entry,
      row: { ...entry.row, ...kind } as LedgerRows[Ledger],
      entryId: fresh.get(entryKey(entry)) ?? 0,
      fromEntryId: entry.entryId,
      correctionOfId: own,
    };
  });
  return { carried, same: [...same] };
}

export type EntrySums = typeof NO_SUMS;

/** What approved rows come to, as a project tells it. */
export const sumsOf = (entries: readonly Pick<LiveEntry, "ledger" | "row">[]): EntrySums => {
  const { frameworkFen, contractFen, arrivedFen, investedFen } = entries.reduce(
    (state, { ledger, row }) => withEntry(state, ledger, row),
    { ...NO_SUMS } as ProjectState,
  );
  return { frameworkFen, contractFen, arrivedFen, investedFen };
};

/** Milestones for which an agreement stands: the row says the day, so the two of a pair are never exchanged. */
const BY_AGREEMENT: readonly Milestone[] = ["framework", "contract"];

export interface MilestoneChoice {
  kind: Milestone;
  survivor: MilestoneState | null;
  other: MilestoneState;
  /** "carry": the survivor has none, it comes with the other. "either": both have one on different days. "same": nothing to choose. */
  choice: "carry" | "either" | "same";
}

/** The approved milestones of the other one, in the order of the main line; the lead stays the survivor's own. */
export function milestoneChoices(
  survivor: Pick<ProjectState, "milestones">,
  other: Pick<ProjectState, "milestones">,
): MilestoneChoice[] {
  return MILESTONES.flatMap((kind): MilestoneChoice[] => {
    const theirs = other.milestones[kind];
    if (kind === "lead" || theirs?.status !== "approved") return [];
    const mine = survivor.milestones[kind];
    const stands = mine?.status === "approved" ? mine : null;
    const either = stands && stands.occurredOn !== theirs.occurredOn && !BY_AGREEMENT.includes(kind);
    return [
      { kind, survivor: stands, other: theirs, choice: stands ? (either ? "either" : "same") : "carry" },
    ];
  });
}

export const carriedMilestone = (kind: Milestone, m: MilestoneState): CarriedMilestone => ({ kind, ...m });

/** The milestones that come over, and the survivor's own that give way to them. */
export function planMilestones(
  survivor: Pick<ProjectState, "milestones">,
  other: Pick<ProjectState, "milestones">,
  taken: readonly Milestone[],
): { milestones: CarriedMilestone[]; replaced: CarriedMilestone[] } {
  const come = milestoneChoices(survivor, other).filter(
    ({ kind, choice }) => choice === "carry" || (choice === "either" && taken.includes(kind)),
  );
  return {
    milestones: come.map(({ kind, other: m }) => carriedMilestone(kind, m)),
    replaced: come.flatMap(({ kind }) => {
      const mine = survivor.milestones[kind];
      return mine ? [carriedMilestone(kind, mine)] : [];
    }),
  };
}

/** Whether anything of it counts in a month before the first open one. */
export const countsInClosed = (
  milestones: readonly Pick<CarriedMilestone, "kind" | "status" | "statMonth">[],
  entries: readonly Pick<LiveEntry, "statMonth">[],
  open: StatMonth,
): boolean =>
  entries.some((e) => e.statMonth < open) ||
  milestones.some((m) => m.kind !== "lead" && m.status === "approved" && (m.statMonth ?? open) < open);

/** The earlier report decides who reported first. */
export const reportedEarlier = (
  other: Pick<ProjectState, "firstReportedAt">,
  survivor: Pick<ProjectState, "firstReportedAt">,
): boolean => Date.parse(other.firstReportedAt) < Date.parse(survivor.firstReportedAt);

/** Rows that are on their way: drafts, sent for review, returned. */
export interface Unapproved {
  projectId: number;
  ledger: Ledger;
}

/** Why the two cannot be merged now, in the words of the screen. */
export function mergeObstacles(
  survivor: ProjectState,
  other: ProjectState,
  unapproved: readonly Unapproved[],
): string[] {
  const waiting = [survivor, other].flatMap(({ basics, milestones }) => {
    const kinds = Object.values(milestones).filter((m) => m.status === "submitted").length;
    return kinds > 0 ? [`“${basics.name}”有 ${kinds} 个节点待审批，请先办结`] : [];
  });
  const rows = unapproved.filter((u) => u.projectId === other.id).length;
  const months = unapproved.filter((u) => u.projectId === survivor.id && u.ledger === "investment").length;
  return [
    ...waiting,
    ...(rows > 0 ? [`“${other.basics.name}”有 ${rows} 笔台账还没有通过（含草稿），请先办结或删除`] : []),
    ...(months > 0 ? [`“${survivor.basics.name}”有 ${months} 个月的固投还没有通过，请先办结或删除`] : []),
    ...(survivor.course.pooledOn === null ? [] : [`“${survivor.basics.name}”在公海中，请先认领`]),
  ];
}
